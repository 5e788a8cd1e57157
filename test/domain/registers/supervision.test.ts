import { fc } from '../../support/property.ts';
import { describe, expect, it } from 'vitest';
import { codesOf, createCodeIndex } from '../../../domain/codes/lookup.ts';
import { codeSeed } from '../../../domain/codes/seed.ts';
import type { Value, Values } from '../../../domain/register.ts';
import { supervisionTask } from '../../../domain/registers/supervision-task/supervision-task.ts';
import { noOthers } from '../../../domain/no-others.ts';
import { urgeNotice } from '../../../domain/registers/urge-notice/urge-notice.ts';
import { failureOf, record, refusal, walk, type World } from '../../support/procedure.ts';

const today = '2026-04-20';

function item(values: Values, state = 'IN_PROGRESS') {
  return record(state, { registeredAt: '2026-01-05', ...values }, `ZG-${String(values['dueAt'] ?? '')}`);
}

function naming(...items: readonly ReturnType<typeof item>[]): World {
  return { today, others: { related: () => items } };
}

function about(...due: readonly string[]): World {
  return naming(...due.map((dueAt) => item({ dueAt })));
}

describe('notices', () => {
  const drafted: Values = {
    kind: 'RED',
    toOrg: '县民政局党组',
    orgHead: '刘芳',
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
    const circular = { ...drafted, kind: 'CIRCULAR', noReply: true };
    const told = walk(
      urgeNotice,
      circular,
      (key) => (key === 'replyDueAt' ? fc.constant(null) : fill(key)),
      fc.constant(about('2026-04-19')),
      (_before, after) => {
        if (after.state === 'CLOSED') expect(after.values['signedAt']).toBe(today);
      },
    );
    expect(told.has('CLOSED')).toBe(true);
    expect(seen.has('CLOSED')).toBe(false);
    expect([...new Set([...seen, ...told])].sort()).toEqual(
      urgeNotice.workflow.states.map(({ code }) => code).sort(),
    );
  });

  it('that only tell what happened name no day for a reply, have no term and are closed without one', () => {
    const circular = { kind: 'CIRCULAR', docNo: '〔2026〕3号', sentAt: today };
    expect(failureOf(urgeNotice, 'send', circular, about())).toBeUndefined();
    const noReply = urgeNotice.fields.find(({ key }) => key === 'noReply')?.computed;
    const told = (values: Values) => noReply?.({ values, state: '', children: {}, rules: [], ...noOthers });
    const [clock] = urgeNotice.deadlines;
    const dated = { ...circular, replyDueAt: '2026-05-08' };
    expect([told(circular), clock?.start(circular)]).toEqual([true, undefined]);
    expect([told(dated), clock?.start(dated)]).toEqual([null, today]);
    expect(refusal(urgeNotice, 'close', dated, about())).toBe('ReplyWanted');
    expect(refusal(urgeNotice, 'close', circular, about())).toBeUndefined();
  });

  it('that call somebody in say when and where, before they are signed off and before they go out', () => {
    const call = { ...drafted, kind: 'INTERVIEW', replyDueAt: '2026-05-08', sentAt: today };
    const arranged = { interviewOn: '2026-04-28', interviewTime: '上午9时', interviewPlace: '县委巡察办' };
    expect(failureOf(urgeNotice, 'approve', { ...call, interviewOn: '2026-04-28' }, about())).toMatchObject({
      type: 'InterviewNotArranged',
      what: '约谈通知还没有填写约谈时间、约谈地点。',
    });
    expect(refusal(urgeNotice, 'send', call, about())).toBe('InterviewNotArranged');
    for (const step of ['approve', 'send'])
      expect(refusal(urgeNotice, step, { ...call, ...arranged }, about())).toBeUndefined();
  });

  it('name whom their colour is addressed to, and nobody else', () => {
    const [later, soon] = [about('2026-05-05'), about('2026-04-28')];
    expect(approve({ kind: 'GREEN' }, later)).toBe('RecipientsMissing');
    expect(approve({ kind: 'GREEN', toPerson: '吴敏' }, later)).toBeUndefined();
    expect(approve({ kind: 'GREEN', toPerson: '吴敏', toOrg: '县水利局党组' }, later)).toBe(
      'RecipientsTooMany',
    );
    expect(approve({ ...drafted, chargeLeader: '黄秀英' }, about('2026-04-19'))).toBe('RecipientsTooMany');
    expect(approve({ kind: 'YELLOW', toPerson: '吴敏' }, soon)).toBe('RecipientsMissing');
    expect(approve({ kind: 'YELLOW', toPerson: '吴敏', chargeLeader: '黄秀英' }, soon)).toBeUndefined();
    expect(approve({ kind: 'RED', toOrg: '县民政局党组' }, about('2026-04-19'))).toBe('RecipientsMissing');
    expect(approve(drafted, about('2026-04-19'))).toBeUndefined();
    expect(approve({ kind: 'URGE' }, about())).toBe('RecipientsMissing');
  });

  const green = { kind: 'GREEN', toPerson: '吴敏' };
  const yellow = { kind: 'YELLOW', toPerson: '吴敏', chargeLeader: '黄秀英' };
  const colours = { GREEN: green, YELLOW: yellow, RED: drafted };

  it.each([
    ['GREEN', ['2026-05-10']],
    ['GREEN', ['2026-05-01']],
    ['YELLOW', ['2026-04-30']],
    ['YELLOW', ['2026-04-20']],
    ['RED', ['2026-04-19']],
    ['YELLOW', ['2026-05-09', '2026-04-28']],
    ['RED', ['2026-05-09', '2026-04-28', '2026-04-19']],
  ] as const)('are %s, and no other colour, for items due on %s', (colour, due) => {
    for (const [kind, letter] of Object.entries(colours))
      expect([kind, approve(letter, about(...due))]).toEqual([
        kind,
        kind === colour ? undefined : 'ColourDoesNotFit',
      ]);
  });

  it.each([
    ['no item at all', []],
    ['an item that has time left', [item({ dueAt: '2026-05-11' })]],
    ['one among others that has time left', [item({ dueAt: '2026-04-19' }), item({ dueAt: '2026-05-19' })]],
    ['one kept up for good without a date', [item({ type: 'LONG_TERM' })]],
    ['one that has been judged', [item({ dueAt: '2026-04-19', assessedAt: today })]],
    ['one that was given more time', [item({ dueAt: '2026-04-19', extendedDueAt: '2026-05-19' })]],
    ['one that is closed', [item({ dueAt: '2026-04-19' }, 'CLOSED')]],
  ] as const)('in colours are not for %s', (_what, items) => {
    for (const letter of Object.values(colours))
      expect(approve(letter, naming(...items))).toBe('ColourDoesNotFit');
  });

  it('say which colour is right and why', () => {
    const failure = failureOf(urgeNotice, 'approve', green, about('2026-05-09', '2026-04-28'));
    expect(failure?.what).toBe('应当发黄色预警函，不是绿色预警函。');
    expect(failure?.why).toContain('ZG-2026-04-28还剩8日，今天亮黄灯');
  });

  it('begin with the colour of the item and the people it goes to', () => {
    const fill = urgeNotice.origins?.[0]?.fill;
    const source = {
      ...{ no: 'ZG1', children: {} },
      values: { targetId: '县水利局党组', groupId: '第三巡察组', person: '吴敏', chargeLeader: '黄秀英' },
    };
    const made = (light?: 'GREEN' | 'YELLOW') => fill?.(source, () => '', { light }).values;
    expect(made('GREEN')).toEqual({
      ...{ roundId: null, groupId: '第三巡察组', targetId: '县水利局党组', matter: null, ...green },
    });
    expect(made('YELLOW')).toMatchObject(yellow);
    // Nobody else is put in the place of a leader whom the item does not name.
    const unnamed = { ...source, values: { person: '吴敏', leader: '罗伟' } };
    const letter = fill?.(unnamed, () => '', { light: 'YELLOW' }).values ?? {};
    expect(letter).toMatchObject({ chargeLeader: null });
    expect(approve(letter, about('2026-04-28'))).toBe('RecipientsMissing');
    expect(made()).toMatchObject({ toOrg: '县水利局党组', toPerson: '吴敏', chargeLeader: '黄秀英' });
    expect(made()).not.toHaveProperty('kind');
    const [proposal] = urgeNotice.proposals ?? [];
    const taken = proposal?.propose({ values: { ...made(), kind: 'GREEN' }, children: {} });
    expect(taken?.values).toEqual({ toOrg: null, chargeLeader: null });
  });

  it('ask as they are drafted about people they do not go to, in the words of the refusal', () => {
    const red = { kind: 'RED', toOrg: '县水利局党组', orgHead: '王某', toPerson: '吴敏' };
    const asked = (values: Values) =>
      (urgeNotice.checks ?? [])
        .flatMap(({ check }) => check({ values, children: {}, today }) ?? [])
        .flatMap(({ type, what }) => (type === 'RecipientsTooMany' ? [what] : []));
    expect(asked(red)).toEqual(['这种文书不发主办人。']);
    expect(failureOf(urgeNotice, 'approve', red, about('2026-04-19'))?.what).toBe('这种文书不发主办人。');
    expect(asked({ ...red, toPerson: null })).toEqual([]);
    expect(asked({ ...red, sentAt: today })).toEqual([]);
  });

  it('go out with a number, where they carry one, and the day by which they are answered', () => {
    const send = (values: Values) =>
      failureOf(urgeNotice, 'send', { kind: 'URGE', sentAt: today, ...values }, about())?.fields;
    expect(Object.keys(send({}) ?? {})).toEqual(['replyDueAt', 'docNo']);
    expect(Object.keys(send({ docNo: '巡督〔2026〕1号' }) ?? {})).toEqual(['replyDueAt']);
    expect(send({ docNo: '巡督〔2026〕1号', replyDueAt: '2026-05-08' })).toBeUndefined();
    expect(send({ kind: 'REMINDER', replyDueAt: '2026-05-08' })).toBeUndefined();
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

  it('are urged with the kind, number and date of the letter that went out', () => {
    const urge = supervisionTask.workflow.transitions.find(({ key }) => key === 'urge');
    const sent = { kind: 'URGE', docNo: '巡督〔2026〕31号', sentAt: '2026-04-18' };
    const letters = [
      record('SENT', sent),
      record('SENT', { ...sent, docNo: '巡督〔2026〕9号', sentAt: '2026-04-02' }),
      record('DRAFTED', { kind: 'REMINDER', docNo: '巡督〔2026〕40号' }),
    ];
    const starts = (found: typeof letters) =>
      urge?.starts?.({ ...noOthers, values: {}, children: {}, referring: () => found });
    const typed = { issuedKind: 'URGE', issuedDocNo: '巡督〔2026〕31号', urgedAt: '2026-04-18' };
    expect(starts(letters)).toEqual(typed);
    expect(starts([])).toEqual({});
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
