/** Looks for the record that each row of an import is already: in the register, or further up in the same sheet. */
import type { Actor } from '../../../domain/access/permissions.ts';
import type { Register, Values } from '../../../domain/register.ts';
import type { Engine } from '../../registers/engine.ts';
import {
  addsNothing,
  type Addition,
  repeatKey,
  type SheetRow,
  type Standing,
} from '../../registers/same-record.ts';
import { partsOf } from '../../registers/spreadsheet/parts-as-rows.ts';
import type { ConvertedRecord } from '../../registers/spreadsheet/row-conversion.ts';
import { numberedChildren, type RepeatFinder } from './find-repeats.ts';
import { isWritten, type SeenBefore } from './import-session.ts';

/** A record that rows may be the same as. */
interface Place {
  readonly id: string | null;
  readonly index: number | null;
  readonly no: string;
}

/** What a row of the sheet is going to be, for those further down. */
interface Noted {
  readonly index: number;
  readonly line: number;
}

interface Earlier extends Noted {
  readonly standing: Standing;
}

interface Added extends Noted {
  readonly addition: Addition;
}

interface Match {
  readonly place: Place;
  readonly addition: Addition;
  /** The row above it that is going to add what this one says too, where the record does not say it yet. */
  readonly addedBy: number | null;
}

/** What the sheet's rows say, as the engine compares and adds it; `columns` are the paths its columns go to. */
export function sheetRow({ values, children }: ConvertedRecord, columns: ReadonlySet<string>): SheetRow {
  return { values, children, columns };
}

/** For registers that say in which fields records repeat each other. */
export function createKnownFinder(
  engine: Engine,
  actor: Actor,
  register: Register,
  columns: ReadonlySet<string>,
): RepeatFinder {
  const earlier = createNotes<Earlier>();
  /** What rows of the sheet are going to add to a record, by its place. */
  const additions = createNotes<Added>();
  const matchByIndex = new Map<number, Match>();

  const matchWith = (place: Place, standing: Standing, index: number, row: SheetRow): Match => {
    const toCome = additions.above(placeKey(place), index);
    const whole = toCome.reduce((known, each) => added(known, each.addition), standing);
    const addition = engine.additionTo(actor, register.id, whole, row);
    const last = toCome.at(-1);
    const told = place.id !== null && addsNothing(addition) && addition.differs.length === 0;
    const stands =
      last === undefined || !told || addsNothing(engine.additionTo(actor, register.id, standing, row));
    return { place, addition, addedBy: stands ? null : last.line };
  };

  const matches = (index: number, row: SheetRow, key: string): readonly Match[] => {
    const stored = engine
      .sameRecords(register.id, row.values)
      .map((each) =>
        matchWith(
          { id: each.id, index: null, no: each.no },
          engine.standingOf(register.id, each),
          index,
          row,
        ),
      );
    const above = earlier
      .above(key, index)
      .map((each) =>
        matchWith({ id: null, index: each.index, no: `本表第${each.line}行` }, each.standing, index, row),
      )
      // What one sheet lists twice and differently are two records.
      .filter(({ addition }) => addition.differs.length === 0);
    return [...stored, ...above];
  };

  const find: RepeatFinder['find'] = (index, record) => {
    matchByIndex.delete(index);
    const key = repeatKey(register, record.values);
    const faulty = record.problems.some(({ severity }) => severity === 'error');
    if (key === undefined || faulty) return null;
    const best = bestOf(matches(index, sheetRow(record, columns), key));
    if (best) matchByIndex.set(index, best);
    return best ? describe(register, best) : null;
  };
  return {
    find,
    findAgain: find,
    note: (index, record) => {
      earlier.forget(index);
      additions.forget(index);
      const { converted, decision } = record;
      const key = repeatKey(register, converted.values);
      if (key === undefined || !isWritten(record)) return;
      const noted = { index, line: converted.rows[0] ?? 0 };
      const match = decision === 'update' ? matchByIndex.get(index) : undefined;
      if (match) additions.add(placeKey(match.place), { ...noted, addition: match.addition });
      else earlier.add(key, { ...noted, standing: standingOfRow(register, converted) });
    },
    keyOf: ({ values }) => repeatKey(register, values),
    followsEveryWord: true,
  };
}

interface Notes<N extends Noted> {
  readonly add: (key: string, note: N) => void;
  /** In the order of the sheet. */
  readonly above: (key: string, index: number) => readonly N[];
  readonly forget: (index: number) => void;
}

function createNotes<N extends Noted>(): Notes<N> {
  const notesByKey = new Map<string, Map<number, N>>();
  const keyByIndex = new Map<number, string>();
  return {
    add: (key, note) => {
      const notes = notesByKey.get(key) ?? new Map<number, N>();
      notesByKey.set(key, notes.set(note.index, note));
      keyByIndex.set(note.index, key);
    },
    above: (key, index) =>
      [...(notesByKey.get(key)?.values() ?? [])]
        .filter((note) => note.index < index)
        .toSorted((left, right) => left.index - right.index),
    forget: (index) => {
      notesByKey.get(keyByIndex.get(index) ?? '')?.delete(index);
      keyByIndex.delete(index);
    },
  };
}

const placeKey = ({ id, index }: Place): string => id ?? `#${index ?? ''}`;

/** The record that contradicts least; of those the one that says all of it, else the first. */
function bestOf(found: readonly Match[]): Match | undefined {
  const least = Math.min(...found.map(({ addition }) => addition.differs.length));
  const nearest = found.filter(({ addition }) => addition.differs.length === least);
  return nearest.find(({ addition }) => addsNothing(addition)) ?? nearest[0];
}

/** A row that will be a record of its own, as rows further down are compared with it. */
function standingOfRow(register: Register, { values, children, state }: ConvertedRecord): Standing {
  const parts = new Set(partsOf(register).map(({ id }) => id));
  const code = state ?? register.workflow.initial;
  const split = (isPart: boolean) =>
    Object.fromEntries(Object.entries(children).filter(([key]) => parts.has(key) === isPart));
  return {
    state: code,
    values,
    children: numberedChildren(split(false)),
    parts: split(true),
    open: register.workflow.states.find((each) => each.code === code)?.final !== true,
  };
}

function added(standing: Standing, { values, children, parts }: Addition): Standing {
  const more = Object.entries(parts).map(([id, rows]): [string, readonly Values[]] => [
    id,
    [...(standing.parts[id] ?? []), ...rows],
  ]);
  return {
    ...standing,
    values: { ...standing.values, ...values },
    children: { ...standing.children, ...numberedChildren(children) },
    parts: { ...standing.parts, ...Object.fromEntries(more) },
  };
}

function describe(register: Register, { place, addition, addedBy }: Match): SeenBefore {
  const adds = addedLabels(register, addition);
  const { differs, unseen } = addition;
  const identical = adds.length === 0 && differs.length === 0 && !unseen;
  const sentences = [
    likeness(place, identical, addedBy),
    adds.length > 0 ? `可以补充：${adds.join('、')}。` : '',
    differs.length > 0 ? `与已登记的不一致、不会改动：${differs.join('、')}。` : '',
    unseen ? '人员请人工核对。' : '',
  ];
  // In one sheet only a new part shows that two rows are meant for one record.
  const sure = place.id === null ? Object.keys(addition.parts).length > 0 : addedBy === null && !unseen;
  return {
    ...place,
    score: null,
    explanation: sentences.join(''),
    identical,
    adds: adds.length > 0,
    certain: sure && register.eventLog !== true,
    differs,
  };
}

function likeness({ id, no }: Place, identical: boolean, addedBy: number | null): string {
  if (addedBy !== null) return `与本表第${addedBy}行要为${no}补充的内容相同。`;
  if (id === null) return identical ? `与${no}相同。` : `与${no}主要栏目相同。`;
  return identical ? `${no}已经登记，内容相同，可能是同一张表重复导入。` : `${no}已经登记。`;
}

function addedLabels(register: Register, { values, children, parts }: Addition): readonly string[] {
  const filled = [...register.fields, ...register.children].filter(
    ({ key }) => Object.hasOwn(values, key) || Object.hasOwn(children, key),
  );
  const fresh = partsOf(register).flatMap(({ id, label, unit }) => {
    const count = parts[id]?.length ?? 0;
    return count === 0 ? [] : [`${label}${count}${unit}`];
  });
  return [...fresh, ...filled.map(({ label }) => label)];
}
