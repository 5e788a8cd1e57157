import { expect, it } from 'vitest';
import { metBy } from '../../../domain/calendar/met-by.ts';
import type { Register, Values } from '../../../domain/register.ts';
import { lead } from '../../../domain/registers/lead/lead.ts';
import { petition } from '../../../domain/registers/petition/petition.ts';

function keysFor(register: Register, rule: string, values: Values): readonly string[] {
  return register.deadlines
    .filter((use) => use.rule === rule)
    .flatMap((use) => metBy(register, use, values).map(({ key }) => key));
}

it('a deadline says which empty dates would meet it, and nothing once it is met', () => {
  const named = { isRealName: true, receivedAt: '2026-03-09' };
  expect(keysFor(petition, 'P_REALNAME_INFORM', named)).toEqual(['informAt']);
  expect(keysFor(petition, 'P_REALNAME_INFORM', { ...named, informAt: '2026-03-10' })).toEqual([]);
  expect(keysFor(lead, 'L_PRELIM', { disposition: 'PRELIM', prelimStartAt: '2026-03-09' })).toEqual([
    'prelimEndAt',
    'filedAt',
    'concludedAt',
  ]);
});
