/** Builds the search index anew when a version of the program searches other fields than the one before. */
import type { Register } from '../../domain/register.ts';
import type { Writer } from '../vault/api.ts';
import type { RegisterModule } from './deps.ts';
import { indexFingerprint, indexText, searchText } from './search-index.ts';
import { withoutKeys } from './sealed-record.ts';
import { readSetting, writeSetting } from './settings.ts';
import { quote, searchTableName } from './sql.ts';
import { loadRecord } from './store.ts';

/** Nothing happens while the fingerprint is the stored one. Runs before the tables' own migration. */
export function reindexWhereNeeded(tx: Writer, modules: readonly RegisterModule[], create: () => void): void {
  const stale = modules.filter(({ register }) => {
    const known = readStored(tx, register);
    return known !== undefined && known !== indexFingerprint(register);
  });
  for (const { register } of stale) tx.run(`DROP TABLE ${quote(searchTableName(register))}`);
  create();
  for (const { register } of stale) fill(tx, register);
  for (const { register } of modules) {
    const now = indexFingerprint(register);
    if (readStored(tx, register) !== now) writeSetting(tx, settingKey(register), now);
  }
}

const settingKey = (register: Register): string => `search.${register.id}`;

function readStored(tx: Writer, register: Register): unknown {
  const present = tx.get("SELECT 1 FROM sqlite_master WHERE name = 'setting'");
  return present ? readSetting(tx, settingKey(register)) : undefined;
}

function fill(tx: Writer, register: Register): void {
  const rows = tx.all<{ id: string }>(
    `SELECT id FROM ${quote(register.id)} WHERE searchDoc IS NOT NULL ORDER BY searchDoc`,
  );
  for (const { id } of rows) {
    const stored = loadRecord(tx, withoutKeys, register, [], id);
    if (!stored || stored.searchDoc === null) continue;
    indexText(
      tx,
      register,
      stored.searchDoc,
      searchText(register, stored.no, stored.values, stored.children),
    );
  }
}
