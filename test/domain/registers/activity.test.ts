import { expect, it } from 'vitest';
import { codeSeed } from '../../../domain/codes/seed.ts';
import { activity } from '../../../domain/registers/activity/activity.ts';
import { unitsByKind } from '../../../domain/registers/activity/units.ts';
import { checkOf, guardOf } from '../../support/register-rules.ts';

it('counts every shipped kind of work in a unit of its own list', () => {
  const codes = (list: string) => codeSeed.filter((code) => code.list === list).map(({ code }) => code);
  expect(Object.keys(unitsByKind).sort()).toEqual([...codes('activityKind')].sort());
  for (const unit of Object.values(unitsByKind).flat()) expect(codes('activityUnit')).toContain(unit);
});

it('never mixes the units of different kinds', () => {
  const unit = (kind: string, countUnit: string | null) =>
    checkOf(activity, 'unitOfKind', { kind, countUnit })?.type;
  expect(unit('TALK', 'PERSON')).toBe('UnitOfAnotherKind');
  expect(unit('TALK', 'PERSON_TIME')).toBeUndefined();
  for (const each of ['HOUSEHOLD', 'PLACE', 'TIME']) expect(unit('VISIT', each)).toBeUndefined();
  expect(unit('TALK', null)).toBeUndefined();
  expect(unit('OWN_KIND', 'PERSON')).toBeUndefined();
});

it('takes no more sheets back than were given out, and gives out sheets only', () => {
  const sheets = (kind: string, issued: number) =>
    checkOf(activity, 'returnedOfIssued', { kind, issued, count: 846 })?.type;
  expect(sheets('SURVEY', 900)).toBeUndefined();
  expect(sheets('SURVEY', 800)).toBe('MoreReturnedThanIssued');
  expect(sheets('TALK', 900)).toBe('NothingIssued');
});

it('is checked by somebody else, once the result is written', () => {
  const check = activity.workflow.transitions.find(({ key }) => key === 'check');
  expect(check?.differsFrom).toEqual(['registeredBy']);
  const values = { heldAt: '2026-04-10', checkedAt: '2026-04-11' };
  expect(guardOf(activity, 'check', values)?.type).toBe('ResultMissing');
  expect(guardOf(activity, 'check', { ...values, result: '反映资金发放不及时' })).toBeUndefined();
});

it('asks of a talk in a cross inspection whether people of the place took part', () => {
  const talk = (values: Parameters<typeof checkOf>[2]) =>
    checkOf(activity, 'talkedByOthers', { kind: 'TALK', ...values })?.type;
  expect(talk({})).toBeUndefined();
  expect(talk({ isCross: true })).toBe('LocalTalker');
  expect(talk({ isCross: true, isLocal: true })).toBe('LocalTalker');
  expect(talk({ isCross: true, isLocal: false })).toBeUndefined();
});
