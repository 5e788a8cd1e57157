/**
 * What may be done with very many records at once, chosen by the conditions of a list and not looked at one by one. Nothing
 * that asks for a word of its own, for a signature or for a second person is among it, and nothing of a sealed register.
 */
import type { Direction } from './package-kinds.ts';
import type { Register, Transition } from './register.ts';
import { standingIn } from './sealed.ts';
import type { Travel } from './travel.ts';

/** So many records at once at most. */
export const mostForMany = 10_000;

export function isForMany(register: Register, step: Transition): boolean {
  const { asks, signsOut, papers = [], differsFrom = [], reasonRequired } = step;
  const saysNothing = asks.length === 0 && papers.length === 0 && reasonRequired !== true;
  return standingIn(register) === undefined && saysNothing && differsFrom.length === 0 && signsOut !== true;
}

/**
 * In which kind records of a register can be sent to an office in that direction so: none is handed over, none is the only one,
 * and none was found in one county and is nothing for another: whose it is, is looked at record by record.
 */
export function travelForMany(register: Register, direction: Direction): Travel | undefined {
  if (standingIn(register) !== undefined) return undefined;
  return register.travels?.find(
    ({ which, direction: goes, handsOver, single, foundByGroup }) =>
      which === 'addressed' && goes === direction && !handsOver && !single && !foundByGroup,
  );
}
