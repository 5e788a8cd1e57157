/** What left the machine on paper, as a PDF or for Word: form, copies, who and when (reference 6.5). */
import type { Output } from '../../preload/contract/contract.ts';
import { registerOf } from '../../domain/registers/registers.ts';
import { createId } from '../deps.ts';
import { notePapers } from '../registers/papers.ts';
import { recordForms } from '../reports/record-forms.ts';
import type { Reader, Writer } from '../vault/api.ts';
import type { PaperDocument } from './documents.ts';
import type { OpenOffice } from './office.ts';

export function migratePrintLog(tx: Writer): void {
  tx.run(`CREATE TABLE IF NOT EXISTS print_log (
    id TEXT PRIMARY KEY, at INTEGER NOT NULL, by TEXT NOT NULL, form TEXT NOT NULL, name TEXT NOT NULL,
    pages INTEGER NOT NULL, copies INTEGER NOT NULL, how TEXT NOT NULL, revealed INTEGER NOT NULL)`);
  tx.run('CREATE INDEX IF NOT EXISTS print_log_at ON print_log(at)');
}

/** Where a step asks for the paper, it is also noted with its records. `how`: 打印 with the printer's name, 另存PDF or 另存Word. */
export function logPrint(
  tx: Writer,
  office: OpenOffice,
  by: string,
  document: PaperDocument,
  copies: number,
  how: string,
): void {
  tx.run(
    'INSERT INTO print_log (id, at, by, form, name, pages, copies, how, revealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    [
      createId(office),
      office.now(),
      by,
      document.form,
      document.name,
      document.pages,
      copies,
      how,
      document.revealed ? 1 : 0,
    ],
  );
  const form = recordForms.find(({ id }) => id === document.form);
  if (form) notePapers(tx, registerOf(form.register), form.id, document.records, office.now());
}

interface LogRow {
  readonly at: number;
  readonly by: string;
  readonly form: string;
  readonly name: string;
  readonly pages: number;
  readonly copies: number;
  readonly how: string;
}

/** Newest first. */
export function readPrintLog(
  reader: Reader,
  userName: (userId: string) => string,
  offset: number,
  limit: number,
): Output<'paper.log'> {
  const rows = reader.all<LogRow>(
    'SELECT at, by, form, name, pages, copies, how FROM print_log ORDER BY at DESC, id DESC LIMIT ? OFFSET ?',
    [limit, offset],
  );
  const total = reader.get<{ total: number }>('SELECT count(*) AS total FROM print_log');
  return {
    entries: rows.map(({ by, ...row }) => ({ ...row, byName: userName(by) })),
    total: total?.total ?? 0,
  };
}
