/**
 * `npm test`: sets the machine up, builds, runs the tests in plain Node, then the tests in the real application under
 * a virtual screen. The last line printed is `N passed, N failed, N skipped`.
 *
 * `npm test -- unit` and `npm test -- e2e` run one half; further arguments go to vitest (`npm test -- unit test/vault`).
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './build.ts';
import { prepareRunFolder } from './electron-runtime.ts';
import { ensurePackages, testPackages } from './system/debian.ts';
import { startDisplay, type Display } from './system/display.ts';
import { projectFolder } from './system/paths.ts';
import { run } from './system/run.ts';

interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const nothing: Totals = { passed: 0, failed: 0, skipped: 0 };

async function test(args: readonly string[]): Promise<Totals> {
  const half = args[0] === 'unit' || args[0] === 'e2e' ? args[0] : undefined;
  const rest = half === undefined ? args : args.slice(1);
  await ensurePackages(testPackages);
  await ensureBuilt();
  const unit = half === 'e2e' ? nothing : await vitest('vitest.config.ts', rest, {});
  const e2e = half === 'unit' ? nothing : await inApplication(rest);
  return add(unit, e2e);
}

/** Files run two at a time, each on a screen of its own: a screen has one keyboard and one clipboard. */
async function inApplication(rest: readonly string[]): Promise<Totals> {
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
async function vitest(config: string, rest: readonly string[], extra: NodeJS.ProcessEnv): Promise<Totals> {
  const folder = mkdtempSync(join(tmpdir(), 'lianxun-results-'));
  const results = join(folder, 'results.json');
  const tool = join(projectFolder, 'node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
  try {
    const options = { cwd: projectFolder, env: { ...process.env, ...extra } };
    const code = await run(
      process.execPath,
      [tool, 'run', '--config', config, ...reporters, ...rest],
      options,
    );
    const totals = readTotals(results);
    return code !== 0 && totals.failed === 0 ? { ...totals, failed: 1 } : totals;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readTotals(file: string): Totals {
  try {
    const results = JSON.parse(readFileSync(file, 'utf8')) as Partial<Record<string, number>>;
    return {
      passed: results['numPassedTests'] ?? 0,
      failed: results['numFailedTests'] ?? 0,
      skipped: (results['numPendingTests'] ?? 0) + (results['numTodoTests'] ?? 0),
    };
  } catch {
    return { ...nothing, failed: 1 };
  }
}

function add(a: Totals, b: Totals): Totals {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

const totals = await test(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return { ...nothing, failed: 1 };
});
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = totals.failed === 0 && totals.passed > 0 ? 0 : 1;
