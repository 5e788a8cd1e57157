/** Rows of an import looked at again after a correction, a decision, or a word explained. */
import { isDitto } from '../../registers/spreadsheet/dittos.ts';
import {
  type CheckedRecord,
  checkedRecord,
  chosenOf,
  type Decision,
  type ImportSession,
  type SeenBefore,
} from './import-session.ts';

/** Checks one record again after the clerk corrected cells or decided about a repeat. */
export function recheck(session: ImportSession, index: number, decision: Decision | null): CheckedRecord {
  const before = session.records[index];
  const { converter, finder } = session;
  if (!before || !converter || !finder) throw new Error('no such record');
  const converted = converter.convert(before.converted.rows, session.corrections);
  const seen = finder.findAgain(index, converted, before.seen);
  const record = checkedRecord(session.register, converted, seen, keptDecision(before, seen, decision));
  session.records[index] = record;
  if (seen?.explanation !== before.seen?.explanation) recheckFollowers(session, index);
  return record;
}

/** What was decided about another record, or about the same when it said something else, is decided anew. */
function keptDecision(
  before: CheckedRecord,
  seen: SeenBefore | null,
  decision: Decision | null,
): Decision | null {
  const same = seen?.explanation === before.seen?.explanation;
  return same || decision !== before.decision ? decision : null;
}

/** Rows further down that were found to repeat this one. */
function recheckFollowers(session: ImportSession, index: number): void {
  for (const [below, { seen, decision }] of session.records.entries())
    if (below > index && seen?.index === index) recheck(session, below, decision);
}

/** Checks the records below again that take a corrected cell from above: merged down, left blank, or 同上. */
export function recheckBelow(session: ImportSession, index: number, columns: readonly number[]): void {
  const { grid } = chosenOf(session);
  const open = new Set(columns);
  for (const [below, { converted, decision }] of session.records.entries()) {
    const [row] = converted.rows;
    if (below <= index || row === undefined) continue;
    for (const column of open) {
      const text = session.corrections.get(`${row}:${column}`) ?? grid.own(row, column).text;
      if (text.trim() !== '' && !isDitto(text)) open.delete(column);
    }
    if (open.size === 0) return;
    recheck(session, below, decision);
  }
}
