/** The last step of an import: everything importable in one transaction, with one audit entry. */
import { refuse } from '../../../domain/failure.ts';
import { goesOut } from '../../../domain/outside-readers.ts';
import type { Register, Values } from '../../../domain/register.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import type { Written } from '../../audit/commit.ts';
import { type Completion, partRecords } from '../../registers/complete.ts';
import {
  type Inserted,
  type InsertOptions,
  type NewRecord,
  roomOfRecord,
} from '../../registers/insert-many.ts';
import { partsOf } from '../../registers/spreadsheet/parts-as-rows.ts';
import type { Slices, Writer } from '../../vault/api.ts';
import type { Desk } from '../desk.ts';
import type { JobControl } from '../jobs.ts';
import { sheetRow } from './find-known.ts';
import { toNewRecords } from './to-new-records.ts';
import { namedRows } from './named-petitioners.ts';
import { beginImport, endFailedImport, endImport } from './unfinished.ts';
import {
  type CheckedRecord,
  columnsOf,
  type Counts,
  countsOf,
  type ImportSession,
  isWritten,
  verdictOf,
} from './import-session.ts';

/** A second press of the button, or an impatient one during the first, must not enter every letter twice. */
function refuseCommitted({ commit }: ImportSession): void {
  if (commit === 'none') return;
  refuse(
    'AlreadyImported',
    commit === 'done' ? '这张表已经导入，没有重复导入。' : '这张表正在导入，不用再按。',
    '同一次核对的内容只写入一次。',
    '请到列表中查看；还要导入其他表的，请重新核对。',
  );
}

/** What is written, by the places of the rows among the session's records, in the order of the sheet. */
interface Chosen {
  /** New records. */
  readonly fresh: readonly number[];
  /** Rows that add to a record: one that is stored, or the one a row of `fresh` becomes. */
  readonly completing: readonly { readonly index: number; readonly target: Target }[];
}

type Target = { readonly id: string } | { readonly place: number };

/** Refuses undecided repeats, and faulty rows unless allowed. */
function chosenRecords(session: ImportSession, allowPartial: boolean): Chosen {
  const counts = countsOf(session);
  const undecided = session.records.filter(
    (record) => verdictOf(record) === 'duplicate' && record.decision === null,
  );
  if (undecided.length > 0) {
    refuse('RepeatsUndecided', ...undecidedWords(session.register, undecided.length));
  }
  if (counts.refused > 0 && !allowPartial) {
    refuse(
      'RowsRefused',
      `有${counts.refused}行有错误，未导入任何内容。`,
      '有错误的行不能导入。',
      '请改正后再导入；或者勾选“先导入其余各行”，不能导入的行用“保存错误表”另存。',
    );
  }
  const written = session.records.flatMap((record, index) => (isWritten(record) ? [index] : []));
  const isFresh = (index: number): boolean => targetIndex(session, index) === index;
  const fresh = written.filter(isFresh);
  const placeByIndex = new Map(fresh.map((index, place) => [index, place]));
  const completing = written
    .filter((index) => !isFresh(index))
    .map((index) => ({ index, target: targetOf(session, index, placeByIndex) }));
  return { fresh, completing };
}

function undecidedWords({ repeats }: Register, count: number): [string, string, string] {
  return repeats
    ? [
        `还有${count}行与已登记的或者本表前面的行相同、相近，没有认定。`,
        '是不是同一件须由您逐行（或成批）认定，软件不代为取舍；已登记的内容不会改动。',
        '请在“已登记或相近”中选择：补充空白、作为新件，或不导入。',
      ]
    : [
        `还有${count}行疑似重复件没有认定。`,
        '重复件须逐件（或成批）认定后才能导入。',
        '请在“疑似重复”中选择：登记为重复件、不是重复件，或不导入。',
      ];
}

/**
 * The row whose record this one adds to, or itself when it becomes a record of its own: also when the row it would have
 * added to is left out.
 */
function targetIndex(session: ImportSession, index: number): number {
  const { seen, decision } = session.records[index] ?? {};
  if (!seen || decision !== 'update') return index;
  if (seen.id !== null) return -1;
  const above = session.records[seen.index ?? -1];
  const written = above !== undefined && isWritten(above);
  return written && seen.index !== null ? targetIndex(session, seen.index) : index;
}

function targetOf(session: ImportSession, index: number, placeByIndex: ReadonlyMap<number, number>): Target {
  const { seen } = session.records[index] ?? {};
  if (typeof seen?.id === 'string') return { id: seen.id };
  const above = seen?.index ?? -1;
  const place = placeByIndex.get(above);
  return place === undefined ? targetOf(session, above, placeByIndex) : { place };
}

/** Unless a reason says that they may come in as they are. */
function refuseNamed({ register }: ImportSession, named: readonly CheckedRecord[]): void {
  const rows = named.map(({ converted }) => `第${converted.rows[0] ?? 0}行`);
  if (rows.length === 0) return;
  const listed = `${rows.slice(0, mostListed).join('、')}${rows.length > mostListed ? '等' : ''}`;
  refuse(
    'PetitionersNamed',
    `有${rows.length}行可能写有反映人的姓名、电话等，或者成段引用来信原文，未导入任何内容。`,
    `${register.label}${goesOut[register.outsideReaders ?? 'target']}，凡能查看的人导入后就看得到：${listed}。`,
    '请返回校验，改写这些行或者不导入；确属同名的他人的，写明理由后导入（理由只记入审计日志）。',
  );
}

const mostListed = 10;

interface Wanted {
  readonly allowPartial: boolean;
  /** Why rows that may name a petitioner are written all the same; blank when nobody has said so. */
  readonly namedReason: string;
}

/**
 * Writes the chosen rows, all or none. Refuses with `AlreadyImported`, `RepeatsUndecided`, `RowsRefused`,
 * `NothingToImport`, `PetitionersNamed`; may be cancelled until the last row is in.
 */
export async function commitImport(
  desk: Desk,
  session: ImportSession,
  { allowPartial, namedReason }: Wanted,
  job: JobControl,
): Promise<Output<'import.commit'>> {
  refuseCommitted(session);
  const chosen = chosenRecords(session, allowPartial);
  if (chosen.fresh.length + chosen.completing.length === 0) {
    refuse('NothingToImport', '没有可以导入的行。', '所有行都被跳过或有错误。', '请检查表格或列对应后重试。');
  }
  const named = namedRows(session);
  if (namedReason === '') refuseNamed(session, named);
  const counts = countsOf(session);
  session.commit = 'running';
  const office = desk.office();
  try {
    beginImport(office, session);
    const { inserted, updated } = await write(
      desk,
      session,
      chosen,
      (outcome) => auditOf(session, outcome, counts, named, namedReason),
      job,
    );
    session.commit = 'done';
    return {
      imported: inserted.ids.length,
      updated,
      repeats: session.records.filter((record) => record.seen && record.decision === 'repeat').length,
      skipped: counts.skipped,
      refused: counts.refused,
      firstNo: inserted.numbers[0] ?? '',
      lastNo: inserted.numbers.at(-1) ?? '',
    };
  } catch (error) {
    session.commit = 'none';
    // Where the desk has been left meanwhile, nobody is told here: the note stays for the next sign-in.
    if (desk.officeOrNull() === office) endFailedImport(office, session);
    throw error;
  }
}

interface Outcome {
  readonly inserted: Inserted;
  readonly updated: number;
}

async function write(
  desk: Desk,
  session: ImportSession,
  { fresh, completing }: Chosen,
  audit: (outcome: Outcome) => Written<Outcome>['audit'],
  job: JobControl,
): Promise<Outcome> {
  const { engine } = desk.office();
  const { actor } = desk.person();
  const register = session.register.id;
  const parts = partsOf(session.register);
  const records: NewRecord[] = [];
  for (const record of toNewRecords(session, fresh)) {
    records.push(engine.sealAhead(register, record));
    if (records.length % sealedAtOnce > 0) continue;
    job.progress(records.length, fresh.length * 2, '正在加密反映人信息');
    await job.breathe();
  }
  const options = { action: 'import', reason: session.fileName };
  const telling = (label: string, before = 0): InsertOptions => ({
    ...options,
    progress: (done, of) => job.progress(before + done, before + of, `正在写入${label}`),
  });
  const topics = [register, ...parts.map(({ id }) => id), 'dashboard'];
  const room = (records.length + completing.length + countParts(session, parts)) * roomOfRecord;
  const insert = function* (tx: Writer): Slices<Written<Outcome>> {
    const inserted = yield* engine.insertMany(tx, actor, register, records, telling('', fresh.length));
    for (const part of parts) {
      const below = fresh.flatMap((index, place) =>
        partRecords(tx, part, inserted.ids[place] ?? '', rowsBelow(session, part, index)),
      );
      yield* engine.insertMany(tx, actor, part.id, below, telling(part.label));
    }
    const completions = completing.map(({ index, target }) =>
      'id' in target
        ? completionOf(session, index, target.id, null)
        : completionOf(session, index, inserted.ids[target.place] ?? '', fresh[target.place] ?? null),
    );
    const updated = yield* engine.completeMany(tx, actor, register, completions, telling('补充内容'));
    const output = { inserted, updated };
    endImport(tx, session);
    return { output, audit: audit(output) };
  };
  return desk.commitLong(topics, insert, job, room);
}

function auditOf(
  { register }: ImportSession,
  { inserted, updated }: Outcome,
  { skipped, refused }: Counts,
  named: readonly CheckedRecord[],
  reason: string,
): Written<Outcome>['audit'] {
  const { ids, numbers } = inserted;
  const more = updated > 0 ? `，补充${updated}件` : '';
  return {
    action: 'import.commit',
    entity: register.id,
    detail: `导入${ids.length}件${more}（跳过${skipped}行，有误${refused}行）${named.length > 0 ? `，其中${named.length}行可能写有反映人信息，写明理由后导入` : ''}`,
    ...(named.length > 0 ? { reason } : {}),
    ...(ids.length === 0 ? {} : { entityNo: `${numbers[0] ?? ''}—${numbers.at(-1) ?? ''}` }),
  };
}

function completionOf(session: ImportSession, index: number, id: string, above: number | null): Completion {
  const record = session.records[index];
  if (!record?.seen) throw new Error('no such record');
  const row = sheetRow(record.converted, columnsOf(session.fates));
  const lineOf = (each: number): number => session.records[each]?.converted.rows[0] ?? 0;
  const lines = { line: lineOf(index), above: above === null ? null : lineOf(above) };
  return { id, row, differs: record.seen.differs, ...lines };
}

function rowsBelow(session: ImportSession, { id }: Register, index: number): readonly Values[] {
  return session.records[index]?.converted.children[id] ?? [];
}

function countParts({ records }: ImportSession, parts: readonly Register[]): number {
  const count = ({ converted }: CheckedRecord): number =>
    parts.reduce((sum, { id }) => sum + (converted.children[id]?.length ?? 0), 0);
  return records.reduce((sum, record) => sum + count(record), 0);
}

/** Some milliseconds. */
const sealedAtOnce = 20;
