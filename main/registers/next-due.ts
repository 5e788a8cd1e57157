/** What a list says of the clocks of its records: which is due next, or has switched on the light that is on. */
import { ruleAt } from '../../domain/calendar/deadlines.ts';
import { lightOn } from '../../domain/calendar/lights.ts';
import { timeLeft } from '../../domain/calendar/time-left.ts';
import type { Register } from '../../domain/register.ts';
import type { Output } from '../../preload/contract/contract.ts';
import { today, type EngineContext } from './commands.ts';
import { clocksRunning } from './deadline-table.ts';
import type { Stored } from './store.ts';

type NextDue = Output<'records.page'>['rows'][number]['nextDue'];

interface ClockRow {
  readonly record: string;
  readonly rule: string;
  readonly label: string;
  readonly start: string;
  readonly due: string;
  readonly problem: string | null;
}

/**
 * By record; one without a running clock is left out. Clocks of other offices' records are none of ours to meet, unless we
 * have to answer them, so they are not open in our table; whoever supervises them sees in the list what their page shows.
 */
export function nextDueById(
  context: EngineContext,
  register: Register,
  records: readonly Stored[],
): ReadonlyMap<string, NextDue> {
  const running = new Map(
    records
      .filter(({ withdrawn }) => !withdrawn)
      .map((record) => [record.id, clocksRunning(register, record.office, record)]),
  );
  const rows = context.vault.all<ClockRow>(
    `SELECT record, rule, label, start, due, problem FROM deadline
     WHERE record IN (SELECT value FROM json_each(?)) AND met IS NULL AND due IS NOT NULL ORDER BY due, rule`,
    [JSON.stringify([...running.keys()])],
  );
  const date = today(context);
  const { calendar, rules } = context.reference(context.vault);
  const byRecord = new Map<string, typeof rows>();
  for (const row of rows.filter(({ record, rule }) => running.get(record)?.(rule) === true))
    byRecord.set(row.record, [...(byRecord.get(row.record) ?? []), row]);
  return new Map(
    [...byRecord].map(([record, clocks]) => {
      const [next] = clocks;
      if (!next) return [record, null];
      // A light and the days beside it belong to one clock.
      const lit = lightOn(register, clocks, rules, date);
      const { rule, label, start, due, problem } = lit?.clock ?? next;
      const remaining = timeLeft(ruleAt(rules, rule, start), calendar, date, due);
      const light = lit?.colour ?? null;
      return [record, { label, due, overdue: due < date, remaining, light, provisional: problem !== null }];
    }),
  );
}
