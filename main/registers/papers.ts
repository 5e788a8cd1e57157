/** Of which records a paper that a step asks for has left the machine; the print log itself names no records. */
import type { Register } from '../../domain/register.ts';
import type { Reader, Writer } from '../vault/api.ts';

/** Notes the papers that some step of the register looks for; any other is not worth a row for each of its records. */
export function notePapers(
  tx: Writer,
  { workflow }: Register,
  form: string,
  records: readonly string[],
  at: number,
): void {
  if (!workflow.transitions.some(({ papers }) => papers?.includes(form) === true)) return;
  for (const record of records)
    tx.run('INSERT OR REPLACE INTO paper (record, form, at) VALUES (?, ?, ?)', [record, form, at]);
}

export function wasPrinted(reader: Reader, record: string, form: string): boolean {
  return reader.get('SELECT 1 FROM paper WHERE record = ? AND form = ?', [record, form]) !== undefined;
}
