/**
 * Which tables were last written when, so that who keeps what was read knows whether it still holds. A statement whose
 * one table cannot be told counts as writing all of them.
 */

const rowsWritten =
  /^\s*(?:insert(?:\s+or\s+\w+)?\s+into|replace\s+into|update(?:\s+or\s+\w+)?|delete\s+from)\s+(?:"(\w+)"|(\w+))(?!\s*\.|\w)/i;

/** In small letters; undefined when it may be another one, or several. There are no triggers and no cascades. */
export function tableWritten(sql: string): string | undefined {
  const [, quoted, bare] = rowsWritten.exec(sql) ?? [];
  return (quoted ?? bare)?.toLowerCase();
}

export interface Written {
  /** What a commit wrote, as {@link tableWritten} tells each of its statements. */
  readonly note: (tables: ReadonlySet<string | undefined>, sequence: number) => void;
  /** The last commit that may have changed the answer to this query, 0 for none since the opening. */
  readonly lastUnder: (query: string) => number;
}

export function createWritten(): Written {
  const last = new Map<string, number>();
  let ofAll = 0;
  return {
    note: (tables, sequence) => {
      for (const table of tables) {
        if (table === undefined) ofAll = sequence;
        else last.set(table, sequence);
      }
    },
    lastUnder: (query) =>
      (query.toLowerCase().match(/\w+/gu) ?? []).reduce(
        (latest, word) => Math.max(latest, last.get(word) ?? 0),
        ofAll,
      ),
  };
}
