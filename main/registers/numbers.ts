/** Record numbers: drawn in the transaction that stores the record, so that none is lost and none is used twice. */
import { counterKey, gaps, nextNumber, parseNumber, type NumberParts } from '../../domain/numbering.ts';
import { hostOf, numberPartOf } from '../../domain/office.ts';
import type { Register, Values } from '../../domain/register.ts';
import type { Reader, Writer } from '../vault/api.ts';
import { readCounter, writeCounter } from './counters.ts';
import type { OfficeInfo } from './deps.ts';
import { readTextSetting, settingKeys } from './settings.ts';
import { quote } from './sql.ts';

/** At a group's workstation every number names it: its records become the host's, beside numbers of the same mask. */
export function maskOf(reader: Reader, register: Register, { id }: OfficeInfo): string {
  const mask = readTextSetting(reader, settingKeys.numbering(register.id), register.numbering);
  return hostOf(id) === undefined || mask.includes('{region}')
    ? mask
    : mask.replace('{year}', '{region}-{year}');
}

/** Numbers count within the year of the record's own date (收件日期), so that a ledger entered later fits in. */
function partsFor(office: OfficeInfo, year: string): NumberParts {
  return { region: numberPartOf(office.id, office.region), year };
}

export function yearOfRecord(register: Register, values: Values, today: string): string {
  const date = values[register.dateField];
  return (typeof date === 'string' && date !== '' ? date : today).slice(0, 4);
}

/** A source of consecutive numbers for one transaction; `finish` writes the counters it used. */
export interface NumberSource {
  readonly next: (year: string) => string;
  readonly finish: () => void;
}

export function createNumberSource(tx: Writer, register: Register, office: OfficeInfo): NumberSource {
  const mask = maskOf(tx, register, office);
  const lastByKey = new Map<string, number>();
  return {
    next: (year) => {
      const parts = partsFor(office, year);
      const key = counterKey(mask, parts);
      const last = lastByKey.get(key) ?? readCounter(tx, register.id, key);
      const { number, sequence } = nextNumber(mask, parts, last);
      lastByKey.set(key, sequence);
      return number;
    },
    finish: () => {
      for (const [key, last] of lastByKey) writeCounter(tx, register.id, key, last);
    },
  };
}

export function takeNumber(tx: Writer, register: Register, office: OfficeInfo, year: string): string {
  const source = createNumberSource(tx, register, office);
  const number = source.next(year);
  source.finish();
  return number;
}

export interface NumberReport {
  readonly last: number;
  readonly missing: readonly string[];
  readonly voided: readonly string[];
}

/** Whether the office's numbers of a year are complete: voided numbers stay visible, missing ones are named. */
export function reportNumbers(
  reader: Reader,
  register: Register,
  office: OfficeInfo,
  year: number,
): NumberReport {
  const mask = maskOf(reader, register, office);
  const parts = partsFor(office, String(year));
  const key = counterKey(mask, parts);
  const prefix = key.slice(0, key.indexOf('#'));
  const rows = reader.all<{ no: string; voidAt: number | null }>(
    `SELECT no, voidAt FROM ${quote(register.id)} WHERE no >= ? AND no < ? AND office = ? ORDER BY no`,
    [prefix, `${prefix}\u{10FFFF}`, office.id],
  );
  const sequences: number[] = [];
  const voided: string[] = [];
  for (const row of rows) {
    const parsed = parseNumber(mask, row.no);
    if (!parsed || counterKey(mask, parsed.parts) !== key) continue;
    sequences.push(parsed.sequence);
    if (row.voidAt !== null) voided.push(row.no);
  }
  const last = readCounter(reader, register.id, key);
  const missing = gaps(last > 0 ? [...sequences, last] : sequences);
  const lastIsThere = last === 0 || sequences.includes(last);
  const numbers = lastIsThere ? missing : [...missing, last];
  return { last, missing: numbers.map((each) => nextNumber(mask, parts, each - 1).number), voided };
}
