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
import type { SeenBefore } from './import-session.ts';

/** A record that rows may be the same as. */
interface Place {
  readonly id: string | null;
  readonly index: number | null;
  readonly no: string;
}

interface Earlier {
  readonly index: number;
  readonly row: number;
  readonly standing: Standing;
}

interface Match {
  readonly place: Place;
  readonly addition: Addition;
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
  const earlierByKey = new Map<string, Earlier[]>();
  /** What earlier rows of the sheet are going to add to a record, by its place. */
  const additionsByPlace = new Map<string, { readonly index: number; readonly addition: Addition }[]>();

  const withAdditions = (place: Place, standing: Standing, before: number): Standing =>
    (additionsByPlace.get(placeKey(place)) ?? [])
      .filter(({ index }) => index < before)
      .reduce((known, { addition }) => added(known, addition), standing);

  const matches = (index: number, row: SheetRow, key: string): readonly Match[] => {
    const stored = engine.sameRecords(register.id, row.values).map((each) => ({
      place: { id: each.id, index: null, no: each.no },
      standing: engine.standingOf(register.id, each),
    }));
    const above = (earlierByKey.get(key) ?? [])
      .filter((each) => each.index < index)
      .map((each) => ({
        place: { id: null, index: each.index, no: `本表第${each.row}行` },
        standing: each.standing,
      }));
    const found = [...stored, ...above].map(({ place, standing }) => ({
      place,
      addition: engine.additionTo(actor, register.id, withAdditions(place, standing, index), row),
    }));
    // What one sheet lists twice and differently are two records.
    return found.filter(({ place, addition }) => place.id !== null || addition.differs.length === 0);
  };

  const forget = (index: number): void => {
    for (const [key, rows] of earlierByKey)
      earlierByKey.set(
        key,
        rows.filter((each) => each.index !== index),
      );
    for (const [key, all] of additionsByPlace)
      additionsByPlace.set(
        key,
        all.filter((each) => each.index !== index),
      );
  };

  const find: RepeatFinder['find'] = (index, record) => {
    const key = repeatKey(register, record.values);
    const faulty = record.problems.some(({ severity }) => severity === 'error');
    if (key === undefined || faulty) return null;
    const row = sheetRow(record, columns);
    const best = bestOf(matches(index, row, key));
    if (best === undefined || best.addition.differs.length > 0) {
      const earlier = { index, row: record.rows[0] ?? 0, standing: standingOfRow(register, record) };
      append(earlierByKey, key, earlier);
    } else if (!addsNothing(best.addition)) {
      append(additionsByPlace, placeKey(best.place), { index, addition: best.addition });
    }
    return best ? describe(register, best) : null;
  };
  return {
    find,
    findAgain: (index, record) => {
      forget(index);
      return find(index, record);
    },
    followsEveryWord: true,
  };
}

const placeKey = ({ id, index }: Place): string => id ?? `#${index ?? ''}`;

function append<V>(map: Map<string, V[]>, key: string, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

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

function describe(register: Register, { place, addition }: Match): SeenBefore {
  const adds = addedLabels(register, addition);
  const { differs } = addition;
  const identical = adds.length === 0 && differs.length === 0;
  const sentences = [
    identical ? `${place.no}已经登记，内容相同，可能是同一张表重复导入。` : `${place.no}已经登记。`,
    adds.length > 0 ? `可以补充：${adds.join('、')}。` : '',
    differs.length > 0 ? `与已登记的不一致、不会改动：${differs.join('、')}。` : '',
  ];
  return {
    ...place,
    score: null,
    explanation: sentences.join(''),
    identical,
    adds: adds.length > 0,
    differs,
  };
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
