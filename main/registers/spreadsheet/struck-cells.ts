import { shorten } from './cell-parsers.ts';
import type { DraftRecord } from './row-conversion.ts';
import type { Cell } from './sheets.ts';

/**
 * Offices strike through a letter that was cancelled, or words that were corrected beside them. Only the clerk knows
 * which, so what is struck through is imported with a warning.
 */
export function doubtStruck(
  draft: DraftRecord,
  row: number,
  columns: readonly { readonly column: number }[],
  cellAt: (row: number, column: number) => Cell,
): void {
  const filled = columns
    .map(({ column }) => ({ column, cell: cellAt(row, column) }))
    .filter(({ cell }) => cell.text.trim() !== '');
  const struck = filled.filter(({ cell }) => cell.struck !== undefined);
  if (struck.length === 0) return;
  const warn = (column: number | undefined, message: string, original: string): void => {
    draft.problems.push({ row, column, path: undefined, severity: 'warning', message, original });
  };
  if (struck.length === filled.length && struck.every(({ cell }) => cell.struck === 'whole')) {
    warn(undefined, `第 ${row} 行整行画有删除线，可能已作废，请核对是否导入`, '');
    return;
  }
  for (const { column, cell } of struck) {
    const text = shorten(cell.text);
    const message =
      cell.struck === 'whole'
        ? `“${text}”画有删除线，仍按原文导入，请核对`
        : `“${text}”中有画删除线的文字，已一并导入，请核对`;
    warn(column, message, text);
  }
}
