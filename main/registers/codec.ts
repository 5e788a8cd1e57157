/** Values as the domain sees them, and as the columns keep them. */
import { isEmpty } from '../../domain/empty.ts';
import type { Field, Value, Values } from '../../domain/register.ts';
import type { SqlRow, SqlValue } from '../vault/api.ts';

/** Empty text and empty lists are stored as NULL, so that "empty" means one thing in every query. */
export function valueToColumn(field: Field, value: Value | undefined): SqlValue {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'object') return value.length === 0 ? null : JSON.stringify(value);
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new Error(`${field.key}: not a finite number`);
  return value;
}

export function columnToValue(field: Field, column: SqlValue | undefined): Value {
  if (column === undefined || column === null || column instanceof Uint8Array) return null;
  if (field.type === 'boolean') return column === 1;
  if (field.type === 'codes' || field.type === 'records') return JSON.parse(String(column)) as string[];
  return column;
}

/** The filled fields of a row; empty ones are left out. */
export function rowToValues(fields: readonly Field[], row: SqlRow): Values {
  const values: Record<string, Value> = {};
  for (const field of fields) {
    const value = columnToValue(field, row[field.key]);
    if (value !== null) values[field.key] = value;
  }
  return values;
}

/** Only the filled values; one form for comparing, sealing and sending. */
export function compactValues(values: Values): Values {
  const filled: Record<string, Value> = {};
  for (const key in values) {
    const value = values[key];
    if (value !== undefined && !isEmpty(value)) filled[key] = value;
  }
  return filled;
}

export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (isEmpty(a) || isEmpty(b)) return isEmpty(a) && isEmpty(b);
  return typeof a === 'object' || typeof b === 'object' ? JSON.stringify(a) === JSON.stringify(b) : a === b;
}

export function sameValues(fields: readonly Field[], a: Values, b: Values): boolean {
  return fields.every(({ key }) => sameValue(a[key], b[key]));
}
