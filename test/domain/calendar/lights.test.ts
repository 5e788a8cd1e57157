import { describe, expect, it } from 'vitest';
import { lightOn } from '../../../domain/calendar/lights.ts';
import { deadlineRuleSeed } from '../../../domain/calendar/rules.ts';
import { lead } from '../../../domain/registers/lead/lead.ts';
import { rectItem } from '../../../domain/registers/rect-item/rect-item.ts';

const today = '2026-11-22';
const clock = (rule: string, due: string) => [{ rule, due }];

describe('the warning light of a record', () => {
  it.each([
    ['2026-11-21', 'RED'],
    ['2026-11-22', 'YELLOW'],
    ['2026-12-02', 'YELLOW'],
    ['2026-12-03', 'GREEN'],
    ['2026-12-12', 'GREEN'],
    ['2026-12-13', undefined],
  ])('of an item due on %s is %s', (due, colour) => {
    expect(lightOn(rectItem, clock('R_ITEM', due), deadlineRuleSeed, today)?.colour).toBe(colour);
  });

  it('of a lead is blue while nobody has said what to do with it, and the gravest of those that have come on', () => {
    expect(lightOn(lead, clock('L_DISPOSE_OPINION', '2026-11-21'), deadlineRuleSeed, today)?.colour).toBe(
      'BLUE',
    );
    expect(lightOn(lead, clock('L_DISPOSE_OPINION', '2026-11-22'), deadlineRuleSeed, today)).toBeUndefined();
    const both = [...clock('L_RED_PRELIM', '2026-11-01'), ...clock('L_YELLOW_PRELIM', '2026-08-01')];
    expect(lightOn(lead, both, deadlineRuleSeed, today)).toEqual({ colour: 'RED', clock: both[0] });
  });

  it('stays off when the office has removed its rule', () => {
    expect(lightOn(rectItem, clock('R_ITEM', '2026-11-22'), [], today)).toBeUndefined();
  });
});
