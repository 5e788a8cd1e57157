/** `npm run lint`: types, rules and walls, formatting. Every step runs; the exit code is 0 when none found anything. */
import { join } from 'node:path';
import { projectFolder } from './system/paths.ts';
import { run } from './system/run.ts';

const folders = ['domain', 'main', 'preload', 'renderer', 'scripts', 'test'];
const configs = ['electron.vite.config.ts', 'vitest.config.ts', 'vitest.e2e.config.ts'];

const steps: readonly (readonly string[])[] = [
  ['typescript/bin/tsc', '-p', '.'],
  ['oxlint/bin/oxlint', '--type-aware', '--deny-warnings', ...folders, ...configs],
  ['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
];

let failed = false;
for (const [tool, ...args] of steps) {
  if (tool === undefined) continue;
  const code = await run(process.execPath, [join('node_modules', tool), ...args], { cwd: projectFolder });
  if (code !== 0) failed = true;
}
process.exitCode = failed ? 1 : 0;
