/** Papers as documents for Word: the words, marks and tables of the paper, in what any reader of OOXML takes. */
import { describe, expect, it } from 'vitest';
import { newMedium } from '../../../domain/media.ts';
import { registerOf, type RecordFormId } from '../../../domain/registers/registers.ts';
import { html, textOf } from '../../../main/reports/html.ts';
import { type FormInput, layForm, layReport } from '../../../main/reports/forms.ts';
import type { ReportTable } from '../../../main/reports/table.ts';
import { createPrintJob, type PrintJob } from '../../../main/reports/print-job.ts';
import { recordForms } from '../../../main/reports/record-forms.ts';
import { wordDocument } from '../../../main/reports/word/word-document.ts';
import { filledRecords, type Filling } from '../support/filled.ts';
import { sampleContext, sampleHandover } from '../support/samples.ts';
import { partsOfWord, wordsInWord } from '../support/word.ts';

const fillings: readonly (readonly [string, number, Filling])[] = [
  ['everything', 4, { amount: 'everything', rows: 4 }],
  ['hardly anything', 1, { amount: 'required', rows: 0 }],
  ['nothing', 0, { amount: 'required', rows: 0 }],
];

const forms = recordForms.flatMap(({ id, register, takes }) =>
  fillings.map(([name, count, filling]) => {
    const records = filledRecords(
      registerOf(register),
      takes === 'record' ? Math.min(1, count) : count,
      filling,
    );
    return [`${id} with ${name}`, jobOf(id, records)] as const;
  }),
);

function jobOf(form: RecordFormId, records: ReturnType<typeof filledRecords>): PrintJob {
  return layForm(sampleContext(), { form, records, period: '', extra: {} });
}

const carrier = {
  ...{ direction: '发' as const, at: '2026-03-09 09:30', office: '市委巡察办', docNo: 'BL330824-2026-0001' },
  ...{
    title: '信访登记数据包',
    mark: '工作秘密',
    copies: 1,
    no: 'JJ-2026-0001',
    signed: '何收件\n2026-03-10 10:00',
  },
};
const medium = { ...newMedium('工作秘密', '2026-03-01'), code: 'JZ-工-2026-001', custodian: '何保管' };
const loan = {
  ...{ medium: medium.code, level: '工作秘密', lentAt: '2026-03-02', borrower: '周组员', unit: '第一巡察组' },
  ...{
    purpose: '拷贝底稿',
    dueAt: '2026-03-09',
    lentBy: '何登记',
    returnedAt: '2026-03-08',
    returnedBy: '周组员',
  },
  ...{ condition: '封签完好', takenBackBy: '何登记' },
};
const use = {
  ...{ at: '2026-03-09 09:30', medium: medium.code, content: '信访登记数据包', docNo: 'BL330824-2026-0001' },
  ...{ mark: '工作秘密', approvedBy: '王主任', approvedAt: '2026-03-09 09:00', writtenBy: '何登记' },
};
const destruction = {
  ...{ destroyedAt: '2026-03-20', place: '销毁中心', method: '粉碎', reason: '损坏', approvedBy: '王主任' },
  ...{ approvedAt: '2026-03-18', destroyedBy: '何登记', supervisors: ['甲', '乙'] as const },
};
const figures: ReportTable = {
  ...{ title: '信访受理情况统计表', period: '2026年第一季度', unit: '件' },
  columns: [
    { group: '来源', key: 'letters', label: '来信' },
    { group: '来源', key: 'visits', label: '来访' },
    { group: '', key: 'total', label: '合计' },
  ],
  rows: [
    { key: 'a', label: '甲县', total: false, cells: ['3', '4', '7'].map(cellOf) },
    { key: 'total', label: '合计', total: true, cells: ['3', '4', '7'].map(cellOf) },
  ],
  ...{
    rules: ['按收件日期统计。'],
    checks: [{ text: '来信、来访之和等于合计', ok: true }],
    notes: ['未含径送件。'],
  },
};

function cellOf(text: string): ReportTable['rows'][number]['cells'][number] {
  return { text, value: Number(text), drill: null };
}

/** What is filled from no record of a register. */
const otherPapers: readonly (readonly [string, PrintJob])[] = [
  ...(
    [
      { form: 'F45', handover: sampleHandover, mark: '', extra: {} },
      { form: 'F46', carriers: [carrier], extra: {} },
      { form: 'F47', media: [medium], extra: {} },
      { form: 'F48', loans: [loan], extra: {} },
      { form: 'F49', uses: [use], extra: {} },
      { form: 'F50', sheets: [{ media: [medium], told: destruction }], extra: {} },
      { form: 'F50', sheets: [{ media: [medium], told: null }], extra: {} },
      { form: 'F50', sheets: null, extra: {} },
      { form: 'F51', package: null, mark: '工作秘密', extra: {} },
    ] satisfies readonly FormInput[]
  ).map((input) => [input.form, layForm(sampleContext(), input)] as const),
  ['a report', layReport(sampleContext(), figures, '报送单位')],
];

const write = async (job: PrintJob) => partsOfWord(await wordDocument({ job, creator: '何登记' }));

/** What the paper says once per copy; a row that may go on overleaf says there again which one it is. */
function wordsOn({ body, copies }: PrintJob): string {
  const markup = body.replaceAll(
    /(<td class="nest"[^>]*>\s*<table class="rows[^]*?)<thead>[^]*?<\/thead>/gu,
    '$1',
  );
  return textOf({ markup }).replaceAll(/\s/gu, '').repeat(copies.length);
}

/** How many columns of the grid each row of each table takes, beside how many there are. */
function rowWidths(document: string): readonly (readonly [taken: number, columns: number])[] {
  return document
    .split('<w:tbl>')
    .slice(1)
    .flatMap((table) => {
      const columns = table.match(/<w:gridCol /gu)?.length ?? 0;
      return [...(table.split('</w:tbl>')[0]?.matchAll(/<w:tr>[^]*?<\/w:tr>/gu) ?? [])].map(([row]) => {
        const cells = row.split('<w:tc>').slice(1);
        const taken = cells.reduce(
          (sum, cell) => sum + Number(/<w:gridSpan w:val="(\d+)"/u.exec(cell)?.[1] ?? 1),
          0,
        );
        return [taken, columns] as const;
      });
    });
}

describe('a paper in Word', () => {
  it.each(forms)('says what the paper says, in its order: %s', async (_name, job) => {
    const { document } = await write(job);
    expect(wordsInWord(document)).toBe(wordsOn(job));
    for (const [taken, columns] of rowWidths(document)) expect(taken).toBe(columns);
  });

  it.each(otherPapers)('says what the paper says, in its order: %s', async (_name, job) => {
    expect(job.onlyAsPrinted).toBe(false);
    const { document } = await write(job);
    expect(wordsInWord(document)).toBe(wordsOn(job));
    for (const [taken, columns] of rowWidths(document)) expect(taken).toBe(columns);
  });

  it('bears the mark on every page, the copy it is, and 份号 where it is classified', async () => {
    const job = { ...jobOf('F06', []), mark: '机密★10年' };
    const { headers } = await write(job);
    const words = headers.map(wordsInWord);
    expect(words.filter((each) => each.includes('机密★10年'))).toHaveLength(words.length);
    expect(words.filter((each) => each.includes('第一联'))).toHaveLength(words.length / 2);
    expect(words.filter((each) => each.startsWith('份号'))).toHaveLength(2);
  });

  it('numbers its pages as the paper does, and says who copied a paper of another office', async () => {
    const letter = (await write({ ...jobOf('F05', []), trace: '某办翻印' })).footers.map(wordsInWord);
    expect(letter).toEqual(letter.map(() => '——某办翻印'));
    const [register = ''] = (await write(jobOf('F07', []))).footers.map(wordsInWord);
    expect(register).toBe('填表人：审核人：负责人：第页共页');
    expect((await write(jobOf('F57', []))).footers.map(wordsInWord)).toEqual(['', '', '']);
  });

  it('repeats the headings of a register and keeps its rows on one page', async () => {
    const { document } = await write(jobOf('F07', []));
    const [heading = '', ...rows] = document.split('<w:tr>').slice(1);
    expect(heading.includes('<w:tblHeader')).toBe(true);
    expect(rows.filter((row) => row.includes('<w:tblHeader'))).toEqual([]);
    expect(rows.filter((row) => !row.includes('<w:cantSplit'))).toEqual([]);
  });

  it('names who made it, and says nothing else of the PC', async () => {
    const { core } = await write(jobOf('F01', []));
    expect(core).toMatch(/<dc:creator>何登记<\/dc:creator>/u);
    expect(core).toMatch(/<cp:lastModifiedBy>何登记<\/cp:lastModifiedBy>/u);
  });

  it('keeps blanks apart as a browser does, and sets tables in a letter as tables', async () => {
    const parts = { name: '表', landscape: false, mark: '', watermark: '', pageNumber: 'none' } as const;
    const body = html`<section class="part letter">
      <p>
        <span>5月6日</span> <span>09:30</span>
        <br />
        甲
      </p>
      <table class="small">
        <tr>
          <td>乙</td>
        </tr>
      </table>
    </section>`;
    const { document } = await write(createPrintJob(sampleContext(), { ...parts, body }));
    const texts = [...document.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/gu)].map(([, text]) => text);
    expect(texts).toEqual(['5月6日', ' ', '09:30', '甲', '乙']);
    expect(document.split('<w:tbl>')[1]).not.toContain('w:line="579"');
  });

  it('is made of texts with signs that no document may hold', async () => {
    const parts = { name: '表', landscape: false, mark: '', watermark: '', pageNumber: 'none' } as const;
    const body = html`<p>${'甲\u0001乙\u000b<丙>&"丁"'}</p>`;
    const { document } = await write(createPrintJob(sampleContext(), { ...parts, body }));
    expect(wordsInWord(document)).toBe('甲乙<丙>&"丁"');
  });
});
