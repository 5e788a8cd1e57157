/** The other records a record names or consists of, as rules look at them. */
import type { Field, GuardContext, Register, RelatedRecord, Value } from '../../domain/register.ts';
import type { Reader } from '../vault/api.ts';
import type { RegisterModule } from './deps.ts';
import type { Opener } from './sealed-record.ts';
import { quote } from './sql.ts';
import { loadRecords } from './load-many.ts';
import type { Stored } from './store.ts';

/** The ids in a `record` or `records` field. */
export function namedIds(value: Value | undefined): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

export function isReference(field: Field): boolean {
  return field.type === 'record' || field.type === 'records';
}

/** Records are read when a rule asks for them, not before, and once: all rules of one moment see the same. */
export function othersOf(
  reader: Reader,
  opener: Opener,
  modules: readonly RegisterModule[],
  register: Register,
  record: Pick<Stored, 'id' | 'values'>,
): Pick<GuardContext, 'related' | 'parts' | 'referring'> {
  const found = new Map<string, readonly RelatedRecord[]>();
  const load = (wanted: string, ids: readonly string[]): readonly RelatedRecord[] => {
    const module = modules.find((each) => each.register.id === wanted);
    if (!module) throw new Error(`${register.id} names the unknown register ${wanted}`);
    const key = [wanted, ...ids].join(' ');
    const records =
      found.get(key) ?? loadRecords(reader, opener, module.register, ids).filter((each) => !each.void);
    found.set(key, records);
    return records;
  };
  return {
    related: (key) => {
      const field = register.fields.find((each) => each.key === key);
      if (!field?.list || !isReference(field)) throw new Error(`${register.id}.${key} names no records`);
      return load(field.list, namedIds(record.values[key]));
    },
    parts: (wanted) => {
      const part = modules.find((each) => each.register.id === wanted)?.register;
      if (part?.partOf?.register !== register.id) throw new Error(`${wanted} is no part of ${register.id}`);
      const ids = reader.all<{ id: string }>(
        `SELECT id FROM ${quote(wanted)} WHERE ${quote(part.partOf.field)} = ? AND voidAt IS NULL ORDER BY no`,
        [record.id],
      );
      return load(
        wanted,
        ids.map(({ id }) => id),
      );
    },
    referring: (wanted, key) => {
      const other = modules.find((each) => each.register.id === wanted)?.register;
      const field = other?.fields.find((each) => each.key === key);
      if (field?.list !== register.id) throw new Error(`${wanted}.${key} names no ${register.id}`);
      const ids = reader.all<{ id: string }>(
        'SELECT record AS id FROM link WHERE targetRegister = ? AND target = ? AND register = ? AND field = ?',
        [register.id, record.id, wanted, key],
      );
      return load(
        wanted,
        ids.map(({ id }) => id),
      );
    },
  };
}
