/** Leads that come in with a spreadsheet, as insertMany and completeMany write them. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inOneGo } from '../../main/vault/slices.ts';
import { openOffice, person } from './office.ts';

const keeper = person('keeper', ['CLUE_MANAGER']);
const register = 'lead';

let office: Awaited<ReturnType<typeof openOffice>>;
beforeEach(async () => {
  office = await openOffice({ compartments: ['petitioner', 'lead'] });
});
afterEach(() => office.dispose());

const values = {
  registeredAt: '2026-03-09',
  sourceKind: 'INSPECTION',
  title: '县某局李某某有关问题',
  problemIntro: '违规收受礼金',
  ...{ hasNature: true, hasFacts: true, hasEvidence: true, exclusion: 'NONE', markKind: 'WORK_SECRET' },
  ...{ filedAt: '2026-03-09', filedPersons: 1 },
  disposition: 'PRELIM',
  dispositionAt: '2026-03-09',
};
const told = { isTopLeader: true, cadreAuthority: 'COUNTY' };
const persons = [{ rowId: '0', values: { name: '李某某', unit: '县某局', ...told } }];
const outcome = { name: '李某某', form: 'F1' };
const options = { action: 'import', reason: '线索台账.xlsx' };

function resultsOf(id: string) {
  return office.engine.reads['records.get'](keeper, { register, id }).children['results']?.map(
    (row) => row.values,
  );
}

type NewRecord = Parameters<typeof office.engine.sealAhead>[1];

function insert(record: NewRecord): string {
  const { ids } = office.vault.transact((tx) =>
    inOneGo(office.engine.insertMany(tx, keeper, register, [record], options)),
  );
  return ids[0] ?? '';
}

test('results of a sheet say of each person what the sheet says of the reported', () => {
  const record = { values, children: { persons, results: [{ rowId: '0', values: outcome }] } };
  for (const each of [record, office.engine.sealAhead(register, record)])
    expect(resultsOf(insert(each))).toMatchObject([{ ...outcome, ...told, unitPost: '县某局' }]);
});

test('results that a sheet adds to a lead say what the lead says of the reported', () => {
  const id = insert({ values, children: { persons }, state: 'FILED' });
  const row = { values: {}, children: { results: [outcome] }, columns: new Set<string>() };
  const completion = { id, row, differs: [], line: 5, above: null };
  office.vault.transact((tx) =>
    inOneGo(office.engine.completeMany(tx, keeper, register, [completion], options)),
  );
  expect(resultsOf(id)).toMatchObject([{ ...outcome, ...told, unitPost: '县某局' }]);
});
