import { createHash } from 'node:crypto';
import { fc } from '../support/property.ts';
import { expect, test } from 'vitest';
import type { Vault, Writer } from '../../main/vault/api.ts';
import { createTestVault } from '../support/vault.ts';

const runs = process.env['SLOW'] ? 200 : 15;

const value = fc.oneof(
  fc.constant(null),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.double(),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.uint8Array({ maxLength: 60 }),
);
const step = fc.oneof(
  fc.record({ kind: fc.constant('put' as const), key: fc.nat(20), value }),
  fc.record({ kind: fc.constant('remove' as const), key: fc.nat(20) }),
  fc.record({ kind: fc.constant('double' as const), key: fc.nat(20) }),
  fc.record({ kind: fc.constant('link' as const), key: fc.nat(20), to: fc.nat(20) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
const history = fc.array(
  fc.record({ steps: fc.array(step, { maxLength: 8 }), fails: fc.boolean(), snapshot: fc.nat(9) }),
  { maxLength: 12 },
);

test('a replayed journal gives the same content of all tables', { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(history, async (transactions) => {
      const fixture = await createTestVault({ deps: { partBytes: 200 } });
      try {
        fixture.vault.transact(createTables);
        for (const { steps, fails, snapshot } of transactions) {
          attempt(fixture.vault, (tx) => {
            for (const each of steps) apply(tx, each);
            if (fails) throw new Error('given up');
          });
          if (snapshot === 0) await fixture.vault.snapshot();
        }
        const before = contentDigest(fixture.vault);
        expect(contentDigest(await fixture.reopen())).toBe(before);
      } finally {
        await fixture.dispose();
      }
    }),
    { numRuns: runs },
  );
});

function createTables(tx: Writer): void {
  tx.run(`
    CREATE TABLE pairs (id INTEGER PRIMARY KEY, key INTEGER UNIQUE, value);
    CREATE TABLE links (source INTEGER REFERENCES pairs (key) ON DELETE CASCADE, target INTEGER);
    CREATE TABLE log (id INTEGER PRIMARY KEY, text TEXT);
    CREATE TRIGGER pairs_log AFTER DELETE ON pairs BEGIN
      INSERT INTO log (text) VALUES ('removed; ' || OLD.key);
    END;
  `);
}

function apply(tx: Writer, each: Step): void {
  switch (each.kind) {
    case 'put':
      tx.run('INSERT OR REPLACE INTO pairs (key, value) VALUES (?, ?)', [each.key, each.value]);
      break;
    case 'remove':
      tx.run('DELETE FROM pairs WHERE key = ?', [each.key]);
      break;
    case 'double':
      tx.run('UPDATE pairs SET value = value || value WHERE key = ?', [each.key]);
      break;
    case 'link':
      try {
        tx.run('INSERT INTO links VALUES (?, ?)', [each.key, each.to]);
      } catch (error) {
        expect(String(error)).toContain('FOREIGN KEY');
      }
      break;
  }
}

function attempt(vault: Vault, work: (tx: Writer) => void): void {
  try {
    vault.transact(work);
  } catch (error) {
    expect(String(error)).toContain('given up');
  }
}

function contentDigest(vault: Vault): string {
  const hash = createHash('sha256');
  for (const { name } of vault.all<{ name: string }>(
    "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1",
  )) {
    hash.update(name);
    for (const row of vault.all(`SELECT rowid, * FROM ${name} ORDER BY rowid`))
      hash.update(JSON.stringify(row));
  }
  return hash.digest('hex');
}
