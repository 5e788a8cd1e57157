/** 延期 is asked for and granted in the same way wherever a term can be put off (reference 3.22). */
import { describe, expect, it } from 'vitest';
import { fieldsAhead, lockedFields } from '../../../../domain/locks.ts';
import type { Register, Values } from '../../../../domain/register.ts';
import { lead } from '../../../../domain/registers/lead/lead.ts';
import { petition } from '../../../../domain/registers/petition/petition.ts';
import { rectItem } from '../../../../domain/registers/rect-item/rect-item.ts';
import { rectPlan } from '../../../../domain/registers/rect-plan/rect-plan.ts';
import { refusal, take, type Walker } from '../../../support/procedure.ts';

const today = '2026-04-20';

describe.each([
  [
    'petition',
    petition,
    ['APPROVED', 'SENT', 'SIGNED', 'REPLIED', 'IMMEDIATE'],
    { replyDueAt: '2026-04-30' },
  ],
  ['lead', lead, ['HANDED_OVER', 'ACCEPTED', 'DISPOSING', 'FILED'], { replyDueAt: '2026-04-30' }],
  ['rectItem', rectItem, ['IN_PROGRESS'], { dueAt: '2026-04-30' }],
] as const)('an extension of a %s', (_id, register: Register, states, term: Values) => {
  const asked = { extensionTo: '2026-05-31', extensionReason: '当事人住院' };
  const granted = { extendedDueAt: '2026-05-31', extensionApprover: '陈某' };
  const attempt = (walker: Walker, step: string, typed: Values, actor: string) =>
    take(register, walker, { step, actor, typed, today });
  const walked = (result: Walker | string): Walker => {
    if (typeof result === 'string') throw new Error(result);
    return result;
  };

  it.each([...states])(
    'is asked for by one and granted by another, and moves nothing on from %s',
    (state) => {
      const start: Walker = { state, values: term, children: {} };
      expect(attempt(start, 'approveExtension', granted, 'b')).toBe('WrongState');
      expect(attempt(start, 'proposeExtension', { extensionTo: '2026-05-31' }, 'a')).toBe('Missing');
      const proposed = walked(attempt(start, 'proposeExtension', asked, 'a'));
      expect([proposed.state, proposed.values['extendedDueAt'] ?? null]).toEqual([state, null]);
      expect(attempt(proposed, 'approveExtension', granted, 'a')).toBe('SamePerson');
      const done = walked(attempt(proposed, 'approveExtension', granted, 'b'));
      expect(done.state).toBe(state);
      expect(done.values).toMatchObject({ ...term, ...asked, ...granted, extensionApprovedBy: 'b' });
    },
  );

  it('puts the term off, and is typed into no form', () => {
    const start: Walker = { state: states[0], values: term, children: {} };
    const sooner = { ...asked, extensionTo: '2026-04-25' };
    expect(attempt(start, 'proposeExtension', sooner, 'a')).toBe('DueDateWrong');
    const proposed = walked(attempt(start, 'proposeExtension', asked, 'a'));
    const first = walked(attempt(proposed, 'approveExtension', granted, 'b'));
    // Each application is granted once; asked for anew, it goes beyond what was granted before.
    // The button goes with it; who pressed it on a page from before is told so.
    const twice = { ...granted, extendedDueAt: '2026-07-01' };
    expect(attempt(first, 'approveExtension', twice, 'b')).toBe('WrongState');
    expect(refusal(register, 'approveExtension', { ...first.values, ...twice }, { today })).toBe(
      'ExtensionNotProposed',
    );
    expect(attempt(first, 'proposeExtension', asked, 'a')).toBe('DueDateWrong');
    const again = walked(attempt(first, 'proposeExtension', { ...asked, extensionTo: '2026-07-01' }, 'a'));
    expect(again.values).toMatchObject({ extendedDueAt: '2026-05-31', extensionApprovedBy: null });
    expect(
      attempt(again, 'approveExtension', { ...granted, extendedDueAt: '2026-07-01' }, 'b'),
    ).toHaveProperty('values.extendedDueAt', '2026-07-01');
    const back = { ...granted, extendedDueAt: '2026-04-30' };
    expect(attempt(proposed, 'approveExtension', back, 'b')).toBe('DueDateWrong');
    for (const state of states)
      for (const key of [...Object.keys(asked), ...Object.keys(granted)])
        expect([state, key, lockedFields(register, state).has(key)]).toEqual([state, key, true]);
  });
});

it('asks for a term only where no rule may know it', () => {
  const attempt = (register: Register, state: string) =>
    take(
      register,
      { state, values: {}, children: {} },
      {
        ...{ step: 'proposeExtension', actor: 'a', today },
        typed: { extensionTo: '2026-05-31', extensionReason: '当事人住院' },
      },
    );
  expect(attempt(petition, 'SENT')).toHaveProperty('state', 'SENT');
  expect(attempt(rectItem, 'IN_PROGRESS')).toBe('DueDateWrong');
});

it('puts off nothing of a letter that has been answered, but of an appeal', () => {
  const asked = { extensionTo: '2026-05-31', extensionReason: '当事人住院' };
  const attempt = (values: Values) =>
    take(
      petition,
      {
        state: 'REPLIED',
        values: { replyDueAt: '2026-04-10', replyAt: '2026-04-15', ...values },
        children: {},
      },
      { step: 'proposeExtension', actor: 'a', today, typed: asked },
    );
  expect(attempt({})).toBe('DueDateWrong');
  expect(attempt({ isRealName: true, category: 'APPEAL' })).toHaveProperty('state', 'REPLIED');
});

it.each([
  [petition, 'SENT', 'returnedByReceiver'],
  [petition, 'CLOSED', 'reopen'],
  [lead, 'HANDED_OVER', 'returned'],
] as const)('ends with what it was granted for: %o', (register: Register, state, step) => {
  const values = { extensionTo: '2026-05-31', extendedDueAt: '2026-05-31', extensionApprovedBy: 'b' };
  const result = take(register, { state, values, children: {} }, { step, actor: 'a', today, typed: {} });
  expect(result).toHaveProperty('values.extendedDueAt', null);
});

describe.each([
  [
    ...(['Plan', '报方案', 'FED_BACK'] as const),
    { planDueAt: '2026-04-30' },
    { planSubmittedAt: '2026-04-20' },
  ],
  [
    ...(['Open', '通报公开', 'CONTINUING'] as const),
    { openDueAt: '2026-04-30' },
    { openInnerAt: '2026-04-20' },
  ],
] as const)('an extension of a plan: %s', (name, label, state, term: Values, done: Values) => {
  const at = (key: string): string => `${name.toLowerCase()}${key}`;
  const attempt = (values: Values, step: string, typed: Values, actor: string) =>
    take(rectPlan, { state, values, children: {} }, { step: `${step}Extension${name}`, actor, typed, today });
  const asked = { [at('ExtensionTo')]: '2026-05-31', [at('ExtensionReason')]: '集中审计未结束' };
  const granted = { [at('ExtendedDueAt')]: '2026-05-31', [at('ExtensionApprover')]: '陈某' };

  it('puts off that term alone, and nothing once it is over', () => {
    expect(attempt({ ...term, ...done }, 'propose', asked, 'a')).toBe('DueDateWrong');
    const proposed = attempt(term, 'propose', asked, 'a');
    if (typeof proposed === 'string') throw new Error(proposed);
    expect(attempt(proposed.values, 'approve', granted, 'a')).toBe('SamePerson');
    const approved = attempt(proposed.values, 'approve', granted, 'b');
    if (typeof approved === 'string') throw new Error(approved);
    expect(attempt(approved.values, 'approve', granted, 'b')).toBe('WrongState');
    const moved = rectPlan.deadlines.filter(
      ({ extendedDue }) => extendedDue?.(approved.values) !== undefined,
    );
    expect(new Set(moved.map((use) => use.label.replace('整改', '').replace('和', '')))).toEqual(
      new Set([label]),
    );
    for (const key of [...Object.keys(asked), ...Object.keys(granted)])
      for (const { code } of rectPlan.workflow.states.filter(({ final }) => final !== true))
        expect(lockedFields(rectPlan, code).has(key) || fieldsAhead(rectPlan, code, {}).has(key)).toBe(true);
  });
});
