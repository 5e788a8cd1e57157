import { fc } from '../../support/property.ts';
import { describe, expect, it } from 'vitest';
import { codesOf, createCodeIndex, findCode } from '../../../domain/codes/lookup.ts';
import { codeSeed } from '../../../domain/codes/seed.ts';
import type { ChildRow, Register, Value, Values } from '../../../domain/register.ts';
import { lead } from '../../../domain/registers/lead/lead.ts';
import { problemDraft } from '../../../domain/registers/problem-draft/problem-draft.ts';
import { problem } from '../../../domain/registers/problem/problem.ts';
import { record, refusal, walk, type World } from '../../support/procedure.ts';

const today = '2026-04-20';
const evidence: readonly ChildRow[] = [{ rowId: 'e', values: { name: '发放表', pages: 12 } }];
const complete: Values = {
  targetId: '县民政局党组',
  discovery: '查阅2025年补贴发放资料',
  ways: ['DOCUMENTS'],
  occurred: '2025年',
  place: '县民政局',
  policyBasis: '津贴补贴管理办法第三条',
  responsible: '计财科',
};

describe('drafts', () => {
  const world: World = {
    today,
    children: { evidence },
    others: { related: () => [record('LEADER_OK', { targetId: '县民政局党组' })] },
  };

  it('are never filed before three different people have signed', () => {
    const fill = (key: string): fc.Arbitrary<Value> =>
      key.endsWith('At')
        ? fc.constantFrom(today, today, '2026-04-21')
        : fc.constantFrom('甲', '乙', '丙', '丁');
    const seen = walk(problemDraft, complete, fill, fc.constant(world), (_before, { state, values }) => {
      const names = ['undertakerName', 'deputyName', 'leaderName'].map((key) => values[key]);
      if (!['EDITING', 'MEMBER_SIGNED', 'DEPUTY_OK'].includes(state)) expect(new Set(names).size).toBe(3);
      if (state === 'EDITING') expect(names).toEqual([null, null, null]);
    });
    expect([...seen].sort()).toEqual(problemDraft.workflow.states.map(({ code }) => code).sort());
  });

  it('are signed only with evidence counted page by page and the four points accurate', () => {
    const sign = (values: Values, rows: readonly ChildRow[]) =>
      refusal(
        problemDraft,
        'memberSign',
        { ...values, undertakerAt: today },
        { today, children: { evidence: rows } },
      );
    expect(sign(complete, evidence)).toBeUndefined();
    expect(sign(complete, [])).toBe('DraftIncomplete');
    expect(sign(complete, [{ rowId: 'e', values: { name: '发放表' } }])).toBe('DraftIncomplete');
    for (const key of ['discovery', 'ways', 'occurred', 'place', 'policyBasis', 'responsible'])
      expect(sign({ ...complete, [key]: null }, evidence), key).toBe('DraftIncomplete');
  });

  it('become a problem or a lead only once they are more than a sign or a symptom', () => {
    const signed = (values: Values): World => ({
      today,
      children: { persons: [{ rowId: 'p', values: { name: '李某' } }] },
      others: { related: (field) => (/draft/iu.test(field) ? [record('LEADER_OK', values, 'DG-1')] : []) },
    });
    const confirm = (values: Values) =>
      refusal(problem, 'confirm', { facts: '有', confirmedAt: today }, signed(values));
    const sign = (values: Values) => refusal(lead, 'groupSign', { groupSignedAt: today }, signed(values));
    for (const maturity of ['SIGN', 'SYMPTOM']) {
      expect(confirm({ maturity })).toBe('NotRipe');
      expect(sign({ maturity })).toBe('NotRipe');
      expect(confirm({ maturity, mergedInto: 'another' })).toBeUndefined();
      expect(refusal(problemDraft, 'report', { maturity }, { today })).toBe('NotRipe');
    }
    for (const maturity of [null, 'PROBLEM', 'LEAD']) {
      expect(confirm({ maturity })).toBeUndefined();
      expect(sign({ maturity })).toBeUndefined();
      expect(refusal(problemDraft, 'report', { maturity }, { today })).toBeUndefined();
    }
    const offers = [problem, lead].flatMap((register: Register) =>
      (register.origins ?? []).filter((origin) => origin.register === 'problemDraft'),
    );
    expect(offers).toHaveLength(2);
    for (const { refuses } of offers) {
      expect(refuses?.({ no: 'DG-1', values: { maturity: 'SYMPTOM' } })?.what).toContain('苗头');
      expect(refuses?.({ no: 'DG-1', values: { maturity: 'PROBLEM' } })).toBeUndefined();
    }
    const drafts: Register = problemDraft;
    const fromActivity = drafts.origins?.find((origin) => origin.register === 'activity');
    const source = { no: 'LJ-1', values: { maturity: 'SIGN' }, children: {} };
    expect(fromActivity?.fill(source, () => '').values['maturity']).toBe('SIGN');
  });

  it('are merged only into a signed draft about the same organisation', () => {
    const merge = (state: string, targetId: string) =>
      refusal(problemDraft, 'merge', complete, {
        today,
        others: { related: () => [record(state, { targetId })] },
      });
    expect(merge('LEADER_OK', '县民政局党组')).toBeUndefined();
    expect(merge('EDITING', '县民政局党组')).toBe('MergeTargetWrong');
    expect(merge('LEADER_OK', '县教育局党委')).toBe('MergeTargetWrong');
  });
});

describe('problems', () => {
  it('are confirmed by another person than registered them, and fed back only when confirmed', () => {
    const fill = (key: string): fc.Arbitrary<Value> =>
      key.endsWith('At') ? fc.constantFrom(today, today, '2026-04-21') : fc.constant('某某');
    const start = { facts: '三笔共计3150元', registeredBy: 'a' };
    const seen = walk(problem, start, fill, fc.constant({ today }), (_before, after) => {
      if (after.state !== 'DRAFTED') expect(['b', 'c', 'd']).toContain(after.values['confirmedBy']);
      if (after.state === 'DRAFTED') expect(after.values['feedbackAt'] ?? null).toBeNull();
    });
    expect([...seen].sort()).toEqual(problem.workflow.states.map(({ code }) => code).sort());
  });

  it('stand on signed drafts, or on facts where there are none', () => {
    const confirm = (values: Values, ...states: readonly string[]) =>
      refusal(
        problem,
        'confirm',
        { ...values, confirmedAt: today },
        {
          today,
          others: { related: () => states.map((state) => record(state, {})) },
        },
      );
    expect(confirm({})).toBe('ProblemUnproven');
    expect(confirm({ facts: '三笔共计3150元' })).toBeUndefined();
    expect(confirm({}, 'LEADER_OK')).toBeUndefined();
    expect(confirm({}, 'LEADER_OK', 'DEPUTY_OK')).toBe('DraftUnsigned');
  });

  it('take over what their draft says', () => {
    const [{ fill: takeOver }] = problem.origins;
    const source = { no: 'DG-1', values: { ...complete, title: '补贴' }, children: {} };
    const made = takeOver(source, () => '');
    expect(made.values).toMatchObject({ targetId: '县民政局党组', statement: '补贴', responsible: '计财科' });
  });
});

describe('categories', () => {
  const index = createCodeIndex(codeSeed);

  it('come in several schemes of two levels, each category under one of the level above', () => {
    expect(codesOf(index, 'categoryScheme').length).toBeGreaterThan(3);
    for (const scheme of codesOf(index, 'categoryScheme').filter(({ code }) => code !== 'GATHER'))
      expect(
        codesOf(index, 'categoryL1').some(({ parent }) => parent === scheme.code),
        scheme.label,
      ).toBe(true);
    for (const { parent } of codesOf(index, 'categoryL1'))
      expect(findCode(index, 'categoryScheme', parent ?? '')).toBeDefined();
    for (const { parent } of codesOf(index, 'categoryL2'))
      expect(findCode(index, 'categoryL1', parent ?? '')).toBeDefined();
    const poverty = codesOf(index, 'categoryL1').filter(({ parent }) => parent === 'POVERTY');
    expect(poverty).toHaveLength(8);
  });
});
