/** What comes into a form from elsewhere, without what the form could not have taken from the clerk. Pure. */
import type { ChildTable, Register } from '../../../domain/register.ts';
import { standsOpen } from '../../../domain/sealed.ts';
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
        const once = new Set(child.fields.filter(({ notCloned }) => notCloned).map(({ key }) => key));
        const copies = rows
          .map(({ values }) => Object.fromEntries(Object.entries(values).filter(([key]) => !once.has(key))))
          .filter((values) => !Object.values(values).every(isBlank))
          .map((values) => ({ rowId: createRowId(), values }));
        return [child.key, copies.length > 0 ? copies : (empty.children[child.key] ?? [])];
      }),
    ),
  };
}

/**
 * What the draft of a form made from another record keeps: not the people who came into it by a disclosure, because a draft
 * is opened again without a password. Whoever has worked on their rows keeps what he typed.
 */
export function withoutDisclosed(register: Register, content: FormContent, opened: FormContent): FormContent {
  const left = register.children.filter(
    (child) => isDisclosed(child) && sameRows(content.children[child.key], opened.children[child.key]),
  );
  const children = Object.entries(content.children).filter(([key]) => !left.some((each) => each.key === key));
  return { ...content, children: Object.fromEntries(children) };
}

type Rows = FormContent['children'][string];

const isDisclosed = ({ compartment }: ChildTable): boolean =>
  compartment !== undefined && !standsOpen(compartment);

function sameRows(left: Rows | undefined, right: Rows | undefined): boolean {
  const valuesOf = (rows: Rows = []): string => JSON.stringify(rows.map(({ values }) => values));
  return valuesOf(left) === valuesOf(right);
}

/** Whether the rows of a draft say more than what the record shows of itself masked: somebody has worked on them. */
export function saysMore(rows: Rows = [], masked: Rows = []): boolean {
  if (rows.length !== masked.length) return true;
  return rows.some(({ rowId, values }, index) => {
    const shown = masked[index];
    if (!shown || shown.rowId !== rowId) return true;
    const keys = new Set([...Object.keys(values), ...Object.keys(shown.values)]);
    return [...keys].some((key) => (values[key] ?? null) !== (shown.values[key] ?? null));
  });
}

/** Whether the draft was made from what this form was opened from; people of another record do not belong to it. */
function isOfSameSource({ fields }: Register, draft: FormContent, held: FormContent): boolean {
  return fields
    .filter(({ key, type }) => (type === 'record' || type === 'records') && !isBlank(held.values[key]))
    .every(({ key }) => JSON.stringify(draft.values[key]) === JSON.stringify(held.values[key]));
}

/** The rows as the record holds them, with what the draft says in columns that stay open after they were signed. */
function withAfterwards({ fields }: ChildTable, held: Rows, drafted: Rows = []): Rows {
  const open = fields.filter(({ afterwards }) => afterwards === true).map(({ key }) => key);
  if (open.length === 0) return held;
  const draftOf = new Map(drafted.map(({ rowId, values }) => [rowId, values]));
  return held.map((row) => {
    const draft = draftOf.get(row.rowId);
    if (!draft) return row;
    const typed = open.map((key) => [key, draft[key] ?? null] as const);
    return { ...row, values: { ...row.values, ...Object.fromEntries(typed) } };
  });
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
    .map((child) => {
      const { key } = child;
      const rows = held.children[key] ?? [];
      // What stands there ahead of its time can only be emptied.
      return [key, clearable.has(key) ? rows : withAfterwards(child, rows, draft.children[key])] as const;
    });
  const disclosed = register.children
    .filter((child) => isDisclosed(child) && draft.children[child.key] === undefined)
    .map(
      ({ key }) => [key, isOfSameSource(register, draft, held) ? (held.children[key] ?? []) : []] as const,
    );
  return {
    values: { ...draft.values, ...Object.fromEntries(values) },
    children: { ...draft.children, ...Object.fromEntries(disclosed), ...Object.fromEntries(children) },
  };
}
