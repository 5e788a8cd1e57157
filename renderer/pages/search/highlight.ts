export interface Part {
  readonly text: string;
  readonly hit: boolean;
}

/** Cuts a text at every place where the searched words stand, whatever their case. */
export function highlightParts(text: string, search: string): readonly Part[] {
  const words = search
    .trim()
    .split(/\s+/u)
    .filter((word) => word !== '');
  if (words.length === 0 || text === '') return [{ text, hit: false }];
  const pattern = new RegExp(`(${words.map(escapePattern).join('|')})`, 'giu');
  return text
    .split(pattern)
    .map((part, index) => ({ text: part, hit: index % 2 === 1 }))
    .filter((part) => part.text !== '');
}

function escapePattern(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
}
