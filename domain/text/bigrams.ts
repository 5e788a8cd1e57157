/**
 * Exact substring search on SQLite's FTS4 with its `simple` tokenizer. The text is indexed as its overlapping pairs
 * of characters (code points, so rare characters outside the BMP are whole), each written as eight ASCII letters and
 * digits; a substring of two or more characters is then exactly a phrase of consecutive tokens. The last character
 * stands alone as well, so that every character begins a token.
 */
import { normalizeText } from './normalize.ts';

/** What goes into the FTS4 column for a text; several texts of one record go into one column each. */
export function bigramText(text: string): string {
  let pairs = '';
  let last: string | undefined;
  for (const sign of normalizeText(text)) {
    const code = encodeSign(sign);
    if (last !== undefined) pairs += `${last}${code} `;
    last = code;
  }
  return last === undefined ? '' : pairs + last;
}

/**
 * The MATCH expression that finds every text containing each blank-separated term of `text`, and nothing else.
 * A term of one character is a prefix query. Empty when nothing is left to look for: then there is no condition.
 */
export function bigramQuery(text: string): string {
  const terms = text
    .split(/\s+/u)
    .map(encode)
    .filter((signs) => signs.length > 0);
  return terms
    .map((signs) => {
      const [only] = signs;
      if (signs.length === 1 && only !== undefined) return `${only}*`;
      const pairs = signs.slice(0, -1).map((sign, index) => sign + (signs[index + 1] ?? ''));
      return `"${pairs.join(' ')}"`;
    })
    .join(' ');
}

/** The searchable terms of a query, normalised; for search without an index (short lists, compartment fields). */
export function searchTerms(text: string): readonly string[] {
  return text
    .split(/\s+/u)
    .map(normalizeText)
    .filter((term) => term !== '');
}

function encode(text: string): readonly string[] {
  return Array.from(normalizeText(text), encodeSign);
}

/** Encoding is most of the work of an index; looked up in halves it takes a fraction of formatting a number. */
const base = 36;
const halves = Array.from({ length: base ** 2 }, (_, half) => half.toString(base).padStart(2, '0'));

/** Four digits of base 36. */
function encodeSign(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  const low = code % base ** 2;
  return `${halves[(code - low) / base ** 2] ?? ''}${halves[low] ?? ''}`;
}
