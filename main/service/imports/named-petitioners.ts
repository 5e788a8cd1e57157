/**
 * Rows on their way into a register that goes to the inspected organisation are compared with the petitioners before they
 * are written (decision 018). Only whoever may know petitioners is told: to anybody else it would say whose name stands there.
 */
import type { FoundLeak } from '../../registers/leaks.ts';
import type { Breathe, Entered } from '../../registers/leaks-entered.ts';
import type { CellProblem } from '../../registers/spreadsheet/row-conversion.ts';
import type { Desk } from '../desk.ts';
import { type JobControl, quietJob } from '../jobs.ts';
import { type CheckedRecord, type ImportSession, isWritten } from './import-session.ts';

/** Compares what has not been compared yet: rows that were corrected or decided about are looked at anew. */
export async function compareRows(
  desk: Desk,
  session: ImportSession,
  records: readonly CheckedRecord[] = session.records,
  job: JobControl = quietJob,
): Promise<void> {
  const open = records.filter((record) => !session.named.has(record));
  if (open.length === 0) return;
  const breathe: Breathe = async (done, total, of) => {
    // A row with something in it takes as long as many without.
    if (of === 'all' && done % rowsAtOnce > 0) return;
    job.progress(done, total, of === 'all' ? '正在做泄密检查' : '正在逐行核对可能写有反映人的行');
    await job.breathe();
  };
  const { engine } = desk.office();
  const leaks = await engine.leaksInRows(session.register, open.map(enteredBy), breathe);
  for (const [index, record] of open.entries())
    session.named.set(record, problemsOf(session, record, leaks.get(index) ?? []));
}

const rowsAtOnce = 50;

/** What an update adds to stands in the register already, and was answered for when it came in. */
function enteredBy({ converted: { values, children }, seen, decision }: CheckedRecord): Entered {
  const rows = Object.entries(children).map(([key, some]) => [
    key,
    some.map((row, index) => ({ rowId: String(index), values: row })),
  ]);
  return {
    id: decision === 'update' ? (seen?.id ?? null) : null,
    values,
    children: Object.fromEntries(rows),
  };
}

function problemsOf(
  { fates }: ImportSession,
  { converted }: CheckedRecord,
  leaks: readonly FoundLeak[],
): readonly CellProblem[] {
  const columnByPath = new Map([...fates].map(([column, path]) => [path, column]));
  const byPlace = new Map(leaks.map((leak) => [leak.place ?? leak.label, leak]));
  return [...byPlace].map(([path, { label }]) => ({
    ...{ row: converted.rows[0] ?? 0, column: columnByPath.get(path), path, severity: 'warning' },
    message: `“${label}”可能写有反映人的姓名、电话等，或者成段引用来信原文`,
    original: '',
  }));
}

/** The places of a row that has been compared. */
function namedIn({ named }: ImportSession, record: CheckedRecord): readonly CellProblem[] {
  const places = named.get(record);
  if (!places) throw new Error('a row has not been compared');
  return places;
}

/** The rows that would be written though they may name a petitioner. */
export function namedRows(session: ImportSession): readonly CheckedRecord[] {
  return session.records.filter((record) => isWritten(record) && namedIn(session, record).length > 0);
}
