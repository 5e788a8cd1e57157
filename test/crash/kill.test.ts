/**
 * kill -9 at random moments of a process that commits on the real disk. What it wrote to its output after each
 * acknowledgement is the ledger; everything in it must be in the vault, and nothing in part.
 *
 * One seed again: CRASH_SEED=12345 npx vitest run test/crash/kill.test.ts (moments are not exactly repeatable)
 */
import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createVault } from '../../main/vault/create.ts';
import { openVault } from '../../main/vault/open.ts';
import { testVaultDeps } from '../support/vault.ts';
import { createRandom, transactionsIn } from './workload.ts';

const seed = Number(process.env['CRASH_SEED'] ?? 20_250_303);
const runs = process.env['SLOW'] ? 1000 : 100;
const password = '口令';
const parent = fs.mkdtempSync(join(tmpdir(), 'lianxun-kill-'));
const folder = join(parent, 'vault');
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
  const { vault } = await createVault(testVaultDeps(), {
    folder,
    office: { id: 'office', name: '测试巡察办' },
    users: [{ account: 'anna', password, compartments: ['petitioner'] }],
  });
  await vault.close();
});
afterAll(() => fs.rmSync(parent, { recursive: true, force: true }));

test(`${runs} kills lose nothing that was acknowledged`, { timeout: 3_600_000 }, async () => {
  const random = createRandom(seed);
  const total = { commits: 0, blobs: 0, repaired: 0 };
  let before = 0;
  for (let run = 0; run < runs; run += 1) {
    const ledger = await runAndKill(Math.floor(random() * random() * 200));
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
  }
  console.log(
    `kill -9: ${runs} runs, ${total.commits} commits and ${total.blobs} attachments kept, ` +
      `${total.repaired} torn tails cut, seed ${seed}; 0 lost`,
  );
  expect(total.commits).toBeGreaterThan(0);
});

interface Ledger {
  readonly commits: readonly number[];
  readonly blobs: readonly { readonly id: string; readonly text: string }[];
}

/** Kills the child some milliseconds after it has opened the vault; kills during opening too now and then. */
async function runAndKill(delay: number): Promise<Ledger> {
  const child = spawn(process.execPath, [join(bundles, 'kill-child.js'), folder, password], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8');
  const kill = (): boolean => child.kill('SIGKILL');
  let timer = delay % 10 === 9 ? setTimeout(kill, 60 + delay) : undefined;
  child.stdout.on('data', (text: string) => {
    output += text;
    timer ??= setTimeout(kill, delay);
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
  return { commits, blobs };
}
