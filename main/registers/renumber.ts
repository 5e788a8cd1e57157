/**
 * Numbers that a restored office gave out twice. The letter it entered since has the number from now on; the one we hold
 * from before, which may exist nowhere else, stays under the number with a suffix.
 */
import type { Register } from '../../domain/register.ts';
import type { Reader, Writer } from '../vault/api.ts';
import { type EngineContext, type Entry, findRecord, writeRevision } from './commands.ts';
import type { RegisterModule } from './deps.ts';
import { leftOverMark } from './left-over.ts';
import type { Reference } from './reference.ts';
import { quote } from './sql.ts';

interface Numbered {
  readonly id: string;
  readonly office: string;
  readonly no: string;
}

/** The other record of an office that has this one's number, and the number that is free for it. */
export function numberHolder(
  reader: Reader,
  register: Register,
  record: Numbered,
): { readonly id: string; readonly freeNo: string } | undefined {
  const holder = reader.get<{ id: string }>(
    `SELECT id FROM ${quote(register.id)} WHERE no = ? AND office = ? AND id <> ?`,
    [record.no, record.office, record.id],
  );
  return holder && { id: holder.id, freeNo: freeNumber(reader, register, record) };
}

/** Gives a record of a restored office the number that {@link numberHolder} named, and says why in its history. */
export function leaveNumber(
  tx: Writer,
  context: EngineContext,
  module: RegisterModule,
  id: string,
  reference: Reference,
  by: Pick<Entry, 'by' | 'at'>,
): void {
  const before = findRecord(tx, context.vault, module, id);
  const no = freeNumber(tx, module.register, before);
  const reason = `登记单位恢复备份后把编号${before.no}用于另一件，此件保留，编号改为${no}。`;
  const updated = { by: before.updatedBy, at: before.updatedAt };
  const next = { ...before, no, rev: before.rev + 1 };
  writeRevision(tx, context, module, before, next, reference, { action: 'renumber', reason, ...by, updated });
}

function freeNumber(reader: Reader, register: Register, { no, office }: Numbered): string {
  const isTaken = (each: string): boolean =>
    reader.get(`SELECT 1 FROM ${quote(register.id)} WHERE no = ? AND office = ?`, [each, office]) !==
    undefined;
  let count = 1;
  while (isTaken(`${no}${leftOverMark}${count}）`)) count += 1;
  return `${no}${leftOverMark}${count}）`;
}
