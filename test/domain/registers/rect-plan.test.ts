import { fc } from '../../support/property.ts';
import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../../domain/calendar/calendar.ts';
import { deadlinesOf } from '../../../domain/calendar/deadlines.ts';
import { deadlineRuleSeed } from '../../../domain/calendar/rules.ts';
import { evalAspects } from '../../../domain/codes/rectification.ts';
import { noOthers } from '../../../domain/no-others.ts';
import type { ChildRow, Value, Values } from '../../../domain/register.ts';
import { rectPlan } from '../../../domain/registers/rect-plan/rect-plan.ts';
import { calendarYears } from '../calendar/years.ts';
import { failureOf, record, refusal, walk, type World } from '../../support/procedure.ts';
import { checkOf } from '../../support/register-rules.ts';

const today = '2026-04-20';
const organs = ['DISCIPLINE', 'ORGANISATION', 'PUBLICITY', 'OFFICE', 'GROUP'];

function row(values: Values): ChildRow {
  return { rowId: JSON.stringify(values), values };
}

function agrees(organ: string, more: Values = {}): ChildRow {
  const points = { answersAll: true, toThePoint: true, dutyClear: true, timeSound: true };
  return row({ organ, reviewedAt: '2026-04-10', verdict: 'AGREE', ...points, ...more });
}

function bothReports(by: readonly string[], more: Values = {}): readonly ChildRow[] {
  return ['REPORT', 'HEAD_REPORT'].flatMap((document) =>
    by.map((organ) => row({ document, organ, reviewedAt: today, verdict: 'AGREE', ...more })),
  );
}

const mark = row({ aspect: 'FIVE_1', full: 20, score: 18 });
const closed = record('CLOSED', { measureCount: 2, completion: 'DONE', closedAt: today });

function world(parts = [closed], children: World['children'] = {}): World {
  return { today, children, others: { parts: () => parts } };
}

function items(count: number, values: Values) {
  return Array.from({ length: count }, (_each, index) => record('IN_PROGRESS', values, `ZG-${index}`));
}

function computed(key: string, parts: ReturnType<typeof items>): Value {
  const field = rectPlan.fields.find((each) => each.key === key);
  return (
    field?.computed?.({
      values: {},
      state: '',
      children: {},
      rules: deadlineRuleSeed,
      ...noOthers,
      parts: () => parts,
    }) ?? null
  );
}

describe('the machine of plans', () => {
  it('never approves what its recorder handed in, and never sums up with an item open', () => {
    const reviews = organs.map((organ) => agrees(organ, { reviewedAt: today }));
    const children = { reviews, reportReviews: bothReports(organs), scores: [mark] };
    const worlds = fc.constantFrom(
      world([closed], children),
      world([closed], children),
      world([closed, record('APPLYING', { measureCount: 1 })], children),
      world([closed], { scores: [mark] }),
    );
    const fill = (key: string): fc.Arbitrary<Value> => {
      if (key === 'redoDueAt') return fc.constant('2026-09-30');
      if (key === 'grade') return fc.constantFrom('EXCELLENT', 'PASS', 'BARELY', 'FAIL');
      if (key === 'publicVerdict') return fc.constantFrom('GOOD', 'FAIR', 'BAD');
      if (key === 'withholdGrounds') return fc.constantFrom([], ['STATE_SECRET']);
      if (key === 'openPublicAt') return fc.constantFrom(today, null);
      // Seldom, because it leads nowhere.
      if (/^(plan|open)Exten/u.test(key)) return fc.constantFrom(null, null, null, '2026-09-30');
      return key.endsWith('At') ? fc.constantFrom(today, today, today, '2026-04-21') : fc.constant('有');
    };
    const start = { feedbackAt: '2026-01-05', reviewOrgans: organs, registeredBy: 'a' };
    const seen = walk(rectPlan, start, fill, worlds, (before, after, step, actor, { others }) => {
      if (step.key === 'approvePlan') expect(before.values['planSubmittedBy']).not.toBe(actor);
      if (step.key === 'acceptReport') expect(before.values['reportRecordedBy']).not.toBe(actor);
      if (after.state === 'PLAN_SUBMITTED') expect(after.values['planPledgeScan']).toBe('有');
      if (after.state === 'EVALUATED') {
        const { openInnerAt, openPublicAt, withholdGrounds, publicVerdict, grade } = after.values;
        expect(openInnerAt).toBe(today);
        expect(openPublicAt === today || (withholdGrounds as string[]).length > 0).toBe(true);
        if (publicVerdict === 'BAD') expect(grade).toBe('FAIL');
      }
      if (step.key === 'sumUp') {
        const open = others?.parts?.('rectItem').filter(({ state }) => state !== 'CLOSED') ?? [];
        expect(open).toEqual([]);
        if (['BARELY', 'FAIL'].includes(String(after.values['grade'])))
          expect([after.values['interviewAt'], after.values['lookbackAt']]).toEqual([today, today]);
      }
    });
    expect([...seen].sort()).toEqual(rectPlan.workflow.states.map(({ code }) => code).sort());
  });
});

describe('joint review', () => {
  const values = { reviewOrgans: organs, planSubmittedAt: '2026-04-01', planApprovedAt: today };
  const approve = (more: Values, ...reviews: readonly ChildRow[]) =>
    refusal(rectPlan, 'approvePlan', { ...values, ...more }, world([closed], { reviews }));

  it('needs every organ to agree on every point, by its last opinion', () => {
    const all = organs.map((organ) => agrees(organ));
    expect(approve({}, ...all)).toBeUndefined();
    expect(approve({ reviewOrgans: [] }, ...all)).toBe('ReviewersMissing');
    expect(approve({}, ...all.slice(1))).toBe('ReviewIncomplete');
    expect(approve({}, ...all.slice(1), agrees('DISCIPLINE', { timeSound: false }))).toBe('ReviewIncomplete');
    const later = agrees('DISCIPLINE', { verdict: 'REVISE', reviewedAt: '2026-04-12' });
    expect(approve({}, later, ...all)).toBe('ReviewIncomplete');
    expect(
      approve({}, { ...later, values: { ...later.values, reviewedAt: '2026-04-02' } }, ...all),
    ).toBeUndefined();
  });

  it('counts no opinion on a plan that was returned since', () => {
    const all = organs.map((organ) => agrees(organ));
    expect(approve({ planSubmittedAt: '2026-04-12' }, ...all)).toBe('ReviewIncomplete');
    const anew = organs.map((organ) => agrees(organ, { reviewedAt: '2026-04-12' }));
    expect(approve({ planSubmittedAt: '2026-04-12' }, ...all, ...anew)).toBeUndefined();
  });

  it('names a stated total that the ledger does not have, and items without measures', () => {
    const reviews = organs.map((organ) => agrees(organ));
    const approveWith = (stated: number | null, parts: ReturnType<typeof items>) =>
      refusal(rectPlan, 'approvePlan', { ...values, statedCount: stated }, world(parts, { reviews }));
    expect(approveWith(7, items(28, { measureCount: 1 }))).toBe('CountsDiffer');
    expect(approveWith(28, items(28, { measureCount: 1 }))).toBeUndefined();
    expect(approveWith(null, [])).toBe('CountsDiffer');
    expect(approveWith(3, items(3, { measureCount: 0 }))).toBe('MeasuresMissing');
  });
});

describe('the review of the reports', () => {
  const values = { reviewOrgans: organs, progressReportAt: '2026-04-15', headReportAt: '2026-04-16' };
  const accept = (more: Values, ...reportReviews: readonly ChildRow[]) =>
    failureOf(
      rectPlan,
      'acceptReport',
      { ...values, reportApprovedAt: today, ...more },
      world([closed], { reviews: organs.map((organ) => agrees(organ)), reportReviews }),
    );

  it('needs everybody who reviewed the plan, or whoever is named for it, to agree to each of both', () => {
    expect(accept({}, ...bothReports(organs))).toBeUndefined();
    expect(accept({})?.what).toBe(
      '整改情况报告还有5个单位，主要负责人组织落实情况报告还有5个单位没有同意，报告不能审定。',
    );
    const [first, ...others] = bothReports(organs);
    expect(accept({}, ...others)?.what).toBe('整改情况报告还有1个单位没有同意，报告不能审定。');
    const group = { reportReviewOrgans: ['GROUP'] };
    expect(accept(group, ...(first ? [first] : []))?.type).toBe('ReviewIncomplete');
    expect(accept(group, ...bothReports(['GROUP']))).toBeUndefined();
    expect(accept({ reviewOrgans: [] }, ...bothReports(organs))?.type).toBe('ReviewersMissing');
  });

  it('counts the last opinion, and none about a report that had to be written anew', () => {
    const revise = bothReports(['OFFICE'], { verdict: 'REVISE' });
    expect(accept({}, ...bothReports(organs), ...revise)?.what).toContain('整改情况报告还有1个单位');
    const before = bothReports(['OFFICE'], { reviewedAt: '2026-04-15' });
    const rest = bothReports(organs.filter((organ) => organ !== 'OFFICE'));
    expect(accept({}, ...rest, ...before)?.what).toBe(
      '主要负责人组织落实情况报告还有1个单位没有同意，报告不能审定。',
    );
  });
});

describe('completion rates', () => {
  it('count completed items alone, and nearly completed ones in the second rate', () => {
    const ledger = [
      ...items(688, { completion: 'DONE' }),
      ...items(4, { completion: 'BASIC' }),
      ...items(5, { acknowledgedAt: today }),
    ];
    expect(computed('itemCount', ledger)).toBe(697);
    expect(computed('doneRate', ledger)).toBe('98.71%');
    expect(computed('nearlyRate', ledger)).toBe('99.28%');
    const columns = ['doneCount', 'basicCount', 'longTermCount', 'openCount', 'cancelledCount'];
    expect(columns.map((key) => computed(key, ledger))).toEqual([688, 4, 0, 5, 0]);
  });

  it('leave items at work out', () => {
    const ledger = [...items(19, { completion: 'DONE' }), ...items(6, { acknowledgedAt: today })];
    expect(computed('doneRate', ledger)).toBe('76.00%');
    expect(computed('doneRate', [])).toBeNull();
  });
});

describe('clocks', () => {
  const calendar = createCalendar(calendarYears);
  const clocks = (values: Values): Readonly<Record<string, string | null>> =>
    Object.fromEntries(
      deadlinesOf(rectPlan, values, deadlineRuleSeed, calendar, today).map(({ rule, due }) => [rule, due]),
    );

  it('run by the baseline of the plan', () => {
    const feedbackAt = '2026-01-05';
    expect(clocks({ feedbackAt })).toMatchObject({ R_PLAN: '2026-02-05', R_CONC: '2026-04-07' });
    expect(clocks({ feedbackAt, baseline: 'TWO_MONTHS' })).toMatchObject({ R_CONC_2: '2026-03-05' });
    expect(clocks({ feedbackAt, baseline: 'SIX_MONTHS' })).toMatchObject({ R_CONC_6: '2026-07-06' });
    expect(clocks({ feedbackAt, baseline: 'FIFTEEN_DAYS' })).toMatchObject({ R_PLAN_15: '2026-01-26' });
    for (const baseline of ['', 'STANDARD', 'TWO_MONTHS', 'SIX_MONTHS', 'FIFTEEN_DAYS', 'OWN']) {
      const running = Object.keys(clocks({ feedbackAt, baseline }));
      expect(running.filter((rule) => rule.startsWith('R_PLAN'))).toHaveLength(1);
      expect(running.filter((rule) => rule.startsWith('R_CONC'))).toHaveLength(1);
    }
  });

  it('stop when both reports are in', () => {
    const values = { feedbackAt: '2026-01-05', progressReportAt: '2026-03-01' };
    const met = (more: Values) =>
      deadlinesOf(rectPlan, { ...values, ...more }, deadlineRuleSeed, calendar, today).find(
        ({ rule }) => rule === 'R_CONC',
      )?.met;
    expect(met({})).toBeNull();
    expect(met({ headReportAt: '2026-03-09' })).toBe('2026-03-09');
  });
});

describe('成效评估', () => {
  const aspects = evalAspects.codes;
  const codesUnder = (_list: string, scheme: string) => aspects.filter(({ parent }) => parent === scheme);
  const evaluate = (values: Values, scores: readonly ChildRow[], parts = [closed]) =>
    failureOf(
      rectPlan,
      'evaluate',
      { openInnerAt: today, openPublicAt: today, grade: 'PASS', ...values },
      { today, children: { scores }, others: { parts: () => parts, codesUnder } },
    );
  const five = ['FIVE_1', 'FIVE_2', 'FIVE_3', 'FIVE_4', 'FIVE_5'].map((aspect) =>
    row({ aspect, indicator: '一', full: 20, score: 18 }),
  );

  it('takes the marks of the chosen scheme alone, all of them, none twice and with its full marks', () => {
    const fiveLooks = { evalScheme: 'FIVE_LOOKS' };
    expect(evaluate(fiveLooks, five)).toBeUndefined();
    expect(evaluate({ evalScheme: 'SIX_ASPECTS' }, five.slice(0, 1))).toMatchObject({
      why: '第1行的评估方面不属于此方案；还没有评分：责任落实、任务落实、组织落实、满意度测评、督查组测评、创新。',
      fields: { evalScheme: '评分与此方案不符。' },
    });
    expect(evaluate(fiveLooks, five.slice(0, 1))?.why).toBe(
      '还没有评分：看问题整改、看建章立制、看追责问责、看促进改革发展；各项满分合计应为100分，现为20分。',
    );
    expect(evaluate(fiveLooks, [...five, ...five.slice(0, 1)])?.why).toBe(
      '第6行与前面的指标重复；各项满分合计应为100分，现为120分。',
    );
  });

  it('grades nothing as passed while an item has relapsed', () => {
    const reopened = record('REOPENED', { reopenedAt: today, acknowledgedAt: today }, 'ZG-2');
    const scheme = { evalScheme: 'FIVE_LOOKS' };
    expect(evaluate(scheme, five, [closed, reopened])).toMatchObject({
      type: 'RelapsedItems',
      what: '有1个整改事项反弹后还没有重新整改到位，不能评为优秀、合格：ZG-2。',
    });
    expect(evaluate({ ...scheme, grade: 'BARELY' }, five, [closed, reopened])).toBeUndefined();
    const redone = record('IN_PROGRESS', { reopenedAt: today, completion: 'DONE' });
    expect(evaluate(scheme, five, [closed, redone])).toBeUndefined();
  });
});

it('saves no mark above its maximum, and names the row', () => {
  const scores = [mark, row({ indicator: '责任落实', full: 20, score: 22 })];
  expect(checkOf(rectPlan, 'marksAboveFull', {}, { scores })).toMatchObject({
    why: '第2行责任落实得22分，满分20分。',
    fields: { 'scores.1.score': '不能超过满分20分。' },
  });
  expect(checkOf(rectPlan, 'marksAboveFull', {}, { scores: [mark] })).toBeUndefined();
});
