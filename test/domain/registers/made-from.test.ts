/** What a record begins with when it is made from another one: what goes along, and what stays behind. */
import { describe, expect, it } from 'vitest';
import { isOriginShown, type Origin } from '../../../domain/origin.ts';
import type { Register, Values } from '../../../domain/register.ts';
import { lead } from '../../../domain/registers/lead/lead.ts';
import { problemDraft } from '../../../domain/registers/problem-draft/problem-draft.ts';
import { rectItem } from '../../../domain/registers/rect-item/rect-item.ts';
import { registerOf } from '../../../domain/registers/registers.ts';
import { urgeNotice } from '../../../domain/registers/urge-notice/urge-notice.ts';

const places = { roundId: '2026年第二轮', groupId: '第三巡察组', targetId: '县民政局党组' };

function originOf({ origins = [] }: Register, from: string): Origin {
  const found = origins.find(({ register }) => register === from);
  if (!found) throw new Error(`nothing is made from ${from}`);
  return found;
}

function filledFrom(register: Register, from: string, values: Values): Values {
  const source = { no: 'X-1', values: { ...places, ...values }, children: {} };
  const { fill } = originOf(register, from);
  return fill(source, () => '').values;
}

describe('立行立改通知书', () => {
  it.each([
    ['problemDraft', { summary: '低保资金滞留' }, { matter: '低保资金滞留' }],
    [
      'problem',
      { statement: '低保资金滞留', suggestion: '立即发放' },
      { matter: '低保资金滞留', demand: '立即发放' },
    ],
    ['petition', { replyDueAt: '2026-04-30' }, { replyDueAt: '2026-04-30' }],
  ])('is made from a %s while the group stays, to the organisation itself', (from, values, says) => {
    const made = filledFrom(urgeNotice, from, values);
    expect(made).toMatchObject({ ...places, kind: 'IMMEDIATE', toOrg: '县民政局党组', ...says });
  });

  it('holds nothing of what a petitioner wrote, and tells the organisation of no letter behind it', () => {
    const told = filledFrom(urgeNotice, 'petition', {
      summary: '村民反映',
      toOrg: '县纪委',
      category: 'REPORT',
    });
    expect(JSON.stringify(told)).not.toContain('村民反映');
    expect(originOf(urgeNotice, 'petition').from).toEqual(['IMMEDIATE']);
    expect(originOf(urgeNotice, 'problem').from).toEqual(['CONFIRMED']);
    for (const key of ['drafts', 'problems', 'petitions']) expect(urgeNotice.sends.fields).not.toContain(key);
  });

  it('is not written on a paper that only shows signs', () => {
    const { refuses } = originOf(urgeNotice, 'problemDraft');
    expect(refuses?.({ no: 'DG-1', values: { maturity: 'SIGN' } })?.type).toBe('NotRipe');
    expect(refuses?.({ no: 'DG-1', values: { maturity: 'PROBLEM' } })).toBeUndefined();
  });

  it('leaves what was not put right in time to the ledger, and no other letter does', () => {
    const origin = originOf(rectItem, 'urgeNotice');
    expect(origin.field).toBe('notice');
    const shown = (kind: string, isOurs = true, state = 'SIGNED'): boolean =>
      isOriginShown(origin, urgeNotice.workflow, { state, values: { kind } }, isOurs);
    expect([shown('IMMEDIATE'), shown('URGE'), shown('URGE', false), shown('IMMEDIATE', false)]).toEqual([
      ...[true, false, false, true],
    ]);
    expect([shown('IMMEDIATE', true, 'SENT'), shown('IMMEDIATE', false, 'SENT')]).toEqual([false, true]);
    const notice = { matter: '低保资金滞留', demand: '立即发放' };
    expect(filledFrom(rectItem, 'urgeNotice', { ...notice, problems: ['p1'] })).toEqual({
      ...{ statement: '低保资金滞留', objective: '立即发放', problem: 'p1' },
    });
    expect(filledFrom(rectItem, 'urgeNotice', { ...notice, problems: ['p1', 'p2'] })['problem']).toBeNull();
  });
});

describe('a lead', () => {
  it('is made from what the discipline organ or the audit office was asked for and gave', () => {
    const given = {
      title: '商请提供问题线索',
      replySummary: '李某违规报销',
      toDept: '县纪委',
      replyDocNo: '〔2026〕3号',
    };
    const made = filledFrom(lead, 'coordRequest', { ...given, mechanism: 'DISCIPLINE' });
    expect(made).toMatchObject({ ...places, sourceKind: 'INSPECTION', sourceDetail: 'DISCIPLINE' });
    expect(made).toMatchObject({ problemIntro: '李某违规报销', evidence: '协作事项 X-1：县纪委〔2026〕3号' });
    expect(filledFrom(lead, 'coordRequest', { ...given, mechanism: 'AUDIT' })['sourceKind']).toBe('AUDIT');
    expect(originOf(lead, 'coordRequest').field).toBe('coordIds');
  });

  it('of a visit in a cross inspection is reported on twice', () => {
    expect(filledFrom(lead, 'reception', { isCross: true })['dualReportRequired']).toBe(true);
    expect(filledFrom(lead, 'reception', { isCross: false })['dualReportRequired']).toBeNull();
  });
});

it('a working paper made from a letter says where it comes from, and copies none of its words', () => {
  const made = filledFrom(problemDraft, 'petition', { summary: '村民反映' });
  expect(made).toEqual({ ...places, origin: 'PETITION' });
  expect(registerOf('problemDraft').fields.map(({ key }) => key)).toContain(
    originOf(problemDraft, 'petition').field,
  );
});
