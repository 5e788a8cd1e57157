/**
 * Which SQL may pass. Reads must not write, because only what goes through `run` is recorded; recorded statements
 * must replay identically, so nothing may depend on clock, chance or connection state.
 */

const readOnlyPragmas = new Set([
  'compile_options',
  'foreign_key_check',
  'foreign_key_list',
  'index_info',
  'index_list',
  'index_xinfo',
  'integrity_check',
  'page_count',
  'page_size',
  'quick_check',
  'schema_version',
  'table_info',
  'table_list',
  'table_xinfo',
  'user_version',
]);
const connectionWords =
  /^\s*(begin|commit|end|rollback|savepoint|release|attach|detach|vacuum|explain|select|values)\b/i;
const unrepeatable =
  /\b(random|last_insert_rowid|changes|total_changes)\s*\(\s*\)|\brandomblob\s*\(|\bcurrent_(date|time|timestamp)\b/i;
/** A deferred constraint would fail at COMMIT, when the journal already has the transaction. */
const deferred = /\bdeferr(able|ed)\b/i;
/** These end or half-undo the transaction behind the journal's back. */
const breaksTransaction = /\bor\s+(rollback|fail)\b|\braise\s*\(\s*(rollback|fail)\b/i;
const implicitNow =
  /\b(date|time|datetime|julianday|unixepoch)\s*\(\s*\)|\bstrftime\s*\(\s*'[^']*'\s*\)|'now'/i;

/** Throws a plain Error: wrong SQL is a bug, not a refusal. */
export function checkRead(sql: string): void {
  const bare = withoutQuotes(sql);
  const [word = ''] = /[a-z]+/i.exec(bare) ?? [];
  switch (word.toLowerCase()) {
    case 'select':
    case 'values':
      return;
    case 'explain':
      return;
    case 'with':
      if (/\b(insert|update|delete|replace)\b/i.test(bare)) break;
      return;
    case 'pragma': {
      const [, name = ''] = /^\s*pragma\s+(?:main\.)?(\w+)/i.exec(bare) ?? [];
      if (readOnlyPragmas.has(name.toLowerCase()) && !bare.includes('=')) return;
      break;
    }
  }
  throw new Error(`only queries may be read: ${sql.slice(0, 80)}`);
}

export function checkWrite(sql: string): void {
  const bare = withoutQuotes(sql);
  const setsVersion = /^\s*pragma\s+user_version\s*=\s*\d+\s*;?\s*$/i.test(bare);
  if (!setsVersion && (/^\s*pragma\b/i.test(bare) || connectionWords.test(bare))) {
    throw new Error(`not a statement that a transaction may record: ${sql.slice(0, 80)}`);
  }
  if (breaksTransaction.test(bare)) throw new Error(`use ABORT instead: ${sql.slice(0, 80)}`);
  if (deferred.test(bare)) throw new Error(`constraints must hold at once: ${sql.slice(0, 80)}`);
  if (unrepeatable.test(bare) || implicitNow.test(withoutComments(sql))) {
    throw new Error(`this statement would not replay identically: ${sql.slice(0, 80)}`);
  }
}

function withoutComments(sql: string): string {
  return sql.replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ');
}

function withoutQuotes(sql: string): string {
  return withoutComments(sql).replaceAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]/g, "''");
}
