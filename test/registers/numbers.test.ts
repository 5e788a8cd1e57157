/** Numbers of a group's workstation never meet those its host gives out, whatever the register's mask says. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { registerOf } from '../../domain/registers/registers.ts';
import { reportNumbers, takeNumber } from '../../main/registers/numbers.ts';
import { type Office, office, openOffice } from './office.ts';

const workstation = { ...office, id: '330824XCZ01', level: 'GROUP' } as const;
let opened: Office;
beforeAll(async () => {
  opened = await openOffice();
});
afterAll(() => opened.dispose());

it.each([
  ['petition', 'XF330824-2026-00001', 'XF330824Z01-2026-00001'],
  ['meeting', 'HY-2026-0001', 'HY-330824Z01-2026-0001'],
])('a %s of its own is told from the host’s', (register, ofHost, ofWorkstation) => {
  const take = (by: typeof workstation | typeof office): string =>
    opened.vault.transact((tx) => takeNumber(tx, registerOf(register), by, '2026'));
  expect([take(office), take(workstation)]).toEqual([ofHost, ofWorkstation]);
});

it('numbers that came from it are no gaps of the host’s', () => {
  opened.vault.transact((tx) => takeNumber(tx, registerOf('petition'), workstation, '2026'));
  expect(reportNumbers(opened.vault, registerOf('petition'), office, 2026).last).toBe(1);
});
