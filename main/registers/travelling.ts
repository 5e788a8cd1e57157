/**
 * Which records go to an office (reference 3.16), by what the registers say of themselves. Every record has one owner;
 * only its owner sends it, and hands it over at most once to the same office.
 */
import type { Register, Travel } from '../../domain/register.ts';
import type { SqlValue } from '../vault/api.ts';
import { type EngineContext, moduleOf } from './commands.ts';
import { quote } from './sql.ts';

/** A register on its way to one office. */
export interface Journey {
  readonly register: Register;
  readonly travel: Travel;
  /** Id of the recipient. */
  readonly peer: string;
}

/**
 * Rows `id`, `seq`, `entered`, `handsTo`: a record goes when its `seq` is above what the recipient has; `entered` is when
 * it was addressed to him, 0 when it needs no address; `handsTo` is set where the record changes its owner.
 */
export interface Selection {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

export function selectionOf(context: EngineContext, { register, travel, peer }: Journey): Selection {
  const table = quote(register.id);
  const own = context.office.id;
  const states = travel.states === undefined ? '' : ' AND r.state IN (SELECT value FROM json_each(?))';
  const only = travel.only
    ? ` AND coalesce(r.${quote(travel.only.field)}, 0) = ${travel.only.is ? 1 : 0}`
    : '';
  const limits = `${states}${only}`;
  const limitParams = travel.states === undefined ? [] : [JSON.stringify(travel.states)];
  switch (travel.which) {
    case 'all':
      return {
        sql: `SELECT r.id, r.changedSeq AS seq, 0 AS entered, NULL AS handsTo FROM ${table} r WHERE r.office = ?${limits}`,
        params: [own, ...limitParams],
      };
    case 'addressed':
      return addressed(table, own, peer, { sql: limits, params: limitParams });
    case 'toOwnerOfWhole': {
      const { register: whole, field } = partOf(register);
      return {
        sql: `SELECT r.id, r.changedSeq AS seq, 0 AS entered, NULL AS handsTo FROM ${table} r
          JOIN ${quote(whole)} w ON w.id = r.${quote(field)} WHERE r.office = ? AND w.office = ?${limits}`,
        params: [own, peer, ...limitParams],
      };
    }
    case 'withWhole': {
      const { field } = partOf(register);
      const whole = wholeJourney(context, register, travel, peer);
      if (goesWholly(context, whole))
        return selectionOf(context, { register, travel: { ...travel, which: 'all' }, peer });
      const selection = selectionOf(context, whole);
      return {
        sql: `SELECT r.id, max(r.changedSeq, w.entered) AS seq, w.entered, NULL AS handsTo FROM ${table} r
          JOIN (${selection.sql}) w ON w.id = r.${quote(field)} WHERE r.office = ?${limits}`,
        params: [...selection.params, own, ...limitParams],
      };
    }
  }
}

/** A record handed over goes once, and again only to a recipient who has lost it; what he makes of it comes from him. */
function addressed(table: string, own: string, peer: string, limits: Selection): Selection {
  return {
    sql: `SELECT r.id, max(r.changedSeq, a.seq) AS seq, a.seq AS entered, NULL AS handsTo
      FROM addressee a JOIN ${table} r ON r.id = a.record WHERE a.office = ? AND r.office = ?${limits.sql}
      UNION ALL SELECT r.id, a.seq, a.seq, a.office
      FROM addressee a JOIN ${table} r ON r.id = a.record WHERE a.office = ? AND r.office = ? AND a.handedOver = 1`,
    params: [peer, own, ...limits.params, peer, peer],
  };
}

function partOf({ id, partOf: part }: Register): NonNullable<Register['partOf']> {
  if (!part) throw new Error(`${id} is no part`);
  return part;
}

function wholeJourney(context: EngineContext, register: Register, { kind, direction }: Travel, peer: string) {
  const whole = moduleOf(context, partOf(register).register).register;
  const travel = whole.travels?.find((each) => each.kind === kind && each.direction === direction);
  if (!travel) throw new Error(`${whole.id} does not travel with ${register.id}`);
  return { register: whole, travel, peer };
}

/** Whether everything of a register goes, so that nothing of its parts has to be looked up. */
function goesWholly(context: EngineContext, { register, travel, peer }: Journey): boolean {
  if (travel.states !== undefined || travel.only !== undefined) return false;
  if (travel.which !== 'withWhole') return travel.which === 'all';
  return goesWholly(context, wholeJourney(context, register, travel, peer));
}
