/** 查重: a few candidates by index (accused, unit, petitioner tokens), then the score of the domain (reference 3.1.4). */
import {
  comparePrepared,
  digestInput,
  type DuplicateSubject,
  duplicateSubject,
  type PetitionerKey,
  petitionerKeys,
  prepareSubject,
} from '../../../domain/duplicates.ts';
import { petition } from '../../../domain/registers/petition/petition.ts';
import type { ChildRow, ChildRowsByKey, ChildTable, Values } from '../../../domain/register.ts';
import { normalizeName } from '../../../domain/text/normalize.ts';
import type { Reader, SqlRow } from '../../vault/api.ts';
import { rowToValues } from '../codec.ts';
import type { DuplicateCandidate, DuplicateProbe, EngineDeps } from '../deps.ts';
import { identityHash } from '../identity-hashes.ts';
import { titlesText } from '../labels.ts';
import { withoutKeys } from '../sealed-record.ts';
import { hashToken, identityToken } from '../sealed-rows.ts';
import { childTableName } from '../sql.ts';
import { childRowToStored } from '../store.ts';

/** Most letters about one accused that are compared; the newest are the likeliest. */
const mostCandidates = 300;

/** Suspected and possibly related letters, best first. Petitioners take part through blind tokens only. */
export function findDuplicates(
  deps: EngineDeps,
  reader: Reader,
  probe: DuplicateProbe,
): readonly DuplicateCandidate[] {
  const keyByToken = probe.byPetitioner ? probeTokens(deps, reader, probe) : noTokens;
  const own = duplicateSubject(probe.values, probe.children, [...keyByToken.values()]);
  const prepared = prepareSubject(own);
  const tokens = [...keyByToken.keys()];
  const candidates = loadCandidates(reader, candidateIds(reader, probe, own, tokens)).flatMap((each) => {
    const other = duplicateSubject(each.values, each.children, sharedKeys(each, keyByToken));
    const { score, level, explanation } = comparePrepared(prepared, prepareSubject(other));
    return level === 'none' ? [] : [describe(each, score, level, explanation)];
  });
  return candidates
    .toSorted((a, b) => b.score - a.score || b.receivedAt.localeCompare(a.receivedAt))
    .slice(0, 20);
}

const noTokens: ReadonlyMap<string, PetitionerKey> = new Map();

/** What is compared of a stored letter; petitioners masked, their identities as tokens. */
interface Candidate {
  readonly id: string;
  readonly no: string;
  readonly state: string;
  readonly values: Values;
  readonly children: ChildRowsByKey;
  readonly tokens: readonly string[];
}

const comparedFields = petition.fields.filter(({ key }) =>
  ['receivedAt', 'summary', 'issueTypes', 'category', 'isRealName', 'sealedDirect', 'jurisdiction'].includes(
    key,
  ),
);

/** Tokens of whole identities; those of pieces only serve the search box. */
const isIdentity = "token NOT GLOB '.*'";

/** All candidates with one query per table; void letters and envelopes are no repeats. */
function loadCandidates(reader: Reader, ids: readonly string[]): readonly Candidate[] {
  const wanted = [JSON.stringify(ids)];
  const columns = comparedFields.map(({ key }) => `"${key}"`).join(', ');
  const rows = reader.all<SqlRow & { readonly id: string; readonly no: string; readonly state: string }>(
    `SELECT id, no, state, ${columns} FROM petition
     WHERE id IN (SELECT value FROM json_each(?)) AND voidAt IS NULL`,
    wanted,
  );
  const tokensById = new Map<string, string[]>();
  const tokens = reader.all<{ record: string; token: string }>(
    `SELECT record, token FROM petition_token
     WHERE record IN (SELECT value FROM json_each(?)) AND ${isIdentity}`,
    wanted,
  );
  for (const { record, token } of tokens) append(tokensById, record, token);
  const childrenByKey = petition.children.map(
    (child) => [child.key, childRowsById(reader, child, wanted)] as const,
  );
  return rows.flatMap((row) => {
    const values = rowToValues(comparedFields, row);
    if (petition.envelope?.applies(values)) return [];
    const children = Object.fromEntries(
      childrenByKey.map(([key, rowsById]) => [key, rowsById.get(row.id) ?? []]),
    );
    return [
      { id: row.id, no: row.no, state: row.state, values, children, tokens: tokensById.get(row.id) ?? [] },
    ];
  });
}

function childRowsById(
  reader: Reader,
  child: ChildTable,
  wanted: readonly string[],
): ReadonlyMap<string, readonly ChildRow[]> {
  const rows = reader.all<SqlRow & { readonly record: string }>(
    `SELECT * FROM "${childTableName(petition, child.key)}"
     WHERE record IN (SELECT value FROM json_each(?)) ORDER BY record, position`,
    wanted,
  );
  const rowsById = new Map<string, ChildRow[]>();
  for (const row of rows) append(rowsById, row.record, childRowToStored(withoutKeys, child, row));
  return rowsById;
}

function append<V>(map: Map<string, V[]>, key: string, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

/**
 * Tokens of the petitioners typed in the form. Rows still masked count with the tokens stored for them; their kind is
 * the token's first letter.
 */
function probeTokens(
  deps: EngineDeps,
  reader: Reader,
  probe: DuplicateProbe,
): ReadonlyMap<string, PetitionerKey> {
  const tokens = new Map<string, PetitionerKey>();
  const rows = probe.children['petitioners'];
  const salt = deps.petitionerSalt?.() ?? null;
  if (deps.vault.compartments.has('petitioner')) {
    for (const key of (rows ?? []).flatMap(unmaskedKeys)) {
      const identity = { kind: key.kind, text: digestInput(key) };
      tokens.set(identityToken(deps.vault, 'petitioner', identity), key);
      if (salt) tokens.set(hashToken(identityHash(salt, identity)), key);
    }
  }
  const masked = rows === undefined || rows.some(isMasked);
  if (probe.exclude !== null && masked) {
    const stored = reader.all<{ token: string }>(
      `SELECT token FROM petition_token WHERE record = ? AND ${isIdentity}`,
      [probe.exclude],
    );
    for (const { token } of stored) tokens.set(token, { kind: kindOf(token), value: token });
  }
  return tokens;
}

const isMasked = (row: ChildRow): boolean =>
  Object.values(row.values).some((value) => typeof value === 'string' && value.includes('**'));

function unmaskedKeys(row: ChildRow): readonly PetitionerKey[] {
  return petitionerKeys(row).filter((key) => !key.value.includes('*'));
}

function kindOf(token: string): PetitionerKey['kind'] {
  const kinds = ['idNumber', 'phone', 'name', 'address'] as const;
  return kinds.find((kind) => token.replace('~', '').startsWith(kind.slice(0, 1))) ?? 'name';
}

/** The probe's keys that the other letter shares, and a key of its own when it names anybody at all. */
function sharedKeys(
  { id, tokens, children }: Candidate,
  keyByToken: ReadonlyMap<string, PetitionerKey>,
): readonly PetitionerKey[] {
  const shared = tokens.flatMap((token) => keyByToken.get(token) ?? []);
  const named = tokens.length > 0 || (children['petitioners']?.length ?? 0) > 0;
  return named && shared.length === 0 ? [{ kind: 'name', value: `another/${id}` }] : shared;
}

function candidateIds(
  reader: Reader,
  probe: DuplicateProbe,
  own: DuplicateSubject,
  tokens: readonly string[],
): readonly string[] {
  const names = [...new Set(own.accused.flatMap(({ name }) => [name, normalizeName(name)]))].filter(
    (name) => name !== '',
  );
  const orgs = own.accusedOrgs.filter((name) => name !== '');
  const rows = reader.all<{ record: string }>(
    `SELECT record FROM (
       SELECT record FROM petition_accused WHERE name IN (SELECT value FROM json_each(?))
       UNION SELECT record FROM petition_accusedOrgs WHERE name IN (SELECT value FROM json_each(?))
       UNION SELECT record FROM petition_token WHERE token IN (SELECT value FROM json_each(?)))
     WHERE record <> ? ORDER BY record DESC LIMIT ?`,
    [
      JSON.stringify(names),
      JSON.stringify(orgs),
      JSON.stringify(tokens),
      probe.exclude ?? '',
      mostCandidates,
    ],
  );
  return rows.map(({ record }) => record);
}

function describe(
  stored: Candidate,
  score: number,
  level: 'suspected' | 'related',
  explanation: string,
): DuplicateCandidate {
  const { children } = stored;
  const titles = (key: string): string => {
    const child = petition.children.find((each) => each.key === key);
    return child ? titlesText(child, children[key] ?? []) : '';
  };
  const accused = [titles('accused'), titles('accusedOrgs')].filter((text) => text !== '').join('；');
  return {
    id: stored.id,
    no: stored.no,
    score,
    level,
    explanation,
    receivedAt: String(stored.values['receivedAt'] ?? ''),
    accused,
    petitioners: titles('petitioners'),
    summary: Array.from(String(stored.values['summary'] ?? ''))
      .slice(0, 120)
      .join(''),
    state: stored.state,
  };
}
