import { randomBytes } from 'node:crypto';

/** Stands for a file or folder the user chose; the window knows nothing else of it. */
export interface FileTokens {
  readonly issue: (path: string) => string;
  /** The paths behind every token found anywhere in `input`; undefined when one of them is not known. */
  readonly collect: (input: unknown) => Readonly<Record<string, string>> | undefined;
  /** Forgets all of them, as locking does. */
  readonly clear: () => void;
}

const pattern = /^file_[0-9a-f]{32}$/;
const deepest = 16;

export function createFileTokens(): FileTokens {
  const pathsByToken = new Map<string, string>();
  return {
    issue: (path) => {
      const token = `file_${randomBytes(16).toString('hex')}`;
      pathsByToken.set(token, path);
      return token;
    },
    collect: (input) => {
      const found: Record<string, string> = {};
      for (const token of tokensIn(input, 0)) {
        const path = pathsByToken.get(token);
        if (path === undefined) return undefined;
        found[token] = path;
      }
      return found;
    },
    clear: () => pathsByToken.clear(),
  };
}

function* tokensIn(value: unknown, depth: number): Generator<string> {
  if (typeof value === 'string') {
    if (pattern.test(value)) yield value;
  } else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) && depth < deepest) {
    for (const each of Object.values(value)) yield* tokensIn(each, depth + 1);
  }
}
