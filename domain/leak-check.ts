/**
 * 泄密检查 (reference 6.4, Article 47): what goes to an inspected organisation may not name a petitioner, nor quote the
 * letter at length. Pure and deliberately suspicious: spaces, punctuation and full-width forms do not hide a match.
 */

/** What must not appear, from every letter in the source chain. */
export interface ProtectedText {
  readonly kind: 'name' | 'phone' | 'idNumber' | 'address' | 'unit' | 'letter';
  readonly text: string;
}

export interface Leak {
  readonly kind: ProtectedText['kind'];
  /** Where in the checked text the match begins and ends, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** A quotation of more characters than this, punctuation not counted, is a leak. */
export const longestQuotation = 20;
const shortestDigits = 7;

/** All places where `text` gives something away, in order. Empty means it may go. */
export function findLeaks(text: string, protectedTexts: readonly ProtectedText[]): readonly Leak[] {
  const checked = fold(text);
  const leaks = protectedTexts.flatMap(({ kind, text: secret }) =>
    findSecret(checked, kind, fold(secret).plain).map(([start, end]) => ({
      kind,
      ...origin(checked, start, end),
    })),
  );
  return leaks.sort((a, b) => a.start - b.start || a.end - b.end);
}

interface Folded {
  /** Letters and digits only, half-width, lower case. */
  readonly plain: string;
  /** Index in the original of each unit of `plain`. */
  readonly at: readonly number[];
  readonly lengths: readonly number[];
}

function fold(text: string): Folded {
  let plain = '';
  const at: number[] = [];
  const lengths: number[] = [];
  let index = 0;
  for (const char of text) {
    for (const unit of char
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '')) {
      plain += unit;
      for (let i = 0; i < unit.length; i++) {
        at.push(index);
        lengths.push(char.length);
      }
    }
    index += char.length;
  }
  return { plain, at, lengths };
}

function findSecret(
  { plain }: Folded,
  kind: ProtectedText['kind'],
  secret: string,
): readonly (readonly [number, number])[] {
  if (kind === 'letter') return findQuotations(plain, secret);
  // One character is no name, and a short row of digits is no number: both would match everywhere.
  const isDigits = kind === 'phone' || kind === 'idNumber';
  if (Array.from(secret).length < (isDigits ? shortestDigits : 2)) return [];
  const found: (readonly [number, number])[] = [];
  for (let at = plain.indexOf(secret); at >= 0; at = plain.indexOf(secret, at + 1))
    found.push([at, at + secret.length]);
  return found;
}

/** Stretches of the letter longer than allowed, each reported once at its full length. */
function findQuotations(plain: string, letter: string): readonly (readonly [number, number])[] {
  const size = longestQuotation + 1;
  const windows = new Set<string>();
  for (let i = 0; i + size <= letter.length; i++) windows.add(letter.slice(i, i + size));
  const found: [number, number][] = [];
  for (let i = 0; i + size <= plain.length; i++) {
    if (!windows.has(plain.slice(i, i + size))) continue;
    const last = found.at(-1);
    if (last && last[1] >= i) last[1] = i + size;
    else found.push([i, i + size]);
  }
  return found;
}

function origin(
  folded: Folded,
  start: number,
  end: number,
): { readonly start: number; readonly end: number } {
  const last = end - 1;
  return { start: folded.at[start] ?? 0, end: (folded.at[last] ?? 0) + (folded.lengths[last] ?? 0) };
}
