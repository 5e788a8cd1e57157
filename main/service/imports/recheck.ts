/** Rows of an import looked at again after a correction, a decision, or a word explained. */
import { isDitto } from '../../registers/spreadsheet/dittos.ts';
import type { ConvertedRecord } from '../../registers/spreadsheet/row-conversion.ts';
import {
  checkedRecord,
  type CheckedRecord,
  choicesFor,
  chosenOf,
  decidedFor,
  type Decision,
  type ImportSession,
  type SeenBefore,
  verdictOf,
} from './import-session.ts';

/**
 * Checks records again, each with the decision about it, and those below that name the same as one of them does or did:
 * what they repeat may be another by now.
 */
export function recheck(session: ImportSession, decisions: ReadonlyMap<number, Decision | null>): void {
  const { converter, finder } = session;
  if (!converter || !finder) throw new Error('nothing has been checked');
  const again = new Map<number, ConvertedRecord>();
  const touched = new Set<string | undefined>();
  for (const index of decisions.keys()) {
    const { converted: before } = recordAt(session, index);
    const converted = converter.convert(before.rows, session.corrections);
    again.set(index, converted);
    touched.add(finder.keyOf(before)).add(finder.keyOf(converted));
  }
  touched.delete(undefined);
  let reached = false;
  for (const [index, before] of session.records.entries()) {
    reached ||= again.has(index);
    if (!reached || (!again.has(index) && !touched.has(finder.keyOf(before.converted)))) continue;
    const converted = again.get(index) ?? before.converted;
    const wanted = again.has(index) ? (decisions.get(index) ?? null) : before.decision;
    const seen = finder.findAgain(index, converted, before.seen);
    const record = checkedRecord(session.register, converted, seen, keptDecision(before, seen, wanted));
    session.records[index] = record;
    finder.note(index, record);
  }
}

/** Decides about all undecided repeats at once. */
export function decideAll(session: ImportSession, decision: Decision): void {
  const undecided = [...session.records.entries()].filter(
    ([, record]) => verdictOf(record) === 'duplicate' && record.decision === null,
  );
  const decisions = new Map(undecided.map(([index, record]) => [index, decidedFor(record, decision)]));
  if (session.finder?.followsEveryWord) recheck(session, decisions);
  else for (const [index, record] of undecided) session.records[index] = { ...record, decision };
}

/** The record at this place among those of the session. */
export function recordAt({ records }: ImportSession, index: number): CheckedRecord {
  const record = records[index];
  if (!record) throw new Error('no such record');
  return record;
}

/** What was decided about another record, or about the same when it said something else, is decided anew. */
function keptDecision(
  before: CheckedRecord,
  seen: SeenBefore | null,
  decision: Decision | null,
): Decision | null {
  if (decision !== null && seen && !choicesFor(seen).includes(decision)) return null;
  const same = seen?.explanation === before.seen?.explanation;
  return same || decision !== before.decision ? decision : null;
}

/** The records below that take a corrected cell from above: merged down, left blank, or 同上. */
export function takingFromAbove(
  session: ImportSession,
  index: number,
  columns: readonly number[],
): readonly number[] {
  const { grid } = chosenOf(session);
  const open = new Set(columns);
  const found: number[] = [];
  for (const [below, { converted }] of session.records.entries()) {
    const [row] = converted.rows;
    if (below <= index || row === undefined) continue;
    for (const column of open) {
      const text = session.corrections.get(`${row}:${column}`) ?? grid.own(row, column).text;
      if (text.trim() !== '' && !isDitto(text)) open.delete(column);
    }
    if (open.size === 0) break;
    found.push(below);
  }
  return found;
}
