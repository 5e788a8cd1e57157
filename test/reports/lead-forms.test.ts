import { describe, expect, it } from 'vitest';
import { layForm } from '../../main/reports/forms.ts';
import { recordForms } from '../../main/reports/record-forms.ts';
import type { RecordFormId } from '../../domain/registers/registers.ts';
import type { PrintedRecord, PrintedRow } from '../../main/reports/forms/printed-record.ts';
import { sampleContext, sampleRecord } from './support/samples.ts';

const context = sampleContext();

function textOf(
  form: RecordFormId,
  records: readonly PrintedRecord[],
  extra: Readonly<Record<string, string>> = {},
): string {
  const job = layForm(context, { form, records, period: '', extra });
  return job.body.replaceAll(/<[^>]+>/g, '').replaceAll(/\s+/g, ' ');
}

const rows: Readonly<Record<string, readonly PrintedRow[]>> = {
  persons: [{ name: '李某某', unit: '县某局', post: '副局长', rank: '乡科级', cadreAuthority: '县管' }],
  consultations: [
    {
      heldAt: '2026-03-20',
      place: '会议室',
      caseOffice: '甲',
      inspection: '乙',
      opinion: '意见一',
      conclusion: '作为问题线索移交',
    },
  ],
  dualReports: [
    { reportedTo: '市委巡察工作领导小组', reportedAt: '2026-03-25', reporter: '丙', instruction: '同意' },
  ],
  progress: [{ step: '立案', doneAt: '2026-05-08', note: '已立案' }],
  results: [
    {
      name: '李某某',
      unitPost: '县某局副局长',
      partySanction: '警告',
      otherMeasures: '提醒谈话',
      form: '第二种形态',
    },
  ],
};

function lead(number: number, more: Readonly<Record<string, string>> = {}): PrintedRecord {
  return {
    ...sampleRecord(number, {
      title: '县某局李某某有关问题',
      problemIntro: '违规收受礼金',
      sourceKind: '巡视巡察中发现',
      sourceDetail: '来信',
      petitionIds: 'XF330824-2026-00007',
      disposition: '初步核实',
      handoverTo: '纪委监委',
      handoverOrg: '县纪委监委',
      handoverDocNo: '〔2026〕1号',
      handoverLetterAt: '2026-03-31',
      handoverAt: '2026-04-01',
      handoverReceiver: '周某',
      handoverCopies: '2',
      handoverPages: '9',
      groupLeader: '王组长',
      groupSignedAt: '2026-03-10',
      secretaryMeetingAt: '2026-03-30',
      meetingNo: '〔2026〕3号',
      'term.L_FEEDBACK': '3个月',
      ...more,
    }),
    rows: (child) => rows[child] ?? [],
    steps: () => [
      { label: '登记', at: '2026-03-09', by: '专管员' },
      { label: '移交', at: '2026-04-01', by: '专管员' },
    ],
  };
}

describe('the forms of leads', () => {
  const ids = recordForms.filter(({ register }) => register === 'lead').map(({ id }) => id);

  it('can be printed blank, with their name on them', () => {
    expect(ids).toEqual(['F11', 'F12', 'F13', 'F14', 'F15', 'F16', 'F17', 'F18']);
    for (const { id, name } of recordForms.filter(({ register }) => register === 'lead'))
      expect(textOf(id, [])).toContain(name);
  });

  it('take text as text, never as markup', () => {
    const hostile = { ...lead(1, { problemIntro: '<script>', title: '<b>', handoverOrg: '<i>' }) };
    for (const form of ids)
      expect(layForm(context, { form, records: [hostile], period: '', extra: {} }).body).not.toMatch(
        /<script|<b>|<i>/,
      );
  });

  it('F11 names the letter the lead came from and leaves its writer there', () => {
    const text = textOf('F11', [lead(1)]);
    expect(text).toContain('见来源件XF330824-2026-00007，身份信息不摘录');
    expect(text).toContain('□谈话函询 ■初步核实 □暂存待查');
  });

  it('F11 tells when the first letter or visit was received, and nothing where the lead comes from none', () => {
    const received = (...days: readonly string[]): PrintedRecord => ({
      ...lead(1, { registeredAt: '2026-11-21' }),
      related: (field) =>
        field === 'petitionIds' ? days.map((receivedAt, at) => sampleRecord(at, { receivedAt })) : [],
    });
    const text = textOf('F11', [received('2026-11-20', '2026-11-19')]);
    expect(text).toContain('收件日期 2026年11月19日');
    expect(text).not.toContain('11月20日');
    expect(textOf('F11', [received()])).toMatch(/收件日期 {1,2}反映人/u);
  });

  it('F12 carries every opinion up to the secretary’s meeting, or that the fast track was approved', () => {
    const text = textOf('F12', [lead(1)]);
    for (const part of ['王组长', '意见一', '2026年3月30日', '〔2026〕3号', '县某局副局长（乡科级、县管）'])
      expect(text).toContain(part);
    expect(textOf('F12', [lead(1, { fastTrack: '是', fastTrackReason: '情况紧急' })])).toContain(
      '经批准直查快办。情况紧急',
    );
  });

  it('F13 and F14 go together: as many leads on the list as in the letter, and the term of the table', () => {
    const two = [lead(1), lead(2)];
    expect(textOf('F13', two)).toContain('合计 2件 附件4份 18页');
    const uncounted = [lead(1), lead(2, { handoverCopies: '', handoverPages: '' })];
    expect(textOf('F13', uncounted)).toMatch(/合计 2件 附件\s*份 \s*页/u);
    expect(textOf('F13', [])).toMatch(/合计 \s*件 附件\s*份 \s*页/u);
    const letter = textOf('F14', two);
    expect(letter).toContain('问题线索2件移送你单位，请按规定处置，并于3个月内反馈办理情况');
    expect(letter).toContain('县纪委监委：');
    // Of the record, as it was approved, and not of what somebody types as it is printed.
    expect(letter).toContain('〔2026〕1号');
    expect(letter).toContain('2026年3月31日');
    expect(letter).not.toContain('李某某');
  });

  it('F14 stays the letter of who registered the lead and handed it over, whoever owns it since', () => {
    const own = '某县委巡察工作领导小组办公室';
    const theirs = '某市委巡察工作领导小组办公室';
    const lay = (no: string, office: string) =>
      layForm(context, { form: 'F14', records: [{ ...lead(1), no, office }], period: '', extra: {} });
    const handedOver = lay('XS330824-2026-00001', '330800XCB');
    expect(handedOver.trace).toBe('');
    expect(handedOver.body).toContain(own);
    expect(handedOver.body).not.toContain(theirs);
    const received = lay('XS330800-2026-00001', '330824XCB');
    expect(received.trace).toContain('翻印');
    expect(received.body).toContain(theirs);
    expect(received.body).not.toContain(own);
  });

  it('F15 says of each person what became of him', () => {
    const text = textOf('F15', [lead(1)]);
    for (const part of ['2026年5月8日 立案 已立案', '县某局副局长', '警告', '第二种形态'])
      expect(text).toContain(part);
  });

  it('F16 has a sheet for each consultation, and F17 a place for both reports', () => {
    expect(textOf('F16', [lead(1)])).toMatch(/会议室.*甲.*乙.*意见一.*作为问题线索移交/);
    const text = textOf('F17', [lead(1)]);
    expect(text).toContain('市委巡察工作领导小组');
    expect(text).toContain('被巡察地巡察工作领导小组和书记专题会');
  });

  it('F18 shows who signed for the lead at every step, in the order of the days', () => {
    const text = textOf('F18', [lead(1)]);
    expect(text).toMatch(
      /登记：2026年3月9日 专管员.*组长签字：2026年3月10日 王组长.*移交：2026年4月1日 专管员.*接收人：周某/,
    );
    expect(textOf('F18', [lead(1, { groupSignedAt: '2026-03-09' })])).toMatch(/登记：.*组长签字：/);
    expect(textOf('F18', [lead(1, { groupSignedAt: '2026-03-08' })])).toMatch(/组长签字：.*登记：/);
  });

  it('F18 says nothing of a hand-over for which only the papers have been prepared', () => {
    const text = textOf('F18', [lead(1, { handoverAt: '', handoverReceiver: '' })]);
    for (const part of ['〔2026〕1号', '纪委监委', '2份9页']) expect(text).not.toContain(part);
    expect(textOf('F18', [lead(1)])).toContain('〔2026〕1号');
  });
});

it('F15 says what else was done to a person than sanctions', () => {
  const { body } = layForm(context, { form: 'F15', records: [lead(1)], period: '', extra: {} });
  expect(body).toContain('提醒谈话');
});
