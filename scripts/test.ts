/**
 * `npm test`: sets the machine up, builds, runs the tests in plain Node, then the tests in the real application under
 * a virtual screen. The last line printed is `N passed, N failed, N skipped`.
 *
 * `npm test -- unit` and `npm test -- e2e` run one half; further arguments go to vitest (`npm test -- unit test/vault`).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './build.ts';
import { prepareRunFolder } from './electron-runtime.ts';
import { ensurePackages, testPackages } from './system/debian.ts';
import { startDisplay, type Display } from './system/display.ts';
import { projectFolder } from './system/paths.ts';
import { run } from './system/run.ts';
import { add, nothing, readResults, type Results } from './system/test-results.ts';

async function test(args: readonly string[]): Promise<Results> {
  const half = args[0] === 'unit' || args[0] === 'e2e' ? args[0] : undefined;
  const rest = half === undefined ? args : args.slice(1);
  await ensurePackages(testPackages);
  await ensureBuilt();
  const unit = half === 'e2e' ? nothing : await vitest('vitest.config.ts', rest, {});
  const e2e = half === 'unit' ? nothing : await inApplication(rest);
  return add(unit, e2e);
}

/** Files run two at a time, each on a screen of its own: a screen has one keyboard and one clipboard. */
async function inApplication(rest: readonly string[]): Promise<Results> {
  const { command } = await prepareRunFolder();
  const displays: Display[] = [];
  try {
    while (displays.length < 2) displays.push(await startDisplay());
    const screens = displays.map(({ name }) => name).join(' ');
    return await vitest('vitest.e2e.config.ts', rest, { LIANXUN_SCREENS: screens, LIANXUN_COMMAND: command });
  } finally {
    for (const display of displays) display.stop();
  }
}

/** One run of vitest. A run that breaks outside of a test counts as one failure. */
async function vitest(config: string, rest: readonly string[], extra: NodeJS.ProcessEnv): Promise<Results> {
  const folder = mkdtempSync(join(tmpdir(), 'lianxun-results-'));
  const file = join(folder, 'results.json');
  const tool = join(projectFolder, 'node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  try {
    const options = { cwd: projectFolder, env: { ...process.env, ...extra } };
    const code = await run(
      process.execPath,
      [tool, 'run', '--config', config, ...reporters, ...rest],
      options,
    );
    const results = readResults(file);
    return code !== 0 && results.failed === 0 ? { ...results, failed: 1 } : results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const results = await test(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return { ...nothing, failed: 1 };
});
// Said again at the end: whoever sees only the end of a long output must still see what failed.
for (const { test: name, reason } of results.failures) console.log(`FAILED ${name}\n${reason}\n`);
console.log(`${results.passed} passed, ${results.failed} failed, ${results.skipped} skipped`);
process.exitCode = results.failed === 0 && results.passed > 0 ? 0 : 1;
