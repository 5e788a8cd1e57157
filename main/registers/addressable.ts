/** Whether a record as it stands may go to offices in a direction, and in which kind of package. */
import { refuse } from '../../domain/failure.ts';
import type { Direction } from '../../domain/package-kinds.ts';
import type { Register, Values } from '../../domain/register.ts';
import type { Travel } from '../../domain/travel.ts';
import type { Peer } from './addressee-table.ts';
import type { Stored } from './store.ts';

type Standing = { readonly state: string; readonly values: Values };

function goes(travel: Travel, stored: Standing, direction: Direction): boolean {
  return (
    travel.direction === direction &&
    (travel.states === undefined || travel.states.includes(stored.state)) &&
    (travel.only === undefined || (stored.values[travel.only.field] === true) === travel.only.is)
  );
}

/** In which kind a record as it stands goes to the offices in that direction it is addressed to, or undefined. */
export function travelOf(register: Register, stored: Standing, direction: Direction): Travel | undefined {
  return register.travels?.find((travel) => travel.which === 'addressed' && goes(travel, stored, direction));
}

/** In which kind a record goes to every office in that direction because it is marked for it, or undefined. */
export function circularOf(register: Register, stored: Standing, direction: Direction): Travel | undefined {
  return register.travels?.find(
    (travel) => travel.which === 'all' && travel.only !== undefined && goes(travel, stored, direction),
  );
}

/**
 * As what a record as it stands can be addressed to one office: in the kind for that, or with the circular that tells every
 * office less and this one all of it. Undefined where it cannot.
 */
export function addressingOf(register: Register, stored: Standing, direction: Direction): Travel | undefined {
  const circular = circularOf(register, stored, direction);
  return travelOf(register, stored, direction) ?? (circular?.reducedElsewhere ? circular : undefined);
}

/** Whether who gets its records without owning them has handed them over, and so has to hear what becomes of them. */
export function onlyHandsOver(register: Register): boolean {
  const addressed = (register.travels ?? []).filter(({ which }) => which === 'addressed');
  return addressed.length > 0 && addressed.every(({ handsOver }) => handsOver);
}

/** Refuses `NotAddressable`, naming the states in which such records can be addressed. */
export function refuseAddress(register: Register, stored: Stored, peer: Peer): never {
  const travels = (register.travels ?? []).filter(({ which }) => which === 'addressed');
  const codes = new Set(travels.flatMap(({ states }) => states ?? []));
  const labels = register.workflow.states.filter(({ code }) => codes.has(code)).map(({ label }) => label);
  refuse(
    'NotAddressable',
    `${stored.no}现在不能发往${peer.name}。`,
    travels.length === 0
      ? `${register.label}不在单位之间传递。`
      : labels.length === 0
        ? `${register.label}不向该单位传递。`
        : `只有${labels.join('、')}的${register.label}才能发往其他单位。`,
    '请先办理到相应的环节，或者改选接收单位。',
  );
}
