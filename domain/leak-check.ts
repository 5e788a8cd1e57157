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

/** All places where a text gives something away, in order. Empty means it may go. */
export type LeakCheck = (text: string) => readonly Leak[];

/** For one text; many texts against the same people take {@link createLeakCheck}. */
export function findLeaks(text: string, protectedTexts: readonly ProtectedText[]): readonly Leak[] {
  return createLeakCheck(protectedTexts)(text);
}

/** Evens the protected texts out once, however many texts are then compared with them. */
export function createLeakCheck(protectedTexts: readonly ProtectedText[]): LeakCheck {
  const kindsBySecret = new Map<string, Set<ProtectedText['kind']>>();
  const quotable = new Set<string>();
  for (const { kind, text } of protectedTexts) {
    const secret = fold(text).plain;
    if (kind === 'letter') addWindows(quotable, secret);
    else if (Array.from(secret).length >= shortest(kind))
      kindsBySecret.set(secret, (kindsBySecret.get(secret) ?? new Set()).add(kind));
  }
  const sizes = new Set([...kindsBySecret.keys()].map(({ length }) => length));
  return (text) => {
    const checked = fold(text);
    const found = [
      ...[...sizes].flatMap((size) => findSecrets(checked.plain, size, kindsBySecret)),
      ...findQuotations(checked.plain, quotable),
    ];
    return found
      .map(({ kind, start, end }) => ({ kind, ...origin(checked, start, end) }))
      .sort((a, b) => a.start - b.start || a.end - b.end);
  };
}

/** What of a text is compared: letters and digits alone, half-width, in lower case. */
export function evened(text: string): string {
  return fold(text).plain;
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

/** One character is no name, and a short row of digits is no number: both would match everywhere. */
function shortest(kind: ProtectedText['kind']): number {
  return kind === 'phone' || kind === 'idNumber' ? shortestDigits : 2;
}

function findSecrets(
  plain: string,
  size: number,
  kindsBySecret: ReadonlyMap<string, ReadonlySet<ProtectedText['kind']>>,
): readonly Leak[] {
  const found: Leak[] = [];
  for (let start = 0; start + size <= plain.length; start++) {
    const kinds = kindsBySecret.get(plain.slice(start, start + size));
    for (const kind of kinds ?? []) found.push({ kind, start, end: start + size });
  }
  return found;
}

const windowSize = longestQuotation + 1;

function addWindows(windows: Set<string>, letter: string): void {
  for (let i = 0; i + windowSize <= letter.length; i++) windows.add(letter.slice(i, i + windowSize));
}

/** Stretches of the letters longer than allowed, each reported once at its full length. */
function findQuotations(plain: string, windows: ReadonlySet<string>): readonly Leak[] {
  if (windows.size === 0) return [];
  const found: Leak[] = [];
  for (let start = 0; start + windowSize <= plain.length; start++) {
    if (!windows.has(plain.slice(start, start + windowSize))) continue;
    const end = start + windowSize;
    const last = found.at(-1);
    if (last && last.end >= start) found.splice(-1, 1, { ...last, end });
    else found.push({ kind: 'letter', start, end });
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
