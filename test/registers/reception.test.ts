import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Input } from '../../preload/contract/contract.ts';
import { accused, failureOf, letter, openOffice, registrar } from './office.ts';

type Office = Awaited<ReturnType<typeof openOffice>>;

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.dispose());

const register = 'reception' as const;
const visit = { receivedAt: '2026-03-06', kind: 'VISIT', summary: '反映某事', personCount: 2 };
const receivers = ['赵某', '钱某'].map((name) => ({ rowId: '', values: { name } }));

function receive(children: Input<'records.save'>['children'] = { receivers }): string {
  return office.save(registrar, { register, values: visit, children }).id;
}

function step(id: string, transition: string, values: Input<'records.transition'>['values']): void {
  const { rev } = office.engine.reads['records.get'](registrar, { register, id });
  office.write((tx) =>
    office.engine.writes['records.transition'](tx, registrar, {
      register,
      id,
      rev,
      transition,
      values,
      reason: null,
    }),
  );
}

const stateOf = (id: string): string => office.engine.reads['records.get'](registrar, { register, id }).state;
const signed = { recorder: '赵某', readBack: true, readBackAt: '2026-03-06', signed: true };
const accepted = { onSiteHandling: 'REGISTERED', handlingOpinion: '登记受理' };

describe('a reception in the vault', () => {
  test('is numbered apart from letters and handled once a letter names it', () => {
    const id = receive();
    expect(office.engine.reads['records.get'](registrar, { register, id }).no).toBe('JF330824-2026-00001');
    step(id, 'readBack', signed);
    expect(failureOf(() => step(id, 'handle', accepted)).type).toBe('PetitionNotMade');
    office.save(registrar, { values: { ...letter, receptionId: id }, children: { accused } });
    step(id, 'handle', accepted);
    expect(stateOf(id)).toBe('HANDLED');
  });

  test('is not handled when the letter made from it has been voided since', () => {
    const id = receive();
    step(id, 'readBack', signed);
    const made = office.save(registrar, { values: { ...letter, receptionId: id }, children: { accused } });
    office.vault.transact((tx) =>
      tx.run('UPDATE petition SET voidAt = 1, voidBy = ?, voidReason = ? WHERE id = ?', [
        'director',
        '重复',
        made.id,
      ]),
    );
    expect(failureOf(() => step(id, 'handle', accepted)).type).toBe('PetitionNotMade');
  });

  test('is counted apart in lists: visits with their people, calls and messages', () => {
    receive();
    receive();
    for (const kind of ['CALL', 'SMS']) {
      const values = { ...visit, kind, personCount: 9, summary: kind, recorder: '孙某' };
      office.save(registrar, { register, values, children: { receivers } });
    }
    const totals = office.engine.reads['records.totals'](registrar, { register, filters: [], sort: [] });
    expect(totals.sums).not.toHaveProperty('personCount');
    expect(totals.apart).toEqual([
      {
        label: '来访',
        counts: [
          { count: 2, unit: '批' },
          { count: 4, unit: '人次' },
        ],
      },
      { label: '来电', counts: [{ count: 1, unit: '次' }] },
      { label: '短信', counts: [{ count: 1, unit: '件' }] },
    ]);
  });

  test('names at once all that is wrong with who received and with the signing', () => {
    const local = [{ rowId: '', values: { name: '赵某' } }];
    const values = { ...visit, isCross: true };
    const input = { register, values, children: { receivers: local } };
    const told = failureOf(() => office.save(registrar, input));
    expect(Object.keys(told.fields ?? {})).toEqual(['twoReceivers', 'receivedByOthers']);
    const confirmed = { twoReceivers: '当日只有一人在岗', receivedByOthers: '当日只有一人在岗' };
    const { id } = office.save(registrar, { ...input, confirmed });
    const few = failureOf(() => step(id, 'readBack', signed));
    expect(few.what).toBe('登记的接待人不足两人。没有写明每名接待人是不是被巡察地干部。');
    const other = receive();
    const unsigned = failureOf(() =>
      step(other, 'readBack', { recorder: '孙某', readBack: false, readBackAt: '2026-03-06', signed: false }),
    );
    expect(Object.keys(unsigned.fields ?? {})).toEqual(['readBack', 'signed']);
  });

  test('keeps who came sealed', () => {
    const id = receive({
      receivers,
      petitioners: [{ rowId: '', values: { name: '刘桂兰', phone: '13912345678' } }],
    });
    const shown = JSON.stringify(office.engine.reads['records.get'](registrar, { register, id }));
    expect(shown).not.toContain('刘桂兰');
    expect(JSON.stringify(office.vault.all('SELECT * FROM reception_petitioners'))).not.toContain('刘桂兰');
  });
});

test('people who come to stand in a visit later take back that its letter names nobody, once', () => {
  const id = receive();
  const made = office.save(registrar, { values: { ...letter, receptionId: id }, children: { accused } });
  const other = office.save(registrar, { values: letter, children: { accused } });
  const read = (of: 'petition' | 'reception', record: string) =>
    office.engine.reads['records.get'](registrar, { register: of, id: record });
  const before = [read('petition', made.id).rev, read('petition', other.id).rev];
  const name = (...names: readonly string[]): void => {
    const { rev } = read(register, id);
    const petitioners = names.map((each) => ({ rowId: '', values: { name: each } }));
    office.save(registrar, { register, id, rev, values: {}, children: { petitioners } });
  };
  name('周某');
  const revs = () => [read('petition', made.id).rev, read('petition', other.id).rev];
  expect(revs()).toEqual([(before[0] ?? 0) + 1, before[1]]);
  name('周某', '吴某');
  expect(revs()).toEqual([(before[0] ?? 0) + 1, before[1]]);
});
