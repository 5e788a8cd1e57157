/** Which fields stand in the form of a register, and in which sections. Pure, from the description alone. */
import { earlyFields, fieldsAhead, lockedFields } from '../../../domain/locks.ts';
import type { ChildTable, Field, Register, Values } from '../../../domain/register.ts';
import { sectionsOf } from '../../../domain/sections.ts';
import { isBlank, isBlankRow, type FormContent } from './form-state.ts';

export interface FormSection {
  readonly title: string;
  readonly fields: readonly Field[];
  readonly children: readonly ChildTable[];
  /** Mostly filled in by steps of the workflow: folded away until somebody opens it. */
  readonly folded: boolean;
}

/** Who fills in what. */
export interface FormSituation {
  /** null = a new record. */
  readonly state: string | null;
  /** What the record held when the form was opened. */
  readonly held: FormContent;
  readonly may: (permission: string) => boolean;
}

/**
 * Keys of the fields and child tables that this form cannot change: their time has not come, what the state locks, and
 * what belongs to steps that others take. The service refuses the same.
 */
export function fixedHere(register: Register, situation: FormSituation): ReadonlySet<string> {
  const here = situation.state ?? register.workflow.initial;
  return new Set([
    ...fieldsAhead(register, here, situation.held.values).keys(),
    ...keptFromAll(register, situation),
  ]);
}

/** Of {@link fixedHere}, what not even emptying changes. */
function keptFromAll(register: Register, { state, may }: FormSituation): ReadonlySet<string> {
  const { initial, transitions } = register.workflow;
  const ofOthers = register.fields.filter(({ key }) => {
    const steps = transitions.filter(({ asks }) => asks.includes(key));
    return steps.length > 0 && !steps.some(({ permission }) => may(permission));
  });
  return new Set([...lockedFields(register, state ?? initial), ...ofOthers.map(({ key }) => key)]);
}

/**
 * Fields and child tables that stand filled although their time has not come (an old ledger brought them), each with the
 * label of the step or state that opens it: this form can empty them, nothing else.
 */
export function clearableHere(register: Register, situation: FormSituation): ReadonlyMap<string, string> {
  const { state, held } = situation;
  const kept = keptFromAll(register, situation);
  const derived = new Set(register.fields.filter((field) => field.derived).map(({ key }) => key));
  const isFilled = (key: string): boolean =>
    !isBlank(held.values[key]) || (held.children[key] ?? []).some((row) => !isBlankRow(row));
  const ahead = fieldsAhead(register, state ?? register.workflow.initial, held.values);
  return new Map([...ahead].filter(([key]) => isFilled(key) && !kept.has(key) && !derived.has(key)));
}

/**
 * A section whose fields are mostly typed at registration, or some of them must be, is shown whole. Of a section that the
 * workflow fills in, only the fields no step asks for and those that may be filled in early remain, folded; with none left,
 * it does not stand in the form at all.
 * Of a new record, what is filled in while it is handled is folded too. What cannot be changed here stands in the form only
 * where it says something, and what can be emptied wherever it is. What comes later does not stand in it before the first step.
 */
export function formSections(register: Register, situation: FormSituation): readonly FormSection[] {
  const { state, held } = situation;
  const isFixed = fixedHere(register, situation);
  const clearable = clearableHere(register, situation);
  const { initial, transitions } = register.workflow;
  const asked = new Set(transitions.flatMap(({ asks }) => asks));
  const early = earlyFields(register, state ?? initial, held.values);
  return sectionsOf(register).flatMap((title): FormSection[] => {
    const typed = register.fields.filter((field) => field.section === title && !field.derived);
    const children = register.children.filter(
      ({ key, section }) =>
        section === title && !(isFixed.has(key) && (held.children[key] ?? []).every(isBlankRow)),
    );
    const free = typed.filter((field) => !asked.has(field.key));
    const needed = typed.some(({ required }) => required === true);
    const bySteps = children.length === 0 && !needed && free.length * 2 <= typed.length;
    const later = children.length > 0 && !needed && children.every((child) => child.later === true);
    const folded = bySteps || (state === null && later);
    const drawn = bySteps
      ? typed.filter(({ key }) => !asked.has(key) || early.has(key) || clearable.has(key))
      : typed;
    const notYet = ({ key, later: comes }: Field): boolean =>
      isFixed.has(key) || (comes === true && (state ?? initial) === initial);
    const fields = drawn.filter((field) => !(notYet(field) && isBlank(held.values[field.key])));
    return fields.length + children.length === 0 ? [] : [{ title, fields, children, folded }];
  });
}

/** For a 更正: everything that has been filled in by now and is not signed, whatever step asked for it. */
export function correctionSections(
  register: Register,
  state: string,
  values: Values,
): readonly FormSection[] {
  const ahead = fieldsAhead(register, state, values);
  const signed = new Set(register.workflow.signedAnew);
  const isOpen = ({ key }: Field | ChildTable): boolean => !ahead.has(key) && !signed.has(key);
  return sectionsOf(register).flatMap((title): FormSection[] => {
    const fields = register.fields.filter(
      (field) => field.section === title && !field.derived && isOpen(field),
    );
    const children = register.children.filter((child) => child.section === title && isOpen(child));
    return fields.length + children.length === 0 ? [] : [{ title, fields, children, folded: false }];
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
    field.type === 'money' ||
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
