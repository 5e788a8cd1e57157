import { beforeAll, describe, expect, it } from 'vitest';
import { deadlineRuleSeed } from '../../domain/calendar/rules.ts';
import { createCodeIndex } from '../../domain/codes/lookup.ts';
import { codeSeed } from '../../domain/codes/seed.ts';
import type { Values } from '../../domain/register.ts';
import { registerOf } from '../../domain/registers/registers.ts';
import { computeReport } from '../../main/reports/compute.ts';
import type { ComputedReport } from '../../main/reports/table.ts';
import type { Writer } from '../../main/vault/api.ts';
import { openStore, storeRecord } from './support/store.ts';

const points = codeSeed.filter(({ list }) => list === 'supervisionFocus').map(({ code }) => code);
const plannedAt = '2026-03-01';
const tasks: readonly Values[] = [
  {
    ...{ plannedAt, supervisorType: 'DISCIPLINE', methods: ['M03', 'M06'], issueCount: 2 },
    ...{ doneAt: '2026-03-05', urgedAt: '2026-03-06', repliedAt: '2026-03-20' },
    ...{ plan: 'plan1', targetId: '县民政局党组', focuses: points.slice(0, 11) },
  },
  { plannedAt, supervisorType: 'DISCIPLINE', methods: ['M03'], plan: 'plan1', targetId: '县民政局党组' },
  {
    ...{ plannedAt, supervisorType: 'OFFICE', plan: 'plan2' },
    ...{ targetId: '县住建局党组', focuses: points.slice(0, 5) },
  },
  // Before the period, it still covers points of its plan.
  {
    ...{ plannedAt: '2025-12-01', supervisorType: 'OFFICE', plan: 'plan2' },
    ...{ targetId: '县住建局党组', focuses: points.slice(5) },
  },
];

let store: Writer;
beforeAll(async () => {
  store = await openStore('supervisionTask');
  for (const [at, values] of tasks.entries())
    storeRecord(store, registerOf('supervisionTask'), { id: `t${at}`, office: 'city', void: false, values });
});

function compute(rows: 'supervisor' | 'method' | 'target', codes = codeSeed): ComputedReport {
  const parameters = { report: 'R-18', rows, from: '2026-01-01', to: '2026-12-31', offices: null } as const;
  const offices = [{ id: 'city', name: '某市委巡察办' }];
  const context = { codes: createCodeIndex(codes), rules: deadlineRuleSeed, today: '2026-04-01', offices };
  const computed = computeReport(store, parameters, context);
  expect(computed.checks.filter(({ ok }) => !ok)).toEqual([]);
  return computed;
}

/** 任务, 完成, 发现问题, 发函, 回复 of the rows that have any. */
function figures({ columns, rows }: ComputedReport): readonly string[] {
  const at = ['total', 'done', 'issues', 'urged', 'replied'].map((key) =>
    columns.findIndex((column) => column.key === key),
  );
  return rows
    .map(({ label, cells }) => `${label} ${at.map((index) => cells[index]?.text).join(' ')}`)
    .filter((line) => !line.endsWith(' 0 0 0 0 0'));
}

describe('daily supervision', () => {
  it('is counted by who supervises', () => {
    const computed = compute('supervisor');
    expect(figures(computed)).toEqual(['纪检监察室 2 1 2 1 1', '巡察办 1 0 0 0 0', '合计 3 1 2 1 1']);
    expect(computed.columns.map(({ group }) => group)).not.toContain('监督主体');
  });

  it('is counted by method, a task of several in each row and once in all', () => {
    const computed = compute('method');
    expect(figures(computed)).toEqual([
      ...['听取汇报 2 1 2 1 1', '实地走访 1 1 2 1 1'],
      ...['（未填监督方法） 1 0 0 0 0', '合计 3 1 2 1 1'],
    ]);
    expect(computed.rows).toHaveLength(12);
    expect(computed.rules.at(-1)).toContain('合计每件只计一次');
  });

  it('tells which points the tasks of a plan leave open, and which tables hold too few', () => {
    const [last] = codeSeed.filter(({ list, code }) => list === 'supervisionFocus' && code === points.at(-1));
    const open = `县民政局党组的整改方案，监督任务没有涉及的重点有1项：${last?.label ?? ''}。`;
    expect(compute('target').notes.slice(1)).toEqual([open]);
    const fewer = codeSeed.filter(({ list, code }) => list !== 'supervisionMethod' || code > 'M02');
    expect(compute('target', fewer).notes[1]).toContain('在用的监督方法8项（应有10项）');
  });
});
