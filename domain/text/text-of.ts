/** What a value says in words: the text of a text, a date or a code; nothing of a number, a choice of several or no value. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** As {@link textOf}, without blanks around it. */
export function trimmedTextOf(value: unknown): string {
  return textOf(value).trim();
}

/** What a choice of several says, e.g. its codes; nothing of any other value. */
export function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

/** As {@link trimmedTextOf}, no longer than `most` characters; null where nothing is said. */
export function cutTextOf(value: unknown, most: number): string | null {
  const text = trimmedTextOf(value);
  return text === '' ? null : Array.from(text).slice(0, most).join('');
}
