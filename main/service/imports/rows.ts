/** Rows of an import as the window shows them: records and, among the skipped, everything that is no record. */
import type { Output } from '../../../preload/contract/contract.ts';
import type { CellProblem } from '../../registers/spreadsheet/row-conversion.ts';
import {
  type CheckedRecord,
  choicesFor,
  chosenOf,
  type ImportSession,
  otherRows,
  type Verdict,
  verdictOf,
} from './import-session.ts';

type Row = Output<'import.rows'>['rows'][number];

function cellsOf(session: ImportSession, row: number): Record<string, string> {
  const { grid, sheet } = chosenOf(session);
  const cells: Record<string, string> = {};
  for (let column = 0; column < sheet.columnCount; column += 1) {
    const text = session.corrections.get(`${row}:${column}`) ?? grid.merged(row, column).text;
    if (text !== '') cells[String(column)] = text;
  }
  return cells;
}

function problemsIn(session: ImportSession, record: CheckedRecord): readonly CellProblem[] {
  // While rows are compared anew, what is named in them is not known yet.
  return [...record.converted.problems, ...(session.named.get(record) ?? [])];
}

/** One record as a row; its number is the first row it was read from. */
export function recordToRow(session: ImportSession, record: CheckedRecord): Row {
  const row = record.converted.rows[0] ?? 0;
  const verdict = verdictOf(record);
  const problems = problemsIn(session, record).map((problem) => ({
    column: problem.column ?? -1,
    severity: problem.severity,
    message: problem.message,
  }));
  const errors = problems.filter((problem) => problem.severity === 'error').map((problem) => problem.message);
  return {
    row,
    verdict,
    reason: reasonOf(record, verdict, errors),
    cells: cellsOf(session, row),
    problems,
    duplicateOf: record.seen && {
      id: record.seen.id,
      no: record.seen.no,
      score: record.seen.score,
      explanation: record.seen.explanation,
      choices: [...choicesFor(record.seen)],
    },
    decision: record.decision,
  };
}

function reasonOf(record: CheckedRecord, verdict: Verdict, errors: readonly string[]): string {
  if (verdict === 'refused') return errors.join('；');
  if (verdict === 'skipped') return record.seen?.identical ? record.seen.explanation : '不导入（您的选择）。';
  if (verdict === 'duplicate')
    return record.seen?.score === null ? record.seen.explanation : `疑似与${record.seen?.no ?? ''}重复`;
  return '';
}

/** A page of rows in the order of the sheet, with the verdicts asked for. */
export function pageRows(
  session: ImportSession,
  verdicts: readonly Verdict[],
  onlyProblems: boolean,
  offset: number,
  limit: number,
): Output<'import.rows'> {
  const records = session.records.filter(
    (record) =>
      verdicts.includes(verdictOf(record)) && (!onlyProblems || problemsIn(session, record).length > 0),
  );
  const others = verdicts.includes('skipped') && !onlyProblems ? otherRows(session) : [];
  const places = [
    ...records.map((record) => ({
      row: record.converted.rows[0] ?? 0,
      make: () => recordToRow(session, record),
    })),
    ...others.map((other) => ({
      row: other.row,
      make: (): Row => ({
        row: other.row,
        verdict: 'skipped',
        reason:
          other.through > other.row ? `第${other.row}—${other.through}行：${other.reason}` : other.reason,
        cells: cellsOf(session, other.row),
        problems: [],
        duplicateOf: null,
        decision: null,
      }),
    })),
  ].sort((left, right) => left.row - right.row);
  return { rows: places.slice(offset, offset + limit).map((place) => place.make()), total: places.length };
}
