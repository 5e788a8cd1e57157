/** Which fields stand in the form of a register, and in which sections. Pure, from the description alone. */
import {
  sectionsOf,
  type ChildTable,
  type Field,
  type Register,
  type Values,
} from '../../../domain/register.ts';
import { isBlank } from './form-state.ts';

export interface FormSection {
  readonly title: string;
  readonly fields: readonly Field[];
  readonly children: readonly ChildTable[];
  /** Mostly filled in by steps of the workflow: folded away until somebody opens it. */
  readonly folded: boolean;
}

/**
 * A section whose fields are mostly typed at registration, or some of them must be, is shown whole. Of a section that the
 * workflow fills in, only the fields no step asks for remain, folded; with none left, it does not stand in the form at all.
 * Of a new record, what is filled in while it is handled is folded too.
 */
export function formSections(register: Register, isNew: boolean): readonly FormSection[] {
  const asked = new Set(register.workflow.transitions.flatMap(({ asks }) => asks));
  return sectionsOf(register).flatMap((title): FormSection[] => {
    const typed = register.fields.filter((field) => field.section === title && !field.derived);
    const children = register.children.filter((child) => child.section === title);
    const free = typed.filter((field) => !asked.has(field.key));
    const needed = typed.some(({ required }) => required === true);
    const bySteps = children.length === 0 && !needed && free.length * 2 <= typed.length;
    const later = children.length > 0 && !needed && children.every((child) => child.later === true);
    const folded = bySteps || (isNew && later);
    const fields = bySteps ? free : typed;
    return fields.length + children.length === 0 ? [] : [{ title, fields, children, folded }];
  });
}

/** The sections that remain when only the envelope may be recorded. */
export function envelopeSections(
  register: Register,
  sections: readonly FormSection[],
): readonly FormSection[] {
  const allowed = new Set(register.envelope?.fields ?? []);
  return sections
    .map((section) => ({
      ...section,
      fields: section.fields.filter(({ key }) => allowed.has(key)),
      children: [],
    }))
    .filter((section) => section.fields.length > 0 && !section.folded);
}

/** Cells of a child line that are always shown; the others wait behind 更多项 until they hold something. */
export function mainCells(child: ChildTable): ReadonlySet<string> {
  const isMain = (field: Field): boolean =>
    field.key === child.title ||
    field.listWidth !== undefined ||
    field.filter !== undefined ||
    field.searchable === true ||
    field.required === true ||
    (field.mask !== undefined && field.mask !== 'full');
  const main = child.fields.filter(isMain);
  return new Set((child.fields.length <= 4 ? child.fields : main).map(({ key }) => key));
}

/** Labels of the fields in which a proposal would replace what somebody has written. */
export function replacedBy(proposed: Values, values: Values, fields: readonly Field[]): readonly string[] {
  return fields
    .filter(({ key }) => key in proposed && !isBlank(values[key]) && values[key] !== proposed[key])
    .map(({ label }) => label);
}
