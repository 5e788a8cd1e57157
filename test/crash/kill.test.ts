/**
 * kill -9 at random moments of a process that commits on the real disk. What it wrote to its output after each
 * acknowledgement is the ledger; everything in it must be in the vault, and nothing in part.
 *
 * One seed again: CRASH_SEED=12345 KILL_RUNS=50 npx vitest run test/crash/kill.test.ts (moments are not exactly repeatable)
 */
import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ExpectedError } from '../../domain/failure.ts';
import { allCompartments } from '../../domain/register.ts';
import { createVault } from '../../main/vault/create.ts';
import { openVault, openVaultWithShares } from '../../main/vault/open.ts';
import { testVaultDeps } from '../support/vault.ts';
import { createRandom, transactionsIn } from './workload.ts';

const seed = Number(process.env['CRASH_SEED'] ?? 20_250_303);
const runs = Number(process.env['KILL_RUNS'] ?? (process.env['SLOW'] ? 1000 : 40));
const password = '口令';
const parent = fs.mkdtempSync(join(tmpdir(), 'lianxun-kill-'));
/** Another one after some runs: the larger a vault grows, the longer everything takes. */
const runsPerVault = 50;
let folder: string;
let sheet: readonly string[];
const valid = 'valid';
/** Inside the project, where the bundle finds its modules. */
const bundles = join(import.meta.dirname, '../../node_modules/.cache/kill-test');

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(import.meta.dirname, 'kill-child.ts'),
      outDir: bundles,
      minify: false,
      target: 'node20',
    },
  });
});
afterAll(() => fs.rmSync(parent, { recursive: true, force: true }));

test(`${runs} kills lose nothing that was acknowledged`, { timeout: 14_400_000 }, async () => {
  const random = createRandom(seed);
  const total = { commits: 0, blobs: 0, repaired: 0, sheets: 0 };
  let before = 0;
  for (let run = 0; run < runs; run += 1) {
    if (run % runsPerVault === 0) {
      await startVault(run);
      before = 0;
    }
    const ledger = await runAndKill(Math.floor(random() * random() * 100), random() * 8);
    const acknowledged = Math.max(before, ...ledger.commits);
    const vault = await openVault(testVaultDeps(), { folder, account: 'anna', password });
    const found = transactionsIn(vault);
    expect(found, `run ${run}, seed ${seed}`).toBeGreaterThanOrEqual(acknowledged);
    expect(found, `run ${run}, seed ${seed}`).toBeLessThanOrEqual(acknowledged + 1);
    for (const { id, text } of ledger.blobs) {
      const parts: Uint8Array[] = [];
      for await (const part of vault.blobs.read(id)) parts.push(part);
      expect(Buffer.concat(parts).toString()).toBe(text);
    }
    total.commits += found - before;
    total.blobs += ledger.blobs.length;
    if (vault.state.tailRepaired) total.repaired += 1;
    before = found;
    await vault.close();
    total.sheets += await checkSheets(ledger.sheets);
    if (runs > 100 && run % 100 === 99) console.log(`kill -9: ${run + 1} of ${runs} runs, seed ${seed}`);
  }
  console.log(
    `kill -9: ${runs} runs, ${total.commits} commits and ${total.blobs} attachments kept, ` +
      `${total.sheets} recovery sheets renewed, ${total.repaired} torn tails cut, seed ${seed}; 0 lost`,
  );
  expect(total.commits).toBeGreaterThan(5 * runs);
  expect(total.sheets).toBeGreaterThan(0);
});

/**
 * Exactly one recovery sheet opens the vault: the last one acknowledged, or the one that was taking its place. Returns how
 * many came new, 0 or more.
 */
async function checkSheets(lines: readonly string[]): Promise<number> {
  const shown = [sheet, ...lines.filter((line) => line !== valid).map((line) => line.split(','))];
  const possible = shown.slice(lines.length === 0 || lines.at(-1) === valid ? -1 : -2);
  const opening: (readonly string[])[] = [];
  for (const each of shown) if (await opensWith(each)) opening.push(each);
  expect(opening).toHaveLength(1);
  expect(possible).toContain(opening[0]);
  sheet = opening[0] ?? sheet;
  return shown.indexOf(sheet);
}

async function opensWith(shares: readonly string[]): Promise<boolean> {
  const opened = openVaultWithShares(testVaultDeps(), { folder, shares: shares.slice(1) });
  try {
    await (await opened).close();
    return true;
  } catch (error) {
    if (error instanceof ExpectedError && error.failure.type.startsWith('Recovery')) return false;
    throw error;
  }
}

interface Ledger {
  readonly commits: readonly number[];
  readonly blobs: readonly { readonly id: string; readonly text: string }[];
  /** Each one shown, and `valid` after it once it was. */
  readonly sheets: readonly string[];
}

async function startVault(number: number): Promise<void> {
  folder = join(parent, `vault-${number}`);
  const { vault, recoveryShares } = await createVault(testVaultDeps(), {
    folder,
    office: { id: 'office', name: '测试巡察办' },
    users: [{ account: 'anna', password, compartments: allCompartments }],
  });
  await vault.close();
  sheet = recoveryShares;
}

/**
 * Kills the child some milliseconds after it has written so many lines, so that a busy machine does not spare it; now and
 * then already while it opens the vault.
 */
async function runAndKill(lineCount: number, delay: number): Promise<Ledger> {
  const child = spawn(process.execPath, [join(bundles, 'kill-child.js'), folder, password], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8');
  const kill = (): boolean => child.kill('SIGKILL');
  let timer = lineCount % 10 === 9 ? setTimeout(kill, 10 * lineCount + delay) : undefined;
  child.stdout.on('data', (text: string) => {
    output += text;
    if (output.split('\n').length > lineCount) timer ??= setTimeout(kill, delay);
  });
  const signal = await new Promise((resolve) => child.on('close', (_code, by) => resolve(by)));
  clearTimeout(timer);
  expect(signal).toBe('SIGKILL');
  const lines = output.slice(0, output.lastIndexOf('\n') + 1).split('\n');
  const commits = lines.flatMap((line) => (line.startsWith('commit ') ? [Number(line.slice(7))] : []));
  const blobs = lines.flatMap((line) => {
    const [, id, text] = /^blob (\S+) (.*)$/.exec(line) ?? [];
    return id && text ? [{ id, text }] : [];
  });
  const sheets = lines.flatMap((line) => (line.startsWith('sheet ') ? [line.slice(6)] : []));
  return { commits, blobs, sheets };
}
