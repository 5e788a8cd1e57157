/** What comes into a form from elsewhere, without what the form could not have taken from the clerk. Pure. */
import type { Register } from '../../../domain/register.ts';
import { fixedHere, type FormSituation } from './form-plan.ts';
import { emptyContent, isBlank, isBlankRow, type FormContent } from './form-state.ts';

/**
 * 复制新增: without numbers, dates and signatures, without anybody of a sealed table, and without what a new record cannot
 * hold yet or this clerk may not fill in.
 */
export function clonedContent(
  register: Register,
  source: FormContent,
  may: FormSituation['may'],
  today: string,
  createRowId: () => string,
): FormContent {
  const fixed = fixedHere(register, { state: null, held: source, may });
  const empty = emptyContent(register, today, createRowId);
  const copied = register.fields.filter(
    ({ key, derived, notCloned }) => !derived && !notCloned && !fixed.has(key),
  );
  const values = copied.flatMap(({ key }) => {
    const value = source.values[key];
    return value === undefined || isBlank(value) ? [] : [[key, value] as const];
  });
  return {
    values: { ...empty.values, ...Object.fromEntries(values) },
    children: Object.fromEntries(
      register.children.map((child) => {
        const rows = child.compartment || fixed.has(child.key) ? [] : (source.children[child.key] ?? []);
        const copies = rows.map((row) => ({ rowId: createRowId(), values: row.values }));
        return [child.key, copies.length > 0 ? copies : (empty.children[child.key] ?? [])];
      }),
    ),
  };
}

/**
 * A draft laid into this form: what the form cannot change stays as the record holds it, because drafts of a 更正 and of a
 * 修改 are kept alike. What can only be emptied is taken from the draft where it is empty there.
 */
export function restoredContent(
  register: Register,
  draft: FormContent,
  held: FormContent,
  fixed: ReadonlySet<string>,
  clearable: ReadonlyMap<string, string>,
): FormContent {
  const stays = (key: string, isEmptied: boolean): boolean =>
    fixed.has(key) && !(isEmptied && clearable.has(key));
  const values = register.fields
    .filter(({ key }) => stays(key, isBlank(draft.values[key])))
    .map(({ key }) => [key, held.values[key] ?? null] as const);
  const children = register.children
    .filter(({ key }) => stays(key, (draft.children[key] ?? []).every(isBlankRow)))
    .map(({ key }) => [key, held.children[key] ?? []] as const);
  return {
    values: { ...draft.values, ...Object.fromEntries(values) },
    children: { ...draft.children, ...Object.fromEntries(children) },
  };
}
