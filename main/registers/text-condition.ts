/** The search box: any substring, and for those who may, sealed identities as well. */
import { type Actor, mayOn } from '../../domain/access/permissions.ts';
import { compartmentIn, standsOpen } from '../../domain/sealed.ts';
import type { Register } from '../../domain/register.ts';
import { bigramQuery, searchTerms } from '../../domain/text/bigrams.ts';
import { normalizeText } from '../../domain/text/normalize.ts';
import { pinyinInitials } from '../../domain/text/pinyin.ts';
import type { SqlValue } from '../vault/api.ts';
import type { EngineContext } from './commands.ts';
import type { Condition, Words } from './conditions.ts';
import type { RegisterModule } from './deps.ts';
import { loadRecords } from './load-many.ts';
import { recordsBySealedPart } from './sealed-grams.ts';
import { withoutKeys } from './sealed-record.ts';
import { searchText } from './search-index.ts';
import { identityToken } from './sealed-rows.ts';
import { quote, searchTableName, tokenTableName } from './sql.ts';

/** Undefined when the text holds nothing to look for. */
export function textCondition(
  context: EngineContext,
  module: RegisterModule,
  actor: Actor,
  text: string,
): Condition | undefined {
  const { register } = module;
  const query = bigramQuery(text);
  if (query === '') return undefined;
  const search = quote(searchTableName(register));
  const parts = [`SELECT docid FROM ${search} WHERE ${search} MATCH ?`];
  const params: SqlValue[] = [query];
  const ids = identityMatches(context, module, actor, text);
  if (ids.length > 0) {
    parts.push(`SELECT searchDoc FROM ${quote(register.id)} WHERE id IN (SELECT value FROM json_each(?))`);
    params.push(JSON.stringify(ids));
  }
  const sql = parts.join(' UNION ');
  return {
    test: { sql: `p.searchDoc IN (${sql})`, params },
    set: { key: 'searchDoc', sql, params },
    words: { text, sealed: new Set(ids) },
  };
}

/** Those of the records that the search box finds by these words, from the records themselves. */
export function recordsSaying(
  { vault }: EngineContext,
  register: Register,
  { text, sealed }: Words,
  ids: readonly string[],
): ReadonlySet<string> {
  const terms = searchTerms(text);
  const initialsOf = terms.some((term) => /[a-z]/u.test(term)) ? pinyinInitials : () => [];
  const records = loadRecords(vault, withoutKeys, searchedPart(register), ids);
  const saying = records.filter(({ no, values, children }) => {
    const texts = searchText(register, no, values, children, initialsOf).split('\n').map(normalizeText);
    return terms.every((term) => texts.some((each) => each.includes(term)));
  });
  return new Set([...saying.map(({ id }) => id), ...ids.filter((id) => sealed.has(id))]);
}

/** What of a record lies in the search index in clear. */
function searchedPart(register: Register): Register {
  return {
    ...register,
    fields: register.fields.filter(({ searchable, compartment }) => searchable === true && !compartment),
    children: register.children.filter(({ compartment }) => !compartment),
  };
}

/** Records that hold the text in something sealed: part of a name, telephone or title, or exactly an identity number. */
export function identityMatches(
  context: EngineContext,
  { register, identitiesInText }: RegisterModule,
  actor: Actor,
  text: string,
): readonly string[] {
  const { vault } = context;
  const compartment = compartmentIn(register);
  if (!compartment || !vault.compartments.has(compartment)) return [];
  const may = mayOn(actor.permissions, register, 'searchPetitioner');
  if (!may && !standsOpen(compartment)) return [];
  const parts = recordsBySealedPart(vault, vault, register, text);
  const identities = identitiesInText?.(text) ?? [];
  const tokens = identities.map((key) => identityToken(vault, compartment, key));
  if (tokens.length === 0) return parts;
  const rows = vault.all<{ record: string }>(
    `SELECT DISTINCT record FROM ${quote(tokenTableName(register))}
     WHERE token IN (SELECT value FROM json_each(?)) LIMIT 5000`,
    [JSON.stringify(tokens)],
  );
  return [...new Set([...rows.map((row) => row.record), ...parts])];
}
