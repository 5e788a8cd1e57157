/** What the window has put on the system's clipboard; it must not lie there longer than the window's own session. */
export interface SystemClipboard {
  /** At once, or as a promise in later versions of Electron. */
  readonly readText: () => string | Promise<string>;
  readonly writeText: (text: string) => void | Promise<void>;
}

export interface CopiedText {
  readonly copy: (text: string) => Promise<void>;
  /** Takes the text back, unless something else has been copied since. Never rejects: it must not hold leaving up. */
  readonly takeBack: () => Promise<void>;
}

export function createCopiedText(clipboard: SystemClipboard): CopiedText {
  let copied: string | null = null;
  return {
    copy: async (text) => {
      copied = text;
      await clipboard.writeText(text);
    },
    takeBack: async () => {
      const own = copied;
      copied = null;
      if (own === null) return;
      // Systems change line ends on the way.
      const same = (text: string): string => text.replaceAll('\r\n', '\n');
      try {
        if (same(await clipboard.readText()) === same(own)) await clipboard.writeText('');
      } catch {
        return;
      }
    },
  };
}
