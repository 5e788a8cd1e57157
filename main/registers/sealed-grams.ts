/**
 * Sealed names and telephones by any part of them. The index holds keyed digests of short pieces, so it says nothing
 * without the compartment; what the pieces suggest is opened and compared, so nothing else is found.
 */
import type { ChildRow, ChildTable, Register } from '../../domain/register.ts';
import { splitPhones } from '../../domain/text/identifiers.ts';
import { normalizeName, normalizeText } from '../../domain/text/normalize.ts';
import { pinyinInitials } from '../../domain/text/pinyin.ts';
import type { Reader, Vault } from '../vault/api.ts';
import { openRow } from './sealed-rows.ts';
import { childTableName, quote, tokenTableName } from './sql.ts';

const wordPiece = 2;
/** Ten two-digit pieces would be shared by nearly every telephone; four digits are what clerks remember. */
const digitPiece = 4;
/** Candidates that are opened for one search; a shorter text than a clerk means anything by finds more. */
const mostOpened = 3000;

interface Part {
  readonly text: string;
  readonly piece: number;
}

function partsOf(child: ChildTable, row: ChildRow): readonly Part[] {
  const text = (key: string): string => {
    const value = row.values[key];
    return typeof value === 'string' ? value : '';
  };
  const name = normalizeName(text(child.title));
  const names = name === '' ? [] : [name, ...pinyinInitials(name)];
  const phones = child.fields
    .filter((field) => field.type === 'phone')
    .flatMap((field) => splitPhones(text(field.key)).phones)
    .map((phone) => phone.replaceAll(/\D/gu, ''));
  return [
    ...names.map((each) => ({ text: each, piece: wordPiece })),
    ...phones.map((each) => ({ text: each, piece: digitPiece })),
  ];
}

function piecesOf({ text, piece }: Part): readonly string[] {
  const signs = Array.from(text);
  return signs
    .slice(0, Math.max(0, signs.length - piece + 1))
    .map((_, index) => signs.slice(index, index + piece).join(''));
}

function token(vault: Vault, child: ChildTable, piece: string): string {
  if (!child.compartment) throw new Error(`${child.key} is not sealed`);
  return `.${vault.blindToken(child.compartment, `gram/${piece}`).slice(0, 12)}`;
}

/** Tokens of every piece of the clear rows of one sealed child table. */
export function gramTokens(vault: Vault, child: ChildTable, rows: readonly ChildRow[]): readonly string[] {
  const pieces = new Set(rows.flatMap((row) => partsOf(child, row).flatMap(piecesOf)));
  return [...pieces].map((piece) => token(vault, child, piece));
}

/** Records one of whose sealed rows holds the text in a name, its initials or a telephone. Needs the compartment. */
export function recordsBySealedPart(
  reader: Reader,
  vault: Vault,
  register: Register,
  text: string,
): readonly string[] {
  const wanted = normalizeText(text).replaceAll(/[\s-]/gu, '');
  const part: Part = { text: wanted, piece: /^\d+$/u.test(wanted) ? digitPiece : wordPiece };
  const pieces = [...new Set(piecesOf(part))];
  if (pieces.length === 0) return [];
  return register.children.flatMap((child) =>
    child.compartment && vault.compartments.has(child.compartment)
      ? matchesIn(reader, vault, register, child, wanted, pieces)
      : [],
  );
}

function matchesIn(
  reader: Reader,
  vault: Vault,
  register: Register,
  child: ChildTable,
  wanted: string,
  pieces: readonly string[],
): readonly string[] {
  const tokens = pieces.map((piece) => token(vault, child, piece));
  const candidates = reader.all<{ record: string }>(
    `SELECT record FROM ${quote(tokenTableName(register))} WHERE token IN (SELECT value FROM json_each(?))
     GROUP BY record HAVING count(*) = ? ORDER BY record DESC LIMIT ?`,
    [JSON.stringify(tokens), tokens.length, mostOpened],
  );
  const rows = reader.all<{ record: string; rowId: string; sealed: Uint8Array }>(
    `SELECT record, rowId, sealed FROM ${quote(childTableName(register, child.key))}
     WHERE record IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(candidates.map(({ record }) => record))],
  );
  const found = new Set<string>();
  for (const row of rows) {
    const clear = openRow(vault, child, { rowId: row.rowId, values: {}, sealed: row.sealed });
    if (partsOf(child, clear).some((each) => each.text.includes(wanted))) found.add(row.record);
  }
  return [...found];
}
