/** Whatever steps are taken, by whom and with what typed: what must always hold in registers with short procedures. */
import { describe, expect, it } from 'vitest';
import type { ChildRowsByKey, Register, Value } from '../../../domain/register.ts';
import { activity } from '../../../domain/registers/activity/activity.ts';
import { followUpVisit } from '../../../domain/registers/follow-up-visit/follow-up-visit.ts';
import { isTroubled } from '../../../domain/registers/follow-up-visit/workflow.ts';
import { institution } from '../../../domain/registers/institution/institution.ts';
import { reception } from '../../../domain/registers/reception/reception.ts';
import { rectMeasure } from '../../../domain/registers/rect-measure/rect-measure.ts';
import { openItems } from '../../../domain/registers/rect-measure/workflow.ts';
import { record, refusal, walk, type World } from '../../support/procedure.ts';
import { fc } from '../../support/property.ts';

const today = '2026-04-20';
const tomorrow = '2026-04-21';
const days = fc.constantFrom(today, today, '2026-04-10', '2026-03-01', tomorrow, null);
const text = fc.constantFrom('有', null);
const ticks = fc.constantFrom(true, true, false, null);
const names = fc.constantFrom('甲', '甲、乙', null);

const everyState = (register: Register): readonly string[] =>
  register.workflow.states.map(({ code }) => code).toSorted();
const sorted = (seen: ReadonlySet<string>): readonly string[] => [...seen].toSorted();

const row = (name: string, isLocal: boolean | null) => ({ rowId: name, values: { name, isLocal } });

describe('the machine of receptions', () => {
  const fill = (key: string): fc.Arbitrary<Value> => {
    if (key === 'readBack' || key === 'signed') return ticks;
    return key.endsWith('At') ? days : key === 'recorder' ? names : text;
  };
  const of = (...receivers: readonly ReturnType<typeof row>[]): World => {
    const children: ChildRowsByKey = { receivers };
    return { today, children, others: { referring: () => [record('REGISTERED', {})] } };
  };
  const worlds = fc.constantFrom(
    ...[of(row('丙', false), row('丁', false)), of(row('丙', false), row('丁', false))],
    ...[of(row('丙', false)), of(row('丙', false), row('丁', true)), of(row('丙', null), row('丁', false))],
  );

  it('never calls a visit signed that one person received, that was not read back, or that nobody signed', () => {
    const start = { kind: 'VISIT', receivedAt: '2026-04-10', isCross: true };
    const seen = walk(reception, start, fill, worlds, (before, { values }, step) => {
      if (step.key === 'correct')
        for (const key of ['readBack', 'signed', 'handledAt']) expect(values[key] ?? null).toBeNull();
      if (step.key !== 'readBack') return;
      const receivers = before.children['receivers'] ?? [];
      expect(receivers).toHaveLength(2);
      for (const { values: each } of receivers) expect(each['isLocal']).toBe(false);
      expect([values['readBack'], values['signed'] === true || values['unsignedReason'] === '有']).toEqual([
        ...[true, true],
      ]);
      expect(['2026-04-10', today]).toContain(values['readBackAt']);
    });
    expect(sorted(seen)).toEqual(everyState(reception));
  });
});

describe('the machine of activities', () => {
  const fill = (key: string): fc.Arbitrary<Value> => (key.endsWith('At') ? days : text);

  it('never has a talk checked by who wrote it down, before it was held, or without what it found', () => {
    const start = { heldAt: '2026-04-10', registeredBy: 'a', result: '反映资金发放不及时' };
    const seen = walk(activity, start, fill, fc.constant({ today }), (_before, { state, values }) => {
      if (state === 'RECORDED') return expect(values['checkedBy'] ?? null).toBeNull();
      expect([values['checkedBy'], values['checkedName']]).not.toContain('a');
      return expect(['2026-04-10', today]).toContain(values['checkedAt']);
    });
    expect(sorted(seen)).toEqual(everyState(activity));
    expect(refusal(activity, 'check', { ...start, result: null, checkedAt: today }, { today })).toBe(
      'ResultMissing',
    );
  });
});

describe('the machine of measures', () => {
  const fill = (key: string): fc.Arbitrary<Value> => (key.endsWith('At') ? days : text);
  const item = (state: string): World => ({ today, others: { related: () => [record(state, {})] } });
  const worlds = fc.constantFrom(
    ...[...openItems, ...openItems, 'APPLYING', 'CLOSED', 'CANCELLED'].map(item),
  );

  it('never moves under the hands of who reviews the item, and is never done without evidence', () => {
    const seen = walk(rectMeasure, {}, fill, worlds, (_before, { state, values }, _step, _actor, world) => {
      expect(openItems).toContain(world.others?.related?.('item')[0]?.state);
      if (state !== 'DONE') return expect(values['doneAt'] ?? null).toBeNull();
      expect(values['evidence']).toBe('有');
      return expect(String(values['doneAt']) <= today).toBe(true);
    });
    expect(sorted(seen)).toEqual(everyState(rectMeasure));
  });
});

describe('the machine of institutions', () => {
  const fill = (key: string): fc.Arbitrary<Value> => (key.endsWith('At') ? days : text);

  it('is neither assessed nor given up before it was issued, and is in force again without a day of its end', () => {
    const start = { issuedAt: '2026-04-10' };
    const seen = walk(institution, start, fill, fc.constant({ today }), (_before, { state, values }) => {
      for (const key of ['evaluatedAt', 'abolishedAt'])
        expect(['2026-04-10', today, null]).toContain(values[key] ?? null);
      expect(values['abolishedAt'] ?? null).toEqual(state === 'ABOLISHED' ? expect.any(String) : null);
    });
    expect(sorted(seen)).toEqual(everyState(institution));
  });
});

describe('the machine of follow-up visits', () => {
  const fill = (key: string): fc.Arbitrary<Value> => {
    if (key === 'satisfaction') return fc.constantFrom('SATISFIED', 'UNSATISFIED');
    if (key === 'foundProblem') return ticks;
    return key.endsWith('At') ? days : key === 'visitors' ? names : text;
  };

  it('is never made by one alone or closed with what was found left lying', () => {
    const start = { way: 'ON_SITE' };
    const seen = walk(followUpVisit, start, fill, fc.constant({ today }), (_before, { state, values }) => {
      if (state === 'PLANNED') return undefined;
      expect(values['visitors']).toBe('甲、乙');
      expect(String(values['visitedAt']) <= today).toBe(true);
      if (state !== 'CLOSED') return expect(values['closedAt'] ?? null).toBeNull();
      if (isTroubled(values)) expect(values['followUp']).toBe('有');
      expect(values['closedAt']).not.toBe(tomorrow);
      return expect(String(values['closedAt']) >= String(values['visitedAt'])).toBe(true);
    });
    expect(sorted(seen)).toEqual(everyState(followUpVisit));
  });
});
