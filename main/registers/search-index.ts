/** The search index: what of a record can be found by any substring, and its sealed identities by blind token. */
import type { ChildRow, ChildRowsByKey, ChildTable, Register, Values } from '../../domain/register.ts';
import { compartmentIn, sealedChildren, sealedFields } from '../../domain/sealed.ts';
import { bigramText } from '../../domain/text/bigrams.ts';
import { pinyinInitials } from '../../domain/text/pinyin.ts';
import type { Vault, Writer } from '../vault/api.ts';
import type { RegisterModule } from './deps.ts';
import { fieldParts, gramTokens, rowParts } from './sealed-grams.ts';
import { sealedPart } from './sealed-record.ts';
import { peopleTokens } from './people-tokens.ts';
import { hashToken, identityToken, openRow } from './sealed-rows.ts';
import { quote, searchTableName, tokenTableName } from './sql.ts';
import type { Stored } from './store.ts';

/** Number, searchable fields and child fields, and the initials of the people named. */
export function searchText(
  register: Register,
  no: string,
  values: Values,
  children: ChildRowsByKey | Stored['children'],
  initialsOf = pinyinInitials,
): string {
  const texts: string[] = [no];
  for (const field of register.fields) {
    const value = field.searchable && !field.compartment ? values[field.key] : undefined;
    if (typeof value === 'string') texts.push(value);
  }
  for (const child of register.children) {
    if (child.compartment) continue;
    for (const { values: row } of children[child.key] ?? []) {
      for (const field of child.fields) {
        const value = field.searchable ? row[field.key] : undefined;
        if (typeof value !== 'string') continue;
        texts.push(value);
        if (field.key === child.title && value.length <= 12) texts.push(...initialsOf(value));
      }
    }
  }
  return texts.join('\n');
}

const indexed = (text: string): string => text.split('\n').map(bigramText).join(' ');

/** `doc` must be free in the index; the number of the change that brought the text always is. */
export function indexText(tx: Writer, register: Register, doc: number, text: string): void {
  // As bytes, because a long text is bound sign by sign.
  const body = new TextEncoder().encode(indexed(text));
  tx.run(`INSERT INTO ${quote(searchTableName(register))} (docid, body) VALUES (?, CAST(? AS TEXT))`, [
    doc,
    body,
  ]);
}

/** Takes a text out of the index; it must be the very text that was put in. */
export function unindexText(tx: Writer, register: Register, doc: number, text: string): void {
  const search = searchTableName(register);
  const content = quote(`${search}_text`);
  tx.run(`INSERT INTO ${content} (docid, body) VALUES (?, ?)`, [doc, indexed(text)]);
  tx.run(`DELETE FROM ${quote(search)} WHERE docid = ?`, [doc]);
  tx.run(`DELETE FROM ${content} WHERE docid = ?`, [doc]);
}

/** Rewrites the index so that nothing of deleted texts remains in it. Takes seconds with 100,000 records. */
export function purgeIndex(tx: Writer, register: Register): void {
  const search = quote(searchTableName(register));
  tx.run(`INSERT INTO ${search} (${search}) VALUES ('optimize')`);
}

/** What decides which text a record is found by; a new version or another choice of fields needs a new index. */
export function indexFingerprint(register: Register): string {
  const keys = register.fields
    .filter((field) => field.searchable && !field.compartment)
    .map(({ key }) => key);
  const childKeys = register.children.flatMap((child) =>
    child.fields
      .filter((field) => field.searchable && !child.compartment)
      .map(({ key }) => `${child.key}.${key}`),
  );
  return ['1', ...keys, ...childKeys].join(' ');
}

/** What of a record is sealed, in clear: for the moment of making tokens. */
export interface ClearContent {
  readonly values: Values;
  readonly children: ChildRowsByKey;
}

/** The session must hold the compartment. */
export function clearContent(vault: Vault, { register }: RegisterModule, stored: Stored): ClearContent {
  const sealed = sealedChildren(register);
  const rows = (child: ChildTable): readonly ChildRow[] =>
    (stored.children[child.key] ?? []).map((row) => openRow(vault, child, row));
  return {
    values: sealedPart(register, stored.values),
    children: Object.fromEntries(sealed.map((child) => [child.key, rows(child)])),
  };
}

/** A token and the record that is found under it. */
export type TokenOfRecord = readonly [token: string, record: string];

/** The tokens under which sealed content is found: whole identities, and pieces of what is searched for. */
export function tokensOf(
  vault: Vault,
  { register, identityKeys }: RegisterModule,
  { values, children }: ClearContent,
): readonly string[] {
  const compartment = compartmentIn(register);
  if (!compartment) return [];
  const sealed = register.children.flatMap((child) =>
    child.compartment ? (children[child.key] ?? []).map((row) => ({ child, row })) : [],
  );
  const keys = sealed.flatMap(({ row }) => identityKeys?.(row) ?? []);
  const tokens = [
    ...keys.map((key) => identityToken(vault, compartment, key)),
    ...sealed.flatMap(({ child, row }) => peopleTokens(vault, child, row)),
  ];
  const parts = [
    ...fieldParts(sealedFields(register.fields), values),
    ...sealed.flatMap(({ child, row }) => rowParts(child, row.values)),
  ];
  return [...new Set([...tokens, ...gramTokens(vault, compartment, parts)])];
}

/** How many to collect for {@link writeTokens}: some milliseconds; fewer would take longer in all. */
export const tokensAtOnce = 4_000;

/** Adds tokens in their own order, which is the index's: many records at once take a fraction of one by one. Those that are there stay. */
export function writeTokens(tx: Writer, register: Register, tokens: readonly TokenOfRecord[]): void {
  if (tokens.length === 0) return;
  tx.run(
    `INSERT OR IGNORE INTO ${quote(tokenTableName(register))} (token, record)
     SELECT value ->> 0, value ->> 1 FROM json_each(?) ORDER BY 1, 2`,
    [JSON.stringify(tokens)],
  );
}

/** Takes out what {@link tokensOf} gave, and leaves what another office told of its people. */
export function clearTokens(tx: Writer, register: Register, record: string): void {
  tx.run(`DELETE FROM ${quote(tokenTableName(register))} WHERE record = ? AND token < ?`, [
    record,
    hashToken(''),
  ]);
}
