/** The clocks of one record: what is due when, and what was met (reference 3.1.5 and 3.22). */
import { ExpectedError } from '../failure.ts';
import type { DeadlineRule, DeadlineUse, Register, Values } from '../register.ts';
import { plainValues } from '../sealed.ts';
import { addPeriod, type Calendar } from './calendar.ts';
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
  /** Working days left, 0 today, negative when overdue; null when met or unknown. */
  readonly remaining: TimeLeft | null;
  readonly basis: string;
  readonly verified: boolean;
  /** Why `due` or `remaining` cannot be said: a sentence for the clerk (rule or calendar missing). */
  readonly problem: string | null;
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
  const unknown = { ...common, due: null, originalDue: null, state: 'unknown', remaining: null } as const;
  if (!rule)
    return { ...unknown, problem: `时限规则表中没有${use.label}（${use.rule}）在${start}有效的规则。` };
  let due: string | undefined;
  let originalDue: string | null = null;
  try {
    const regular =
      use.fixedDue?.(values) ??
      addPeriod(start, rule.length, rule.unit, calendar, { rollToWorkday: rule.rollToWorkday });
    const extended = use.extendedDue?.(values);
    due = extended ?? regular;
    originalDue = extended === undefined ? null : regular;
    if (met !== null) {
      return {
        ...common,
        due,
        originalDue,
        state: met <= due ? 'met' : 'metLate',
        remaining: null,
        problem: null,
      };
    }
    const remaining = timeLeft(rule, calendar, today, due);
    return { ...common, due, originalDue, state: due < today ? 'overdue' : 'open', remaining, problem: null };
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    const problem = error.failure.what;
    if (due === undefined) return { ...unknown, problem };
    return { ...common, due, originalDue, state: due < today ? 'overdue' : 'open', remaining: null, problem };
  }
}
