/** Search by initials (zdr → 张德仁). Names read as surnames first; other readings are kept as alternatives. */
import { pinyin, polyphonic } from 'pinyin-pro';
import { normalizeName } from './normalize.ts';

const maxAlternatives = 8;

/**
 * Initials of a name or title in lower case, the likeliest reading first. Characters without a reading keep their
 * own form when they are ASCII letters or digits and are left out otherwise.
 */
export function pinyinInitials(text: string): readonly string[] {
  const plain = normalizeName(text);
  if (plain === '') return [];
  const likely = pinyin(plain, { pattern: 'first', toneType: 'none', type: 'array', mode: 'surname' }).map(
    letters,
  );
  let readings: readonly string[] = [''];
  for (const [index, sign] of polyphonic(plain, {
    pattern: 'first',
    toneType: 'none',
    type: 'array',
  }).entries()) {
    const options = new Set([likely[index] ?? '', ...sign.map(letters)]);
    readings = readings
      .flatMap((head) => [...options].map((initial) => head + initial))
      .slice(0, maxAlternatives);
  }
  return [...new Set([likely.join(''), ...readings])]
    .filter((initials) => initials !== '')
    .slice(0, maxAlternatives);
}

/**
 * Whether signs that stand side by side in a name or title can be read with these initials (lower case), each sign by any
 * of its readings: at least whatever {@link pinyinInitials} gives, in a fraction of its time.
 */
export function hasInitials(text: string, wanted: string): boolean {
  const signs = Array.from(normalizeName(text), readingsOf).filter((each) => each !== '');
  return signs.some((_, start) =>
    Array.from(wanted).every((letter, at) => signs[start + at]?.includes(letter) === true),
  );
}

/** By sign, so nothing of a name stays in memory. */
const known = new Map<string, string>();

/** The initials a sign can have, as one text. */
function readingsOf(sign: string): string {
  const before = known.get(sign);
  if (before !== undefined) return before;
  const options = { pattern: 'first', toneType: 'none', type: 'array' } as const;
  const readings = [
    ...pinyin(sign, { ...options, mode: 'surname' }),
    ...polyphonic(sign, options).flat(),
  ].map(letters);
  const found = [...new Set(readings)].join('');
  known.set(sign, found);
  return found;
}

function letters(reading: string): string {
  return /^[a-z0-9]/u.exec(reading)?.[0] ?? '';
}
