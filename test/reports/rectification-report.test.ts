import { beforeAll, describe, expect, it } from 'vitest';
import { deadlineRuleSeed } from '../../domain/calendar/rules.ts';
import { createCodeIndex } from '../../domain/codes/lookup.ts';
import { codeSeed } from '../../domain/codes/seed.ts';
import type { Values } from '../../domain/register.ts';
import { registerOf } from '../../domain/registers/registers.ts';
import { currentDue } from '../../domain/registers/rect-item/standing.ts';
import { computeReport } from '../../main/reports/compute.ts';
import type { Writer } from '../../main/vault/api.ts';
import { matches } from './support/matches.ts';
import { openStore, storeRecord } from './support/store.ts';

const item = registerOf('rectItem');
const feedbackAt = '2026-01-10';
const done = { feedbackAt, completion: 'DONE', dueAt: '2026-03-31' };

const items: Readonly<Record<string, Values>> = {
  onTheDay: { ...done, assessedAt: '2026-03-31' },
  dayAfter: { ...done, assessedAt: '2026-04-01' },
  extendedForNothing: { ...done, assessedAt: '2026-03-31', extendedDueAt: '2026-06-30' },
  extended: { ...done, assessedAt: '2026-06-30', extendedDueAt: '2026-06-30' },
  afterExtension: { ...done, assessedAt: '2026-07-01', extendedDueAt: '2026-06-30' },
  redone: { ...done, assessedAt: '2026-05-31', redoDueAt: '2026-05-31' },
  redoneLate: { ...done, assessedAt: '2026-06-01', redoDueAt: '2026-05-31' },
  redoneExtended: {
    ...{ ...done, assessedAt: '2026-06-01' },
    ...{ redoDueAt: '2026-05-31', extendedDueAt: '2026-06-30' },
  },
  undated: { ...done, dueAt: null, assessedAt: '2026-09-01' },
  open: { feedbackAt, dueAt: '2026-03-31' },
  basic: { ...done, completion: 'BASIC', assessedAt: '2026-09-01' },
  cancelled: { ...done, assessedAt: '2026-09-01', cancelledAt: '2026-09-02' },
};

describe('what is done is told by its term', () => {
  let store: Writer;
  beforeAll(async () => {
    store = await openStore('rectItem', 'rectPlan', 'inspectionRound');
    for (const [id, values] of Object.entries(items)) {
      const own = { id, office: 'city', void: false, state: 'IN_PROGRESS' };
      storeRecord(store, item, { ...own, values: { ...values, currentDueAt: currentDue(values) } });
    }
  });

  it('in time, with an extension that was needed, or late, and the figures open just these', () => {
    const computed = computeReport(
      store,
      { report: 'R-09', rows: 'office', from: '2026-01-01', to: '2026-12-31', offices: null },
      {
        ...{ codes: createCodeIndex(codeSeed), rules: deadlineRuleSeed, today: '2026-10-01' },
        offices: [{ id: 'city', name: '某市委巡察办' }],
      },
    );
    const total = computed.rows.find((row) => row.total);
    const cell = (key: string) => total?.cells[computed.columns.findIndex((column) => column.key === key)];
    const opened = (key: string): readonly string[] => {
      const { drill } = cell(key) ?? {};
      if (!drill) throw new Error(`${key} opens nothing`);
      return Object.entries(items).flatMap(([id, values]) => {
        const record = { id, office: 'city', void: false };
        return matches({ ...record, values: { ...values, currentDueAt: currentDue(values) } }, drill)
          ? id
          : [];
      });
    };
    expect(opened('doneInTime')).toEqual(['onTheDay', 'extendedForNothing', 'redone', 'undated']);
    expect(opened('doneExtended')).toEqual(['extended', 'redoneExtended']);
    expect(opened('doneLate')).toEqual(['dayAfter', 'afterExtension', 'redoneLate']);
    const figures = ['done', 'doneInTime', 'doneExtended', 'doneLate'].map((key) => cell(key)?.text);
    expect(figures).toEqual(['9', '4', '2', '3']);
    expect(computed.checks).toContainEqual({ text: '按期＋延期＋逾期完成＝已完成', ok: true });
  });
});
