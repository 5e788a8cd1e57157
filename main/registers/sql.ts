/** Small helpers for the SQL that follows from a register's description. */
import type { Register } from '../../domain/register.ts';

/** Quotes an identifier; keys come from descriptions, never from a caller. */
export function quote(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

/** `(?, ?, ?)` */
export function placeholders(count: number): string {
  return `(${Array.from({ length: count }, () => '?').join(', ')})`;
}

export function childTableName(register: Register, child: string): string {
  return `${register.id}_${child}`;
}

/** Columns every register table has besides its fields. */
export const systemColumns = [
  'id',
  'office',
  'no',
  'rev',
  'state',
  'createdBy',
  'createdAt',
  'updatedBy',
  'updatedAt',
  'changedSeq',
  'voidBy',
  'voidAt',
  'voidReason',
  'withdrawn',
  'voidRequestBy',
  'voidRequestAt',
  'voidRequestReason',
  'importedFrom',
  'importedRev',
  'nextDue',
  'searchDoc',
] as const;

/** Where a register keeps the seal of its sealed fields. */
export const sealColumn = 'sealed';

/** The full-text index; `<name>_text` beside it feeds deletions. */
export function searchTableName(register: Register): string {
  return `${register.id}_search`;
}

/** Blind tokens of sealed names, numbers and addresses. */
export function tokenTableName(register: Register): string {
  return `${register.id}_token`;
}
