/** The audit log on a real vault: whatever is done to it afterwards shows. */
import { createHash } from 'node:crypto';
import { fc } from '../support/property.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  appendAudit,
  type AuditEntry,
  checkpoint,
  type Checkpoint,
  entryHash,
  genesisHash,
  migrateAudit,
  type StoredAuditEntry,
  verifyAudit,
} from '../../main/audit/chain.ts';
import { commit, record, systemActor } from '../../main/audit/commit.ts';
import type { SqlValue, Vault, Writer } from '../../main/vault/api.ts';
import { createTestVault, type TestVault } from '../support/vault.ts';

const runs = process.env['SLOW'] ? 4_000 : 400;
const entries = 60;
const fields = [
  ...['at', 'actor', 'actorName', 'roles', 'terminal', 'action', 'entity', 'entityId', 'entityNo', 'detail'],
  ...['reason', 'result', 'prevHash', 'hash', 'seq'],
] as const;

let test: TestVault;
let vault: Vault;
let end: Checkpoint;
let tampered = 0;

const entryOf = (index: number): AuditEntry => ({
  at: 1_770_000_000_000 + index * 1000,
  actor: `user-${index % 3}`,
  actorName: '某人',
  roles: 'REGISTRAR',
  terminal: 'pc-1',
  action: 'records.update',
  entity: index % 2 === 0 ? 'petition' : null,
  entityId: null,
  entityNo: index % 5 === 0 ? `信〔2026〕${index}号` : null,
  detail: `修改第${index}次`,
  reason: index % 7 === 0 ? '核对' : null,
  result: '成功',
});

beforeAll(async () => {
  test = await createTestVault();
  ({ vault } = test);
  vault.transact((tx) => {
    migrateAudit(tx);
    for (let index = 1; index <= entries; index += 1) appendAudit(tx, entryOf(index));
  });
  end = checkpoint(vault);
}, 60_000);
afterAll(async () => {
  console.log(`${tampered} changes to the log tried`);
  await test.dispose();
});

class Undo extends Error {}

/** What the check says after `change`, which is then undone. The slices are read inside the same transaction. */
async function verdictAfter(
  change: (tx: Writer) => void,
  known: readonly Checkpoint[] = [],
): Promise<Awaited<ReturnType<typeof verifyAudit>>> {
  let verdict: Promise<Awaited<ReturnType<typeof verifyAudit>>> | undefined;
  try {
    vault.transact((tx) => {
      change(tx);
      const rows = tx.all<StoredAuditEntry>('SELECT * FROM audit ORDER BY seq');
      verdict = verifyAudit(copyOf(rows), known, () => Promise.resolve());
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  }
  tampered += 1;
  if (!verdict) throw new Error('nothing was checked');
  return verdict;
}

/** The rows as they stood, after the transaction that showed them is gone. */
function copyOf(rows: readonly StoredAuditEntry[]): Pick<Vault, 'all' | 'get'> {
  return {
    all: <Row>(_sql: string, params: readonly SqlValue[] = []) =>
      rows.filter(({ seq }) => seq >= Number(params[0]) && seq <= Number(params[1])) as Row[],
    get: <Row>(sql: string, params: readonly SqlValue[] = []) =>
      (sql.includes('DESC') ? rows.at(-1) : rows.find(({ seq }) => seq === params[0])) as Row | undefined,
  };
}

const place = fc.integer({ min: 1, max: entries });

async function foundFor(
  arbitrary: fc.Arbitrary<(tx: Writer) => void>,
  known: () => readonly Checkpoint[] = () => [],
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(arbitrary, async (change) => {
      expect((await verdictAfter(change, known())).ok).toBe(false);
    }),
    { numRuns: runs },
  );
}

describe('the audit log', { timeout: 600_000 }, () => {
  it('verifies as it was written, to the last entry', async () => {
    const known = [{ seq: 0, hash: genesisHash }, end];
    const verdict = await verifyAudit(vault, known, () => Promise.resolve());
    expect(verdict).toEqual({ ok: true, entries, brokenAt: null, checkpoint: end });
  });

  it('shows an edit of any field of any entry', async () => {
    const value = fc.oneof(fc.string({ minLength: 1, maxLength: 12 }), fc.integer());
    await foundFor(
      fc.tuple(place, fc.constantFrom(...fields), value).map(([seq, field, given]) => (tx) => {
        const before = tx.get<Record<string, SqlValue>>('SELECT * FROM audit WHERE seq = ?', [seq])?.[field];
        const changed =
          field === 'seq' ? entries + 1 + Math.abs(Number(given) || 7) : `${String(before ?? '')}${given}`;
        tx.run(`UPDATE audit SET "${field}" = ? WHERE seq = ?`, [
          field === 'at' ? Number(before) + 1 : changed,
          seq,
        ]);
      }),
    );
  });

  it('shows a deleted entry, wherever it stood before the end', async () => {
    await foundFor(
      fc
        .uniqueArray(fc.integer({ min: 1, max: entries - 1 }), { minLength: 1, maxLength: 5 })
        .map((gone) => (tx) => {
          for (const seq of gone) tx.run('DELETE FROM audit WHERE seq = ?', [seq]);
        }),
    );
  });

  it('shows an inserted entry even when all its own hashes are right', async () => {
    await foundFor(
      place.map((seq) => (tx) => {
        for (let later = entries; later >= seq; later -= 1) {
          tx.run('UPDATE audit SET seq = ? WHERE seq = ?', [later + 1, later]);
        }
        const before = tx.get<{ hash: string }>('SELECT hash FROM audit WHERE seq = ?', [seq - 1]);
        insert(tx, seq, entryOf(900 + seq), before?.hash ?? genesisHash);
      }),
    );
  });

  it('shows two entries that changed places', async () => {
    await foundFor(
      fc.uniqueArray(place, { minLength: 2, maxLength: 2 }).map(([one = 1, other = 2]) => (tx) => {
        tx.run('UPDATE audit SET seq = -1 WHERE seq = ?', [one]);
        tx.run('UPDATE audit SET seq = ? WHERE seq = ?', [one, other]);
        tx.run('UPDATE audit SET seq = ? WHERE seq = -1', [other]);
      }),
    );
  });

  it('shows, by any checkpoint carried away, that its end was cut off and written anew', async () => {
    await foundFor(
      fc
        .tuple(fc.integer({ min: 1, max: entries }), fc.integer({ min: 0, max: 90 }))
        .map(([from, more]) => (tx) => {
          tx.run('DELETE FROM audit WHERE seq >= ?', [from]);
          for (let count = 0; count < more; count += 1) appendAudit(tx, entryOf(500 + count));
        }),
      () => [end],
    );
  });

  it('shows, by any checkpoint carried away, that it was sealed anew from some entry on', async () => {
    await foundFor(
      fc.tuple(place, fc.string({ minLength: 1, maxLength: 10 })).map(([seq, detail]) => (tx) => {
        const rows = tx.all<StoredAuditEntry>('SELECT * FROM audit WHERE seq >= ? ORDER BY seq', [seq]);
        tx.run('DELETE FROM audit WHERE seq >= ?', [seq]);
        for (const [index, row] of rows.entries()) {
          appendAudit(tx, index === 0 ? { ...row, detail: `${row.detail}${detail}` } : row);
        }
      }),
      () => [{ seq: 0, hash: genesisHash }, end],
    );
  });

  it('cut off after the last checkpoint looks whole: that is the stated limit', async () => {
    const known = {
      seq: 40,
      hash: vault.get<{ hash: string }>('SELECT hash FROM audit WHERE seq = 40')?.hash ?? '',
    };
    const cut = (tx: Writer): void => tx.run('DELETE FROM audit WHERE seq > 40');
    expect((await verdictAfter(cut, [known])).ok).toBe(true);
    expect((await verdictAfter(cut, [known, end])).brokenAt).toBe(entries);
    expect((await verdictAfter((tx) => tx.run('DELETE FROM audit'), [known])).brokenAt).toBe(40);
  });

  it('hashes as documented, so that anyone can recompute it', () => {
    const entry = entryOf(1);
    const values = [1, ...Object.values(entry), genesisHash];
    const expected = createHash('sha256').update(JSON.stringify(values)).digest('hex');
    expect(entryHash(1, entry, genesisHash)).toBe(expected);
  });
});

function insert(tx: Writer, seq: number, entry: AuditEntry, prevHash: string): void {
  const values = [seq, ...Object.values(entry), prevHash, entryHash(seq, entry, prevHash)] as SqlValue[];
  tx.run(`INSERT INTO audit VALUES (${values.map(() => '?').join(', ')})`, values);
}

describe('an act and its entry', () => {
  const deps = () => ({ vault, now: () => 1_771_000_000_000, terminal: 'pc-1' });
  const audit = { action: 'settings.save', detail: '修改' };

  it('are both there after the vault was opened again', async () => {
    commit(deps(), systemActor, (tx) => {
      tx.run('CREATE TABLE act (id INTEGER PRIMARY KEY)');
      return { output: undefined, audit };
    });
    vault = await test.reopen();
    expect(vault.get('SELECT count(*) AS count FROM act')).toEqual({ count: 0 });
    expect(checkpoint(vault).seq).toBe(entries + 1);
  });

  it('are both not there when the act fails', () => {
    const before = checkpoint(vault);
    const failing = () =>
      commit(deps(), systemActor, (tx) => {
        tx.run('INSERT INTO act VALUES (1)');
        throw new Error('no');
      });
    expect(failing).toThrow('no');
    expect(vault.all('SELECT * FROM act')).toEqual([]);
    expect(checkpoint(vault)).toEqual(before);
  });

  it('are both not there when the entry cannot be written', () => {
    const before = checkpoint(vault);
    const unwritten = [
      { ...deps(), terminal: undefined as unknown as string },
      { ...deps(), now: () => undefined as unknown as number },
    ];
    for (const broken of unwritten) {
      const act = () =>
        commit(broken, systemActor, (tx) => {
          tx.run('INSERT INTO act VALUES (1)');
          return { output: undefined, audit };
        });
      expect(act).toThrow();
      expect(() => record(broken, systemActor, { action: 'settings.save', detail: '修改' })).toThrow();
    }
    expect(vault.all('SELECT * FROM act')).toEqual([]);
    expect(checkpoint(vault)).toEqual(before);
  });
});
