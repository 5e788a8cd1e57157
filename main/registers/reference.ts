/** Code lists, deadline rules, working calendars and lists of the ledger as this vault holds them. */
import { type Calendar, type CalendarYear, createCalendar } from '../../domain/calendar/calendar.ts';
import { type CodeIndex, createCodeIndex } from '../../domain/codes/lookup.ts';
import type { Code, DeadlineRule } from '../../domain/register.ts';
import type { OfficeRow } from '../../domain/office-tables/office-table.ts';
import type { LedgerLists } from '../../domain/registers/rect-item/lists.ts';
import type { Reader, Writer } from '../vault/api.ts';
import { readCounter, takeNext } from './counters.ts';
import { readLedgerLists } from './ledger-lists.ts';
import { readOfficeRows } from './office-rows.ts';

export interface Reference {
  readonly codes: CodeIndex;
  readonly allCodes: readonly Code[];
  readonly rules: readonly DeadlineRule[];
  readonly calendar: Calendar;
  readonly years: readonly CalendarYear[];
  readonly ledgerLists: LedgerLists;
  readonly officeRows: readonly OfficeRow[];
}

/** Gives the reference data as `reader` sees it. What was committed is kept until it changes. */
export type ReferenceSource = (reader: Reader) => Reference;

const version = ['reference data', ''] as const;

export function createReferenceSource(vault: Reader): ReferenceSource {
  // What a transaction sees may still be rolled back and its number used again, so it is kept for that reader only.
  const keptByReader = new WeakMap<Reader, { readonly version: number; readonly reference: Reference }>();
  return (reader) => {
    const now = readCounter(reader, ...version);
    const kept = keptByReader.get(reader) ?? keptByReader.get(vault);
    if (kept?.version === now) return kept.reference;
    const reference = readReference(reader);
    keptByReader.set(reader, { version: now, reference });
    return reference;
  };
}

/** To be called in every transaction that changes codes, rules, calendars or lists of the ledger. */
export function touchReference(tx: Writer): void {
  takeNext(tx, ...version);
}

interface CodeRow extends Omit<Code, 'verified' | 'synonyms'> {
  readonly verified: number;
  readonly synonyms: string;
}

export function readCodes(reader: Reader): readonly Code[] {
  const rows = reader.all<CodeRow>('SELECT * FROM code ORDER BY list, sort, code');
  return rows.map((row) => ({
    ...row,
    verified: row.verified === 1,
    synonyms: JSON.parse(row.synonyms) as string[],
  }));
}

interface RuleRow extends Omit<DeadlineRule, 'verified' | 'rollToWorkday' | 'validFrom'> {
  readonly verified: number;
  readonly rollToWorkday: number;
  readonly validFrom: string;
}

export function readRules(reader: Reader): readonly DeadlineRule[] {
  const rows = reader.all<RuleRow>('SELECT * FROM deadline_rule ORDER BY code, validFrom');
  return rows.map((row) => ({
    ...row,
    verified: row.verified === 1,
    rollToWorkday: row.rollToWorkday === 1,
    validFrom: row.validFrom === '' ? null : row.validFrom,
  }));
}

interface YearRow {
  readonly year: number;
  readonly basis: string;
  readonly verified: number;
  readonly holidays: string;
  readonly workdays: string;
}

export function readYears(reader: Reader): readonly CalendarYear[] {
  const rows = reader.all<YearRow>('SELECT * FROM calendar_year ORDER BY year');
  return rows.map((row) => ({
    year: row.year,
    basis: row.basis,
    verified: row.verified === 1,
    holidays: JSON.parse(row.holidays) as string[],
    workdays: JSON.parse(row.workdays) as string[],
  }));
}

function readReference(reader: Reader): Reference {
  const allCodes = readCodes(reader);
  const years = readYears(reader);
  return {
    allCodes,
    codes: createCodeIndex(allCodes),
    rules: readRules(reader),
    years,
    calendar: createCalendar(years),
    ledgerLists: readLedgerLists(reader),
    officeRows: readOfficeRows(reader),
  };
}

export function writeCode(tx: Writer, code: Code): void {
  tx.run(
    `INSERT INTO code (list, code, label, sort, basis, verified, validFrom, validTo, synonyms, parent, guidance)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (list, code) DO UPDATE SET label = excluded.label,
     sort = excluded.sort, basis = excluded.basis, verified = excluded.verified, validFrom = excluded.validFrom,
     validTo = excluded.validTo, synonyms = excluded.synonyms, parent = excluded.parent,
     guidance = excluded.guidance`,
    [
      code.list,
      code.code,
      code.label,
      code.sort,
      code.basis,
      code.verified ? 1 : 0,
      code.validFrom,
      code.validTo,
      JSON.stringify(code.synonyms),
      code.parent,
      code.guidance,
    ],
  );
}

export function writeRule(tx: Writer, rule: DeadlineRule): void {
  tx.run(
    `INSERT INTO deadline_rule (code, label, length, unit, rollToWorkday, basis, verified, validFrom, validTo)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (code, validFrom) DO UPDATE SET label = excluded.label,
     length = excluded.length, unit = excluded.unit, rollToWorkday = excluded.rollToWorkday, basis = excluded.basis,
     verified = excluded.verified, validTo = excluded.validTo`,
    [
      rule.code,
      rule.label,
      rule.length,
      rule.unit,
      rule.rollToWorkday ? 1 : 0,
      rule.basis,
      rule.verified ? 1 : 0,
      rule.validFrom ?? '',
      rule.validTo,
    ],
  );
}

export function writeYear(tx: Writer, year: CalendarYear): void {
  tx.run(
    `INSERT INTO calendar_year (year, basis, verified, holidays, workdays) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (year) DO UPDATE SET basis = excluded.basis, verified = excluded.verified,
     holidays = excluded.holidays, workdays = excluded.workdays`,
    [
      year.year,
      year.basis,
      year.verified ? 1 : 0,
      JSON.stringify(year.holidays),
      JSON.stringify(year.workdays),
    ],
  );
}
