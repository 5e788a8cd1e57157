/** People of letters and visits that a program before this one took in are filed once, when a holder of their key signs in. */
import type { Reader, Slices, Writer } from '../vault/api.ts';
import type { EngineContext } from './commands.ts';
import { identitiesColumn, takesIdentities } from './identity-hashes.ts';
import { isPeople, peopleTokens } from './people-tokens.ts';
import { type TokenOfRecord, writeTokens } from './search-index.ts';
import { hashToken, openSeal } from './sealed-rows.ts';
import { readSetting, writeSetting } from './settings.ts';
import { childTableName, quote, tokenTableName } from './sql.ts';

const settingKey = 'people.filed';

/** False while people of before have not been filed ({@link fileOlderPeople}). */
export function arePeopleFiled(reader: Reader): boolean {
  return readSetting(reader, settingKey) === 1;
}

export function notePeopleFiled(tx: Writer): void {
  writeSetting(tx, settingKey, 1);
}

const rowsAtOnce = 500;

/** Files the people that a program before this one took in. Needs their key. */
export function* fileOlderPeople(tx: Writer, { vault, modules }: EngineContext): Slices<void> {
  for (const module of modules) {
    const { register } = module;
    for (const child of register.children.filter(isPeople)) {
      for (let after = ''; ;) {
        const rows = tx.all<{ rowId: string; record: string; sealed: Uint8Array }>(
          `SELECT rowId, record, sealed FROM ${quote(childTableName(register, child.key))}
           WHERE rowId > ? ORDER BY rowId LIMIT ?`,
          [after, rowsAtOnce],
        );
        const tokens = rows.flatMap(({ record, ...row }): readonly TokenOfRecord[] =>
          peopleTokens(vault, child, openSeal(vault, child, { ...row, values: {} })).map((token) => [
            token,
            record,
          ]),
        );
        writeTokens(tx, register, tokens);
        after = rows.at(-1)?.rowId ?? '';
        yield;
        if (rows.length < rowsAtOnce) break;
      }
    }
    if (takesIdentities(module))
      tx.run(
        `INSERT OR IGNORE INTO ${quote(tokenTableName(register))} (token, record)
         SELECT ? || told.value, r.id FROM ${quote(register.id)} r, json_each(r.${quote(identitiesColumn)}) told
         WHERE r.${quote(identitiesColumn)} <> '[]' ORDER BY 1, 2`,
        [hashToken('')],
      );
  }
  notePeopleFiled(tx);
}
