/** Checked rows as the engine inserts them. */
import type { Values } from '../../../domain/register.ts';
import type { NewRecord } from '../../registers/insert-many.ts';
import { partsOf } from '../../registers/spreadsheet/parts-as-rows.ts';
import { numberedChildren } from './find-repeats.ts';
import { type CheckedRecord, type ImportSession, isStatedRepeat } from './import-session.ts';

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
  const isLetter = session.register.repeats === undefined;
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
      ...(isLetter && (orphan ? { dupDecision: 'FIRST' } : repeatValues(record))),
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
