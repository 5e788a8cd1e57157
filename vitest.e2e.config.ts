import { defineConfig } from 'vitest/config';

/** The real application, as many files at a time as there are virtual screens (see `scripts/test.ts`). */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    globalSetup: ['test/support/ready-folder.ts'],
    setupFiles: ['test/e2e/screen.ts'],
    environment: 'node',
    pool: 'forks',
    maxWorkers: (process.env['LIANXUN_SCREENS'] ?? '').split(' ').length,
    testTimeout: 300_000,
    hookTimeout: 180_000,
  },
});
