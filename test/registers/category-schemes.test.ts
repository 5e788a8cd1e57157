/** The schemes a round sorts its problems by: asked for before a paper is signed, and counted once problems are fed back. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { problem as problems } from '../../domain/registers/problem/problem.ts';
import { computeReport } from '../../main/reports/compute.ts';
import { director, failureOf, office as own, openOffice, person, type Office } from './office.ts';
import { ledgerOf, today } from './rectification-ledger.ts';

const planner = person('planner', ['PLANNER']);
const roundName = '2026年第一轮';

let vault: Office;
beforeEach(async () => {
  vault = await openOffice();
});
afterEach(() => vault.dispose());

const { save, step } = ledgerOf(() => vault);

function round(categorySchemes: string[]): void {
  const values = { name: roundName, roundNo: 1, level: 'COUNTY', kinds: ['REGULAR'], categorySchemes };
  vault.save(planner, { register: 'inspectionRound', values });
}

const row = (scheme: string, catL1: string) => ({ rowId: '', values: { scheme, catL1 } });

function problem(catL1: string | null, ...rows: readonly ReturnType<typeof row>[]): string {
  const values = { roundId: roundName, targetId: '县民政局党组', statement: '违规发放补贴', facts: '2025年' };
  return save('problem', { ...values, catL1 }, { categories: [...rows] }).id;
}

function confirm(id: string, confirmed: Readonly<Record<string, string>> = {}): void {
  step('problem', id, 'confirm', { confirmedAt: today }, director, null, confirmed);
}

function feedBack(id: string): void {
  confirm(id);
  step('problem', id, 'feedBack', { feedbackAt: today, groupLeader: '周伟' });
}

describe('a problem of a round that sorts by two schemes', () => {
  it('is asked about while one of them leaves it out, and goes on with a reason', () => {
    round(['FOCUS', 'DISCIPLINE']);
    const half = problem('FOCUS_PEOPLE');
    const asked = failureOf(() => confirm(half));
    expect(asked.type).toBe('NeedsConfirmation');
    expect(asked.fields?.['unsortedScheme']).toContain('还没有按六大纪律归类');
    expect(asked.fields?.['unsortedScheme']).not.toContain('还没有按三个聚焦');
    confirm(half, { unsortedScheme: '不涉及纪律' });
  });

  it('is not asked about once each has it, nor where the round names no scheme', () => {
    const free = problem(null);
    confirm(free);
    round(['FOCUS', 'DISCIPLINE']);
    confirm(problem('FOCUS_PEOPLE', row('DISCIPLINE', 'DISC_INTEGRITY')));
  });

  it('is not asked about a scheme that has no categories yet', () => {
    round(['GATHER', 'FOCUS']);
    confirm(problem('FOCUS_PEOPLE'));
    const asked = failureOf(() => confirm(problem(null)));
    expect(asked.fields?.['unsortedScheme']).toContain('还没有按三个聚焦归类');
    expect(asked.fields?.['unsortedScheme']).not.toContain('四个聚焦聚力');
  });

  it('says a category once', () => {
    const twice = (): string => problem('FOCUS_PEOPLE', row('FOCUS', 'FOCUS_PEOPLE'));
    expect(failureOf(twice).fields).toHaveProperty(['categories.0.catL1']);
  });
});

describe('the report of problems by category', () => {
  function compute() {
    const { codes, rules } = vault.engine.context.reference(vault.vault);
    const parameters = {
      report: 'R-22',
      rows: 'office',
      from: '2026-01-01',
      to: today,
      offices: null,
    } as const;
    const context = { codes, rules, today, offices: [{ id: own.id, name: own.name }] };
    return computeReport(vault.vault, parameters, context);
  }

  function figures(): readonly string[] {
    const { rows } = compute();
    return rows.flatMap(({ label, cells: [count, share] }) =>
      count?.text === '0' ? [] : [`${label} ${count?.text} ${share?.text}`],
    );
  }

  it('counts a problem once under each scheme, wherever it is written, and what a scheme leaves out', () => {
    feedBack(problem('FOCUS_PEOPLE', row('DISCIPLINE', 'DISC_INTEGRITY')));
    feedBack(problem('DISC_WORK', row('FOCUS', 'FOCUS_ORG')));
    feedBack(problem('FOCUS_ORG'));
    confirm(problem('FOCUS_ORG'));
    expect(figures()).toEqual([
      ...['反馈问题 3 100.0%', '三个聚焦 3 100.0%'],
      ...['　聚焦群众身边腐败问题和不正之风 1 33.3%', '　聚焦基层党组织领导班子和干部队伍建设 2 66.7%'],
      ...['六大纪律 2 66.7%', '　廉洁纪律 1 33.3%', '　工作纪律 1 33.3%', '　未按此方案分类 1 33.3%'],
    ]);
  });

  it('opens exactly the problems that a figure counts', () => {
    feedBack(problem('FOCUS_PEOPLE', row('DISCIPLINE', 'DISC_INTEGRITY')));
    feedBack(problem('FOCUS_ORG'));
    for (const { cells } of compute().rows) {
      const [count] = cells;
      if (!count?.drill) throw new Error('a figure opens nothing');
      const { total } = vault.engine.reads['records.totals'](director, {
        ...count.drill,
        register: problems.id,
      });
      expect(total).toBe(count.value);
    }
  });
});

it('takes the categories of a working paper over into the problem', () => {
  const [{ fill }] = problems.origins;
  const source = { no: 'DG-1', values: {}, children: { categories: [row('DISCIPLINE', 'DISC_WORK')] } };
  expect(fill(source, () => '').children).toEqual({
    categories: [{ scheme: 'DISCIPLINE', catL1: 'DISC_WORK' }],
  });
});
