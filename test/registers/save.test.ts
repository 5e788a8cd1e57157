import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accused, failureOf, letter, type Office, openOffice, petitioners, registrar } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.dispose());

describe('saving a letter', () => {
  test('a new letter gets the next number, its registrar, its deadlines and its search text', () => {
    const saved = office.save(registrar, {
      values: { ...letter, isRealName: true },
      children: { accused, petitioners },
    });
    expect(saved.no).toBe('XF330824-2026-00001');
    const record = office.get(registrar, saved.id);
    expect(record.values['registeredBy']).toBe('registrar');
    expect(record.values['informDueAt']).toBe('2026-03-30');
    expect(record.deadlines.map(({ rule }) => rule)).toContain('P_REALNAME_INFORM');
    expect(record.children['petitioners']?.[0]?.values['name']).toBe('王**');
    for (const text of ['津贴补贴', '00001', 'lmm', '县某局', '王小明', '13912345678']) {
      const page = office.engine.reads['records.page'](registrar, {
        register: 'petition',
        text,
        filters: [],
        sort: [],
        offset: 0,
        limit: 10,
      });
      expect([text, page.rows.length]).toEqual([text, 1]);
    }
  });

  test('missing and wrong values are named field by field and nothing is stored', () => {
    const before = office.engine.currentSeq(office.vault);
    const failure = failureOf(() =>
      office.save(registrar, { values: { receivedAt: '2026-02-30', channel: 'PIGEON' } }),
    );
    expect(failure.type).toBe('Invalid');
    expect(Object.keys(failure.fields ?? {}).toSorted()).toEqual(['channel', 'receivedAt', 'summary']);
    expect(office.engine.currentSeq(office.vault)).toBe(before);
  });
});
