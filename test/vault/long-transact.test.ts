/** Transactions of seconds: one by one for who writes, as if they had not begun for who reads. */
import * as fs from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Statement } from 'sql.js';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Pace, Slices, Vault, Writer } from '../../main/vault/api.ts';
import { loadSqlJs } from '../../main/vault/engine.ts';
import { openVault } from '../../main/vault/open.ts';
import { createTestVault, sqlWasm, testAccount, testPassword, testVaultDeps } from '../support/vault.ts';
import type { TestVault } from '../support/vault.ts';

let fixture: TestVault;
let vault: Vault;
beforeEach(async () => {
  fixture = await createTestVault({ deps: { partBytes: 4000 } });
  ({ vault } = fixture);
  vault.transact((tx) => tx.run('CREATE TABLE letters (no INTEGER PRIMARY KEY, text TEXT)'));
  add(1);
});
afterEach(() => fixture.dispose());

const add = (no: number): void =>
  vault.transact((tx) => tx.run('INSERT INTO letters VALUES (?, ?)', [no, 'short']));
const count = (of: Pick<Vault, 'get'> = vault): unknown => of.get('SELECT count(*) AS n FROM letters')?.['n'];

/** Letters 100, 101, …; one a slice. */
const letters = (many: number, text = 'long '.repeat(100)) =>
  function* (tx: Writer): Slices<number> {
    for (let no = 0; no < many; no += 1) {
      tx.run('INSERT INTO letters VALUES (?, ?)', [100 + no, text]);
      yield;
    }
    return many;
  };

const more = (many: number) =>
  function* (tx: Writer): Slices<number> {
    for (let no = 0; no < many; no += 1) {
      tx.run("INSERT INTO letters VALUES (?, 'more')", [1000 + no]);
      yield;
    }
    return many;
  };

const nothing = (): void => undefined;

/** Calls `turn` with the number of the slice after each, as other calls would come. */
function paceWith(
  turn: (slice: number) => void | Promise<void>,
  signal = new AbortController().signal,
): Pace {
  let slice = 0;
  const breathe = async (): Promise<void> => {
    await turn((slice += 1));
    await setImmediate();
    signal.throwIfAborted();
  };
  return { signal, breathe };
}

describe('a long transaction', () => {
  test('is seen by nobody before its end, however much it writes, and whole from then on', async () => {
    const seen = new Set<unknown>();
    const pace = paceWith((slice) => {
      if (slice <= 50) seen.add(count());
    });
    const bigger = 'more than the cache of 16 MB holds '.repeat(12_000);
    expect(await vault.transactLong(letters(50, bigger), pace, 1_000_000)).toBe(50);
    expect([...seen]).toEqual([1]);
    expect(count()).toBe(51);
    expect(count(await fixture.reopen())).toBe(51);
  });

  test('sees itself what it has written', async () => {
    const found: unknown[] = [];
    const work = function* (tx: Writer): Slices<void> {
      for (const slices = letters(3)(tx); !slices.next().done;) {
        found.push(count(tx), count());
        yield;
      }
    };
    await vault.transactLong(
      work,
      paceWith(() => undefined),
    );
    expect(found).toEqual([2, 2, 3, 3, 4, 4]);
  });

  test('that throws or is cancelled leaves nothing, in memory and on the disk', async () => {
    const failing = function* (tx: Writer): Slices<void> {
      yield* letters(30)(tx);
      throw new Error('no more');
    };
    const before = folderSize();
    await expect(
      vault.transactLong(
        failing,
        paceWith(() => undefined),
      ),
    ).rejects.toThrow('no more');
    const controller = new AbortController();
    const canceling = paceWith((slice) => {
      if (slice === 20) controller.abort();
    }, controller.signal);
    await expect(vault.transactLong(letters(30), canceling)).rejects.toThrow('aborted');
    expect([count(), folderSize()]).toEqual([1, before]);
    add(2);
    expect(count(await fixture.reopen())).toBe(2);
  });

  test('is made to end by who writes meanwhile, and comes first', async () => {
    const sequences: number[] = [];
    const pace = paceWith((slice) => {
      if (slice !== 10) return;
      const largest = vault.transact((tx) => {
        tx.run("INSERT INTO letters SELECT max(no) + 1, 'after' FROM letters");
        return tx.get<{ no: number }>('SELECT max(no) AS no FROM letters')?.no;
      });
      sequences.push(largest ?? 0);
    });
    const { sequence } = vault.state;
    expect(await vault.transactLong(letters(30), pace)).toBe(30);
    expect([sequences, count(), vault.state.sequence - sequence]).toEqual([[130], 32, 2]);
    expect(count(await fixture.reopen())).toBe(32);
  });

  test('that was cancelled already is given up, not ended, when somebody writes', async () => {
    const controller = new AbortController();
    const pace = paceWith((slice) => {
      if (slice !== 10) return;
      controller.abort();
      add(2);
    }, controller.signal);
    await expect(vault.transactLong(letters(30), pace)).rejects.toThrow('aborted');
    expect(count()).toBe(2);
  });

  test('waits for another one', async () => {
    const order: string[] = [];
    const one = (name: string, from: number) =>
      function* (tx: Writer): Slices<void> {
        for (let no = 0; no < 5; no += 1) {
          order.push(name);
          tx.run('INSERT INTO letters VALUES (?, NULL)', [from + no]);
          yield;
        }
      };
    const pace = paceWith(() => undefined);
    await Promise.all([vault.transactLong(one('a', 10), pace), vault.transactLong(one('b', 20), pace)]);
    expect(order.join('')).toBe('aaaaabbbbb');
    expect(count()).toBe(11);
  });

  test('is in no snapshot before its end and in every one after', async () => {
    let snapshot: Promise<void> | undefined;
    const pace = paceWith((slice) => {
      if (slice === 3) snapshot = vault.snapshot();
    });
    await vault.transactLong(letters(10), pace);
    await snapshot;
    expect(count(await fixture.reopen())).toBe(11);
  });

  test('is ended by a question about the tables themselves, which only the first connection answers', async () => {
    const tables: unknown[] = [];
    const pace = paceWith((slice) => {
      if (slice === 3) tables.push(vault.all("SELECT name FROM sqlite_schema WHERE type = 'table'"), count());
    });
    await vault.transactLong(letters(10), pace);
    expect(tables).toEqual([[{ name: 'letters' }], 11]);
  });

  test('is taken back when the vault is closed', async () => {
    let closing: Promise<void> | undefined;
    const pace = paceWith((slice) => {
      if (slice === 10) closing = vault.close();
    });
    const running = vault.transactLong(letters(30), pace);
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    await closing;
    expect(count(await fixture.reopen())).toBe(1);
  });

  test('leaves nothing when the process dies in the middle', async () => {
    const copy = join(fixture.folder, '..', 'dead');
    const pace = paceWith((slice) => {
      if (slice !== 25) return;
      fs.cpSync(fixture.folder, copy, { recursive: true });
      for (const name of fs.readdirSync(copy)) if (name.startsWith('lock')) fs.rmSync(join(copy, name));
    });
    await vault.transactLong(letters(30), pace);
    const wish = { folder: copy, account: testAccount, password: testPassword };
    const found = await openVault(testVaultDeps(), wish);
    expect([count(found), found.state.tailRepaired]).toEqual([1, true]);
    await found.close();
    fs.rmSync(copy, { recursive: true });
  });
});

describe('beside a long transaction', () => {
  test.each([0, 1, 2, 3, 4, 5])(
    'a snapshot asked for %i turns after it was begun holds all of it or nothing, and both succeed',
    async (turns) => {
      const running = vault.transactLong(letters(60), paceWith(nothing));
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      await vault.snapshot();
      expect(await running).toBe(60);
      expect(count(await fixture.reopen())).toBe(61);
      expect(fixture.vault.state.readOnly).toBe(null);
    },
  );

  test('a snapshot that was waiting lets the next long one, which waited too, come to its end', async () => {
    let snapshot: Promise<void> | undefined;
    const pace = paceWith((slice) => {
      if (slice !== 3) return;
      queueMicrotask(() => {
        add(2);
        snapshot = vault.snapshot();
      });
    });
    const both = [vault.transactLong(letters(60), pace), vault.transactLong(more(60), paceWith(nothing))];
    expect(await Promise.all(both)).toEqual([60, 60]);
    await snapshot;
    expect(count(await fixture.reopen())).toBe(122);
  });

  test('the files are found whole', async () => {
    const found: Promise<readonly string[]>[] = [];
    const pace = paceWith((slice) => {
      if (slice === 20) found.push(vault.verify());
    });
    await vault.transactLong(letters(200), pace);
    expect(await Promise.all(found)).toEqual([[]]);
  });

  test('another one makes room for itself only when it has ended', async () => {
    const large = vault.transactLong(letters(60), paceWith(nothing), 30_000_000);
    await setImmediate();
    const small = vault.transactLong(more(60), paceWith(nothing));
    expect(await Promise.all([large, small])).toEqual([60, 60]);
  });

  test('another one that is making room gives up when the vault is closed', async () => {
    const running = vault.transactLong(letters(60), paceWith(nothing), 30_000_000);
    const refused = expect(running).rejects.toMatchObject({ name: 'AbortError' });
    await setImmediate();
    await vault.close();
    await refused;
    expect(count(await fixture.reopen())).toBe(1);
  });
});

describe('when memory cannot take a long transaction back', () => {
  beforeEach(refuseRollback);
  afterEach(() => void vi.restoreAllMocks());

  test('its caller learns of it, who writes is refused instead of kept waiting, and nothing is on the disk', async () => {
    const controller = new AbortController();
    const pace = paceWith((slice) => {
      if (slice === 20) controller.abort();
    }, controller.signal);
    await expect(vault.transactLong(letters(30), pace)).rejects.toThrow('no way back');
    expect(() => add(2)).toThrow('VaultPoisoned');
    await vault.settled();
    vi.restoreAllMocks();
    expect(count(await fixture.reopen())).toBe(1);
  });

  test('closing still lets go of the folder', async () => {
    let closing: Promise<void> | undefined;
    const pace = paceWith((slice) => {
      if (slice === 20) closing = vault.close();
    });
    await expect(vault.transactLong(letters(30), pace)).rejects.toThrow('no way back');
    await closing;
    vi.restoreAllMocks();
    expect(count(await fixture.reopen())).toBe(1);
  });
});

/** As SQLite answers when its memory is beyond help. */
async function refuseRollback(): Promise<void> {
  const { Database } = await loadSqlJs({ wasm: sqlWasm });
  const prepare: unknown = Reflect.get(Database.prototype, 'prepare');
  if (typeof prepare !== 'function') throw new Error('sql.js prepares statements another way');
  vi.spyOn(Database.prototype, 'prepare').mockImplementation(function (this: unknown, sql) {
    if (sql === 'ROLLBACK') throw new Error('no way back');
    return Reflect.apply(prepare, this, [sql]) as Statement;
  });
}

function folderSize(): number {
  const store = join(fixture.folder, 'store');
  return fs.readdirSync(store).reduce((sum, name) => sum + fs.statSync(join(store, name)).size, 0);
}
