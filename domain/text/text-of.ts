/** What a value says in words: the text of a text, a date or a code; nothing of a number, a choice of several or no value. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** As {@link textOf}, without blanks around it. */
export function trimmedTextOf(value: unknown): string {
  return textOf(value).trim();
}
