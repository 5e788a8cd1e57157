import type { Field, Register, Value, Values } from '../../domain/register.ts';
import type { FormContent } from '../../renderer/registers/form/form-state.ts';

/** A record in which everything has been filled in, with one line in every child table. */
export function fullContent({ fields, children }: Register): FormContent {
  return {
    values: valuesOf(fields),
    children: Object.fromEntries(
      children.map((child) => [child.key, [{ rowId: `${child.key}-1`, values: valuesOf(child.fields) }]]),
    ),
  };
}

function valuesOf(fields: readonly Field[]): Values {
  return Object.fromEntries(fields.map((field) => [field.key, valueOf(field)]));
}

function valueOf({ type }: Field): Value {
  if (type === 'boolean') return true;
  if (type === 'integer' || type === 'money' || type === 'percent' || type === 'instant') return 1;
  if (type === 'codes' || type === 'records') return ['A'];
  return type === 'date' ? '2026-03-01' : 'A';
}
