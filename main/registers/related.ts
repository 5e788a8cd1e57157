/** The other records a record names or consists of, as rules look at them. */
import { hostOf } from '../../domain/office.ts';
import type {
  AskedOffice,
  Field,
  GuardContext,
  Register,
  RelatedRecord,
  Value,
} from '../../domain/register.ts';
import type { Reader } from '../vault/api.ts';
import { addresseesOf } from './addressee-table.ts';
import type { EngineDeps } from './deps.ts';
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

export type RelatedDeps = Pick<EngineDeps, 'vault' | 'modules' | 'office' | 'officeNames'>;

export type Others = Pick<GuardContext, 'related' | 'parts' | 'referring' | 'asked'>;

/** Records are read when a rule asks for them, not before, and once: all rules of one moment see the same. */
export function othersOf(
  reader: Reader,
  { vault: opener, modules, office: own, officeNames = () => (id) => id }: RelatedDeps,
  register: Register,
  record: Pick<Stored, 'id' | 'values'>,
): Others {
  const found = new Map<string, readonly RelatedRecord[]>();
  const load = (wanted: string, ids: readonly string[]): readonly RelatedRecord[] => {
    const module = modules.find((each) => each.register.id === wanted);
    if (!module) throw new Error(`${register.id} names the unknown register ${wanted}`);
    const key = [wanted, ...ids].join(' ');
    const records =
      found.get(key) ??
      loadRecords(reader, opener, module.register, ids)
        .filter((each) => !each.void)
        .map((each) => ({ ...each, isOurs: each.office === own.id }));
    found.set(key, records);
    return records;
  };
  let askedOnce: readonly AskedOffice[] | undefined;
  const askedOffices = (): readonly AskedOffice[] => {
    const kept = addresseesOf(reader, record.id).filter(
      ({ office, handedOver }) => !handedOver && hostOf(office) === undefined,
    );
    if (kept.length === 0) return [];
    const nameOf = officeNames();
    return kept.map(({ office }) => ({ id: office, name: nameOf(office) }));
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
    asked: () => (askedOnce ??= askedOffices()),
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
