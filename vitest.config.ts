import { defineConfig } from 'vitest/config';

/**
 * Everything that runs in plain Node. Files run in two processes: the machines this is built on have two cores. Each
 * process keeps the modules it has read, which halves the time of a run; what a file changes of them it puts back.
 */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/e2e/**'],
    globalSetup: ['test/support/ready-folder.ts'],
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    isolate: false,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
