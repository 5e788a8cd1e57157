/** What a key does in a list. Pure: the page carries it out. */
export type ListKeyEffect =
  | { readonly do: 'move'; readonly to: number }
  | { readonly do: 'page'; readonly by: 1 | -1 }
  | { readonly do: 'open' }
  | { readonly do: 'toggle' }
  | null;

interface KeyPress {
  readonly key: string;
  readonly isComposing: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
}

/** `at` is the row the keyboard stands on (-1: none yet), `rows` the number of rows on the page. */
export function listKeyEffect(press: KeyPress, at: number, rows: number): ListKeyEffect {
  if (press.isComposing || press.ctrlKey || press.altKey || rows === 0) return null;
  switch (press.key) {
    case 'ArrowDown':
      return { do: 'move', to: Math.min(rows - 1, at + 1) };
    case 'ArrowUp':
      return { do: 'move', to: Math.max(0, at - 1) };
    case 'Home':
      return { do: 'move', to: 0 };
    case 'End':
      return { do: 'move', to: rows - 1 };
    case 'PageDown':
      return { do: 'page', by: 1 };
    case 'PageUp':
      return { do: 'page', by: -1 };
    case 'Enter':
      return at >= 0 ? { do: 'open' } : null;
    case ' ':
      return at >= 0 ? { do: 'toggle' } : null;
    default:
      return null;
  }
}
