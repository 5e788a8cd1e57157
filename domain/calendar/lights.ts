/**
 * Warning lights (reference 3.5.3): the clocks of a register say which light comes on when they run out, or so many days
 * before. How many days is a row of the rule table.
 */
import type { DeadlineRule, Register } from '../register.ts';
import { dayNumber } from './dates.ts';
import { ruleAt } from './deadlines.ts';

/** The gravest last. */
export const lightColours = ['GREEN', 'BLUE', 'YELLOW', 'RED'] as const;
export type LightColour = (typeof lightColours)[number];

export interface LightUse {
  readonly colour: LightColour;
  /** The rule that says how many calendar days before the due date it comes on; when absent, on the day after. */
  readonly before?: string;
}

/**
 * The gravest light that is on for a record with these open clocks, and the first of them to switch it on; undefined while
 * none is.
 */
export function lightOn<Clock extends { readonly rule: string; readonly due: string }>(
  register: Pick<Register, 'deadlines'>,
  open: readonly Clock[],
  rules: readonly DeadlineRule[],
  today: string,
): { readonly colour: LightColour; readonly clock: Clock } | undefined {
  const on = open.flatMap((clock) => {
    const lights = register.deadlines.find((each) => each.rule === clock.rule)?.lights ?? [];
    const left = dayNumber(clock.due) - dayNumber(today);
    return lights
      .filter(({ before }) => left <= daysBefore(before, rules, today))
      .map(({ colour }) => ({ colour, clock }));
  });
  return on
    .toSorted((one, other) => (one.clock.due < other.clock.due ? -1 : 1))
    .toSorted((one, other) => lightColours.indexOf(other.colour) - lightColours.indexOf(one.colour))[0];
}

/** A light whose rule the office has removed never comes on. */
function daysBefore(before: string | undefined, rules: readonly DeadlineRule[], today: string): number {
  return before === undefined ? -1 : (ruleAt(rules, before, today)?.length ?? -Infinity);
}
