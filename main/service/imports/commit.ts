/** The last step of an import: everything importable in one transaction, with one audit entry. */
import { refuse } from '../../../domain/failure.ts';
import type { Register, Values } from '../../../domain/register.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import type { Written } from '../../audit/commit.ts';
import { type Inserted, type NewRecord, roomOfRecord } from '../../registers/insert-many.ts';
import { partsOf } from '../../registers/spreadsheet/parts-as-rows.ts';
import type { Slices, Writer } from '../../vault/api.ts';
import type { Desk } from '../desk.ts';
import type { JobControl } from '../jobs.ts';
import { numberedChildren } from './find-repeats.ts';
import {
  type CheckedRecord,
  type Counts,
  countsOf,
  type ImportSession,
  isStatedRepeat,
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

/** Records to be written, in the order of the sheet. Refuses undecided repeats, and faulty rows unless allowed. */
function chosenRecords(session: ImportSession, allowPartial: boolean): readonly number[] {
  const counts = countsOf(session);
  const undecided = session.records.filter(
    (record) => verdictOf(record) === 'duplicate' && record.decision === null,
  );
  if (undecided.length > 0) {
    refuse(
      'RepeatsUndecided',
      `还有${undecided.length}行疑似重复件没有认定。`,
      '重复件须逐件（或成批）认定后才能导入。',
      '请在“疑似重复”中选择：登记为重复件、不是重复件，或不导入。',
    );
  }
  if (counts.refused > 0 && !allowPartial) {
    refuse(
      'RowsRefused',
      `有${counts.refused}行有错误，未导入任何内容。`,
      '有错误的行不能导入。',
      '请改正后再导入，或选择“只导入无误的行”，并下载错误行表格另行处理。',
    );
  }
  return session.records.flatMap((record, index) =>
    ['new', 'duplicate'].includes(verdictOf(record)) ? [index] : [],
  );
}

const unfoundFirst = '原表写明是重复件，导入时没有找到首次件。';

function repeatValues(record: CheckedRecord): Values {
  const { seen, decision } = record;
  if (!seen)
    return { dupDecision: 'FIRST', ...(isStatedRepeat(record.converted) ? { dupBasis: unfoundFirst } : {}) };
  if (decision !== 'repeat') return { dupDecision: 'FIRST', dupBasis: '导入时认定不是重复件。' };
  return {
    dupDecision: 'REPEAT',
    dupBasis: seen.explanation,
    ...(seen.id === null ? {} : { duplicateOf: seen.id }),
  };
}

/** Records as the engine inserts them; a repeat of a row of the same sheet points at that row's place. */
export function* toNewRecords(session: ImportSession, chosen: readonly number[]): Generator<NewRecord> {
  const parts = new Set(partsOf(session.register).map(({ id }) => id));
  const placeByIndex = new Map(chosen.map((index, place) => [index, place]));
  for (const index of chosen) {
    const record = session.records[index];
    if (!record) throw new Error('no such record');
    const { seen, decision } = record;
    const first = seen?.index ?? null;
    const place = decision === 'repeat' && first !== null ? placeByIndex.get(first) : undefined;
    // The first letter of a repeat may itself have been left out of this import.
    const orphan = decision === 'repeat' && seen?.id === null && place === undefined;
    const values = {
      ...record.converted.values,
      ...(orphan ? { dupDecision: 'FIRST' } : repeatValues(record)),
    };
    const own = Object.entries(record.converted.children).filter(([key]) => !parts.has(key));
    const children = numberedChildren(Object.fromEntries(own));
    const { state } = record.converted;
    yield {
      values,
      children,
      ...(state === undefined ? {} : { state }),
      ...(place === undefined ? {} : { repeats: place }),
    };
  }
}

/**
 * Writes the chosen rows, all or none. Refuses with `AlreadyImported`, `RepeatsUndecided`, `RowsRefused`,
 * `NothingToImport`; may be cancelled until the last row is in.
 */
export async function commitImport(
  desk: Desk,
  session: ImportSession,
  allowPartial: boolean,
  job: JobControl,
): Promise<Output<'import.commit'>> {
  refuseCommitted(session);
  const chosen = chosenRecords(session, allowPartial);
  if (chosen.length === 0) {
    refuse('NothingToImport', '没有可以导入的行。', '所有行都被跳过或有错误。', '请检查表格或列对应后重试。');
  }
  const counts = countsOf(session);
  session.commit = 'running';
  try {
    const inserted = await write(desk, session, chosen, counts, job);
    session.commit = 'done';
    return {
      imported: inserted.ids.length,
      repeats: session.records.filter((record) => record.seen && record.decision === 'repeat').length,
      skipped: counts.skipped,
      refused: counts.refused,
      firstNo: inserted.numbers[0] ?? '',
      lastNo: inserted.numbers.at(-1) ?? '',
    };
  } catch (error) {
    session.commit = 'none';
    throw error;
  }
}

async function write(
  desk: Desk,
  session: ImportSession,
  chosen: readonly number[],
  counts: Counts,
  job: JobControl,
): Promise<Inserted> {
  const { engine } = desk.office();
  const { actor } = desk.person();
  const register = session.register.id;
  const parts = partsOf(session.register);
  const records: NewRecord[] = [];
  for (const record of toNewRecords(session, chosen)) {
    records.push(engine.sealAhead(register, record));
    if (records.length % sealedAtOnce > 0) continue;
    job.progress(records.length, chosen.length * 2, '正在加密反映人信息');
    await job.breathe();
  }
  const options = {
    action: 'import',
    reason: session.fileName,
    progress: (done: number, of: number) =>
      job.progress(chosen.length + done, chosen.length + of, '正在写入'),
  };
  const topics = [register, ...parts.map(({ id }) => id), 'dashboard'];
  const below = parts.reduce((sum, part) => sum + partRecords(part, session, chosen, []).length, 0);
  const room = (records.length + below) * roomOfRecord;
  const insert = function* (tx: Writer): Slices<Written<Inserted>> {
    const output = yield* engine.insertMany(tx, actor, register, records, options);
    for (const part of parts) {
      const below = partRecords(part, session, chosen, output.ids);
      const progress = (done: number, of: number): void => job.progress(done, of, `正在写入${part.label}`);
      yield* engine.insertMany(tx, actor, part.id, below, { ...options, progress });
    }
    const audit = {
      action: 'import.commit',
      entity: register,
      detail: `导入${output.ids.length}件（跳过${counts.skipped}行，有误${counts.refused}行）`,
      entityNo: `${output.numbers[0] ?? ''}—${output.numbers.at(-1) ?? ''}`,
    };
    return { output, audit };
  };
  return desk.commitLong(topics, insert, job, room);
}

/** The rows below each record as records of their own, named by what they are part of. */
function partRecords(
  { id, partOf }: Register,
  session: ImportSession,
  chosen: readonly number[],
  owners: readonly string[],
): readonly NewRecord[] {
  if (!partOf) return [];
  return chosen.flatMap((index, place) =>
    (session.records[index]?.converted.children[id] ?? []).map((values) => ({
      values: { ...values, [partOf.field]: owners[place] ?? null },
      children: {},
    })),
  );
}

/** Some milliseconds. */
const sealedAtOnce = 20;
