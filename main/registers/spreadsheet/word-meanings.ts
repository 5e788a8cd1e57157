import { findCode, isValidAt, type CodeIndex } from '../../../domain/codes/lookup.ts';
import type { Field, Value } from '../../../domain/register.ts';
import { normalizeLabel } from '../../../domain/text/normalize.ts';

/** A word that is none of the choices of the field its column goes to. */
export interface UnknownWord {
  /** Path of the target. */
  readonly path: string;
  readonly word: string;
}

/**
 * What the clerk has said that such words mean, by {@link wordKey}: a code, `true` or `false`, or {@link leftOut}.
 * The map may grow while a sheet is being checked.
 */
export type WordMeanings = ReadonlyMap<string, string>;

/** The cell is imported as if it were blank. */
export const leftOut = '';

export function wordKey(path: string, word: string): string {
  return `${path}\u0000${normalizeLabel(word)}`;
}

/** The value a meaning stands for; undefined when it is none of the field's choices on that day (any more). */
export function meantValue(
  field: Field,
  meaning: string | undefined,
  codes: CodeIndex,
  today: string,
): Value | undefined {
  if (meaning === undefined) return undefined;
  if (meaning === leftOut) return field.required === true ? undefined : null;
  if (field.type === 'boolean') return meaning === 'true' ? true : meaning === 'false' ? false : undefined;
  const code = findCode(codes, field.list ?? '', meaning);
  return code && isValidAt(code, today) ? code.code : undefined;
}
