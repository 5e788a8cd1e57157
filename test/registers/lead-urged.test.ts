/** 催办 of a lead that was handed over: written down in order, from the hand-over on, and sealed with the lead. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { content, hand, keeper, leadsOf, persons, register, reports, sign, fast } from './leads.ts';
import { director, failureOf, openOffice, registrar, type Office } from './office.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice({ compartments: ['petitioner', 'lead'] });
});
afterEach(() => office.dispose());

const { step, change, print } = leadsOf(() => office);
const urged = { urgedAt: '2026-03-09', kind: 'NOTICE', urgedTo: '县纪委监委分管领导', demand: '尽快反馈' };
const urge = (id: string, more = {}) =>
  change(id, { urgings: [{ rowId: '', values: { ...urged, ...more } }] });

function handedOver(): string {
  const { id } = office.save(keeper, { register, values: content, children: { persons } });
  step(id, 'groupSign', sign);
  change(id, { dualReports: reports });
  step(id, 'fastTrack', fast, director);
  expect(failureOf(() => urge(id)).fields?.['urgings']).toContain('已移交');
  print(id);
  step(id, 'handOver', hand);
  return id;
}

test('whoever has a lead is urged from the hand-over on, and not before he has it nor answers before he is', () => {
  const id = handedOver();
  expect(failureOf(() => urge(id, { urgedAt: '2026-03-08' })).fields?.['urgings']).toContain('移交日期');
  expect(failureOf(() => urge(id, { urgedAt: '2026-03-10' })).fields?.['urgings']).toContain('催办日期');
  expect(failureOf(() => urge(id, { repliedAt: '2026-03-01' })).fields?.['urgings']).toContain('回告日期');
  expect(failureOf(() => urge(id, { urgedTo: null })).type).toBe('Invalid');
  urge(id, { repliedAt: '2026-03-09', reply: '正在核查' });
  const { children } = office.engine.reads['records.get'](keeper, { register, id });
  expect(children['urgings']?.map(({ values }) => values)).toEqual([
    expect.objectContaining({ ...urged, reply: '正在核查' }),
  ]);
});

test('what was urged lies in the seal of the lead', () => {
  const id = handedOver();
  urge(id);
  const table = office.vault.all<Record<string, unknown>>('SELECT * FROM "lead_urgings"');
  expect(table).toHaveLength(1);
  const clear = Object.values(table[0] ?? {}).map((value) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : String(value),
  );
  expect(clear.join('|')).not.toMatch(/分管领导|尽快反馈/u);
  expect(registrar.permissions.has('lead.read')).toBe(false);
});
