import { describe, expect, it } from 'vitest';
import { createCodeIndex, findCode } from '../../../domain/codes/lookup.ts';
import { codeLists, codeSeed } from '../../../domain/codes/seed.ts';
import { permissions } from '../../../domain/access/permissions.ts';
import type { ChildRow, ChildRowsByKey, RelatedRecord, Values } from '../../../domain/register.ts';
import { petition } from '../../../domain/registers/petition/petition.ts';
import { reception } from '../../../domain/registers/reception/reception.ts';
import { record, take, type Walker } from '../../support/procedure.ts';
import { deadEnds, groundlessSteps, sharedHeadings, unreachableStates } from '../../support/state-machine.ts';

const today = '2026-04-20';
const codes = createCodeIndex(codeSeed);

function row(values: Values): ChildRow {
  return { rowId: 'row', values };
}

const receivers = [row({ name: '赵某', isLocal: false }), row({ name: '钱某', isLocal: false })];
const visit: Values = { receivedAt: '2026-04-17', kind: 'VISIT', summary: '反映某事', personCount: 3 };
const readBack: Values = { recorder: '赵某', readBack: true, readBackAt: '2026-04-17', signed: true };

function step(
  key: string,
  record: Partial<Walker>,
  typed: Values,
  made: readonly RelatedRecord[] = [],
): Walker | string {
  return take(
    reception,
    { state: 'REGISTERED', values: visit, children: { receivers }, ...record },
    { step: key, actor: 'clerk', today, typed, others: { referring: () => made } },
  );
}

function check(key: string, values: Values, children: ChildRowsByKey = {}): string | undefined {
  const found = reception.checks?.find((candidate) => candidate.key === key);
  if (!found) throw new Error(`no check ${key}`);
  return found.check({ values, children, today })?.type;
}

describe('the description of receptions', () => {
  it('has no state without a way in or out, and no step without permission and basis', () => {
    expect(unreachableStates(reception)).toEqual([]);
    expect(deadEnds(reception)).toEqual([]);
    expect(groundlessSteps(reception)).toEqual([]);
    for (const { permission } of reception.workflow.transitions) expect(permissions).toContain(permission);
  });

  it('names lists that exist, and no heading twice in a table', () => {
    const ids = codeLists.map(({ id }) => id);
    const fields = [reception.fields, ...reception.children.map((child) => child.fields)].flat();
    for (const field of fields.filter(({ type }) => type === 'code' || type === 'codes'))
      expect(ids).toContain(field.list);
    expect(sharedHeadings(reception)).toEqual([]);
  });

  it('seals who came like the petitioners of a letter, field by field', () => {
    const sealed = reception.children.filter(({ compartment }) => compartment === 'petitioner');
    expect(sealed.map(({ key }) => key)).toEqual(['petitioners']);
    for (const field of sealed.flatMap(({ fields }) => fields)) expect(field.mask, field.key).toBeDefined();
  });
});

describe('a reception', () => {
  it('is read back only when two different people received the visitor', () => {
    const one = [row({ name: '赵某' }), row({ name: '赵 某' })];
    expect(step('readBack', { children: { receivers: one } }, readBack)).toBe('TwoReceiversNeeded');
    expect(step('readBack', {}, readBack)).toMatchObject({ state: 'SIGNED' });
  });

  it('of a call or a text message has one who listens or reads and another who writes', () => {
    const children = { receivers: receivers.slice(0, 1) };
    for (const kind of ['CALL', 'SMS']) {
      const values = { ...visit, kind };
      expect(step('readBack', { values, children: {} }, readBack)).toBe('TwoReceiversNeeded');
      expect(step('readBack', { values, children }, readBack)).toBe('TwoReceiversNeeded');
      const written = { ...readBack, recorder: '孙某' };
      expect(step('readBack', { values, children }, written)).toMatchObject({ state: 'SIGNED' });
    }
  });

  it('of any kind says who wrote the record', () => {
    for (const kind of ['VISIT', 'CALL', 'SMS']) {
      const values = { ...visit, kind };
      expect(step('readBack', { values }, { ...readBack, recorder: '' })).toBe('Missing');
    }
  });

  it('in a cross inspection is held by nobody from the inspected place', () => {
    const values = { ...visit, isCross: true };
    const local = [row({ name: '赵某', isLocal: false }), row({ name: '钱某', isLocal: true })];
    const unsaid = [row({ name: '赵某', isLocal: false }), row({ name: '钱某' })];
    expect(step('readBack', { values, children: { receivers: local } }, readBack)).toBe('LocalReceiver');
    expect(step('readBack', { values, children: { receivers: unsaid } }, readBack)).toBe('LocalReceiver');
    expect(step('readBack', { values }, readBack)).toMatchObject({ state: 'SIGNED' });
  });

  it('against these rules is told so where it is saved', () => {
    const two = { receivers };
    const told = (key: string, values: Values, children: ChildRowsByKey): unknown =>
      check(key, { kind: 'VISIT', ...values }, children);
    expect(told('twoReceivers', {}, { receivers: receivers.slice(0, 1) })).toBe('TwoReceiversNeeded');
    expect(told('twoReceivers', {}, two)).toBeUndefined();
    const local = {
      receivers: [row({ name: '赵某', isLocal: true }), row({ name: '钱某', isLocal: false })],
    };
    expect(told('receivedByOthers', { isCross: true }, local)).toBe('LocalReceiver');
    expect(told('receivedByOthers', { isCross: false }, local)).toBeUndefined();
    expect(told('signed', { readBack: true, signed: false }, two)).toBe('NotSigned');
    expect(told('signed', { signed: false }, two)).toBeUndefined();
  });

  it('needs the visitor’s signature or a reason why there is none', () => {
    expect(step('readBack', {}, { ...readBack, readBack: false })).toBe('NotReadBack');
    expect(step('readBack', {}, { ...readBack, signed: false })).toBe('NotSigned');
    const reason = { ...readBack, signed: false, unsignedReason: '来访人不愿签名' };
    expect(step('readBack', {}, reason)).toMatchObject({ state: 'SIGNED' });
    expect(step('readBack', {}, { ...readBack, readBackAt: '2026-04-16' })).toBe('DatesOutOfOrder');
  });

  it('that is accepted becomes a letter before it is handled', () => {
    const accepted = { onSiteHandling: 'REGISTERED', handlingOpinion: '登记受理' };
    expect(step('handle', { state: 'SIGNED' }, accepted)).toBe('PetitionNotMade');
    const letter = record('REGISTERED', {}, 'XF1');
    expect(step('handle', { state: 'SIGNED' }, accepted, [letter])).toMatchObject({ state: 'HANDLED' });
    const answered = { onSiteHandling: 'ANSWERED', handlingOpinion: '已解释政策' };
    expect(step('handle', { state: 'SIGNED' }, answered)).toMatchObject({ state: 'HANDLED' });
  });

  it('has at most five representatives of a group and times of a day', () => {
    const six = { petitioners: Array.from({ length: 6 }, () => row({})) };
    expect(check('representatives', { kind: 'VISIT' }, six)).toBe('TooManyRepresentatives');
    expect(
      check('representatives', { kind: 'VISIT' }, { petitioners: six.petitioners.slice(1) }),
    ).toBeUndefined();
    expect(check('times', { startTime: '9:30' })).toBe('TimesInvalid');
    expect(check('times', { startTime: '10:30', endTime: '09:30' })).toBe('TimesInvalid');
    expect(check('times', { startTime: '09:30', endTime: '10:30' })).toBeUndefined();
    expect(check('personCount', { personCount: 1 }, { petitioners: [row({}), row({})] })).toBe(
      'PersonCountTooSmall',
    );
  });
});

it('that has been read back keeps when and where it was, as the signed paper says', () => {
  const { locks = [] } = reception.workflow.states.find(({ code }) => code === 'SIGNED') ?? {};
  expect(locks).toEqual(expect.arrayContaining(['receivedAt', 'startTime', 'endTime', 'place']));
});

describe('the letter made from a reception', () => {
  const origin = petition.origins?.find(({ register }) => register === 'reception');
  const people = { petitioners: [row({ name: '张某' })], accused: [row({ name: '李某' })], receivers };

  it('carries who, about whom, what, and how many came', () => {
    const filled = origin?.fill({ no: 'JF1', values: visit, children: people }, () => '');
    expect(filled?.values).toMatchObject({
      channel: 'VISIT',
      receivedAt: '2026-04-17',
      summary: '反映某事',
      isJoint: true,
      jointCount: 3,
    });
    expect(filled?.children).toEqual({
      petitioners: [{ name: '张某' }],
      accused: [{ name: '李某' }],
      accusedOrgs: [],
    });
  });

  it('has only fields that a letter has, and a way of coming that is in its list', () => {
    const filled = origin?.fill({ no: 'JF1', values: visit, children: people }, () => '');
    const keys = petition.fields.map(({ key }) => key);
    for (const key of Object.keys(filled?.values ?? {})) expect(keys).toContain(key);
    for (const { code } of codeSeed.filter(({ list }) => list === 'receptionKind'))
      expect(findCode(codes, 'channel', code)).toBeDefined();
  });
});

it('asks for a reason where a visitor was not received in a place apart', () => {
  expect(check('placeApart', { ...visit, placeApart: false })).toBe('PlaceNotApart');
  expect(check('placeApart', { ...visit, placeApart: true })).toBeUndefined();
  expect(check('placeApart', { ...visit, kind: 'CALL', placeApart: false })).toBeUndefined();
});
