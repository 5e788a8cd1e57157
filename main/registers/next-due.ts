/** What a list says of the clocks of its records: which is due next, and the light that is on. */
import { dayNumber } from '../../domain/calendar/dates.ts';
import { lightOn } from '../../domain/calendar/lights.ts';
import type { Register } from '../../domain/register.ts';
import type { Output } from '../../preload/contract/contract.ts';
import { today, type EngineContext } from './commands.ts';
import { workdaysLeft } from './working-days.ts';

type NextDue = Output<'records.page'>['rows'][number]['nextDue'];

/** By record; `ids` is a JSON array of them. A record without an open clock is left out. */
export function nextDueById(
  context: EngineContext,
  register: Register,
  ids: string,
): ReadonlyMap<string, NextDue> {
  const rows = context.vault.all<{ record: string; rule: string; label: string; due: string }>(
    `SELECT record, rule, label, due FROM deadline
     WHERE record IN (SELECT value FROM json_each(?)) AND open = 1 AND due IS NOT NULL ORDER BY due, rule`,
    [ids],
  );
  const date = today(context);
  const { calendar, rules } = context.reference(context.vault);
  const byRecord = new Map<string, typeof rows>();
  for (const row of rows) byRecord.set(row.record, [...(byRecord.get(row.record) ?? []), row]);
  return new Map(
    [...byRecord].map(([record, clocks]) => {
      const [next] = clocks;
      if (!next) return [record, null];
      const { label, due } = next;
      const remaining = workdaysLeft(calendar, date, due) ?? dayNumber(due) - dayNumber(date);
      const light = lightOn(register, clocks, rules, date) ?? null;
      return [record, { label, due, overdue: due < date, remaining, light }];
    }),
  );
}
