import { fc } from '../../support/property.ts';
import { describe, expect, it } from 'vitest';
import { lightOn } from '../../../domain/calendar/lights.ts';
import { deadlineRuleSeed } from '../../../domain/calendar/rules.ts';
import type { Value, Values } from '../../../domain/register.ts';
import { isClaimOpen } from '../../../domain/registers/rect-item/claims.ts';
import { rectItem } from '../../../domain/registers/rect-item/rect-item.ts';
import { currentDue, standingOf, statusOf } from '../../../domain/registers/rect-item/standing.ts';
import { rectMeasure } from '../../../domain/registers/rect-measure/rect-measure.ts';
import { failureOf, record, refusal, take, walk, type Walker, type World } from '../../support/procedure.ts';

const today = '2026-04-20';
const finished = record('DONE', { evidence: '学习记录3份' });
const open = record('IN_PROGRESS', {});

function withMeasures(...measures: readonly ReturnType<typeof record>[]): World {
  return { today, others: { parts: () => measures } };
}

const signers = [
  'headSigner',
  'firstReviewer',
  'groupReviewer',
  'disciplineReviewer',
  'organisationReviewer',
  'closeApprover',
];

function fill(key: string): fc.Arbitrary<Value> {
  if (signers.includes(key) || key.endsWith('By') || key.endsWith('Approver'))
    return fc.constantFrom(key, key, key, key, key, '甲', '乙');
  if (key === 'completion') return fc.constantFrom('DONE', 'BASIC', 'LONG_TERM');
  if (key.endsWith('Opinion')) return fc.constant('同意');
  if (key === 'spotCheckPct') return fc.constantFrom(50, 30, 50, 0);
  if (key === 'satisfaction') return fc.constantFrom('GOOD', 'GOOD', 'BAD', null);
  if (key === 'redoDueAt' || key === 'extensionTo' || key === 'extendedDueAt')
    return fc.constantFrom('2026-06-30', '2026-09-30');
  if (key === 'upkeepReviewAt') return fc.constantFrom('2026-07-20', '2026-07-20', today, null);
  if (key.endsWith('At')) return fc.constantFrom(today, today, today, today, today, '2026-04-21');
  return fc.constantFrom('有', null);
}

describe('the machine of items', () => {
  it('never closes what is not done, nor by one who has signed or recorded an earlier stage', () => {
    const worlds = fc.constantFrom(
      withMeasures(finished, finished, finished),
      withMeasures(finished, finished, finished, finished),
      withMeasures(finished),
      withMeasures(finished, finished),
      withMeasures(finished, open),
      withMeasures(),
    );
    const start = { dueAt: '2026-05-31', registeredBy: 'a', type: 'BY_DATE' };
    const seen = walk(rectItem, start, fill, worlds, (before, after, step, actor, world) => {
      expect(after.values['dueAt']).toBe('2026-05-31');
      if (step.key === 'apply') {
        const measures = world.others?.parts?.('rectMeasure') ?? [];
        expect(measures.length).toBeGreaterThan(0);
        expect(measures.every(({ state }) => state === 'DONE')).toBe(true);
        expect(['DONE', 'LONG_TERM']).toContain(after.values['completion']);
      }
      if (step.key === 'close') {
        expect([before.values['appliedBy'], before.values['firstReviewedBy']]).not.toContain(actor);
        const names = signers.map((key) => after.values[key]);
        expect(new Set(names).size).toBe(signers.length);
        expect(after.values['satisfaction']).not.toBe('BAD');
        if (!after.values['uncheckedReason']) {
          expect(after.values['satisfaction'] ?? null).not.toBeNull();
          expect(Number(after.values['spotCheckPct'])).toBeGreaterThan(0);
        }
      }
      if (after.state === 'REOPENED') {
        expect(after.values['relapseReportedBy']).not.toBe(after.values['reopenedBy']);
        expect(statusOf(after.values)).toBe('REOPENED');
      }
      if (after.state === 'IN_PROGRESS')
        for (const key of signers) expect(after.values[key] ?? null, key).toBeNull();
      if (after.state === 'CLOSED') expect(statusOf(after.values)).toBe('CLOSED');
      expect(currentDue(after.values) ?? '').not.toBe('');
    });
    expect([...seen].sort()).toEqual(rectItem.workflow.states.map(({ code }) => code).sort());
  });
});

describe('the joint review', () => {
  const review = (values: Values) =>
    failureOf(
      rectItem,
      'jointReview',
      { firstReviewedAt: today, jointReviewedAt: today, ...values },
      withMeasures(finished),
    );

  it('is not passed by asking nobody and looking at nothing, unless it is said why', () => {
    expect(review({})?.what).toBe('没有填写抽查比例、群众满意度，不能通过联审。');
    expect(review({ satisfaction: 'GOOD', spotCheckPct: 0 })?.fields).toHaveProperty('spotCheckPct');
    expect(review({ spotCheckPct: 30 })?.fields).toHaveProperty('satisfaction');
    expect(review({ satisfaction: 'GOOD', spotCheckPct: 30 })).toBeUndefined();
    expect(review({ uncheckedReason: '内部制度，不涉及群众' })).toBeUndefined();
    expect(review({ uncheckedReason: '不便', satisfaction: 'BAD' })?.type).toBe('PublicDissatisfied');
    const { requires } = rectItem.workflow.transitions.find(({ key }) => key === 'jointReview') ?? {};
    expect(requires).toEqual(
      expect.arrayContaining(['groupOpinion', 'disciplineOpinion', 'organisationOpinion']),
    );
  });
});

describe('completion', () => {
  it('is earned by measures, institutions and people dealt with', () => {
    const assess = (values: Values, world: World) => refusal(rectItem, 'assess', values, world);
    expect(assess({ completion: 'DONE' }, withMeasures())).toBe('CompletionNotEarned');
    expect(assess({ completion: 'DONE' }, withMeasures(finished, open))).toBe('CompletionNotEarned');
    expect(assess({ completion: 'DONE' }, withMeasures(finished))).toBeUndefined();
    const planned = { completion: 'DONE', institutionPlanned: true };
    expect(assess(planned, withMeasures(finished))).toBe('CompletionNotEarned');
    expect(assess({ ...planned, institutions: 1 }, withMeasures(finished))).toBe('CompletionNotEarned');
    const issued: World = {
      today,
      others: { parts: () => [finished], referring: (register) => [record(register, {})] },
    };
    expect(assess(planned, issued)).toBe('CompletionNotEarned');
    expect(assess({ ...planned, institutions: 1 }, issued)).toBeUndefined();
    const accountable = { completion: 'DONE', accountabilityNeeded: true };
    expect(assess(accountable, withMeasures(finished))).toBe('CompletionNotEarned');
    expect(assess({ ...accountable, admonished: 2 }, withMeasures(finished))).toBeUndefined();
  });

  it('is nearly earned by some of the measures, and kept up only with an arrangement', () => {
    const assess = (values: Values, world: World) => refusal(rectItem, 'assess', values, world);
    expect(assess({ completion: 'BASIC' }, withMeasures(open))).toBe('CompletionNotEarned');
    expect(assess({ completion: 'BASIC' }, withMeasures(finished, open))).toBeUndefined();
    expect(assess({ completion: 'LONG_TERM' }, withMeasures(finished))).toBe('CompletionNotEarned');
    const keptUp = { completion: 'LONG_TERM', upkeep: '每季度复查' };
    expect(assess(keptUp, withMeasures(finished))).toBe('NextReviewWrong');
    expect(assess({ ...keptUp, upkeepReviewAt: today }, withMeasures(finished))).toBe('NextReviewWrong');
    expect(assess({ ...keptUp, upkeepReviewAt: '2026-07-20' }, withMeasures(finished))).toBeUndefined();
  });

  it('kept up for good names every gap there is', () => {
    const gaps = (values: Values, world: World) =>
      failureOf(rectItem, 'assess', { completion: 'LONG_TERM', ...values }, world)?.what;
    expect(gaps({}, withMeasures(finished, open))).toBe(
      '还有1条措施没有完成，没有填写“长期坚持的安排”，不能认定“长期坚持”。',
    );
    expect(gaps({ upkeep: '每季度复查' }, withMeasures(open))).toBe(
      '还有1条措施没有完成，不能认定“长期坚持”。',
    );
    expect(gaps({}, withMeasures(finished))).toBe('没有填写“长期坚持的安排”，不能认定“长期坚持”。');
  });

  it('shows as closed once closed and keeps counting as what it was', () => {
    const values = { acknowledgedAt: today, completion: 'LONG_TERM', closedAt: today };
    expect(statusOf(values)).toBe('CLOSED');
    expect(standingOf(values)).toBe('LONG_TERM');
    expect(standingOf({})).toBe('NOT_STARTED');
    expect(standingOf({ acknowledgedAt: today })).toBe('IN_PROGRESS');
    expect(standingOf({ acknowledgedAt: today, reopenedAt: today })).toBe('REOPENED');
    expect(standingOf({ completion: 'DONE', cancelledAt: today })).toBe('CANCELLED');
  });
});

describe('extensions', () => {
  it('need a proposal, a later date, and keep the original', () => {
    const values = { dueAt: '2026-04-30', extensionTo: '2026-06-30', extensionProposedBy: 'a' };
    const world = withMeasures();
    expect(refusal(rectItem, 'proposeExtension', { ...values, extensionTo: '2026-04-29' }, world)).toBe(
      'DueDateWrong',
    );
    expect(refusal(rectItem, 'proposeExtension', values, world)).toBeUndefined();
    expect(
      refusal(rectItem, 'approveExtension', { dueAt: '2026-04-30', extendedDueAt: '2026-06-30' }, world),
    ).toBe('ExtensionNotProposed');
    expect(
      refusal(rectItem, 'approveExtension', { ...values, extendedDueAt: '2026-05-30' }, world),
    ).toBeUndefined();
    expect(currentDue({ ...values, extendedDueAt: '2026-05-30' })).toBe('2026-05-30');
  });

  it('of before a return that a program left beside it does not set the clock back', () => {
    const values = { dueAt: '2026-09-30', extendedDueAt: '2026-10-31', redoDueAt: '2026-12-31' };
    expect(currentDue(values)).toBe('2026-12-31');
    expect(currentDue({ ...values, redoDueAt: '2026-10-15' })).toBe('2026-10-31');
  });
});

describe('a return', () => {
  const underway = { dueAt: '2027-01-22', type: 'BY_DATE', registeredBy: 'a' };
  const step = (walker: Walker | string, name: string, typed: Values, actor = 'a') =>
    typeof walker === 'string'
      ? walker
      : take(rectItem, walker, { ...withMeasures(finished), step: name, actor, typed });
  const dueOf = (walker: Walker | string) =>
    typeof walker === 'string' ? walker : currentDue(walker.values);

  it('sets the due date also where it is earlier than the one before, or than an extension granted before it', () => {
    const reopened = { state: 'REOPENED', values: underway, children: {} };
    expect(dueOf(step(reopened, 'restart', { redoDueAt: '2026-12-13' }))).toBe('2026-12-13');
    const extended = { extendedDueAt: '2027-03-31', extensionTo: '2027-03-31', extensionApprover: '甲' };
    const granted = { ...reopened, values: { ...underway, ...extended } };
    expect(currentDue(granted.values)).toBe('2027-03-31');
    const again = step(granted, 'restart', { redoDueAt: '2026-12-13' });
    expect(dueOf(again)).toBe('2026-12-13');
    expect(again).toMatchObject({ values: { dueAt: '2027-01-22', extensionTo: null } });
    const applying = { ...granted, state: 'APPLYING' };
    expect(dueOf(step(applying, 'returnReview', { redoDueAt: '2026-12-20' }))).toBe('2026-12-20');
  });

  it('may be extended in its turn, from the date it has set', () => {
    const reopened = { state: 'REOPENED', values: underway, children: {} };
    const back = step(reopened, 'restart', { redoDueAt: '2026-12-13' });
    const proposal = { extensionTo: '2026-12-13', extensionReason: '涉诉' };
    expect(step(back, 'proposeExtension', proposal)).toBe('DueDateWrong');
    const proposed = step(back, 'proposeExtension', { ...proposal, extensionTo: '2026-12-31' });
    const grant = { extendedDueAt: '2026-12-31', extensionApprover: '甲' };
    expect(dueOf(step(proposed, 'approveExtension', grant, 'b'))).toBe('2026-12-31');
  });
});

describe('warning lights', () => {
  const on = (due: string, date: string, rules = deadlineRuleSeed) =>
    lightOn(rectItem, [{ rule: 'R_ITEM', due }], rules, date)?.colour;

  it('come on 20 and 10 days before the due date, and red after it', () => {
    const days = ['2025-06-09', '2025-06-10', '2025-06-19', '2025-06-20', '2025-06-30', '2025-07-01'];
    expect(days.map((date) => on('2025-06-30', date))).toEqual([
      ...[undefined, 'GREEN', 'GREEN'],
      ...['YELLOW', 'YELLOW', 'RED'],
    ]);
  });

  it('follow the days the office has set, and stay dark without a rule', () => {
    const longer = deadlineRuleSeed.map((rule) => (rule.code === 'R_GREEN' ? { ...rule, length: 30 } : rule));
    expect(on('2026-05-20', today, longer)).toBe('GREEN');
    const without = deadlineRuleSeed.filter(({ code }) => code !== 'R_GREEN' && code !== 'R_YELLOW');
    expect(on('2026-04-21', today, without)).toBeUndefined();
    expect(on('2026-04-19', today, without)).toBe('RED');
  });
});

describe('measures', () => {
  it('change only while their item is open', () => {
    const inItem = (state: string): World => ({ today, others: { related: () => [record(state, {})] } });
    const values = { doneAt: today, evidence: '发票' };
    expect(refusal(rectMeasure, 'finish', values, inItem('IN_PROGRESS'))).toBeUndefined();
    expect(refusal(rectMeasure, 'finish', { ...values, doneAt: '2026-04-21' }, inItem('IN_PROGRESS'))).toBe(
      'DatesOutOfOrder',
    );
    for (const state of ['APPLYING', 'FIRST_OK', 'JOINT_OK', 'CLOSED', 'CANCELLED'])
      for (const key of ['start', 'finish', 'redo'])
        expect(refusal(rectMeasure, key, values, inItem(state)), `${state} ${key}`).toBe('ItemNotOpen');
  });
});

it('a claim of a sheet is open until somebody here has judged the item, also that it relapsed', () => {
  const claimed = { statedProgress: '已完成' };
  expect(isClaimOpen(claimed)).toBe(true);
  expect(isClaimOpen({ statedProgress: '尚未完成' })).toBe(false);
  for (const judged of ['completion', 'reopenedAt', 'cancelledAt'])
    expect(isClaimOpen({ ...claimed, [judged]: '2026-03-09' }), judged).toBe(false);
});
