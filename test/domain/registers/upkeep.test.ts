/** 长期坚持: what is kept up for good is looked at again, and a look that is due shows like any other term. */
import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../../domain/calendar/calendar.ts';
import { deadlinesOf } from '../../../domain/calendar/deadlines.ts';
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
const review = (values: Values, typed: Values) =>
  take(
    rectItem,
    { state: 'IN_PROGRESS', values, children: {} },
    { step: 'reviewUpkeep', actor: 'a', typed, today },
  );

describe('an item that is kept up for good', () => {
  it('is due for a look on the day that was set, else by the rule, and in no other standing', () => {
    expect(clock(keptUp)).toMatchObject({ state: 'open', due: '2026-07-01' });
    expect(clock(keptUp, '2026-07-02')?.state).toBe('overdue');
    expect(clock({ ...keptUp, upkeepReviewAt: null })?.due?.slice(0, 7)).toBe('2026-10');
    for (const completion of ['DONE', 'BASIC', null])
      expect(clock({ ...keptUp, completion })).toBeUndefined();
    expect(deadlineRuleSeed.find(({ code }) => code === 'R_UPKEEP')?.verified).toBe(false);
  });

  it('has a light before the look is due, and a red one after', () => {
    const on = (day: string) =>
      lightOn(rectItem, [{ rule: 'R_UPKEEP', due: '2026-07-01' }], deadlineRuleSeed, day)?.colour;
    expect(['2026-05-01', '2026-06-15', '2026-06-25', '2026-07-02'].map(on)).toEqual([
      ...[undefined, 'GREEN', 'YELLOW', 'RED'],
    ]);
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
