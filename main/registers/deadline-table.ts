/** The deadlines of all records in one table, so that lists and the dashboard find what is due without computing. */
import {
  type DeadlineStatus,
  deadlinesOf,
  isFinal,
  type KnownDeadlines,
} from '../../domain/calendar/deadlines.ts';
import type { Register, Values } from '../../domain/register.ts';
import type { Reader, Writer } from '../vault/api.ts';
import type { Reference } from './reference.ts';
import { quote } from './sql.ts';
import type { Stored } from './store.ts';

/** Whether clocks still run: the office's own record, neither void nor in a final state. */
export function clocksRun(register: Register, office: string, stored: Stored): boolean {
  return stored.office === office && stored.void === null && !isFinal(register, stored.state);
}

export interface ComputedDeadlines {
  readonly statuses: readonly DeadlineStatus[];
  /** The stored values with the derived due fields brought up to date. */
  readonly values: Values;
  readonly nextDue: string | null;
}

/** Every clock of the record today. Due dates kept in fields are cleared when their clock no longer runs. */
export function computeDeadlines(
  register: Register,
  reference: Reference,
  stored: Stored,
  office: string,
  today: string,
  known?: KnownDeadlines,
): ComputedDeadlines {
  const statuses = deadlinesOf(register, stored.values, reference.rules, reference.calendar, today, known);
  const due: Record<string, string | null> = {};
  for (const { dueField, rule } of register.deadlines) {
    if (dueField === undefined) continue;
    due[dueField] = statuses.find((status) => status.rule === rule)?.due ?? due[dueField] ?? null;
  }
  const open = clocksRun(register, office, stored)
    ? statuses.flatMap((status) => (status.met === null && status.due !== null ? [status.due] : []))
    : [];
  // Another office's record keeps the dates its owner computed.
  const values = stored.office === office ? { ...stored.values, ...due } : stored.values;
  return { statuses, values, nextDue: open.toSorted()[0] ?? null };
}

/** Replaces the record's rows. */
export function writeDeadlines(
  tx: Writer,
  register: Register,
  stored: Stored,
  statuses: readonly DeadlineStatus[],
  running: boolean,
  replace: boolean,
): void {
  if (replace) tx.run('DELETE FROM deadline WHERE record = ?', [stored.id]);
  for (const status of statuses) {
    const open = running && status.met === null ? 1 : 0;
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

/**
 * Ids of the office's records whose due dates may change with the rules: everything that is not finished, and what was
 * finished while a day was only provisional for want of a calendar.
 */
export function unfinishedIds(reader: Reader, register: Register, office: string): readonly string[] {
  const running = register.workflow.states.filter((state) => state.final !== true).map((state) => state.code);
  const rows = reader.all<{ id: string }>(
    `SELECT id FROM ${quote(register.id)} WHERE office = ? AND voidAt IS NULL
     AND (state IN (SELECT value FROM json_each(?))
       OR id IN (SELECT record FROM deadline WHERE register = ? AND due IS NOT NULL AND problem IS NOT NULL))
     ORDER BY id`,
    [office, JSON.stringify(running), register.id],
  );
  return rows.map((row) => row.id);
}
