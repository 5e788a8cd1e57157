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

/** What one transaction wrote, as {@link tableWritten} tells each of its statements. */
export interface Changes {
  /** To be told after SQLite ran it. */
  readonly statement: (sql: string) => void;
  readonly row: (table: string, row: number) => void;
  /** The rows of each table; undefined where they cannot be told or are too many to follow. */
  readonly tables: ReadonlyMap<string | undefined, ReadonlySet<number> | undefined>;
}

/** Somebody saves a record; who writes more of a table has its lists gathered anew. */
const mostRows = 20;

/** SQLite tells no row that another one replaces, and none when a table is emptied as a whole. */
const rowsUntold = /\breplace\b|^\s*delete(?!.*\bwhere\b)/is;

/** `watched`: whether SQLite tells the rows. */
export function createChanges(watched: boolean): Changes {
  const tables = new Map<string | undefined, Set<number> | undefined>();
  const rowsOf = (table: string | undefined): Set<number> | undefined => {
    if (!tables.has(table)) tables.set(table, new Set());
    return tables.get(table);
  };
  return {
    tables,
    statement: (sql) => {
      const table = tableWritten(sql);
      if (!watched || table === undefined || rowsUntold.test(sql)) tables.set(table, undefined);
      else rowsOf(table);
    },
    row: (name, row) => {
      const table = name.toLowerCase();
      const rows = rowsOf(table);
      if (!rows) return;
      rows.add(row);
      if (rows.size > mostRows) tables.set(table, undefined);
    },
  };
}

export interface Written {
  /** What a commit wrote. */
  readonly note: (changes: Changes['tables'], sequence: number) => void;
  /** The last commit that may have changed the answer to this query, 0 for none since the opening. */
  readonly lastUnder: (query: string) => number;
  /**
   * The rows of `table` that were written after that commit; undefined when these are not all that may have changed the
   * answer to the query, or cannot be told.
   */
  readonly rowsSince: (query: string, table: string, sequence: number) => readonly number[] | undefined;
}

/** Of one table. */
interface Writes {
  last: number;
  /** The last commit whose rows are not known here. */
  untold: number;
  known: readonly { readonly sequence: number; readonly rows: ReadonlySet<number> }[];
}

/** Of so many commits the rows are remembered. */
const mostCommits = 20;

export function createWritten(): Written {
  const last = new Map<string, Writes>();
  let ofAll = 0;
  const noteTable = (table: string, rows: ReadonlySet<number> | undefined, sequence: number): void => {
    const before = last.get(table) ?? { untold: 0, known: [] };
    if (!rows) {
      last.set(table, { last: sequence, untold: sequence, known: [] });
      return;
    }
    const all = [...before.known, { sequence, rows }];
    const untold = all.at(-mostCommits - 1)?.sequence ?? before.untold;
    last.set(table, { last: sequence, untold, known: all.slice(-mostCommits) });
  };
  const lastOf = (tables: readonly string[]): number =>
    tables.reduce((latest, table) => Math.max(latest, last.get(table)?.last ?? 0), ofAll);
  return {
    note: (tables, sequence) => {
      for (const [table, rows] of tables) {
        if (table === undefined) ofAll = sequence;
        else noteTable(table, rows, sequence);
      }
    },
    lastUnder: (query) => lastOf(wordsOf(query)),
    rowsSince: (query, name, sequence) => {
      const table = name.toLowerCase();
      const { untold = 0, known = [] } = last.get(table) ?? {};
      const others = wordsOf(query).filter((word) => word !== table);
      if (untold > sequence || lastOf(others) > sequence) return undefined;
      const since = known.filter((each) => each.sequence > sequence);
      return [...new Set(since.flatMap(({ rows }) => [...rows]))];
    },
  };
}

const wordsOf = (query: string): readonly string[] => query.toLowerCase().match(/\w+/gu) ?? [];
