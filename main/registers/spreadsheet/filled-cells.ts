import type { Value } from '../../../domain/register.ts';
import { parseCell, shorten, type ParseContext } from './cell-parsers.ts';
import type { CellProblem, DraftRecord } from './row-conversion.ts';
import type { Cell } from './sheets.ts';
import type { ImportTarget } from './targets.ts';

export interface MappedColumn {
  readonly column: number;
  readonly target: ImportTarget;
  readonly context: ParseContext;
}

/** One filled cell and the column it stands in. */
export interface FilledCell {
  readonly row: number;
  readonly cell: Cell;
  readonly mapped: MappedColumn;
}

/** The cell as a value of its field; undefined, and an error in the draft, when it cannot be read. */
export function parseInto(draft: DraftRecord, filled: FilledCell): Value | undefined {
  const { target, context } = filled.mapped;
  const parsed = parseCell(filled.cell, target.field, context);
  for (const word of parsed.words ?? []) draft.words.push({ path: target.path, word });
  if ('error' in parsed) {
    report(draft, filled, 'error', parsed.error, parsed.candidates);
    return undefined;
  }
  if (filled.cell.sameAs !== undefined) {
    report(draft, filled, 'warning', `“同上”按第 ${filled.cell.sameAs} 行的内容导入`);
  }
  if (parsed.warning !== undefined) report(draft, filled, 'warning', parsed.warning);
  return parsed.value;
}

export function report(
  draft: DraftRecord,
  { row, cell, mapped }: FilledCell,
  severity: CellProblem['severity'],
  message: string,
  candidates?: readonly string[],
): void {
  const place = { row, column: mapped.column, path: mapped.target.path };
  const problem = { ...place, severity, message, original: shorten(cell.text) };
  draft.problems.push(candidates ? { ...problem, candidates } : problem);
}
