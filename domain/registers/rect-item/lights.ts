/** 红黄绿灯 of an item (reference 3.5.3). How many days before the due date a light comes on is a row of the rule table. */
import { ruleAt } from '../../calendar/deadlines.ts';
import { dayNumber } from '../../calendar/dates.ts';
import type { DeadlineRule } from '../../register.ts';

export type Light = 'GREEN' | 'YELLOW' | 'RED';

/** Calendar days before the due date from which the letters are sent. */
export interface LightDays {
  readonly green: number;
  readonly yellow: number;
}

/** The days in force on a date; a light whose rule the office has removed never comes on. */
export function lightDays(rules: readonly DeadlineRule[], today: string): LightDays {
  const days = (code: string): number => ruleAt(rules, code, today)?.length ?? -1;
  return { green: days('R_GREEN'), yellow: days('R_YELLOW') };
}

/** Calendar days left until the due date: 0 on the day itself, negative when overdue. */
export function daysLeft(due: string, today: string): number {
  return dayNumber(due) - dayNumber(today);
}

/** The light of an open item with that due date; undefined while there is time. */
export function lightOf(due: string, today: string, days: LightDays): Light | undefined {
  const left = daysLeft(due, today);
  if (left < 0) return 'RED';
  if (left <= days.yellow) return 'YELLOW';
  return left <= days.green ? 'GREEN' : undefined;
}
