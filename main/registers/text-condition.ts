/** The search box: any substring, and for those who may, sealed identities by their exact form. */
import type { Actor } from '../../domain/access/permissions.ts';
import { bigramQuery } from '../../domain/text/bigrams.ts';
import type { SqlValue } from '../vault/api.ts';
import type { EngineContext } from './commands.ts';
import type { Condition } from './conditions.ts';
import type { RegisterModule } from './deps.ts';
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
  };
}

/** Records whose sealed rows hold exactly the name, telephone or identity number typed. */
export function identityMatches(
  context: EngineContext,
  { register, identitiesInText }: RegisterModule,
  actor: Actor,
  text: string,
): readonly string[] {
  const { vault } = context;
  const may = [...actor.permissions].some((permission) => permission === `${register.id}.searchPetitioner`);
  const compartment = register.children.find((child) => child.compartment)?.compartment;
  if (!may || !identitiesInText || !compartment || !vault.compartments.has(compartment)) return [];
  const tokens = identitiesInText(text).map((key) => identityToken(vault, compartment, key));
  if (tokens.length === 0) return [];
  const rows = vault.all<{ record: string }>(
    `SELECT DISTINCT record FROM ${quote(tokenTableName(register))}
     WHERE token IN (SELECT value FROM json_each(?)) LIMIT 5000`,
    [JSON.stringify(tokens)],
  );
  return rows.map((row) => row.record);
}
