/**
 * Child rows of a compartment (反映人). They are sealed before they reach a statement; beside the seal stands only
 * the masked row. A form that never revealed them sends the masks back, and masks never overwrite what they hide.
 */
import { isEmpty } from '../../domain/empty.ts';
import { refuse } from '../../domain/failure.ts';
import type {
  ChildRow,
  ChildRowsByKey,
  ChildTable,
  Compartment,
  Register,
  Values,
} from '../../domain/register.ts';
import { standsOpen } from '../../domain/sealed.ts';
import { compactValues, sameValue, sameValues } from './codec.ts';
import { isOpen, maskField, type Opener, type Sealer } from './sealed-record.ts';
import type { StoredRow } from './store.ts';

export function compartmentOf(child: ChildTable): Compartment {
  if (!child.compartment) throw new Error(`${child.key} is not sealed`);
  return child.compartment;
}

export function maskRow(child: ChildTable, values: Values): Values {
  return Object.fromEntries(
    child.fields
      .filter(({ key }) => !isEmpty(values[key]))
      .map((field) => [field.key, maskField(field, values[field.key])]),
  );
}

export function sealRow(vault: Sealer, child: ChildTable, rowId: string, values: Values): StoredRow {
  const plain = Buffer.from(JSON.stringify(compactValues(values)));
  const sealed = vault.sealField(compartmentOf(child), rowId, plain);
  return { rowId, values: isOpen(vault, child) ? values : maskRow(child, values), sealed };
}

/** The clear row. Throws ExpectedError `CompartmentClosed` when this session may not see it. */
export function openRow(vault: Opener, child: ChildTable, row: StoredRow): ChildRow {
  if (isOpen(vault, child)) return row;
  return openSeal(vault, child, row);
}

/** As {@link openRow}, of a row as it lies in its table. */
export function openSeal(vault: Opener, child: ChildTable, row: StoredRow): ChildRow {
  if (!row.sealed) throw new Error(`${child.key}: nothing to open`);
  const plain = vault.openField(compartmentOf(child), row.rowId, row.sealed);
  return { rowId: row.rowId, values: JSON.parse(Buffer.from(plain).toString()) as Values };
}

/** Rows that are masked, in clear: for rules that compare with them, where this session could open them. */
export function clearRows(
  vault: Opener,
  { children }: Pick<Register, 'children'>,
  stored: Readonly<Record<string, readonly StoredRow[]>>,
): ChildRowsByKey {
  const sealed = children.filter(
    ({ compartment }) => compartment && !standsOpen(compartment) && vault.compartments.has(compartment),
  );
  return Object.fromEntries(
    sealed.map((child) => [child.key, (stored[child.key] ?? []).map((row) => openRow(vault, child, row))]),
  );
}

/**
 * The rows to store for the clear rows a form sent of a table that stands open; those that did not change keep their
 * seals.
 */
export function resealRows(
  vault: Sealer,
  child: ChildTable,
  stored: readonly StoredRow[],
  sent: readonly ChildRow[],
  createRowId: () => string,
): readonly StoredRow[] {
  const storedById = new Map(stored.map((row) => [row.rowId, row]));
  return sent.map((row) => {
    const old = storedById.get(row.rowId);
    if (old && sameValues(child.fields, old.values, row.values)) return old;
    return sealRow(vault, child, old ? row.rowId : createRowId(), row.values);
  });
}

/**
 * The rows to store for the rows a form sent. A value equal to the stored mask means "as it was"; rows that did not
 * change keep their seal, so a session without the compartment can save everything else.
 */
export function mergeSealedRows(
  vault: Sealer,
  child: ChildTable,
  stored: readonly StoredRow[],
  sent: readonly ChildRow[],
  createRowId: () => string,
): readonly StoredRow[] {
  const storedById = new Map(stored.map((row) => [row.rowId, row]));
  const isSame = (row: ChildRow): boolean => {
    const old = storedById.get(row.rowId);
    return old !== undefined && sameValues(child.fields, old.values, row.values);
  };
  if (sent.length === stored.length && sent.every(isSame))
    return sent.map((row) => storedById.get(row.rowId) ?? missing());
  if (!vault.compartments.has(compartmentOf(child))) {
    refuse(
      'CompartmentClosed',
      `${child.label}信息没有修改成功。`,
      `本账号不能查看${child.label}身份信息，因此不能增删或者修改。`,
      '其他栏目可以照常保存；需要修改的，请由有权查看的人员办理。',
      { [child.key]: '本账号不能修改此项。' },
    );
  }
  return sent.map((row) => {
    const old = storedById.get(row.rowId);
    if (!old) return sealRow(vault, child, createRowId(), row.values);
    const clear = openRow(vault, child, old).values;
    const values = Object.fromEntries(
      child.fields.map(({ key }) => [
        key,
        sameValue(row.values[key], old.values[key]) ? (clear[key] ?? null) : (row.values[key] ?? null),
      ]),
    );
    return sameValues(child.fields, clear, values) ? old : sealRow(vault, child, row.rowId, values);
  });
}

function missing(): never {
  throw new Error('a row that was just found is gone');
}

/** One way in which a person behind a sealed row can be recognised, e.g. a telephone number in its plain form. */
export interface IdentityKey {
  readonly kind: string;
  /** What the token is made of; equal identities give equal text. */
  readonly text: string;
}

/**
 * A keyed digest under which an identity is found without being readable; the first letter names its kind. 96 bits
 * are plenty to tell a few million identities apart and keep the index small.
 */
export function identityToken(vault: Opener, compartment: Compartment, key: IdentityKey): string {
  return `${key.kind.slice(0, 1)}${vault.blindToken(compartment, key.text).slice(0, 24)}`;
}

/** Under this token a digest from another office stands in the index of identities; behind all others. */
export function hashToken(hash: string): string {
  return `~${hash}`;
}
