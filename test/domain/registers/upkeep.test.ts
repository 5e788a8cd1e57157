/** 长期坚持: what is kept up for good is looked at again, and a look that is due shows like any other term. */
import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../../domain/calendar/calendar.ts';
import { deadlinesOf, openClocks } from '../../../domain/calendar/deadlines.ts';
import { lightOn } from '../../../domain/calendar/lights.ts';
import { deadlineRuleSeed } from '../../../domain/calendar/rules.ts';
import type { Values } from '../../../domain/register.ts';
import { lockedFields } from '../../../domain/locks.ts';
import { rectItem } from '../../../domain/registers/rect-item/rect-item.ts';
import { upkeepKeys } from '../../../domain/registers/rect-item/upkeep.ts';
import { calendarYears } from '../calendar/years.ts';
import { take } from '../../support/procedure.ts';

const today = '2026-04-20';
const calendar = createCalendar(calendarYears);
const keptUp = { completion: 'LONG_TERM', assessedAt: '2026-04-01', upkeepReviewAt: '2026-07-01' };
const looked = {
  ...{ upkeepReviewedAt: today, upkeepReviewer: '周某', upkeepReviewResult: '制度执行正常' },
  upkeepReviewAt: '2026-10-01',
};

const clock = (values: Values, day = today) =>
  deadlinesOf(rectItem, values, deadlineRuleSeed, calendar, day).find(({ rule }) => rule === 'R_UPKEEP');
const review = (values: Values, typed: Values, state = 'IN_PROGRESS') =>
  take(rectItem, { state, values, children: {} }, { step: 'reviewUpkeep', actor: 'a', typed, today });

describe('an item that is kept up for good', () => {
  it('is due for a look on the day that was set, else by the rule, and in no other standing', () => {
    expect(clock(keptUp)).toMatchObject({ state: 'open', due: '2026-07-01' });
    expect(clock(keptUp, '2026-07-02')?.state).toBe('overdue');
    expect(clock({ ...keptUp, upkeepReviewAt: null })?.due?.slice(0, 7)).toBe('2026-10');
    for (const completion of ['DONE', 'BASIC', null])
      expect(clock({ ...keptUp, completion })).toBeUndefined();
    expect(deadlineRuleSeed.find(({ code }) => code === 'R_UPKEEP')?.verified).toBe(false);
  });

  it('switches on no light, so that no warning letter takes its day for that of the item', () => {
    const lit = ['2026-06-25', '2026-07-02'].map((day) =>
      lightOn(rectItem, [{ rule: 'R_UPKEEP', due: '2026-07-01' }], deadlineRuleSeed, day),
    );
    expect(lit).toEqual([undefined, undefined]);
  });

  it('is looked at again after it was closed, and is due then, until it is cancelled', () => {
    const open = (state: string, values: Values) =>
      openClocks(rectItem, { state, values }, deadlineRuleSeed, calendar, '2026-07-02').map(
        ({ rule }) => rule,
      );
    expect(open('CLOSED', keptUp)).toEqual(['R_UPKEEP']);
    expect(open('CANCELLED', keptUp)).toEqual([]);
    expect(open('CLOSED', { ...keptUp, completion: 'DONE' })).toEqual([]);
    for (const state of ['CLOSED', 'APPLYING', 'JOINT_OK'])
      expect(review(keptUp, looked, state)).toMatchObject({ state, values: looked });
  });

  it('says at each look what was found, by whom, and when the next one is', () => {
    const done = review(keptUp, looked);
    if (typeof done === 'string') throw new Error(done);
    expect(done).toMatchObject({ state: 'IN_PROGRESS', values: { ...looked, upkeepReviewedBy: 'a' } });
    expect(clock(done.values)).toMatchObject({ state: 'open', due: '2026-10-01' });
    for (const key of Object.keys(looked)) expect(review(keptUp, { ...looked, [key]: null })).toBe('Missing');
    expect(review(keptUp, { ...looked, upkeepReviewAt: today })).toBe('NextReviewWrong');
    expect(review(keptUp, { ...looked, upkeepReviewedAt: '2026-03-31' })).toBe('DatesOutOfOrder');
    expect(review({ ...keptUp, completion: 'DONE' }, looked)).toBe('WrongState');
  });

  it('is looked at by a step, and not by changing a form', () => {
    for (const { code, final } of rectItem.workflow.states.filter((state) => state.final !== true))
      for (const key of upkeepKeys.filter((each) => each !== 'upkeepReviewedBy'))
        expect([code, key, final ?? lockedFields(rectItem, code).has(key)]).toEqual([code, key, true]);
  });
});
