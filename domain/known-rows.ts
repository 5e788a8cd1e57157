/** Rows of a child table that are about somebody another child table of the record already describes (`knownFrom`). */
import { isEmpty } from './empty.ts';
import type { ChildRow, ChildRowsByKey, ChildTable, Value, Values } from './register.ts';

/**
 * The child table of the same record that describes whom a row is about, by its field `title` there: what is blank in a new
 * or changed row is taken over from there as it is saved, and reports fall back on it.
 */
export interface KnownFrom {
  readonly table: string;
  readonly title: string;
  readonly tells: (row: Values) => Values;
}

/**
 * The rows with what stands blank in them taken from the one row of the other table that has the same title; of a title
 * that stands there twice, or not at all, nothing is known.
 */
export function withKnown(
  { title, knownFrom }: Pick<ChildTable, 'title' | 'knownFrom'>,
  rows: readonly ChildRow[],
  children: ChildRowsByKey,
): readonly ChildRow[] {
  const known = knownFrom ? (children[knownFrom.table] ?? []) : [];
  if (!knownFrom || known.length === 0) return rows;
  return rows.map((row) => {
    const name = compact(row.values[title]);
    const [one, ...namesakes] = known.filter((each) => compact(each.values[knownFrom.title]) === name);
    if (name === '' || !one || namesakes.length > 0) return row;
    const told = Object.entries(knownFrom.tells(one.values)).filter(
      ([key, value]) => isEmpty(row.values[key]) && !isEmpty(value),
    );
    return told.length === 0 ? row : { ...row, values: { ...row.values, ...Object.fromEntries(told) } };
  });
}

/** Without blanks; empty for what is no text. */
export function compact(value: Values[string] | undefined): string {
  return typeof value === 'string' ? value.replaceAll(/\s/gu, '') : '';
}

/** The texts in one, as 单位及职务 is written; null where none of them is filled in. */
export function together(...texts: readonly (Value | undefined)[]): string | null {
  return texts.filter((text) => typeof text === 'string').join('') || null;
}
