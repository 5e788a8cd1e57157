import type { Code } from '../register.ts';
import { normalizeLabel } from '../text/normalize.ts';

/** Code lists prepared for look-ups; build one per state of the lists, not per look-up. */
export interface CodeIndex {
  readonly byList: ReadonlyMap<string, readonly Code[]>;
  readonly byCode: ReadonlyMap<string, Code>;
  readonly byWord: ReadonlyMap<string, readonly Code[]>;
}

/** Sorts rows for display and indexes them by code, label and synonym. */
export function createCodeIndex(codes: readonly Code[]): CodeIndex {
  const byList = new Map<string, Code[]>();
  const byCode = new Map<string, Code>();
  const byWord = new Map<string, Code[]>();
  for (const code of [...codes].sort((left, right) => left.sort - right.sort)) {
    append(byList, code.list, code);
    byCode.set(key(code.list, code.code), code);
    for (const word of new Set([code.code, code.label, ...code.synonyms].map(normalizeLabel))) {
      append(byWord, key(code.list, word), code);
    }
  }
  return { byList, byCode, byWord };
}

/** Whether the row may be chosen on that day (`YYYY-MM-DD`). Records keep codes that have run out since. */
export function isValidAt(code: Code, date: string): boolean {
  return (
    (code.validFrom === null || code.validFrom <= date) && (code.validTo === null || date <= code.validTo)
  );
}

/** The rows of a list in display order; with a date only those that may be chosen on it. */
export function codesOf(index: CodeIndex, list: string, date?: string): readonly Code[] {
  const codes = index.byList.get(list) ?? [];
  return date === undefined ? codes : codes.filter((code) => isValidAt(code, date));
}

export function findCode(index: CodeIndex, list: string, code: string): Code | undefined {
  return index.byCode.get(key(list, code));
}

/** What a clerk reads for a stored code; a code that is not in the list is shown as it is rather than hidden. */
export function codeLabel(index: CodeIndex, list: string, code: string): string {
  return findCode(index, list, code)?.label ?? code;
}

/**
 * The row a clerk means by `text`: its code, label or a synonym, whatever the width and punctuation.
 * Undefined when no row or more than one row valid on the date fits.
 */
export function matchCode(index: CodeIndex, list: string, text: string, date: string): Code | undefined {
  const found = (index.byWord.get(key(list, normalizeLabel(text))) ?? []).filter((code) =>
    isValidAt(code, date),
  );
  if (found.length <= 1) return found[0];
  const exact = found.filter((code) => normalizeLabel(code.label) === normalizeLabel(text));
  return exact.length === 1 ? exact[0] : undefined;
}

/** Several rows in one cell, parted by 、，；/ or line breaks; what fits no row is returned in `unknown`. */
export function matchCodes(
  index: CodeIndex,
  list: string,
  text: string,
  date: string,
): { readonly codes: readonly string[]; readonly unknown: readonly string[] } {
  const whole = matchCode(index, list, text, date);
  if (whole) return { codes: [whole.code], unknown: [] };
  const codes = new Set<string>();
  const unknown: string[] = [];
  for (const part of text.split(/[、，,；;/／|\n]+/u).filter((word) => word.trim() !== '')) {
    const code = matchCode(index, list, part, date);
    if (code) codes.add(code.code);
    else unknown.push(part.trim());
  }
  return { codes: [...codes], unknown };
}

function key(list: string, word: string): string {
  return `${list}\u0000${word}`;
}

function append<V>(map: Map<string, V[]>, at: string, value: V): void {
  const values = map.get(at);
  if (values) values.push(value);
  else map.set(at, [value]);
}
