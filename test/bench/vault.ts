/**
 * What the vault costs, as ratios measured in one run on one machine: `npx tsx test/bench/vault.ts`.
 * Password derivation (Argon2id, a third of a second by design) is left out of opening.
 */
import { createDecipheriv } from 'node:crypto';
import { fork } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Writer } from '../../main/vault/api.ts';
import { openVault } from '../../main/vault/open.ts';
import { createTestVault, testAccount, testPassword, testVaultDeps } from '../support/vault.ts';
import type { TestVault } from '../support/vault.ts';

export type Report = (name: string, ratio: number, limit: number, note: string) => void;

const small = 1_000;
const large = 100_000;
const rounds = 400;

export async function benchVault(report: Report): Promise<void> {
  const few = await createFilled(small);
  const many = await createFilled(large);
  try {
    await benchCommit(report, few, many);
    await benchOpening(report, many);
  } finally {
    await few.dispose();
    await many.dispose();
  }
}

/** Records about as large as petition letters: 88 MB for 100,000. */
async function createFilled(records: number): Promise<TestVault> {
  const fixture = await createTestVault();
  fixture.vault.transact((tx) => {
    tx.run('CREATE TABLE letters (id TEXT PRIMARY KEY, no TEXT UNIQUE, state TEXT, at INTEGER, body TEXT)');
    tx.run('CREATE INDEX letters_at ON letters (state, at)');
    for (let no = 0; no < records; no += 1) insert(tx, no);
  });
  await fixture.vault.snapshot();
  await fixture.vault.snapshot();
  return fixture;
}

function insert(tx: Writer, no: number): void {
  const id = no.toString(16).padStart(32, '0');
  const body = `反映问题${no}：`.padEnd(230, '某单位办理事项');
  const params = [id, `信〔2025〕${no}号`, `s${no % 7}`, 1_700_000_000_000 + no, body];
  tx.run('INSERT INTO letters VALUES (?, ?, ?, ?, ?)', params);
}

/** Commits alternate between the vaults and a bare file, so that all meet the same moods of the disk. */
async function benchCommit(report: Report, few: TestVault, many: TestVault): Promise<void> {
  const path = join(fs.mkdtempSync(join(tmpdir(), 'lianxun-bench-')), 'bare');
  const handle = fs.openSync(path, 'w');
  const times = { few: [] as number[], many: [] as number[], bare: [] as number[] };
  const before = many.vault.state.journalBytes;
  for (let round = 0; round < rounds; round += 1) {
    times.few.push(timed(() => few.vault.transact((tx) => insert(tx, large + round))));
    times.many.push(timed(() => many.vault.transact((tx) => insert(tx, large + round))));
    const bytes = Buffer.alloc(Math.round((many.vault.state.journalBytes - before) / (round + 1)), round);
    times.bare.push(
      timed(() => {
        fs.writeSync(handle, bytes);
        fs.fdatasyncSync(handle);
      }),
    );
  }
  fs.closeSync(handle);
  fs.rmSync(join(path, '..'), { recursive: true });
  const [one, other, bare] = [median(times.few), median(times.many), median(times.bare)];
  const note = `median ${other.toFixed(2)} ms at ${large} records, ${one.toFixed(2)} ms at ${small}, bare ${bare.toFixed(2)} ms`;
  report('durable commit: 100,000 records against 1,000', other / one, 1.3, note);
  report('durable commit: against bare append and fdatasync', other / bare, 2, note);
}

async function benchOpening(report: Report, fixture: TestVault): Promise<void> {
  const opening: number[] = [];
  const reading: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    await fixture.vault.close();
    reading.push(timed(() => readAndDecrypt(join(fixture.folder, 'store'))));
    const start = performance.now();
    await fixture.reopen();
    opening.push(performance.now() - start);
  }
  const { databaseBytes } = fixture.vault.state;
  report(
    'opening: against reading and decrypting the same files',
    median(opening) / median(reading),
    3,
    `median ${median(opening).toFixed(0)} ms against ${median(reading).toFixed(0)} ms, database ${megabytes(databaseBytes)}`,
  );
  await fixture.vault.close();
  const measured: Memory[] = [];
  for (let round = 0; round < 3; round += 1) measured.push(await memoryOfProcess(fixture.folder));
  // When the collector runs is chance: the middle one of three processes.
  const opened = median(measured.map((each) => each.opened));
  const snapshot = median(measured.map((each) => each.snapshot));
  const note = `${megabytes(opened)} resident after opening, ${megabytes(snapshot)} after a snapshot, whole process`;
  report('memory: resident set after opening against the database', opened / databaseBytes, 4, note);
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

interface Memory {
  readonly opened: number;
  readonly snapshot: number;
}

/** In a process of its own, as the vault service is. */
function memoryOfProcess(folder: string): Promise<Memory> {
  return new Promise((resolve, reject) => {
    const child = fork(import.meta.filename, [folder], { stdio: 'inherit' });
    child.on('message', (memory: Memory) => resolve(memory));
    child.on('exit', (code) => {
      if (code !== 0) reject(new Error(`the measured process ended with ${code}`));
    });
  });
}

async function measureMemory(folder: string): Promise<Memory> {
  const vault = await openVault(testVaultDeps(), { folder, account: testAccount, password: testPassword });
  const opened = process.memoryUsage.rss();
  await vault.snapshot();
  const snapshot = process.memoryUsage.rss();
  await vault.close();
  return { opened, snapshot };
}

/** Newest snapshot and journal, whole, through AES-256-GCM (the tag is not checked: only the work counts). */
export function readAndDecrypt(folder: string): void {
  const names = fs.readdirSync(folder).sort();
  for (const kind of ['.snapshot', '.journal']) {
    const name = names.findLast((each) => each.endsWith(kind)) ?? '';
    const bytes = fs.readFileSync(join(folder, name));
    const decipher = createDecipheriv('aes-256-gcm', Buffer.alloc(32), Buffer.alloc(12));
    for (let at = 0; at < bytes.length; at += 1_048_576) decipher.update(bytes.subarray(at, at + 1_048_576));
  }
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

if (process.argv[1] === import.meta.filename) {
  const [, , folder] = process.argv;
  if (folder) {
    process.send?.(await measureMemory(folder));
    process.disconnect();
  } else {
    await benchVault((name, ratio, limit, note) => {
      console.log(
        `${ratio <= limit ? 'ok  ' : 'OVER'} ${name}: ${ratio.toFixed(2)} (limit ${limit}); ${note}`,
      );
    });
  }
}
