/** Records for forms that are laid out without a vault, and what such a form says. */
import type { FormParts } from '../../../main/reports/forms/form.ts';
import {
  blankRecord,
  type PrintedRecord,
  type PrintedRow,
} from '../../../main/reports/forms/printed-record.ts';

/** A record as a form prints it, from texts by field and rows by child table. */
export function record(
  texts: Readonly<Record<string, string>>,
  rows: Readonly<Record<string, readonly PrintedRow[]>> = {},
  more: Partial<PrintedRecord> = {},
): PrintedRecord {
  const own = { text: (key: string) => texts[key] ?? '', rows: (child: string) => rows[child] ?? [] };
  return { ...blankRecord, no: 'N-1', ...own, ...more };
}

/** What can be read on the paper, without markup. */
export function textOf({ body }: FormParts): string {
  return body.markup
    .replaceAll(/<\/?span[^>]*>/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');
}
