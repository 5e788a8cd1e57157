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

function letters(reading: string): string {
  return /^[a-z0-9]/u.exec(reading)?.[0] ?? '';
}
