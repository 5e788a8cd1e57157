import { describe, expect, it } from 'vitest';
import { layForm } from '../../main/reports/forms.ts';
import type { PrintJob } from '../../main/reports/print-job.ts';
import type { RecordFormId } from '../../domain/registers/registers.ts';
import type { PrintedRecord, PrintedRow } from '../../main/reports/forms/printed-record.ts';
import { sampleContext, sampleRecord } from './support/samples.ts';

const context = sampleContext();

function lay(
  form: RecordFormId,
  records: readonly PrintedRecord[],
  extra: Readonly<Record<string, string>> = {},
): PrintJob {
  return layForm(context, { form, records, period: '', extra });
}

function textOf(job: PrintJob): string {
  return job.body.replaceAll(/<[^>]+>/g, '').replaceAll(/\s+/g, ' ');
}

const rows: Readonly<Record<string, readonly PrintedRow[]>> = {
  petitioners: [{ name: '刘**', unit: '******', phone: '139****1234' }],
  receivers: [{ name: '赵某某' }, { name: '钱某某' }],
};
const visit: PrintedRecord = {
  ...sampleRecord(1, {
    receivedAt: '2026-03-09',
    startTime: '09:30',
    endTime: '10:15',
    personCount: '12',
    isGroup: '是',
    isRealName: '是',
    summary: '反映土地发包不公开',
    recordText: '来访人称……',
    onSiteHandling: '登记受理',
    recorder: '孙某某',
    materials: '2',
    materialPages: '7',
  }),
  rows: (child) => rows[child] ?? [],
};

describe('F02 and F03', () => {
  it('say when, who, what was said and who received, with the visitor masked as the data is', () => {
    const text = textOf(lay('F02', [visit]));
    for (const part of [
      '2026年3月9日 09:30至10:15',
      '12人（集体访）',
      '实名',
      '刘**',
      '139****1234',
      '反映土地发包不公开',
      '来访人称……',
      '登记受理',
      '2件7页',
      '赵某某、钱某某',
      '孙某某',
    ])
      expect(text).toContain(part);
    expect(textOf(lay('F03', [{ ...visit, rows: (child) => rows[child] ?? [] }]))).toContain(
      '接听人：赵某某、钱某某',
    );
  });

  it('have room to write when they are printed blank', () => {
    for (const form of ['F02', 'F03', 'F09'] as const)
      expect((lay(form, []).body.match(/<tr/g) ?? []).length).toBeGreaterThan(6);
  });
});

describe('F05', () => {
  const letter = { ...sampleRecord(2), rows: () => [{ name: '李某某', unit: '县某局' }] };
  const assigned = {
    ...sampleRecord(2, { handling: '交办', replyDueAt: '2026-04-30', toOrg: '县纪委' }),
    rows: letter.rows,
  };

  it('asks for a result by the day of the letter when it assigns, and for none when it forwards', () => {
    expect(textOf(lay('F05', [assigned]))).toContain('并于2026年4月30日前反馈结果');
    expect(textOf(lay('F05', [assigned], { 反馈期限: '2026-05-15' }))).toContain(
      '并于2026年5月15日前反馈结果',
    );
    const forwarded = sampleRecord(2, { handling: '转办' });
    expect(textOf(lay('F05', [forwarded]))).not.toContain('反馈结果');
  });

  it('hands over what is mended at once like what must be answered', () => {
    const text = textOf(lay('F05', [sampleRecord(2, { handling: '立行立改', replyDueAt: '2026-04-30' })]));
    expect(text).toContain('关于交办信访件的函');
    expect(text).toContain('交你单位立行立改，并于2026年4月30日前反馈结果。');
  });

  it('names the accused and never the petitioner', () => {
    const named = (child: string): readonly PrintedRow[] =>
      child === 'petitioners' ? [{ name: '刘桂兰', phone: '13912341234' }] : letter.rows();
    const text = textOf(lay('F05', [{ ...assigned, rows: named }]));
    expect(text).toContain('反映县某局李某某有关问题');
    expect(text).toContain('县纪委：');
    expect(text).not.toContain('刘桂兰');
    expect(text).not.toContain('139');
  });

  it('carries a slip for the receiver to send back', () => {
    expect(textOf(lay('F05', [assigned]))).toMatch(/回执.*收到时间.*收件人.*件数页数.*盖章/);
  });
});

describe('F09', () => {
  it('ticks the way in which the petitioner was told', () => {
    const told = sampleRecord(3, { informWay: '面谈', informAt: '2026-03-20', feedbackOpinion: '无异议' });
    const text = textOf(lay('F09', [told], { 记录人: '孙某某' }));
    expect(text).toContain('□电话 ■面谈 □书面');
    expect(text).toContain('2026年3月20日');
    expect(text).toContain('无异议');
  });
});
