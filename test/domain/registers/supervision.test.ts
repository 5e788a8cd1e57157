import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codesOf, createCodeIndex } from '../../../domain/codes/lookup.ts';
import { codeSeed } from '../../../domain/codes/seed.ts';
import type { Value, Values } from '../../../domain/register.ts';
import { supervisionTask } from '../../../domain/registers/supervision-task/supervision-task.ts';
import { urgeNotice } from '../../../domain/registers/urge-notice/urge-notice.ts';
import { record, refusal, walk, type World } from '../../support/procedure.ts';

const today = '2026-04-20';

function about(...due: readonly string[]): World {
  const items = due.map((dueAt) => record('IN_PROGRESS', { dueAt, acknowledgedAt: '2026-01-05' }));
  return { today, others: { related: () => items } };
}

describe('notices', () => {
  const drafted: Values = {
    kind: 'RED',
    toOrg: '县民政局党组',
    orgHead: '刘芳',
    toPerson: '吴敏',
    draftedBy: 'a',
  };
  const approve = (values: Values, world: World) => refusal(urgeNotice, 'approve', values, world);

  it('are never signed off by who drafted them, and are answered only after they were sent and signed for', () => {
    const fill = (key: string): fc.Arbitrary<Value> =>
      key.endsWith('At') ? fc.constantFrom(today, today, '2026-04-21') : fc.constant('某某');
    const seen = walk(
      urgeNotice,
      drafted,
      fill,
      fc.constant(about('2026-04-19')),
      (_before, after, step, actor) => {
        if (step.key === 'approve') expect(actor).not.toBe('a');
        if (after.state === 'REPLIED')
          expect([after.values['sentAt'], after.values['signedAt'], after.values['replyAt']]).toEqual([
            today,
            today,
            today,
          ]);
      },
    );
    expect([...seen].sort()).toEqual(urgeNotice.workflow.states.map(({ code }) => code).sort());
  });

  it('name whom their colour is addressed to', () => {
    const soon = about('2026-04-28');
    expect(approve({ kind: 'GREEN' }, soon)).toBe('RecipientsMissing');
    expect(approve({ kind: 'GREEN', toPerson: '吴敏' }, soon)).toBeUndefined();
    expect(approve({ kind: 'YELLOW', toPerson: '吴敏' }, soon)).toBe('RecipientsMissing');
    expect(approve({ kind: 'YELLOW', toPerson: '吴敏', chargeLeader: '黄秀英' }, soon)).toBeUndefined();
    expect(approve({ kind: 'RED', toOrg: '县民政局党组' }, about('2026-04-19'))).toBe('RecipientsMissing');
    expect(approve(drafted, about('2026-04-19'))).toBeUndefined();
    expect(approve({ kind: 'URGE' }, about())).toBe('RecipientsMissing');
  });

  it('are red for what is overdue and for nothing else', () => {
    expect(approve(drafted, about('2026-04-20'))).toBe('ColourDoesNotFit');
    expect(approve(drafted, about('2026-04-19', '2026-05-19'))).toBe('ColourDoesNotFit');
    expect(approve(drafted, about())).toBe('ColourDoesNotFit');
    expect(approve({ kind: 'GREEN', toPerson: '吴敏' }, about('2026-04-19'))).toBe('ColourDoesNotFit');
  });

  it('to correct at once end within the stay and are signed for by the head', () => {
    const order = { ...drafted, kind: 'IMMEDIATE', stayEndsAt: '2026-04-28' };
    expect(approve({ ...order, replyDueAt: '2026-04-29' }, about())).toBe('BeyondStay');
    expect(approve({ ...order, replyDueAt: '2026-04-28' }, about())).toBeUndefined();
    const sign = (signedBy: string) =>
      refusal(urgeNotice, 'sign', { ...order, sentAt: today, signedBy, signedAt: today }, about());
    expect(sign('吴敏')).toBe('NotSignedInPerson');
    expect(sign('刘芳')).toBeUndefined();
  });
});

describe('supervision tasks', () => {
  it('never end as 不到位 without having been urged', () => {
    const fill = (key: string): fc.Arbitrary<Value> => {
      if (key === 'result') return fc.constantFrom('FULL', 'PARTLY', 'NOT');
      if (key === 'issueCount') return fc.constantFrom(0, 3);
      return key.endsWith('At') ? fc.constantFrom(today, today, '2026-04-21') : fc.constant('有');
    };
    const start = { aspects: ['A1'], focuses: ['F01'], methods: ['M01'], plannedAt: today };
    const seen = walk(supervisionTask, start, fill, fc.constant({ today }), (_before, after) => {
      if (after.state === 'DONE' && after.values['result'] === 'NOT')
        expect(after.values['urgedAt']).toBe(today);
      if (after.state === 'FOUND_ISSUE') expect(after.values['issueCount']).toBe(3);
    });
    expect([...seen].sort()).toEqual(supervisionTask.workflow.states.map(({ code }) => code).sort());
  });

  it('begin only when aspect, focus and method are filled in', () => {
    const start = (values: Values) =>
      refusal(supervisionTask, 'start', { ...values, startedAt: today }, { today });
    expect(start({ aspects: ['A1'], focuses: ['F01'] })).toBe('TaskUncovered');
    expect(start({ aspects: ['A1'], focuses: ['F01'], methods: ['M01'] })).toBeUndefined();
  });

  it('draw on 5 aspects, 12 focus points and 10 methods', () => {
    const index = createCodeIndex(codeSeed);
    const sizes = ['supervisionAspect', 'supervisionFocus', 'supervisionMethod'].map(
      (list) => codesOf(index, list).length,
    );
    expect(sizes).toEqual([5, 12, 10]);
  });
});
