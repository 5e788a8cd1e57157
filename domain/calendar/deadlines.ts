/** The clocks of one record: what is due when, and what was met (reference 3.1.5 and 3.22). */
import { ExpectedError } from '../failure.ts';
import type { DeadlineRule, DeadlineUse, Register, Values } from '../register.ts';
import { plainValues } from '../sealed.ts';
import { addPeriod, type Calendar, nextWorkday, workdaysBetween } from './calendar.ts';
import { yearOf } from './dates.ts';
import { timeLeft, type TimeLeft } from './time-left.ts';

export interface DeadlineStatus {
  readonly rule: string;
  readonly label: string;
  readonly start: string;
  /** What counts now; null when it cannot be said, see `problem`. */
  readonly due: string | null;
  /** The due date before an extension, null when there was none. */
  readonly originalDue: string | null;
  readonly met: string | null;
  readonly state: 'open' | 'met' | 'metLate' | 'overdue' | 'unknown';
  /** Null when met or unknown. */
  readonly remaining: TimeLeft | null;
  readonly basis: string;
  readonly verified: boolean;
  /**
   * Why `due` cannot be said, or can only be said for the time being: a sentence for the clerk (rule or calendar
   * missing). What varies from record to record stands in `soFar`.
   */
  readonly problem: string | null;
  /** Of working days that reach beyond the calendar: how many are counted, and how many remain. */
  readonly soFar: string | null;
}

/**
 * The state of every clock that runs for the record. A missing rule or calendar year makes that one clock `unknown`
 * with the reason, so that one gap neither hides the others nor passes for "nothing due".
 */
export function deadlinesOf(
  register: Register,
  values: Values,
  rules: readonly DeadlineRule[],
  calendar: Calendar,
  today: string,
  known: KnownDeadlines = new Map(),
): readonly DeadlineStatus[] {
  // Never from sealed fields: the dates stand in clear, and whoever cannot open the record would lose them.
  const plain = plainValues(register, values);
  return register.deadlines.flatMap((use, index) => {
    const start = use.start(plain);
    if (start === undefined) return [];
    const dates = [index, start, use.met(plain), use.fixedDue?.(plain), use.extendedDue?.(plain)];
    const key = dates.join('|');
    const status = known.get(key) ?? deadlineStatus(use, start, plain, rules, calendar, today);
    known.set(key, status);
    return [status];
  });
}

/**
 * The due dates kept in the record that may still move, by field: counted for want of a calendar, or by one that nobody has
 * checked. A day that a document or an extension sets does not.
 */
export function provisionalDues(
  register: Register,
  values: Values,
  rules: readonly DeadlineRule[],
  calendar: Calendar,
  today: string,
): ReadonlySet<string> {
  const plain = plainValues(register, values);
  const isOpen = (rule: string, start: string, due: string): boolean => {
    const { unit, rollToWorkday } = ruleAt(rules, rule, start) ?? {};
    const first = unit === 'workday' ? yearOf(start) : rollToWorkday === true ? yearOf(due) : Infinity;
    for (let year = first; year <= yearOf(due); year += 1)
      if (calendar.unverified?.has(year) === true) return true;
    return false;
  };
  const statuses = deadlinesOf(register, values, rules, calendar, today);
  return new Set(
    register.deadlines.flatMap(({ rule, dueField, fixedDue, extendedDue }) => {
      if (dueField === undefined || fixedDue?.(plain) !== undefined || extendedDue?.(plain) !== undefined)
        return [];
      const moves = statuses.some(
        ({ rule: code, start, due, problem }) =>
          code === rule &&
          due !== null &&
          due === plain[dueField] &&
          (problem !== null || isOpen(rule, start, due)),
      );
      return moves ? [dueField] : [];
    }),
  );
}

/** The clocks that still run for a record, with the day each is due. */
export function openClocks(
  register: Register,
  { state, values }: { readonly state: string; readonly values: Values },
  rules: readonly DeadlineRule[],
  calendar: Calendar,
  today: string,
): readonly (DeadlineStatus & { readonly due: string })[] {
  return deadlinesOf(register, values, rules, calendar, today).flatMap((clock) =>
    clock.met === null && clock.due !== null && runsIn(register, clock.rule, state)
      ? [{ ...clock, due: clock.due }]
      : [],
  );
}

/** Whether the clock of this rule runs in a state: in a final one only where its use says so. */
export function runsIn(register: Register, rule: string, state: string): boolean {
  if (!isFinal(register, state)) return true;
  return register.deadlines.some((use) => use.rule === rule && use.runsOnIn?.includes(state) === true);
}

/** Whether nothing more is done in the state. */
export function isFinal({ workflow }: Register, state: string): boolean {
  return workflow.states.find(({ code }) => code === state)?.final === true;
}

/**
 * Clocks worked out before, under the same register, rules, calendar and day: of ten thousand letters hundreds began
 * theirs on the same date.
 */
export type KnownDeadlines = Map<string, DeadlineStatus>;

/** The rule that was in force on the day the clock started. */
export function ruleAt(rules: readonly DeadlineRule[], code: string, date: string): DeadlineRule | undefined {
  return rules.find(
    (rule) =>
      rule.code === code &&
      (rule.validFrom === null || rule.validFrom <= date) &&
      (rule.validTo === null || date <= rule.validTo),
  );
}

/** So long before a day as the rule in force on it says; undefined when the office has no such rule. */
export function dayBefore(
  rules: readonly DeadlineRule[],
  code: string,
  day: string,
  calendar: Calendar,
): string | undefined {
  const rule = ruleAt(rules, code, day);
  return rule && addPeriod(day, -rule.length, rule.unit, calendar);
}

/** Where an open deadline stands on the to-do list. */
export const todoBucketLabels = {
  overdue: '已超期',
  today: '今日到期',
  within3: '3个工作日内',
  thisMonth: '本月到期',
} as const;

function deadlineStatus(
  use: DeadlineUse,
  start: string,
  values: Values,
  rules: readonly DeadlineRule[],
  calendar: Calendar,
  today: string,
): DeadlineStatus {
  const rule = ruleAt(rules, use.rule, start);
  const met = use.met(values) ?? null;
  const common = {
    rule: use.rule,
    label: use.label,
    start,
    met,
    basis: rule?.basis ?? '',
    verified: rule?.verified ?? false,
  };
  if (!rule) {
    const problem = `时限规则表中没有${use.label}（${use.rule}）在${start}有效的规则。`;
    return { ...common, ...undated, problem };
  }
  const fixed = use.fixedDue?.(values);
  const regular = fixed === undefined ? dueBy(rule, start, calendar) : { due: fixed, ...sure };
  const granted = use.extendedDue?.(values);
  const isSooner = use.neverSooner === true && granted !== undefined && granted < (regular.due ?? '');
  const extended = isSooner ? undefined : granted;
  const counting = extended === undefined ? regular : { due: extended, ...sure };
  const { due } = counting;
  if (due === null) return { ...common, ...undated, ...counting };
  const dated = { ...common, ...counting, due, originalDue: extended === undefined ? null : regular.due };
  if (met !== null) return { ...dated, state: met <= due ? 'met' : 'metLate', remaining: null };
  const remaining = timeLeft(rule, calendar, today, due);
  return { ...dated, state: due < today ? 'overdue' : 'open', remaining };
}

type Due = Pick<DeadlineStatus, 'due' | 'problem' | 'soFar'>;

const sure = { problem: null, soFar: null } as const;
const undated = { due: null, originalDue: null, state: 'unknown', remaining: null, soFar: null } as const;

/**
 * The day the rule leads to. Where it would move over a day off into a year without calendar it stays where it is, which
 * is never too late; working days of such a year are not guessed.
 */
function dueBy(rule: DeadlineRule, start: string, calendar: Calendar): Due {
  const { length, unit, rollToWorkday } = rule;
  try {
    const end = addPeriod(start, length, unit, calendar);
    if (unit === 'workday' || !rollToWorkday || length <= 0) return { due: end, ...sure };
    const rolled = nextWorkday(calendar, end);
    if (rolled !== undefined) return { due: rolled, ...sure };
    const missing = calendar.years.has(yearOf(end)) ? yearOf(end) + 1 : yearOf(end);
    return { due: end, ...sure, problem: `缺少${missing}年的工作日历，暂按日历日计算，遇休息日没有顺延。` };
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return { due: null, problem: error.failure.what, soFar: countedSoFar(start, length, calendar) };
  }
}

function countedSoFar(start: string, length: number, calendar: Calendar): string | null {
  let year = yearOf(start);
  if (length <= 0 || !calendar.years.has(year)) return null;
  while (calendar.years.has(year + 1)) year += 1;
  const end = `${year}-12-31`;
  const counted = workdaysBetween(calendar, start, end);
  return `到${end}已数${counted}个工作日，还差${length - counted}个，导入${year + 1}年的工作日历后算出。`;
}
