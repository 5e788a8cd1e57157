/** A register and its parts as one sheet holds them: each item with its measures in the rows below it. */
import { lockedFields } from '../../../domain/locks.ts';
import type { ChildTable, Field, Register } from '../../../domain/register.ts';
import { registers } from '../../../domain/registers/registers.ts';

/**
 * The register with its parts as child tables, the way a spreadsheet is read. A heading that a part claims (责任人, 整改时限)
 * is the part's, and what only a step may set is not read from a sheet at all. A register without parts comes back as it is.
 */
export function asOneSheet(register: Register): Register {
  const parts = partsOf(register);
  if (parts.length === 0) return register;
  const children = parts.map(partTable);
  const claimed = new Set(children.flatMap(({ fields }) => fields.flatMap(({ synonyms = [] }) => synonyms)));
  const stepsOnly = lockedFields(register, register.workflow.initial);
  return {
    ...register,
    fields: register.fields.filter(({ key, label }) => !claimed.has(label) && !stepsOnly.has(key)),
    children: [...register.children, ...children],
  };
}

/** Replies of other offices come in packages, never in a sheet. */
export function partsOf({ id }: Pick<Register, 'id'>): readonly Register[] {
  return registers.filter(({ partOf }: Register) => partOf?.register === id && partOf.byOthers !== true);
}

/** No field stands for the row: several names in a cell are not several measures. */
function partTable(part: Register): ChildTable {
  const stepsOnly = lockedFields(part, part.workflow.initial);
  const fields = part.fields.filter(
    ({ key, derived, type }: Field) => derived !== true && !stepsOnly.has(key) && type !== 'record',
  );
  return { key: part.id, label: part.label, section: part.label, title: '', fields };
}
