/**
 * What a record named by name gives cause for: the round named in a visit is a cross inspection, so the visit is one of it. A
 * yes/no field that was left blank is offered in the form and asked about as the record is saved; nothing is filled in by itself.
 */
import type { Failure } from './failure.ts';
import type { Register, RelatedRecord, Values } from './register.ts';

/** A record found by its name, and those it names in turn. */
export interface NamedRecord {
  readonly values: Values;
  readonly related: (field: string) => readonly Pick<RelatedRecord, 'values' | 'children'>[];
}

export interface NamedCause {
  /** Confirms the question. */
  readonly key: string;
  /** The text field that names the record (`names`). */
  readonly by: string;
  /** The yes/no field that is to say so; a plain "no" is an answer. */
  readonly fills: string;
  /** Whether the record so named gives cause for it. */
  readonly holds: (named: NamedRecord) => boolean;
  /** Beside the field in the form. */
  readonly text: string;
  /** Asked at saving where `asksOf` is absent or holds; `name` is what the record is called. */
  readonly question: (name: string) => Failure;
  readonly asksOf?: (values: Values) => boolean;
}

/** What is wrong with how a description says what named records give cause for, or undefined. */
export function causeMistake({ fields, causes = [] }: Register): string | undefined {
  for (const { key, by, fills } of causes) {
    if (fields.find((field) => field.key === by)?.names === undefined)
      return `${key} rests on no name in ${by}`;
    if (fields.find((field) => field.key === fills)?.type !== 'boolean') return `${key} fills no yes or no`;
  }
  return undefined;
}
