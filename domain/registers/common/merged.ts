/** What a record is filled with when it is made from one into which others have gone (归并). */
import type { Source } from '../../origin.ts';

/** The texts of a field, those that say the same once, cut to what the new field takes; null where nothing is written. */
export function joined(sources: readonly Source[], key: string, most: number, between = '\n'): string | null {
  const texts = sources.flatMap(({ values }) => {
    const text = values[key];
    return typeof text === 'string' && text.trim() !== '' ? [text.trim()] : [];
  });
  if (texts.length === 0) return null;
  return Array.from([...new Set(texts)].join(between))
    .slice(0, most)
    .join('');
}

/** The records that a field names in any of them, each once; null where there are none. */
export function namedByAny(sources: readonly Source[], key: string): readonly string[] | null {
  const ids = sources.flatMap(({ values }) => {
    const value = values[key];
    return Array.isArray(value) ? (value as readonly string[]) : [];
  });
  return ids.length === 0 ? null : [...new Set(ids)];
}
