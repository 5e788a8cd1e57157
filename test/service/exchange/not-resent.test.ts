/** A whole county's letters that have not come again after its restore: more than one list can be asked for. */
import { expect, it } from 'vitest';
import { migrateExchange } from '../../../main/exchange/ledger/schema.ts';
import { lostThere } from '../../../main/service/exchange/board.ts';
import { mostFilterValues } from '../../../preload/contract/record-shapes.ts';
import { createMemoryVault } from '../../exchange/memory-vault.ts';

const county = '330824';
const held = mostFilterValues + 1;

it('all that was not sent again is counted, and the list opens with as many as one condition may name', async () => {
  const vault = await createMemoryVault();
  vault.transact((tx) => {
    migrateExchange(tx);
    tx.run(
      'CREATE TABLE petition (id TEXT PRIMARY KEY, no TEXT, office TEXT, voidAt INTEGER, withdrawn TEXT)',
    );
    const numbers = 'WITH RECURSIVE n(at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM n WHERE at < ?)';
    // One more is void, and not among what is to be asked for.
    tx.run(
      `${numbers} INSERT INTO petition SELECT 'p' || at, printf('%06d', at), ?, iif(at > ?, 1, NULL), NULL FROM n`,
      [held + 1, county, held],
    );
    tx.run(
      `${numbers} INSERT INTO exchangeApplied (record, rev, register, hash, sender, packageNo, epoch)
       SELECT 'p' || at, 1, 'petition', '', ?, 'BAO-1', 'a' FROM n`,
      [held + 1, county],
    );
    tx.run(
      `INSERT INTO exchangePackage (id, no, direction, kind, state, sender, period, mark, counts, entries, cursor,
       createdById, createdByName, createdAt) VALUES ('1', 'BAO-1', 'in', 'petitions', 'IMPORTED', ?, '', '', '', '', 0, '', '', 0)`,
      [county],
    );
    for (const [epoch, superseded] of [
      ['a', 1],
      ['b', 0],
    ] as const)
      tx.run(`INSERT INTO exchangeStreamIn VALUES (?, 'petitions', ?, 1, NULL, 0, ?)`, [
        county,
        epoch,
        superseded,
      ]);
  });
  const [listed, ...others] = lostThere(vault, county, () => true);
  expect(others).toEqual([]);
  expect(listed).toMatchObject({ register: 'petition', count: held });
  expect(listed?.ids).toHaveLength(mostFilterValues);
  expect(listed?.ids.slice(0, 2)).toEqual(['p1', 'p2']);
});
