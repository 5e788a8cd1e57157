/** The deadlines of all records in one table, so that lists and the dashboard find what is due without computing. */
import {
  type DeadlineStatus,
  deadlinesOf,
  runsIn,
  type KnownDeadlines,
} from '../../domain/calendar/deadlines.ts';
import type { Register, Values } from '../../domain/register.ts';
import type { Reader, Writer } from '../vault/api.ts';
import { type ClockContext, clocksHere, hasClocksForAddressees } from './clock-values.ts';
import type { Reference } from './reference.ts';
import { quote } from './sql.ts';
import type { Stored } from './store.ts';

/** Whether the clock of a rule still runs. */
export type Running = (rule: string) => boolean;

/** Which clocks still run: those of the office's own record, or of one it has to answer, neither void nor over (`runsIn`). */
export function clocksRunning(register: Register, office: string, stored: Stored): Running {
  const isOurs = stored.office === office || hasClocksForAddressees(register);
  if (!isOurs || stored.void !== null) return () => false;
  return (rule) => runsIn(register, rule, stored.state);
}

export interface ComputedDeadlines {
  readonly statuses: readonly DeadlineStatus[];
  /** The stored values with the derived due fields brought up to date. */
  readonly values: Values;
  readonly nextDue: string | null;
}

/** What clocks are worked out with; `known` is shared by the records of one piece of work. */
export interface Reckoning {
  readonly reference: Reference;
  readonly today: string;
  readonly known?: KnownDeadlines;
}

/** Every clock of the record today. Due dates kept in fields are cleared when their clock no longer runs. */
export function computeDeadlines(
  reader: Reader,
  context: ClockContext,
  register: Register,
  stored: Stored,
  { reference, today, known }: Reckoning,
): ComputedDeadlines {
  const office = context.office.id;
  const here = clocksHere(reader, context, register, stored);
  const statuses = deadlinesOf(here.register, here.values, reference.rules, reference.calendar, today, known);
  const due: Record<string, string | null> = {};
  for (const { dueField, rule } of register.deadlines) {
    if (dueField === undefined) continue;
    due[dueField] = statuses.find((status) => status.rule === rule)?.due ?? due[dueField] ?? null;
  }
  const runs = clocksRunning(register, office, stored);
  const open = statuses.flatMap(({ rule, met, due: day }) =>
    met === null && day !== null && runs(rule) ? [day] : [],
  );
  // Another office's record keeps the dates its owner computed.
  const kept = stored.office === office ? { ...stored.values, ...due } : stored.values;
  return { statuses, values: kept, nextDue: open.toSorted()[0] ?? null };
}

/** Replaces the record's rows. */
export function writeDeadlines(
  tx: Writer,
  register: Register,
  stored: Stored,
  statuses: readonly DeadlineStatus[],
  runs: Running,
  replace: boolean,
): void {
  if (replace) tx.run('DELETE FROM deadline WHERE record = ?', [stored.id]);
  for (const status of statuses) {
    const open = status.met === null && runs(status.rule) ? 1 : 0;
    tx.run(
      'INSERT INTO deadline (register, record, rule, label, start, due, met, open, problem) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      [
        register.id,
        stored.id,
        status.rule,
        status.label,
        status.start,
        status.due,
        status.met,
        open,
        status.problem,
      ],
    );
  }
}

interface Row {
  readonly rule: string;
  readonly due: string | null;
  readonly met: string | null;
  readonly open: number;
  readonly problem: string | null;
}

/** Brings the rows of a record in line with these clocks, though nothing in the record has changed; false if they were. */
export function restateDeadlines(
  tx: Writer,
  office: string,
  register: Register,
  stored: Stored,
  { statuses, nextDue }: Omit<ComputedDeadlines, 'values'>,
): boolean {
  const runs = clocksRunning(register, office, stored);
  const before = tx.all<Row>(
    'SELECT rule, due, met, open, problem FROM deadline WHERE record = ? ORDER BY rule',
    [stored.id],
  );
  const after = statuses
    .map(({ rule, due, met, problem }): Row => {
      return { rule, due, met, open: met === null && runs(rule) ? 1 : 0, problem };
    })
    .toSorted((one, other) => (one.rule < other.rule ? -1 : 1));
  if (JSON.stringify(before) === JSON.stringify(after) && stored.nextDue === nextDue) return false;
  writeDeadlines(tx, register, stored, statuses, runs, true);
  tx.run(`UPDATE ${quote(register.id)} SET nextDue = ? WHERE id = ?`, [nextDue, stored.id]);
  return true;
}

/**
 * Ids of the records with clocks of this office whose due dates may change with the rules: everything that is not finished,
 * and what was finished while a day was only provisional for want of a calendar. Also what other offices have ended of
 * which a program before this one left the next due date standing.
 */
export function unfinishedIds(reader: Reader, register: Register, office: string): readonly string[] {
  const ours = hasClocksForAddressees(register) ? '' : 'office = ? AND ';
  const running = register.workflow.states
    .map(({ code }) => code)
    .filter((code) => register.deadlines.some(({ rule }) => runsIn(register, rule, code)));
  const rows = reader.all<{ id: string }>(
    `SELECT id FROM ${quote(register.id)} WHERE (${ours}voidAt IS NULL
     AND (state IN (SELECT value FROM json_each(?))
       OR id IN (SELECT record FROM deadline WHERE register = ? AND due IS NOT NULL AND problem IS NOT NULL)))
     OR (nextDue IS NOT NULL AND office <> ?) ORDER BY id`,
    [...(ours === '' ? [] : [office]), JSON.stringify(running), register.id, office],
  );
  return rows.map((row) => row.id);
}
