import type { Field, Value } from '../../../domain/register.ts';
import { parseClerkDue } from '../../../domain/text/clerk-due.ts';
import { tidyText } from '../../../domain/text/normalize.ts';
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
  if (target.field.dueWords !== undefined && filled.cell.kind === 'text') {
    const due = parseClerkDue(filled.cell.text, yearOf(context));
    if (due) return due.date ?? undefined;
  }
  const { cell: spelled, doubt } = spelledOut(filled.cell, target.field);
  if (doubt !== undefined) report(draft, filled, 'warning', doubt);
  if (spelled.kind === 'blank') return null;
  const parsed = parseCell(spelled, target.field, context);
  for (const word of parsed.words ?? []) draft.words.push({ path: target.path, word });
  if ('error' in parsed) {
    if (target.field.ownSerial === true) {
      report(draft, filled, 'warning', `“${shorten(filled.cell.text)}”不是数字序号，按未填导入`);
      return undefined;
    }
    report(draft, filled, 'error', parsed.error, parsed.candidates);
    return undefined;
  }
  if (filled.cell.sameAs !== undefined) {
    report(draft, filled, 'warning', `“同上”按第 ${filled.cell.sameAs} 行的内容导入`);
  }
  if (parsed.warning !== undefined) report(draft, filled, 'warning', parsed.warning);
  if (target.field.mask !== undefined && /[*＊]{2}/u.test(filled.cell.text)) {
    report(draft, filled, 'warning', '写的是脱敏后的内容（**），照此登记查不出重复件，请补全或者清空');
  }
  return parsed.value;
}

function spelledOut(cell: Cell, { spelled }: Field): { readonly cell: Cell; readonly doubt?: string } {
  if (spelled === undefined || !['text', 'number', 'date'].includes(cell.kind)) return { cell };
  const told = spelled(cell.text, cell.kind === 'number');
  const [text, doubt] = typeof told === 'string' ? [told, undefined] : [told.text, told.doubt];
  const meant: Cell =
    text === '' ? { kind: 'blank', text } : cell.kind === 'text' ? { ...cell, text } : { kind: 'text', text };
  return doubt === undefined ? { cell: meant } : { cell: meant, doubt };
}

/** The words of a deadline, where they say more than a day does; undefined for every other field and cell. */
export function dueWordsOf({ cell, mapped }: FilledCell): readonly [key: string, words: string] | undefined {
  const { dueWords }: Field = mapped.target.field;
  if (dueWords === undefined || cell.kind !== 'text') return undefined;
  const due = parseClerkDue(cell.text, yearOf(mapped.context));
  return due?.worded === true ? [dueWords, tidyText(cell.text)] : undefined;
}

function yearOf({ year }: ParseContext): { readonly year?: number } {
  return year === undefined ? {} : { year };
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
