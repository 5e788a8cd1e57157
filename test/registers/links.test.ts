import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrate } from '../../main/registers/engine.ts';
import { accused, letter, openOffice, registrar } from './office.ts';

type Office = Awaited<ReturnType<typeof openOffice>>;

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.dispose());

function links(): readonly unknown[] {
  return office.vault.all('SELECT record, field, targetRegister, target FROM link ORDER BY record');
}

describe('references between records', () => {
  test('are rows of the link table from the moment they are saved until they are taken back', () => {
    const first = office.save(registrar, { values: letter, children: { accused } });
    const again = { decision: 'repeat' as const, of: first.id, basis: '同人同事' };
    const second = office.save(registrar, { values: letter, children: { accused }, duplicate: again });
    const link = { record: second.id, field: 'duplicateOf', targetRegister: 'petition', target: first.id };
    expect(links()).toEqual([link]);
    const none = { decision: 'none' as const, of: null, basis: '并非同一事' };
    office.save(registrar, { id: second.id, rev: second.rev, values: {}, children: {}, duplicate: none });
    expect(links()).toEqual([]);
  });

  test('of a vault from before the link table are found when it is opened', () => {
    const first = office.save(registrar, { values: letter, children: { accused } });
    const again = { decision: 'repeat' as const, of: first.id, basis: '同人同事' };
    office.save(registrar, { values: letter, children: { accused }, duplicate: again });
    const before = links();
    office.vault.transact((tx) => tx.run('DROP TABLE link'));
    office.vault.transact((tx) => migrate(tx));
    expect(links()).toEqual(before);
    expect(before).toHaveLength(1);
  });
});
