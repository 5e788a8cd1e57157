/** 整改成效评估 by the office's own tables: what is marked, and which grade the marks reach. */
import { describe, expect, it } from 'vitest';
import { evalAspects, evalSchemes } from '../../../domain/codes/rectification.ts';
import { rowsStillToList } from '../../../domain/listed-rows.ts';
import { noOthers } from '../../../domain/no-others.ts';
import type { OfficeRow } from '../../../domain/office-tables/office-table.ts';
import type { ChildRow, Values } from '../../../domain/register.ts';
import {
  gradeLineTable,
  indicatorTable,
  marksToGive,
} from '../../../domain/registers/rect-plan/evaluation.ts';
import { marksOfScheme } from '../../../domain/registers/rect-plan/marks.ts';
import { rectPlan } from '../../../domain/registers/rect-plan/rect-plan.ts';

const shipped = [...indicatorTable.seed, ...gradeLineTable.seed];
const tableOf =
  (rows: readonly OfficeRow[]) =>
  (table: string): readonly OfficeRow[] =>
    rows.filter((row) => row.table === table);

/** The lines of a scheme with this share of their full marks. */
function marked(evalScheme: string, share: number): readonly ChildRow[] {
  return marksToGive({ evalScheme }, tableOf(shipped)).map((values, at) => ({
    rowId: String(at),
    values: { ...values, score: Number(values['full']) * share },
  }));
}

const step = rectPlan.workflow.transitions.find(({ key }) => key === 'evaluate');

function asked(
  values: Values,
  scores: readonly ChildRow[],
  rows = shipped,
): Readonly<Record<string, string>> {
  const context = { ...noOthers, actor: 'a', today: '2026-04-20', officeRows: tableOf(rows) };
  const questions = Object.entries(step?.questions ?? {});
  return Object.fromEntries(
    questions.flatMap(([key, question]) => {
      const failure = question({ ...context, values, children: { scores } });
      return failure ? [[key, failure.what]] : [];
    }),
  );
}

function proposed(values: Values, scores: readonly ChildRow[], rows = shipped): Values | undefined {
  return step?.starts?.({ ...noOthers, values, children: { scores }, officeRows: tableOf(rows) });
}

const five = { evalScheme: 'FIVE_LOOKS' };

describe('the table of indicators', () => {
  it('ships marks for every aspect of every scheme, a hundred each, all to be looked at', () => {
    expect(shipped.every(({ verified }) => !verified)).toBe(true);
    for (const { code } of evalSchemes.codes) {
      const rows = indicatorTable.seed.filter(({ values }) => values['scheme'] === code);
      const aspects = evalAspects.codes.filter(({ parent }) => parent === code);
      expect(new Set(rows.map(({ values }) => values['aspect']))).toEqual(
        new Set(aspects.map((each) => each.code)),
      );
      expect(
        rows.reduce((sum, { values }) => sum + Number(values['full']), 0),
        code,
      ).toBe(100);
    }
  });

  it('lists what a plan has not been marked by yet', () => {
    const listed = rectPlan.children.find(({ key }) => key === 'scores')?.listed;
    if (!listed) throw new Error('nothing is listed');
    const [first, ...others] = marked('FIVE_LOOKS', 1);
    const open = (rows: readonly ChildRow[]) => rowsStillToList(listed, five, tableOf(shipped), rows).length;
    expect(open([])).toBe(11);
    expect(open(first ? [first] : [])).toBe(10);
    expect(open(first ? [first, ...others] : [])).toBe(0);
    expect(rowsStillToList(listed, {}, tableOf(shipped), [])).toEqual([]);
  });

  it('asks about marks that differ from it, and about none where the office keeps no indicators', () => {
    const scores = marked('FIVE_LOOKS', 1);
    const [first, ...others] = scores;
    const off = { rowId: 'x', values: { ...first?.values, indicator: '自定指标' } };
    const dearer = { rowId: 'y', values: { ...first?.values, full: 20 } };
    const grade = { ...five, grade: 'EXCELLENT' };
    expect(asked(grade, scores)).toEqual({});
    expect(asked(grade, [off, ...others])).toEqual({
      marksOffTable: '评分与本办的评估指标表不一致。没有评分：党组织主体责任落实；指标表中没有：自定指标。',
    });
    expect(asked(grade, [dearer, ...others])['marksOffTable']).toContain(
      '满分与指标表不同：党组织主体责任落实',
    );
    expect(asked(grade, [off, ...others], gradeLineTable.seed.slice())).toEqual({});
  });

  it('says what the marks come to, also where the office gives other full marks than the hundred it ships', () => {
    const dearer = shipped.map((each) =>
      each.code === 'FIVE_1_1' ? { ...each, values: { ...each.values, full: 30 } } : each,
    );
    const scores = marked('FIVE_LOOKS', 1);
    const raised = scores.map((each, at) =>
      at === 0 ? { ...each, values: { ...each.values, full: 30, score: 30 } } : each,
    );
    const refused = (given: readonly ChildRow[], rows: readonly OfficeRow[]) =>
      marksOfScheme({
        ...{ ...noOthers, actor: 'a', today: '2026-04-20', officeRows: tableOf(rows) },
        ...{ values: five, children: { scores: given } },
        codesUnder: (_list, scheme) => evalAspects.codes.filter(({ parent }) => parent === scheme),
      })?.why;
    expect(refused(scores, shipped)).toBeUndefined();
    expect(refused(raised, dearer)).toBeUndefined();
    expect(refused(scores, dearer)).toBe('各项满分合计应为120分，现为100分。');
    expect(refused(raised, [])).toBe('各项满分合计应为100分，现为120分。');
  });
});

describe('the grade', () => {
  it('follows from the share of the full marks, by the lines of the office', () => {
    const graded = (share: number) => proposed(five, marked('FIVE_LOOKS', share));
    expect([0.95, 0.9, 0.89, 0.75, 0.6, 0.59].map(graded)).toEqual(
      ['EXCELLENT', 'EXCELLENT', 'PASS', 'PASS', 'BARELY', 'FAIL'].map((grade) => ({ grade })),
    );
    expect(graded(0)).toEqual({ grade: 'FAIL' });
    expect(proposed(five, [])).toEqual({});
  });

  it('is the one of the scheme’s own lines where it has any, and 不合格 where the public says no', () => {
    const [line] = gradeLineTable.seed;
    if (!line) throw new Error('no line');
    const own = { ...line, code: 'OWN', values: { grade: 'EXCELLENT', least: 50, scheme: 'FIVE_LOOKS' } };
    expect(proposed(five, marked('FIVE_LOOKS', 0.6), [...shipped, own])).toEqual({ grade: 'EXCELLENT' });
    expect(proposed({ ...five, publicVerdict: 'BAD' }, marked('FIVE_LOOKS', 1))).toEqual({ grade: 'FAIL' });
  });

  it('is asked about where another is chosen', () => {
    const chosen = { ...five, grade: 'EXCELLENT' };
    expect(asked(chosen, marked('FIVE_LOOKS', 0.8))).toEqual({
      gradeOffScore: '按得分和等次线应为“合格”，所选等次为“优秀”。',
    });
  });
});
