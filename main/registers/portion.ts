/**
 * How much of what an office is to have goes in one package. After a restore, or to an office that has lost everything, that is
 * all there is; a package takes 200,000 records and 256 MiB. So the oldest changes go first and the rest with the packages
 * after the receipt. What belongs to something that changed later has that with it, or it would be refused.
 */
import { handInsOf } from '../../domain/sent-part.ts';
import type { Travel } from '../../domain/travel.ts';
import type { SqlValue } from '../vault/api.ts';
import { type EngineContext, moduleOf } from './commands.ts';
import { quote } from './sql.ts';
import { changedAfter, type Journey, type Selection, selectionOf, type Since } from './travelling.ts';

/** Letters are of 2 kB; where they are longer the caller takes fewer. */
export const mostAtOnce = 50_000;

export interface Portion {
  /** Changes up to this value go. */
  readonly until: number;
  /** How many records are left for later. */
  readonly left: number;
}

/** Changes go at least up to `from`, where the recipient has answered for them, and no further than `until`. */
interface Stretch {
  readonly from: number;
  readonly until: number;
}

/** The oldest `most` records, or a few more where many go with one change (the items of a plan that was addressed). */
export function portionOf(
  context: EngineContext,
  journeys: readonly Journey[],
  { from, until }: Stretch,
  most = mostAtOnce,
): Portion {
  const all = journeys.map((journey) => selectionOf(context, journey));
  const seqs = all.map(({ sql }) => `SELECT seq FROM (${sql})`).join(' UNION ALL ');
  const params = all.flatMap((each) => each.params);
  const one = (sql: string, more: readonly SqlValue[]): number | null =>
    context.vault.get<{ value: number | null }>(sql, [...params, ...more])?.value ?? null;
  const next = one(
    `SELECT seq AS value FROM (${seqs}) WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT 1 OFFSET ?`,
    [from, until, most],
  );
  if (next === null) return { until, left: 0 };
  const last = one(`SELECT max(seq) AS value FROM (${seqs}) WHERE seq > ? AND seq < ?`, [from, next]) ?? next;
  const left = one(`SELECT count(*) AS value FROM (${seqs}) WHERE seq > ? AND seq <= ?`, [last, until]) ?? 0;
  return { until: last, left };
}

/**
 * Of a journey's register, the records that changed after `until` and of which something goes that changed before: rows as of
 * {@link selectionOf}. Undefined where nothing is part of them on that way.
 */
export function wholesBehind(
  context: EngineContext,
  journey: Journey,
  since: Since,
  until: number,
): Selection | undefined {
  const ids = partsGoing(context, journey, since, until);
  if (!ids) return undefined;
  const { sql, params } = selectionOf(context, journey);
  return {
    sql: `SELECT id, seq, handsTo, withdrawn FROM (${sql}) WHERE seq > ? AND withdrawn = 0 AND id IN (${ids.sql})`,
    params: [...params, until, ...ids.params],
  };
}

/** Ids of the wholes of what goes of the register's parts; of parts that only go because of their own parts too. */
function partsGoing(
  context: EngineContext,
  { register, travel, peer }: Journey,
  since: Since,
  until: number,
): Selection | undefined {
  const found = context.modules.flatMap(({ register: { id, partOf } }): readonly Selection[] => {
    if (partOf?.register !== register.id || partOf.byOthers) return [];
    const part = partJourney(context, id, travel, peer);
    if (!part) return [];
    const own = selectionOf(context, part);
    const further = partsGoing(context, part, since, until);
    const after = changedAfter(since);
    const going = `SELECT id FROM (${own.sql}) WHERE ${after.sql} AND seq <= ? AND withdrawn = 0`;
    return [
      {
        sql: `SELECT ${quote(partOf.field)} FROM ${quote(id)} WHERE id IN (${going}${further ? ` UNION ${further.sql}` : ''})`,
        params: [...own.params, ...after.params, until, ...(further?.params ?? [])],
      },
    ];
  });
  if (found.length === 0) return undefined;
  return {
    sql: found.map(({ sql }) => sql).join(' UNION '),
    params: found.flatMap(({ params }) => params),
  };
}

function partJourney(
  context: EngineContext,
  id: string,
  { kind, direction }: Travel,
  peer: string,
): Journey | undefined {
  const { register } = moduleOf(context, id);
  const ways = direction === 'fromGroup' ? handInsOf(register) : (register.travels ?? []);
  const travel = ways.find((each) => each.kind === kind && each.direction === direction);
  return travel && { register, travel, peer };
}
