/** A record as forms print it: every value already in the words of the office, petitioners masked or revealed. */
import type { Mark } from '../../../domain/secrecy.ts';
import { html, keep, lines, type Html } from '../html.ts';

/** The texts of one child row, by field key; of a code itself as `code.` and the key, for the office may call it otherwise. */
export type PrintedRow = Readonly<Record<string, string>>;

/** One step of the procedure as it was taken. */
export interface PrintedStep {
  readonly label: string;
  /** Chinese date, `YYYY-MM-DD`. */
  readonly at: string;
  readonly by: string;
}

/** A row that names a record, and the record the row stands in. */
export interface NamingRow {
  readonly record: PrintedRecord;
  readonly row: PrintedRow;
}

export interface PrintedRecord {
  readonly id: string;
  readonly no: string;
  /** Id of the office that registered it; '' of an unfilled form. */
  readonly office: string;
  readonly mark: Mark;
  /** Code of the state; '' of an unfilled form. */
  readonly state: string;
  readonly stateLabel: string;
  /** 径送: nothing but the envelope is known. */
  readonly envelopeOnly: boolean;
  /** Printed text by field key, of a code itself as `code.` and the key; unfilled fields are ''. */
  readonly text: (key: string) => string;
  /** Rows of a child table, by its key. */
  readonly rows: (child: string) => readonly PrintedRow[];
  /** The records of a register that are part of this one, in the order of their numbers; read when asked for. */
  readonly parts: (register: string) => readonly PrintedRecord[];
  /** The records a `record` or `records` field names; read when asked for. */
  readonly related: (field: string) => readonly PrintedRecord[];
  /** The numbers of the records of another register that name this one in that field. */
  readonly referring: (register: string, field: string) => readonly string[];
  /**
   * Rows of another register's child table that mean this person and nobody else of the pool by name, unit and place, each
   * with its record, in the order of their numbers; nothing of a register that may not be read.
   */
  readonly naming: (register: string, child: string) => readonly NamingRow[];
  /** Duplicate group and the first letter's number, for F10. */
  readonly groupId: string;
  /** Names of the scans; read when asked for. */
  readonly attachments: () => readonly string[];
  /** Every step that was taken, the entry first. */
  readonly steps: () => readonly PrintedStep[];
}

/** What an unfilled form is made from. */
export const blankRecord: PrintedRecord = {
  id: '',
  no: '',
  office: '',
  mark: { kind: 'NONE' },
  state: '',
  stateLabel: '',
  envelopeOnly: false,
  text: () => '',
  rows: () => [],
  parts: () => [],
  related: () => [],
  referring: () => [],
  naming: () => [],
  groupId: '',
  attachments: () => [],
  steps: () => [],
};

/** `实名`, `匿名`, or '' while not filled in. */
export function signatureOf(record: PrintedRecord): string {
  const text = record.text('isRealName');
  return text === '' ? '' : text === '是' ? '实名' : '匿名';
}

/** `初次`, `第2次`, or ''. */
export function repeatOf(record: PrintedRecord): string {
  const sequence = record.text('dupSeq');
  if (sequence !== '' && sequence !== '1') return `第${sequence}次`;
  return record.text('dupDecision') === '' && sequence === '' ? '' : '初次';
}

/** `1份3页`; only what is known. */
export function copiesOf(record: PrintedRecord): string {
  const copies = record.text('copies');
  const pages = record.text('pages');
  return `${copies === '' ? '' : `${copies}份`}${pages === '' ? '' : `${pages}页`}`;
}

/** `张某某、李某某` or `张某某、李某某等5人`; a short name never breaks. */
export function namesOf(rows: readonly PrintedRow[], most = 3): Html {
  const names = rows.map((row) => row['name'] ?? '').filter((name) => name !== '');
  const shown = names.slice(0, most).map((name, index) => {
    const text = index + 1 < Math.min(most, names.length) ? `${name}、` : name;
    return name.length <= longestUnbroken ? keep(text) : html`${text}`;
  });
  return html`${shown}${names.length > most ? keep(`等${names.length}人`) : null}`;
}

/** The accused, or the units complained of when there is no person. */
export function accusedOf(record: PrintedRecord, most = 3): Html {
  const accused = record.rows('accused');
  return namesOf(accused.length > 0 ? accused : record.rows('accusedOrgs'), most);
}

const longestUnbroken = 5;

/** Unit and post of each accused, a line for each. */
export function unitsOf(record: PrintedRecord): Html {
  const units = record
    .rows('accused')
    .map((row) => `${row['unit'] ?? ''}${row['post'] ?? ''}`)
    .filter((text) => text !== '');
  return lines([...new Set(units)].join('\n'));
}

/** Where a letter went that the superior made a lead of and keeps; empty for every other. */
export function leadAboveOf(record: PrintedRecord): string {
  const keeper = record.text('leadOffice');
  if (keeper === '') return '';
  const where = [keeper, record.text('convertedLeadIds')].filter((part) => part !== '').join('、');
  return `已转线索（上级办理：${where}）`;
}
