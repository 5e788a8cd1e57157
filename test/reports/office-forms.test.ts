import { describe, expect, it } from 'vitest';
import {
  volumeContentsForm,
  volumeCoverForm,
  volumeNoteForm,
} from '../../main/reports/forms/archive-volume.ts';
import type { FormParts } from '../../main/reports/forms/form.ts';
import { fundComparisonForm } from '../../main/reports/forms/fund-comparison.ts';
import { interferenceForm } from '../../main/reports/forms/interference.ts';
import { meetingMinutesForm } from '../../main/reports/forms/meeting-minutes.ts';
import { blankRecord, type PrintedRecord, type PrintedRow } from '../../main/reports/forms/printed-record.ts';
import { problemDraftForm } from '../../main/reports/forms/problem-draft.ts';
import { sampleContext } from './support/samples.ts';

const context = sampleContext();

function record(
  texts: Readonly<Record<string, string>>,
  rows: Readonly<Record<string, readonly PrintedRow[]>> = {},
): PrintedRecord {
  return { ...blankRecord, no: 'N-1', text: (key) => texts[key] ?? '', rows: (child) => rows[child] ?? [] };
}

function textOf({ body }: FormParts): string {
  return body.markup.replaceAll(/<[^>]+>/g, '').replaceAll(/\s+/g, ' ');
}

it('F43 names who was there, who was excused, each decision, and has a sheet to sign in', () => {
  const sheet = meetingMinutesForm([
    record(
      { title: '书记专题会', heldAt: '2026-04-17' },
      {
        attendees: [
          { name: '王某', role: '出席' },
          { name: '李某', unit: '县委巡察办', role: '列席' },
          { name: '孙某', role: '请假' },
        ],
        topics: [{ topic: '线索移交', decision: '同意移交9件。', dueAt: '2026-05-08' }],
      },
    ),
  ]);
  const text = textOf(sheet);
  expect(text).toMatch(/出席 ?王某 /);
  expect(text).toMatch(/列席 ?李某（县委巡察办） /);
  expect(text).toMatch(/请假 ?孙某 /);
  expect(text).toContain('同意移交9件。');
  expect(text).toContain('期限：2026年5月8日');
  expect(text).toContain('会议签到表');
  expect(text).toMatch(/孙某请假请假 $/u);
  expect(textOf(meetingMinutesForm([]))).toContain('会议签到表');
});

it('F42 says what was asked, what was answered and who decided', () => {
  const texts = { content: '要求从轻处理', answer: '当场拒绝', handling: '约谈提醒', handledName: '陈某' };
  const text = textOf(interferenceForm([record(texts)]));
  for (const each of Object.values(texts)) expect(text).toContain(each);
  expect(interferenceForm([record({ content: '<b>' })]).body.markup).toContain('&lt;b&gt;');
});

describe('F19', () => {
  it('lists the papers that were merged into this one, and has no line for them otherwise', () => {
    const numbers = (register: string, field: string) =>
      register === 'problemDraft' && field === 'mergedInto' ? ['DG330824-2026-0012'] : [];
    const printed = textOf(problemDraftForm([{ ...record({ title: '重复发放' }), referring: numbers }]));
    expect(printed).toContain('归并的底稿');
    expect(printed).toContain('DG330824-2026-0012');
    expect(textOf(problemDraftForm([record({ title: '重复发放' })]))).not.toContain('归并的底稿');
  });
});

describe('an archive volume', () => {
  const volume = record(
    { boxNo: '2026-Y-7', title: '巡察县民政局党组材料', itemCount: '2', pageCount: '23' },
    {
      documents: [
        { title: '公告', pages: '3', date: '2026-04-17' },
        { title: '报告', pageFrom: '4—23', date: '2026-03-09' },
        { title: '附件' },
      ],
    },
  );

  it('lists its documents in order on F56', () => {
    const text = textOf(volumeContentsForm([volume]));
    expect(text.indexOf('公告')).toBeLessThan(text.indexOf('报告'));
    expect(text).toContain('共3页');
    expect(text).toContain('4—23');
  });

  it('says on its cover from when to when its documents are, unless somebody wrote it there', () => {
    expect(textOf(volumeCoverForm(context, [volume]))).toContain('2026年3月9日至2026年4月17日');
    const rows = { documents: volume.rows('documents') };
    const written = record({ from: '2026-01-05' }, rows);
    expect(textOf(volumeCoverForm(context, [written]))).toContain('2026年1月5日至2026年4月17日');
  });

  it('has no page number on a cover', () => {
    expect(volumeCoverForm(context, [volume]).pageNumber).toBe('none');
  });

  it('has the numbers on its cover and in its note, and room for them where there are none', () => {
    expect(textOf(volumeCoverForm(context, [volume]))).toContain('2件 23页');
    expect(textOf(volumeNoteForm([volume]))).toContain('文件材料2件、23页');
    expect(textOf(volumeNoteForm([]))).toContain('文件材料 件、 页');
  });
});

describe('F32', () => {
  const project = record(
    { project: '危房改造', allocated: '100.00元', paid: '110.00元', landed: '80.00元', gap1: '-10.00元' },
    {
      allocatedRows: [
        { level: '中央', amount: '60.00元' },
        { level: '省级', amount: '30.00元' },
        { level: '中央', amount: '10.00元' },
      ],
      paidRows: [{ voucherNo: '记-1', amount: '110.00元' }],
      landedRows: [
        { name: '马某', amount: '50.00元' },
        { name: '韩某', amount: '30.00元' },
      ],
    },
  );

  it('adds each level up and lists every row of what was paid and what landed', () => {
    const text = textOf(fundComparisonForm(context, [project], ''));
    for (const part of ['70.00', '30.00', '100.00', '记-1', '马某', '韩某']) expect(text).toContain(part);
  });

  it('prints a negative gap in red, and sums several projects', () => {
    const { markup } = fundComparisonForm(context, [project, project], '').body;
    expect(markup).toContain('<span class="wrong">-10.00</span>');
    expect(textOf(fundComparisonForm(context, [project, project], ''))).toContain('合计 2项');
    expect(markup).toContain('200.00');
  });

  it('gives each organisation a page with its own heading, sum and signatures, and names what is not signed', () => {
    const of = (unit: string, state: string, confirmed = ''): PrintedRecord => ({
      ...record({ project: '危房改造', targetId: unit, allocated: '100.00元', confirmedName: confirmed }),
      state,
    });
    const projects = [
      of('甲乡党委', 'LOCKED', '马某'),
      of('乙镇党委', 'PREPARED'),
      of('甲乡党委', 'LOCKED', '马某'),
      of('甲乡党委', 'DRAFT'),
      of('丙乡党委', 'DRAFT'),
    ];
    const { body } = fundComparisonForm(context, projects, '');
    const parts = body.markup.split('<section class="part">').slice(1);
    const said = parts.map((part) => part.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' '));
    expect(said.map((part) => /三数比对表\S* 被巡察单位：\S+/.exec(part)?.[0])).toEqual([
      '三数比对表 被巡察单位：甲乡党委',
      '三数比对表（未复核） 被巡察单位：乙镇党委',
      '三数比对表（未签字） 被巡察单位：甲乡党委',
      '三数比对表（未签字） 被巡察单位：丙乡党委',
    ]);
    expect(said.map((part) => part.includes('合计 2项'))).toEqual([true, false, false, false]);
    expect(said.map((part) => part.includes('马某'))).toEqual([true, false, false, false]);
  });

  it('has rows to write on when it is blank', () => {
    expect(fundComparisonForm(context, [], '').body.markup.match(/<tr/g)?.length).toBeGreaterThan(12);
  });
});
