import { configDefaults, defineConfig } from 'vitest/config';

/** Stories that services play as well, and that would take a run of everything beyond half an hour: with SLOW=1. */
const long = process.env['SLOW'] ? [] : ['test/e2e/exchange-kinds.test.ts'];

/** The real application under a virtual screen; one at a time, because the window has the keyboard. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...long],
    environment: 'node',
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 180_000,
  },
});
