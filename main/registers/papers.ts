/** Of which records a paper that a step asks for has left the machine, and what it said; the print log itself names no records. */
import type { Register, Value, Values } from '../../domain/register.ts';
import type { Reader, Writer } from '../vault/api.ts';
import { quote } from './sql.ts';

/** Notes the papers that some step of the register looks for; any other is not worth a row for each of its records. */
export function notePapers(
  tx: Writer,
  register: Register,
  form: string,
  records: readonly string[],
  at: number,
): void {
  const asking = register.workflow.transitions.filter(({ papers }) => papers?.includes(form) === true);
  if (asking.length === 0) return;
  const stated = [...new Set(asking.flatMap(({ papersSay = [] }) => papersSay))];
  for (const record of records)
    tx.run('INSERT OR REPLACE INTO paper (record, form, at, said) VALUES (?, ?, ?, ?)', [
      ...[record, form, at],
      stated.length === 0 ? null : JSON.stringify(standing(tx, register, record, stated)),
    ]);
}

function standing(
  reader: Reader,
  { id }: Register,
  record: string,
  keys: readonly string[],
): Record<string, Value> {
  const columns = keys.map(quote).join(', ');
  return (
    reader.get<Record<string, Value>>(`SELECT ${columns} FROM ${quote(id)} WHERE id = ?`, [record]) ?? {}
  );
}

export function wasPrinted(reader: Reader, record: string, form: string): boolean {
  return reader.get('SELECT 1 FROM paper WHERE record = ? AND form = ?', [record, form]) !== undefined;
}

/** Undefined where it was never printed, or by a program that did not note what it said. */
export function saidOn(reader: Reader, record: string, form: string): Values | undefined {
  const row = reader.get<{ said: string | null }>('SELECT said FROM paper WHERE record = ? AND form = ?', [
    record,
    form,
  ]);
  return typeof row?.said === 'string' ? (JSON.parse(row.said) as Values) : undefined;
}
