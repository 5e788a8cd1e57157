/**
 * Warning lights (reference 3.5.3): the clocks of a register say which light comes on when they run out, or so many days
 * before. How many days is a row of the rule table.
 */
import type { DeadlineRule, Register, Values } from '../register.ts';
import type { Calendar } from './calendar.ts';
import { dayNumber } from './dates.ts';
import { openClocks, ruleAt } from './deadlines.ts';
import type { TimeLeft } from './time-left.ts';

/** The gravest last. */
export const lightColours = ['GREEN', 'BLUE', 'YELLOW', 'RED'] as const;
export type LightColour = (typeof lightColours)[number];

export interface LightUse {
  readonly colour: LightColour;
  /** The rule that says how many calendar days before the due date it comes on; when absent, on the day after. */
  readonly before?: string;
  /** Its clock is no term of its own: met before it ran out, the light never came on, and the page says nothing of it. */
  readonly alone?: true;
}

/** Calendar days before the due date in which a light is on; negative after it. */
export interface LightSpan {
  readonly colour: LightColour;
  readonly from: number;
  readonly to: number;
}

/** When each light of a clock is on, the gravest first: no two at once. One whose rule the office has removed never is. */
export function lightSpans(
  lights: readonly LightUse[],
  rules: readonly DeadlineRule[],
  today: string,
): readonly LightSpan[] {
  let from = -Infinity;
  return lights
    .toSorted((one, other) => gravity(other.colour) - gravity(one.colour))
    .flatMap(({ colour, before }) => {
      const to = before === undefined ? -1 : ruleAt(rules, before, today)?.length;
      if (to === undefined || to < from) return [];
      const span = { colour, from, to };
      from = to + 1;
      return [span];
    });
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
    const { lights = [] } = register.deadlines.find((each) => each.rule === clock.rule) ?? {};
    const left = dayNumber(clock.due) - dayNumber(today);
    return lightSpans(lights, rules, today)
      .filter(({ from, to }) => from <= left && left <= to)
      .map(({ colour }) => ({ colour, clock }));
  });
  return on
    .toSorted((one, other) => (one.clock.due < other.clock.due ? -1 : 1))
    .toSorted((one, other) => gravity(other.colour) - gravity(one.colour))[0];
}

/** A light and the time its clock leaves. */
export interface Lit {
  readonly colour: LightColour;
  readonly left: TimeLeft | null;
}

/** The light of a record as it stands on a day; undefined while none is on. */
export function lightOf(
  register: Register,
  record: { readonly state: string; readonly values: Values },
  rules: readonly DeadlineRule[],
  calendar: Calendar,
  today: string,
): Lit | undefined {
  const lit = lightOn(register, openClocks(register, record, rules, calendar, today), rules, today);
  return lit && { colour: lit.colour, left: lit.clock.remaining };
}

function gravity(colour: LightColour): number {
  return lightColours.indexOf(colour);
}
