/**
 * Which records go to an office (reference 3.16), by what the registers say of themselves. Every record has one owner;
 * only its owner sends it, and hands it over at most once to the same office.
 */
import type { Register } from '../../domain/register.ts';
import type { Travel } from '../../domain/travel.ts';
import type { SqlValue } from '../vault/api.ts';
import { type EngineContext, moduleOf } from './commands.ts';
import { childTableName, quote } from './sql.ts';

/** Who we are and which registers there are: what it takes to say where they go. */
export type Chart = Pick<EngineContext, 'modules' | 'office'>;

/** A register on its way to one office. */
export interface Journey {
  readonly register: Register;
  readonly travel: Travel;
  /** Id of the recipient. */
  readonly peer: string;
}

/**
 * Rows `id`, `seq`, `entered`, `handsTo`, `withdrawn`: a record goes when its `seq` is above what the recipient has; `entered`
 * is when it was addressed to him, 0 when it needs no address; `handsTo` is set where the record changes its owner, and
 * `withdrawn` is 1 where he was sent it and is to have it no longer.
 */
export interface Selection {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

/**
 * What a package starts from: the changes above a value of the change counter; or those above `answered`, and of those above
 * `base` only the records in `again`, where the recipient is known to have the others.
 */
export type Since =
  number | { readonly base: number; readonly answered: number; readonly again: readonly string[] };

/** The condition on a row of a {@link Selection} that changed since. */
export function changedAfter(since: Since): Selection {
  if (typeof since === 'number') return { sql: 'seq > ?', params: [since] };
  return {
    sql: '(seq > ? OR (seq > ? AND id IN (SELECT value FROM json_each(?))))',
    params: [since.answered, since.base, JSON.stringify(since.again)],
  };
}

export function selectionOf(context: Chart, journey: Journey): Selection {
  const inForce = inForceFor(context, journey);
  if (staysSent(context, journey)) return inForce;
  const withdrawn = withdrawnFor(context, journey);
  return {
    sql: `${inForce.sql} UNION ALL ${withdrawn.sql}`,
    params: [...inForce.params, ...withdrawn.params],
  };
}

/** What the recipient is to have. */
export function inForceFor(context: Chart, { register, travel, peer }: Journey): Selection {
  const table = quote(register.id);
  const own = context.office.id;
  const limits = limitsOf(travel, register);
  const plain = 'SELECT r.id, r.changedSeq AS seq, 0 AS entered, NULL AS handsTo, 0 AS withdrawn';
  const handedOn = 'SELECT r.id, r.changedSeq AS seq, 0 AS entered, ? AS handsTo, 0 AS withdrawn';
  switch (travel.which) {
    case 'all':
      return {
        sql: `${travel.handsOver ? handedOn : plain} FROM ${table} r WHERE r.office = ?${limits.sql}`,
        params: [...(travel.handsOver ? [peer] : []), own, ...limits.params],
      };
    case 'addressed':
      return addressed(table, own, peer, limits);
    case 'toOwnerOfWhole': {
      const { register: whole, field } = partOf(register);
      return {
        sql: `${plain} FROM ${table} r
          JOIN ${quote(whole)} w ON w.id = r.${quote(field)} WHERE r.office = ? AND w.office = ?${limits.sql}`,
        params: [own, peer, ...limits.params],
      };
    }
    case 'named':
      return namedBy(context, register, travel, peer);
    case 'withWhole': {
      const { field } = partOf(register);
      const whole = wholeJourney(context, register, travel, peer);
      if (goesWholly(context, whole))
        return inForceFor(context, { register, travel: { ...travel, which: 'all' }, peer });
      const selection = inForceFor(context, whole);
      return {
        sql: `SELECT r.id, max(r.changedSeq, w.entered) AS seq, w.entered, NULL AS handsTo, 0 AS withdrawn FROM ${table} r
          JOIN (${selection.sql}) w ON w.id = r.${quote(field)} WHERE r.office = ?${limits.sql}`,
        params: [...selection.params, own, ...limits.params],
      };
    }
  }
}

/** Our records whose title stands in records that go to the same office; again whenever one of these goes. */
function namedBy(context: Chart, register: Register, { namedIn, ...way }: Travel, peer: string): Selection {
  if (!namedIn || register.title === undefined)
    throw new Error(`${register.id} goes where it is named, and does not say where that is`);
  const naming = wayOf(context, namedIn.register, way, peer);
  const names = quote(childTableName(naming.register, namedIn.child));
  const { sql, params } = inForceFor(context, naming);
  return {
    sql: `SELECT r.id, max(r.changedSeq, max(w.seq)) AS seq, max(w.seq) AS entered, NULL AS handsTo, 0 AS withdrawn
      FROM ${quote(register.id)} r JOIN ${names} c ON c.${quote(namedIn.field)} = r.${quote(register.title)}
      JOIN (${sql}) w ON w.id = c.record WHERE r.office = ? GROUP BY r.id`,
    params: [...params, context.office.id],
  };
}

/** Of people who were only offered, one that is void is withdrawn, so that nothing of him stays with the recipient. */
function limitsOf({ states, only }: Travel, { sends }: Register): Selection {
  const inStates = states === undefined ? '' : ' AND r.state IN (SELECT value FROM json_each(?))';
  const marked = only ? ` AND coalesce(r.${quote(only.field)}, 0) = ${only.is ? 1 : 0}` : '';
  const valid = sends?.keptWithdrawn ? ' AND r.voidAt IS NULL' : '';
  return {
    sql: `${inStates}${marked}${valid}`,
    params: states === undefined ? [] : [JSON.stringify(states)],
  };
}

/** A record handed over goes once, and again only to a recipient who has lost it; what he makes of it comes from him. */
function addressed(table: string, own: string, peer: string, limits: Selection): Selection {
  return {
    sql: `SELECT r.id, max(r.changedSeq, a.seq) AS seq, a.seq AS entered, NULL AS handsTo, 0 AS withdrawn
      FROM addressee a JOIN ${table} r ON r.id = a.record WHERE a.office = ? AND r.office = ?${limits.sql}
      UNION ALL SELECT r.id, a.seq, a.seq, a.office, 0
      FROM addressee a JOIN ${table} r ON r.id = a.record WHERE a.office = ? AND r.office = ? AND a.handedOver = 1`,
    params: [peer, own, ...limits.params, peer, peer],
  };
}

/**
 * What he was last sent in this kind and no longer goes to him in any: taken back to a state in which it stays here, or no
 * longer addressed. Parts that stop going with their whole have a revision that says so (retell.ts).
 */
function withdrawnFor(context: Chart, { register, travel, peer }: Journey): Selection {
  const inForce = (register.travels ?? [])
    .filter(({ direction }) => direction === travel.direction)
    .map((each) => inForceFor(context, { register, travel: each, peer }));
  return {
    sql: `SELECT r.id, max(r.changedSeq, s.seq) AS seq, 0 AS entered, NULL AS handsTo, 1 AS withdrawn
      FROM (SELECT record, max(seq) AS seq FROM sentRecord
        WHERE office = ? AND register = ? AND kind = ? AND seq IS NOT NULL GROUP BY record) s
      JOIN ${quote(register.id)} r ON r.id = s.record WHERE r.office = ?
      AND r.id NOT IN (${inForce.map(({ sql }) => `SELECT id FROM (${sql})`).join(' UNION ALL ')})`,
    params: [peer, register.id, travel.kind, context.office.id, ...inForce.flatMap(({ params }) => params)],
  };
}

function partOf({ id, partOf: part }: Register): NonNullable<Register['partOf']> {
  if (!part) throw new Error(`${id} is no part`);
  return part;
}

/** How another register goes to the same office with the same kind. */
function wayOf(
  context: Chart,
  other: string,
  { kind, direction }: Pick<Travel, 'kind' | 'direction'>,
  peer: string,
): Journey {
  const { register } = moduleOf(context, other);
  const travel = register.travels?.find((each) => each.kind === kind && each.direction === direction);
  if (!travel) throw new Error(`${other} does not travel ${direction} with ${kind}`);
  return { register, travel, peer };
}

function wholeJourney(context: Chart, register: Register, way: Travel, peer: string): Journey {
  const journey = wayOf(context, partOf(register).register, way, peer);
  const { register: whole, travel } = journey;
  // Its parts would stop going at a step of the whole, without a revision that says so.
  if (travel.states || travel.only) throw new Error(`${whole.id} has parts and goes in some states only`);
  return journey;
}

/** Whether nothing of a register that has gone is ever withdrawn. */
export function staysSent(context: Chart, journey: Journey): boolean {
  return journey.travel.which === 'named' || goesWholly(context, journey);
}

/** Whether everything of a register goes, so that nothing of its parts has to be looked up and nothing is ever withdrawn. */
function goesWholly(context: Chart, { register, travel, peer }: Journey): boolean {
  if (travel.states !== undefined || travel.only !== undefined) return false;
  if (travel.which !== 'withWhole') return travel.which === 'all';
  return goesWholly(context, wholeJourney(context, register, travel, peer));
}
