/**
 * What of a register is sealed in a compartment, and how its description may say so. A register has at most one
 * compartment, so that one seal holds the fields of a record and one key opens all of it.
 */
import type { ChildTable, Compartment, Field, FieldType, Register, Values } from './register.ts';

/**
 * Compartments that stand open to who holds the key, because its keepers work in them all day: opening a record is
 * audited, not each field. Of the others even a holder sees masks until he asks with a reason.
 */
const standing: ReadonlySet<Compartment> = new Set<Compartment>(['lead']);

export function standsOpen(compartment: Compartment | undefined): compartment is Compartment {
  return compartment !== undefined && standing.has(compartment);
}

type Described = Pick<Register, 'fields' | 'children'>;

/** The register's compartment, of its own fields or of its child tables. */
export function compartmentIn({ fields, children }: Described): Compartment | undefined {
  return [...fields, ...children].find(({ compartment }) => compartment !== undefined)?.compartment;
}

/** The register's compartment where it stands open to holders of its key. */
export function standingIn(register: Described): Compartment | undefined {
  const compartment = compartmentIn(register);
  return standsOpen(compartment) ? compartment : undefined;
}

export function sealedFields(fields: readonly Field[]): readonly Field[] {
  return fields.filter(({ compartment }) => compartment !== undefined);
}

export function sealedChildren({ children }: Pick<Register, 'children'>): readonly ChildTable[] {
  return children.filter(({ compartment }) => compartment !== undefined);
}

/** The values that stand in clear beside the seal. */
export function plainValues(register: Pick<Register, 'fields'>, values: Values): Values {
  const sealed = sealedFields(register.fields);
  if (sealed.length === 0) return values;
  const hidden = new Set(sealed.map(({ key }) => key));
  return Object.fromEntries(Object.entries(values).filter(([key]) => !hidden.has(key)));
}

/** What of a register can be judged without the key: its plain fields and child tables, and no rule over the whole. */
export function plainPart(register: Register): Register {
  const isPlain = ({ compartment }: Field | ChildTable): boolean => compartment === undefined;
  const { checks: _checks, ...rest } = register;
  return { ...rest, fields: register.fields.filter(isPlain), children: register.children.filter(isPlain) };
}

/** Types whose values other tables repeat (links, deadlines, who signed), or that say nothing worth a seal. */
const unsealable: readonly FieldType[] = ['record', 'records', 'user', 'instant'];
const maskable: readonly FieldType[] = ['text', 'longText', 'phone', 'idNumber'];

/** What is wrong with how a description seals, or undefined. */
export function sealingMistake(register: Register): string | undefined {
  const parts = [...register.fields, ...register.children].flatMap(({ compartment }) => compartment ?? []);
  if (new Set(parts).size > 1) return 'a register has one compartment';
  const used = new Set([
    register.dateField,
    ...register.deadlines.flatMap(({ dueField }) => dueField ?? []),
    ...(register.envelope?.fields ?? []),
    ...register.workflow.transitions
      .filter(({ withoutContent }) => withoutContent)
      .flatMap(({ asks, requires, stamps }) => [...asks, ...requires, ...Object.keys(stamps ?? {})]),
  ]);
  const twice = register.children.find(({ key, compartment }) =>
    register.fields.some((field) => field.key === key && (compartment ?? field.compartment) !== undefined),
  );
  if (twice) return `${twice.key}: a seal tells fields and child tables apart by their keys`;
  for (const field of sealedFields(register.fields)) {
    const { key, type, mask, filter, compartment } = field;
    if (!standsOpen(compartment)) return `${key}: what is opened on request stands in a child table`;
    if (unsealable.includes(type)) return `${key}: a ${type} field cannot be sealed`;
    if (used.has(key)) return `${key}: this field is needed where the record is not opened`;
    if (mask !== undefined && !maskable.includes(type)) return `${key}: only texts have a mask`;
    if (filter !== undefined && filter !== 'text') return `${key}: sealed values are found by text alone`;
    if (field.searchable && type !== 'text')
      return `${key}: the pieces of a sealed long text would take more room than it and tell too much`;
  }
  return undefined;
}
