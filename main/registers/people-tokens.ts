/**
 * People of letters and visits are filed under keyed digests of their names, numbers and endings of addresses, so that a
 * paper is compared with those alone whom it could name, and not with everybody (domain/petitioner-texts.ts).
 */
import { digestInput } from '../../domain/duplicates.ts';
import { type FilingKey, filingKeysOf, unusualKey } from '../../domain/petitioner-texts.ts';
import type { ChildRow, ChildTable } from '../../domain/register.ts';
import type { Reader } from '../vault/api.ts';
import type { RegisterModule } from './deps.ts';
import type { Opener } from './sealed-record.ts';
import { hashToken, identityToken } from './sealed-rows.ts';
import { quote, tokenTableName } from './sql.ts';

export const isPeople = ({ compartment }: Pick<ChildTable, 'compartment'>): boolean =>
  compartment === 'petitioner';

/** Names and numbers are filed as letters are for the search of repeats. */
export function peopleToken(opener: Opener, { kind, value }: FilingKey): string {
  const text =
    kind === 'ending' || kind === 'unusual' ? `petitioner/${kind}/${value}` : digestInput({ kind, value });
  return identityToken(opener, 'petitioner', { kind, text });
}

/** None for rows of other tables. */
export function peopleTokens(opener: Opener, child: ChildTable, row: ChildRow): readonly string[] {
  return isPeople(child) ? filingKeysOf(row).map((key) => peopleToken(opener, key)) : [];
}

/** Records under any of these keys, or under what no key finds, and those that another office filed under these digests. */
export function recordsUnder(
  reader: Reader,
  opener: Opener,
  { register }: RegisterModule,
  keys: Iterable<FilingKey>,
  digests: Iterable<string>,
): readonly string[] {
  const tokens = [
    ...Array.from([unusualKey, ...keys], (key) => peopleToken(opener, key)),
    ...Array.from(digests, hashToken),
  ];
  return reader
    .all<{ record: string }>(
      `SELECT DISTINCT record FROM ${quote(tokenTableName(register))}
       WHERE token IN (SELECT value FROM json_each(?)) ORDER BY record`,
      [JSON.stringify(tokens)],
    )
    .map(({ record }) => record);
}

/** Whether another office has filed anybody. */
export function hasDigests(reader: Reader, { register }: RegisterModule): boolean {
  const sql = `SELECT 1 FROM ${quote(tokenTableName(register))} WHERE token >= ? LIMIT 1`;
  return reader.get(sql, [hashToken('')]) !== undefined;
}
