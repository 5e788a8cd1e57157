/** What a record is filled with when it is made from one into which others have gone (归并). */
import type { Source } from '../../origin.ts';
import { listOf } from '../../text/text-of.ts';

/**
 * The texts of a field, those that say the same once; null where nothing is written. What the new field has no room for is
 * left out whole, and 等 says so; only a first text that is too long by itself is cut.
 */
export function joined(sources: readonly Source[], key: string, most: number, between = '\n'): string | null {
  const texts = sources.flatMap(({ values }) => {
    const text = values[key];
    return typeof text === 'string' && text.trim() !== '' ? [text.trim()] : [];
  });
  if (texts.length === 0) return null;
  const [first = '', ...others] = new Set(texts);
  let text = Array.from(first).slice(0, most).join('');
  for (const other of others) {
    const longer = `${text}${between}${other}`;
    if (Array.from(longer).length <= most) text = longer;
    else return Array.from(text).length + more.length <= most ? `${text}${more}` : text;
  }
  return text;
}

const more = '等';

/** The records that a field names in any of them, each once; null where there are none. */
export function namedByAny(sources: readonly Source[], key: string): readonly string[] | null {
  const ids = sources.flatMap(({ values }) => listOf(values[key]));
  return ids.length === 0 ? null : [...new Set(ids)];
}
