/** What somebody typed into a record, text by text, for the comparison with petitioners. */
import type { ChildRowsByKey, Field, Register, Values } from '../../domain/register.ts';
import type { WrittenText } from './leaks.ts';

interface Typed {
  readonly no: string;
  readonly values: Values;
  readonly children: Readonly<Record<string, readonly Pick<ChildRowsByKey[string][number], 'values'>[]>>;
}

export interface TypedText extends WrittenText {
  readonly place: string;
}

/** Texts under the label of their field; rows of a table under the label of the table. */
export function typedIn(register: Register, { no, values, children }: Typed): readonly TypedText[] {
  const typed = (fields: readonly Field[], given: Values): readonly TypedText[] =>
    fields
      .filter(({ type }) => type === 'text' || type === 'longText')
      .flatMap(({ key, label, namesPerson = false }) => {
        const text = given[key];
        return typeof text === 'string' ? [{ no, label, text, namesPerson, place: key }] : [];
      });
  return [
    ...typed(register.fields, values),
    ...register.children.flatMap(({ key, label, fields }) =>
      (children[key] ?? []).flatMap((row) =>
        typed(fields, row.values).map((each) => ({ ...each, label, place: `${key}.${each.place}` })),
      ),
    ),
  ];
}
