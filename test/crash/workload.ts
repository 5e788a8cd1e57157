/**
 * What the crash tests do to a vault, and how they recognise every state it may be in afterwards. Transaction n
 * inserts (n mod 4) + 1 rows of its own, changes the counter and removes a row of transaction n - 5, so a lost, a
 * doubled and a half applied transaction all show.
 */
import { createHash } from 'node:crypto';
import { allCompartments } from '../../domain/register.ts';
import type { Pace, Slices, Vault, Writer } from '../../main/vault/api.ts';
import type { VaultDeps } from '../../main/vault/deps.ts';
import { createVault } from '../../main/vault/create.ts';
import { openVault } from '../../main/vault/open.ts';
import { testVaultDeps } from '../support/vault.ts';

export const vaultFolder = '/disk/vault';
export const startFolder = '/disk';

/** A repeatable source of numbers 0..1 (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value = (value + Math.imul(value ^ (value >>> 7), value | 61)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Everything repeatable: clock, randomness, cheap keys, small parts. */
export function repeatableDeps(seed: number, own: Partial<VaultDeps>): VaultDeps {
  let counter = 0;
  return testVaultDeps({
    now: () => 1_700_000_000_000,
    bytes: (length) => {
      counter += 1;
      const parts: Buffer[] = [];
      for (let block = 0; block * 32 < length; block += 1) {
        parts.push(createHash('sha256').update(`${seed}/${counter}/${block}`).digest());
      }
      return new Uint8Array(Buffer.concat(parts).subarray(0, length));
    },
    partBytes: 1500,
    ...own,
  });
}

/** What has been acknowledged so far; the tests compare it with what a crash left. */
export interface Acknowledged {
  /** The recovery sheet, once creation has been acknowledged. */
  shares: readonly string[] | undefined;
  /** The sheet that is taking its place right now. */
  nextShares: readonly string[] | undefined;
  /** Sheets that open nothing any more. */
  retiredShares: readonly (readonly string[])[];
  transactions: number;
  /** Passwords of `anna`, newest last; an entry counts once the next change begins. */
  password: string;
  /** The password being set right now. */
  nextPassword: string | undefined;
  /** Whether the account `boris` may open the vault: no, yes, or under way. */
  boris: 'absent' | 'present' | 'changing';
  blobs: { readonly id: string; readonly text: string }[];
}

export const nothingAcknowledged = (): Acknowledged => ({
  shares: undefined,
  nextShares: undefined,
  retiredShares: [],
  transactions: 0,
  password: 'first',
  nextPassword: undefined,
  boris: 'absent',
  blobs: [],
});

export const transaction = (vault: Vault, n: number): void =>
  vault.transact((tx) => {
    for (const slices = changes(tx, n); !slices.next().done;);
  });

/** The same in slices, with a turn for others after each. */
export const longTransaction = (vault: Vault, n: number): Promise<void> =>
  vault.transactLong((tx) => changes(tx, n), pace, 10_000);

const pace: Pace = { signal: new AbortController().signal, breathe: () => Promise.resolve() };

function* changes(tx: Writer, n: number): Slices<void> {
  if (n === 1) {
    tx.run('CREATE TABLE counter (n INTEGER NOT NULL); INSERT INTO counter VALUES (0);');
    tx.run('CREATE TABLE rows (n INTEGER NOT NULL, part INTEGER NOT NULL, text TEXT, PRIMARY KEY (n, part))');
  }
  tx.run('UPDATE counter SET n = n + 1');
  const big = n % 6 === 0;
  for (let part = 0; part <= n % 4; part += 1) {
    tx.run('INSERT INTO rows VALUES (?, ?, ?)', [n, part, rowText(n, part, big)]);
    yield;
  }
  tx.run('DELETE FROM rows WHERE n = ? AND part = 0', [n - 5]);
}

const rowText = (n: number, part: number, big: boolean): string => `${n}/${part} `.repeat(big ? 400 : 8);

/** The number of transactions whose effects are exactly what the vault holds; throws when there is no such number. */
export function transactionsIn(vault: Vault): number {
  const tables = vault.all('SELECT name FROM sqlite_schema');
  if (tables.length === 0) return 0;
  const n = Number(vault.get('SELECT n FROM counter')?.['n']);
  const expected: { n: number; part: number; text: string }[] = [];
  for (let each = 1; each <= n; each += 1) {
    for (let part = 0; part <= each % 4; part += 1) {
      if (part === 0 && each + 5 <= n) continue;
      expected.push({ n: each, part, text: rowText(each, part, each % 6 === 0) });
    }
  }
  const found = vault.all('SELECT n, part, text FROM rows ORDER BY n, part');
  if (JSON.stringify(found) !== JSON.stringify(expected))
    throw new Error(`transaction ${n} is partly applied`);
  if (vault.state.sequence !== n) throw new Error(`sequence ${vault.state.sequence} after ${n} transactions`);
  return n;
}

export const open = (deps: VaultDeps, account: string, password: string): Promise<Vault> =>
  openVault(deps, { folder: vaultFolder, account, password });

export async function* textChunks(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text);
}

/**
 * Uses everything that writes. `acknowledged` is brought up to date after each success; each session is handed to
 * `opened`, so that a test can go on with it when the workload fails.
 */
export async function runWorkload(
  deps: VaultDeps,
  acknowledged: Acknowledged,
  opened: (vault: Vault) => void = () => undefined,
): Promise<void> {
  let vault = await create(deps, acknowledged);
  opened(vault);
  const commit = (count: number): void => {
    for (let each = 0; each < count; each += 1) {
      transaction(vault, acknowledged.transactions + 1);
      acknowledged.transactions += 1;
    }
  };
  const commitLong = async (): Promise<void> => {
    await longTransaction(vault, acknowledged.transactions + 1);
    acknowledged.transactions += 1;
  };
  commit(5);
  await commitLong();
  commit(1);
  await putBlob(vault, acknowledged, 'the first attachment '.repeat(60));
  await vault.snapshot();
  commit(3);
  await changePassword(vault, acknowledged, 'second');
  const writing = vault.snapshot();
  writing.catch(() => undefined);
  commit(2);
  await writing;
  acknowledged.boris = 'changing';
  await vault.slots.add('boris', 'boris', []);
  acknowledged.boris = 'present';
  await vault.close();
  vault = await open(deps, 'anna', acknowledged.password);
  opened(vault);
  commit(4);
  await putBlob(vault, acknowledged, 'another attachment');
  await vault.slots.rekey();
  commit(2);
  await renewSheet(vault, acknowledged);
  acknowledged.boris = 'changing';
  await vault.slots.remove('boris');
  acknowledged.boris = 'absent';
  throwAway(vault);
  await giveUp(vault);
  commit(1);
  await commitLong();
  await vault.close();
}

async function create(deps: VaultDeps, acknowledged: Acknowledged): Promise<Vault> {
  const { vault, recoveryShares } = await createVault(deps, {
    folder: vaultFolder,
    office: { id: 'office', name: '测试巡察办' },
    users: [{ account: 'anna', password: acknowledged.password, compartments: allCompartments }],
  });
  acknowledged.shares = recoveryShares;
  return vault;
}

async function changePassword(vault: Vault, acknowledged: Acknowledged, next: string): Promise<void> {
  acknowledged.nextPassword = next;
  await vault.slots.changePassword('anna', acknowledged.password, next);
  acknowledged.password = next;
  acknowledged.nextPassword = undefined;
}

async function renewSheet(vault: Vault, acknowledged: Acknowledged): Promise<void> {
  const witness = await vault.slots.openWitness('anna', acknowledged.password);
  const renewed = witness.newRecovery({ shares: 3, threshold: 2 });
  acknowledged.nextShares = renewed.shares;
  await renewed.enact(() => undefined);
  if (acknowledged.shares) acknowledged.retiredShares = [...acknowledged.retiredShares, acknowledged.shares];
  acknowledged.shares = renewed.shares;
  acknowledged.nextShares = undefined;
  witness.release();
}

async function putBlob(vault: Vault, acknowledged: Acknowledged, text: string): Promise<void> {
  const { id } = await vault.blobs.put(textChunks(text));
  acknowledged.blobs.push({ id, text });
}

/** A transaction of several parts that the caller gives up. */
function throwAway(vault: Vault): void {
  try {
    vault.transact((tx) => {
      for (let part = 0; part < 6; part += 1) {
        tx.run('INSERT INTO rows VALUES (?, ?, ?)', [-1, part, 'never '.repeat(200)]);
      }
      throw new Error('given up');
    });
  } catch (error) {
    if (!(error instanceof Error && error.message === 'given up')) throw error;
  }
}

/** The same in slices. */
async function giveUp(vault: Vault): Promise<void> {
  const work = function* (tx: Writer): Slices<void> {
    for (let part = 0; part < 6; part += 1) {
      tx.run('INSERT INTO rows VALUES (?, ?, ?)', [-2, part, 'never '.repeat(200)]);
      yield;
    }
    throw new Error('given up');
  };
  await vault.transactLong(work, pace).catch((error: unknown) => {
    if (!(error instanceof Error && error.message === 'given up')) throw error;
  });
}
