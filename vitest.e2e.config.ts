import { defineConfig } from 'vitest/config';

/** The real application under a virtual screen; one at a time, because the window has the keyboard. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 180_000,
  },
});
