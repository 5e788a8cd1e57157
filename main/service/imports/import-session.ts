/**
 * One import while it is being prepared: the opened workbook, the chosen sheet, the mapping, the checked rows and the
 * clerk's decisions. It lives in memory only and nothing is written before the commit (ux: import wizard).
 */
import type { CodeIndex } from '../../../domain/codes/lookup.ts';
import { refuse } from '../../../domain/failure.ts';
import type { Register, Values } from '../../../domain/register.ts';
import type { OpenedFile } from '../../registers/spreadsheet/source.ts';
import {
  type ColumnFate,
  type ColumnProposal,
  remarkFate,
} from '../../registers/spreadsheet/column-mapping.ts';
import type { SheetLayout } from '../../registers/spreadsheet/header-detection.ts';
import type {
  CellProblem,
  ConvertedRecord,
  RowConverter,
} from '../../registers/spreadsheet/row-conversion.ts';
import type { Sheet, SheetGrid, Workbook } from '../../registers/spreadsheet/sheets.ts';
import type { ImportTarget } from '../../registers/spreadsheet/targets.ts';
import type { RepeatFinder } from './find-repeats.ts';

/** `update`: what the row says beyond the record that is there is added to it. */
export type Decision = 'import' | 'repeat' | 'update' | 'skip';

/** The record a row seems to repeat: in the register, or further up in the same sheet. */
export interface SeenBefore {
  readonly id: string | null;
  /** Position of the earlier record among those of this import, when `id` is null. */
  readonly index: number | null;
  readonly no: string;
  /** How alike two letters are; null where the register says in which fields records repeat each other. */
  readonly score: number | null;
  readonly explanation: string;
  /** Says nothing beyond it and nothing otherwise: most likely the same sheet imported twice. */
  readonly identical: boolean;
  /** Whether the row says anything that could be added to it. */
  readonly adds: boolean;
  /** Whether the program may propose what to do; what tells of one record no more than of another waits for the clerk. */
  readonly certain: boolean;
  /** Labels of what the row says otherwise. */
  readonly differs: readonly string[];
}

/**
 * What a decision about many rows means for one: where nothing can be added to a record that the row surely is, completing
 * leaves the row out.
 */
export function decidedFor({ seen }: CheckedRecord, decision: Decision): Decision | null {
  if (seen === null || choicesFor(seen).includes(decision)) return decision;
  return seen.certain ? 'skip' : null;
}

/** What can be decided about a row that repeats this record. */
export function choicesFor({ score, adds }: SeenBefore): readonly Decision[] {
  if (score !== null) return ['repeat', 'import', 'skip'];
  return adds ? ['update', 'import', 'skip'] : ['import', 'skip'];
}

export interface CheckedRecord {
  readonly converted: ConvertedRecord;
  readonly seen: SeenBefore | null;
  readonly decision: Decision | null;
}

export interface ChosenSheet {
  readonly sheet: Sheet;
  readonly sheetIndex: number;
  readonly grid: SheetGrid;
  readonly layout: SheetLayout;
  readonly proposals: readonly ColumnProposal[];
  /** Keys of the child tables whose rows came from sheets of their own. */
  readonly details: ReadonlySet<string>;
}

export interface ImportSession {
  readonly id: string;
  readonly owner: string;
  /** As a sheet holds it, its parts below it. */
  readonly register: Register;
  /** The record that what is imported becomes part of, by the field that names it. */
  readonly defaults: Values;
  readonly targets: readonly ImportTarget[];
  readonly fileName: string;
  readonly file: OpenedFile;
  readonly workbook: Workbook;
  /** Sheets that hold a table of the register, so that those not chosen are not forgotten. */
  readonly tables: readonly { readonly name: string; readonly rows: number }[];
  readonly codes: CodeIndex;
  readonly today: string;
  chosen: ChosenSheet | null;
  fates: ReadonlyMap<number, ColumnFate>;
  converter: RowConverter | null;
  /** Set by the check of all rows. */
  finder: RepeatFinder | null;
  readonly corrections: Map<string, string>;
  /** What words that are none of the choices mean; remembered by the office. */
  readonly meanings: Map<string, string>;
  records: CheckedRecord[];
  /** Where compared rows may name a petitioner; a row that was looked at again is another record. */
  readonly named: WeakMap<CheckedRecord, readonly CellProblem[]>;
  /** How often the checked sheet does not hold what it says of itself. */
  doubts: number;
  /** Once the checked rows have been written, only another check may lead to another commit. */
  commit: 'none' | 'running' | 'done';
}

/** The sheet itself calls the letter a repeat, in its column or in 备注. */
export function isStatedRepeat({ values }: ConvertedRecord): boolean {
  return (
    values['dupDecision'] === 'REPEAT' ||
    (typeof values['remark'] === 'string' &&
      /(?<![非不是])(重复件|重信|重复信访|重复举报)|(^|：)重复$/mu.test(values['remark']))
  );
}

/** A stated repeat whose first letter is neither in the register nor further up in the sheet goes in as a first one; the clerk is told. */
export function withRepeatDoubt(converted: ConvertedRecord, seen: SeenBefore | null): ConvertedRecord {
  if (seen || !isStatedRepeat(converted)) return converted;
  const doubt = {
    row: converted.rows[0] ?? 0,
    column: undefined,
    path: 'dupDecision',
    severity: 'warning' as const,
    message: '表中写明是重复件，但没有找到首次件，将按初次件导入，请事后认定',
    original: '',
  };
  return { ...converted, problems: [...converted.problems, doubt] };
}

function isFaulty({ problems }: ConvertedRecord): boolean {
  return problems.some(({ severity }) => severity === 'error');
}

/**
 * A record as the clerk finds it. What is certainly there already is left out, and what only adds to such a record is added,
 * unless the clerk decides otherwise; what contradicts a record, or is merely like one, waits for a decision.
 */
export function checkedRecord(
  { id }: Pick<Register, 'id'>,
  converted: ConvertedRecord,
  seen: SeenBefore | null,
  decision: Decision | null,
): CheckedRecord {
  const doubted = id === 'petition' ? withRepeatDoubt(converted, seen) : converted;
  const proposed = seen && !isFaulty(converted) ? proposedFor(seen) : null;
  return { converted: doubted, seen, decision: decision ?? proposed };
}

function proposedFor({ certain, identical, adds, differs }: SeenBefore): Decision | null {
  if (!certain) return null;
  if (identical) return 'skip';
  return adds && differs.length === 0 ? 'update' : null;
}

export type Verdict = 'new' | 'duplicate' | 'skipped' | 'refused';

/** What will become of a record as things stand. */
export function verdictOf(record: CheckedRecord): Verdict {
  if (record.decision === 'skip') return 'skipped';
  if (isFaulty(record.converted)) return 'refused';
  return record.seen ? 'duplicate' : 'new';
}

/** Whether the record goes into the register, as one of its own or into one that is there. */
export function isWritten(record: CheckedRecord): boolean {
  return ['new', 'duplicate'].includes(verdictOf(record));
}

/** The paths that the sheet's columns go to. */
export function columnsOf(fates: ImportSession['fates']): ReadonlySet<string> {
  return new Set([...fates.values()].map((fate) => (fate === remarkFate ? 'remark' : fate)));
}

export interface Counts {
  readonly rows: number;
  readonly new: number;
  readonly duplicate: number;
  readonly skipped: number;
  readonly refused: number;
  /** Of the duplicates, those that add to the record that is there. */
  readonly update: number;
  readonly warnings: number;
  /** Records to be written of which the sheet claims what only steps establish. */
  readonly claims: number;
  /** Records to be written that may name a petitioner. */
  readonly named: number;
}

/** Rows of the sheet that are no data: totals, signatures, blanks, notes. Headings are not counted. */
export function otherRows(session: ImportSession): readonly SheetLayout['verdicts'][number][] {
  const layout = session.chosen?.layout;
  if (!layout) return [];
  const to = layout.heading?.to ?? 0;
  return layout.verdicts.filter((verdict) => verdict.row > to && verdict.kind !== 'data');
}

/** How many rows of the sheet those are. */
export function countOtherRows(session: ImportSession): number {
  return otherRows(session).reduce((sum, verdict) => sum + verdict.through - verdict.row + 1, 0);
}

export function countsOf(session: ImportSession): Counts {
  const counts = {
    new: 0,
    duplicate: 0,
    skipped: 0,
    refused: 0,
    update: 0,
    warnings: session.doubts,
    claims: 0,
    named: 0,
  };
  const claims = session.register.fields.filter(({ claim }) => claim !== undefined);
  for (const record of session.records) {
    const verdict = verdictOf(record);
    counts[verdict] += 1;
    const claimed = claims.some(({ key, claim }) => claim?.made(record.converted.values[key]) === true);
    if (claimed && (verdict === 'new' || verdict === 'duplicate')) counts.claims += 1;
    if (verdict === 'duplicate' && record.decision === 'update') counts.update += 1;
    const named = session.named.get(record) ?? [];
    if (named.length > 0 && (verdict === 'new' || verdict === 'duplicate')) counts.named += 1;
    if ([...record.converted.problems, ...named].some(({ severity }) => severity === 'warning'))
      counts.warnings += 1;
  }
  const others = countOtherRows(session);
  return { ...counts, skipped: counts.skipped + others, rows: session.records.length + others };
}

export interface ImportSessions {
  readonly add: (session: ImportSession) => void;
  /** The session of this person; refuses one that is gone. */
  readonly get: (id: string, owner: string) => ImportSession;
  readonly close: (id: string) => Promise<void>;
  readonly clear: () => Promise<void>;
}

export function createImportSessions(): ImportSessions {
  const sessionsById = new Map<string, ImportSession>();
  const close = async (id: string): Promise<void> => {
    const session = sessionsById.get(id);
    sessionsById.delete(id);
    await session?.file.close();
  };
  return {
    add: (session) => {
      sessionsById.set(session.id, session);
    },
    get: (id, owner) => {
      const session = sessionsById.get(id);
      if (!session || session.owner !== owner) {
        refuse(
          'ImportGone',
          '这次导入已经结束。',
          '锁定或退出后，未完成的导入不保留。',
          '请重新选择文件导入。',
        );
      }
      return session;
    },
    close,
    clear: async () => {
      for (const id of sessionsById.keys()) await close(id);
    },
  };
}

/** The sheet chosen in this session; a bug of the window when none has been. */
export function chosenOf(session: ImportSession): ChosenSheet {
  if (!session.chosen) throw new Error('no sheet has been chosen');
  return session.chosen;
}
