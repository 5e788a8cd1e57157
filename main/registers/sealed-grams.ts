/**
 * Sealed names, telephones and short texts by any part of them. The index holds keyed digests of short pieces, so it says
 * nothing without the compartment; what the pieces suggest is opened and compared, so nothing else is found.
 */
import type { ChildTable, Compartment, Field, Register, Values } from '../../domain/register.ts';
import { compartmentIn, sealedFields } from '../../domain/sealed.ts';
import { splitPhones } from '../../domain/text/identifiers.ts';
import { normalizeName, normalizeText } from '../../domain/text/normalize.ts';
import { hasInitials, pinyinInitials } from '../../domain/text/pinyin.ts';
import type { Reader, Vault } from '../vault/api.ts';
import { openValues } from './sealed-record.ts';
import { openSeal } from './sealed-rows.ts';
import { childTableName, quote, sealColumn, tokenTableName } from './sql.ts';
import { textOf } from '../../domain/text/text-of.ts';

const wordPiece = 2;
/** Ten two-digit pieces would be shared by nearly every telephone; four digits are what clerks remember. */
const digitPiece = 4;
/** Candidates that are opened for one search; a shorter text than a clerk means anything by finds more. */
const mostOpened = 3000;

/** Something sealed that is found by its pieces. */
export interface Part {
  readonly text: string;
  readonly piece: number;
}

const plainText = (text: string): string => normalizeText(text).replaceAll(/[\s-]/gu, '');

/** Fields marked searchable. */
export function fieldParts(fields: readonly Field[], values: Values): readonly Part[] {
  return fields
    .filter(({ searchable, type }) => searchable === true && type !== 'phone')
    .flatMap(({ key }) => partsOfText(plainText(textOf(values[key]))));
}

/** Digits are looked for as digits, so those in a text have their own pieces. */
function partsOfText(text: string): readonly Part[] {
  const numbers = text.match(new RegExp(`\\d{${digitPiece},}`, 'gu')) ?? [];
  return [{ text, piece: wordPiece }, ...numbers.map((number) => ({ text: number, piece: digitPiece }))];
}

/** Of a sealed row the title with its initials, telephones, and what else is searchable. */
export function rowParts(
  child: ChildTable,
  values: Values,
  initialsOf: typeof pinyinInitials = pinyinInitials,
): readonly Part[] {
  const name = normalizeName(textOf(values[child.title]));
  const names = name === '' ? [] : [name, ...initialsOf(name)];
  const phones = child.fields
    .filter((field) => field.type === 'phone')
    .flatMap((field) => splitPhones(textOf(values[field.key])).phones)
    .map((phone) => phone.replaceAll(/\D/gu, ''));
  const others = child.fields.filter(({ key, type }) => key !== child.title && type === 'text');
  return [
    ...names.map((each) => ({ text: each, piece: wordPiece })),
    ...phones.map((each) => ({ text: each, piece: digitPiece })),
    ...fieldParts(others, values),
  ];
}

function piecesOf({ text, piece }: Part): readonly string[] {
  const signs = Array.from(text);
  return signs
    .slice(0, Math.max(0, signs.length - piece + 1))
    .map((_, index) => signs.slice(index, index + piece).join(''));
}

function token(vault: Vault, compartment: Compartment, piece: string): string {
  return `.${vault.blindToken(compartment, `gram/${piece}`).slice(0, 12)}`;
}

/** Tokens of every piece of what is given in clear. */
export function gramTokens(
  vault: Vault,
  compartment: Compartment,
  parts: readonly Part[],
): readonly string[] {
  const pieces = new Set(parts.flatMap(piecesOf));
  return [...pieces].map((piece) => token(vault, compartment, piece));
}

/** What is looked at of the records that pieces suggest; everything sealed when neither is given. */
export interface Where {
  readonly field?: string;
  readonly child?: string;
}

/** Records that hold the text in something sealed. Nothing without the compartment. */
export function recordsBySealedPart(
  reader: Reader,
  vault: Vault,
  register: Register,
  text: string,
  where: Where = {},
): readonly string[] {
  const compartment = compartmentIn(register);
  if (!compartment || !vault.compartments.has(compartment)) return [];
  const wanted = plainText(text);
  const part: Part = { text: wanted, piece: /^\d+$/u.test(wanted) ? digitPiece : wordPiece };
  const pieces = [...new Set(piecesOf(part))];
  if (pieces.length === 0) return [];
  const tokens = pieces.map((piece) => token(vault, compartment, piece));
  const candidates = reader.all<{ record: string }>(
    `SELECT record FROM ${quote(tokenTableName(register))} WHERE token IN (SELECT value FROM json_each(?))
     GROUP BY record HAVING count(*) = ? ORDER BY record DESC LIMIT ?`,
    [JSON.stringify(tokens), tokens.length, mostOpened],
  );
  const ids = JSON.stringify(candidates.map(({ record }) => record));
  const everywhere = where.field === undefined && where.child === undefined;
  const children = register.children.filter(
    ({ key, compartment: own }) => own !== undefined && (everywhere || key === where.child),
  );
  const fields = sealedFields(register.fields).filter(({ key }) => everywhere || key === where.field);
  return [
    ...new Set([
      ...matchesInFields(reader, vault, register, fields, wanted, ids),
      ...children.flatMap((child) => matchesInRows(reader, vault, register, child, wanted, ids)),
    ]),
  ];
}

const hasText = (parts: readonly Part[], wanted: string): boolean =>
  parts.some(({ text }) => text.includes(wanted));

function matchesInFields(
  reader: Reader,
  vault: Vault,
  register: Register,
  fields: readonly Field[],
  wanted: string,
  ids: string,
): readonly string[] {
  if (fields.length === 0) return [];
  const rows = reader.all(
    `SELECT id, ${quote(sealColumn)} FROM ${quote(register.id)} WHERE id IN (SELECT value FROM json_each(?))`,
    [ids],
  );
  return rows.flatMap((row) => {
    const { id, [sealColumn]: sealed } = row;
    if (!(sealed instanceof Uint8Array)) return [];
    const values = openValues(vault, register, String(id), sealed);
    return hasText(fieldParts(fields, values), wanted) ? [String(id)] : [];
  });
}

/** Working out all of them takes longer than opening the seal. */
const withoutInitials = (): readonly string[] => [];

function matchesInRows(
  reader: Reader,
  vault: Vault,
  register: Register,
  child: ChildTable,
  wanted: string,
  ids: string,
): readonly string[] {
  const rows = reader.all<{ record: string; rowId: string; sealed: Uint8Array }>(
    `SELECT record, rowId, sealed FROM ${quote(childTableName(register, child.key))}
     WHERE record IN (SELECT value FROM json_each(?))`,
    [ids],
  );
  const mayBeInitials = /^[a-z0-9]+$/u.test(wanted);
  const found = new Set<string>();
  for (const { record, rowId, sealed } of rows) {
    if (found.has(record)) continue;
    const { values } = openSeal(vault, child, { rowId, values: {}, sealed });
    const isFound =
      hasText(rowParts(child, values, withoutInitials), wanted) ||
      (mayBeInitials && hasInitials(textOf(values[child.title]), wanted));
    if (isFound) found.add(record);
  }
  return [...found];
}
