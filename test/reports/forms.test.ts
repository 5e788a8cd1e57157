import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import jsqr from 'jsqr';
import { describe, expect, it } from 'vitest';
import {
  forms,
  layForm,
  layRecoverySheet,
  type FormInput,
  type LedgerInput,
} from '../../main/reports/forms.ts';
import { printJobToHtml, type PrintJob } from '../../main/reports/print-job.ts';
import type { PrintedRecord } from '../../main/reports/forms/printed-record.ts';
import { recordForm, recordForms } from '../../main/reports/record-forms.ts';
import { formId } from '../../preload/contract/paper.ts';
import { formApplies } from '../../domain/forms-offered.ts';
import type { Register } from '../../domain/register.ts';
import { registerOf } from '../../domain/registers/registers.ts';
import { groupDigits } from '../../domain/receipt-lines.ts';
import { filledRecords } from './support/filled.ts';
import { scanSvg } from './support/scan.ts';
import {
  resources,
  sampleContext,
  sampleHandover,
  samplePackage,
  sampleReceipt,
  sampleRecord,
  sampleRecords,
  sampleRecovery,
  sampleRepeats,
  sampleSealed,
} from './support/samples.ts';

const context = sampleContext();
type RecordForm = Extract<FormInput, { readonly records: unknown }>['form'];

function lay(form: RecordForm, records = sampleRecords(3)): PrintJob {
  return layForm(context, { form, records, period: '2026年1月1日至2026年3月31日', extra: {} });
}

/** What a reader sees on the sheet, without the marks of the pages. */
function textOf(job: PrintJob): string {
  return job.body.replaceAll(/<[^>]+>/g, '').replaceAll(/\s+/g, ' ');
}

const isLedger = (id: string): id is LedgerInput['form'] =>
  forms.some((form) => form.id === id && form.takes === 'ledger');
const emptyLedgers = { carriers: [], media: [], loans: [], uses: [], sheets: [], extra: {} };

describe('the list of forms', () => {
  it('goes by the same names in the manual', () => {
    const manual = readFileSync(join(resources, '..', 'docs', '用户手册.md'), 'utf8');
    const paragraph = manual.split('\n').find((line) => line.startsWith('可打印的表格：')) ?? '';
    for (const { id, name } of forms) expect(paragraph, id).toContain(`${name}（${id}）`);
  });

  it('offers a form only for the records it is made for', () => {
    const offered = (register: Register, kind: string | null): readonly string[] =>
      register.forms.filter((form) => formApplies(register, form, { kind }));
    expect(offered(registerOf('reception'), 'VISIT')).toEqual(['F02']);
    expect(offered(registerOf('reception'), 'SMS')).toEqual(['F03']);
    expect(offered(registerOf('urgeNotice'), 'URGE')).toEqual(['F28']);
    expect(offered(registerOf('urgeNotice'), 'RED')).toEqual(['F27']);
    expect(offered(registerOf('urgeNotice'), 'IMMEDIATE')).toEqual(['F29']);
    const letters = (handling: string | null): boolean =>
      formApplies(registerOf('petition'), 'F05', { handling });
    for (const handling of [null, 'FORWARD', 'ASSIGN', 'SUPERVISE', 'ASSIST', 'TRANSFER', 'IMMEDIATE'])
      expect([handling, letters(handling)]).toEqual([handling, true]);
    for (const handling of ['SELF', 'RETAIN', 'MERGE', 'NOT_ACCEPT', 'SEALED', 'RETURN'])
      expect([handling, letters(handling)]).toEqual([handling, false]);
  });

  it('names every form of the contract once, with the paper it is laid out on', () => {
    expect(forms.map((form) => form.id)).toEqual(formId.options);
    for (const form of forms) {
      const job =
        form.id === 'F45'
          ? layForm(context, { form: 'F45', handover: null, mark: '', extra: {} })
          : form.id === 'F51' || form.id === 'F52'
            ? layForm(context, { form: form.id, package: null, mark: '', extra: {} })
            : isLedger(form.id)
              ? layForm(context, { ...emptyLedgers, form: form.id })
              : lay(form.id, []);
      expect(job.landscape).toBe(form.landscape);
      expect(job.body.replaceAll(/<[^>]+>/g, '')).toContain(form.name);
    }
  });
});

describe('a form', () => {
  it('takes text from letters as text, never as markup', () => {
    const hostile = sampleRecord(1, {
      summary: '<script>alert(1)</script>&"',
      channel: '<b>来信</b>',
      dupDecidedBy: '<i>',
    });
    for (const form of ['F01', 'F04', 'F06', 'F07', 'F08', 'F10'] as const) {
      const job = lay(form, [hostile, { ...hostile, groupId: hostile.groupId }]);
      expect(printJobToHtml(job, 1)).not.toMatch(/<script|<b>来信|<i>/);
    }
    expect(lay('F01', [hostile]).body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;');
  });

  it('says of a letter that a superior made a lead of where it went', () => {
    const above = sampleRecord(1, {
      ...{ toOrg: '', leadOffice: '市委巡察办', convertedLeadIds: 'XS330800-2026-00002' },
    });
    for (const form of ['F04', 'F07'] as const)
      expect(lay(form, [above]).body).toContain('已转线索（上级办理：市委巡察办、XS330800-2026-00002）');
    expect(lay('F04', [sampleRecord(1)]).body).not.toContain('已转线索');
  });

  it('can be printed blank, with room to write', () => {
    for (const form of ['F01', 'F04', 'F06', 'F07', 'F08', 'F10'] as const) {
      const job = lay(form, []);
      expect(job.mark).toBe('工作秘密');
      expect((job.body.match(/<tr/g) ?? []).length).toBeGreaterThan(6);
    }
  });

  it('leaves the place for the number of each copy on classified paper, and only there', () => {
    const places = (mark: string, copies: readonly string[]): number =>
      printJobToHtml({ ...lay('F01'), mark, copies }, copies.length * 2).split('份号').length - 1;
    expect(places('机密★10年', ['第一联', '第二联'])).toBe(2);
    expect(places('工作秘密', [''])).toBe(0);
  });

  it('carries the highest mark and the longest term of what is on it, in its name too', () => {
    const job = lay('F07', sampleRecords(10));
    expect(job.mark).toBe('秘密★10年');
    expect(job.name).toBe('[秘密★10年]信访件登记台账');
    expect(lay('F07', sampleRecords(3)).mark).toBe('工作秘密');
  });

  it('lists every letter once, also hundreds of them', () => {
    const job = lay('F07', sampleRecords(320));
    const numbers = [...job.body.matchAll(/XF330824-<wbr>2026-<wbr>(\d{5})/g)].map((match) =>
      Number(match[1]),
    );
    expect(numbers).toEqual(Array.from({ length: 320 }, (_, index) => index + 1));
  });

  it('of 径送 letters shows the envelope and no content, whatever the letter holds', () => {
    const job = lay('F08', [...sampleSealed(6), sampleRecord(7)]);
    expect(textOf(job)).toContain('JS-2026-006');
    expect(textOf(job)).not.toContain('JS-2026-007');
    for (const content of ['反映', '张某某', '刘**', '检举控告', '建议'])
      expect(textOf(job)).not.toContain(content);
  });

  it('relates the repeats of each group to the first letter and leaves single letters out', () => {
    const single = { ...sampleRecord(99), groupId: 'alone' };
    const text = textOf(lay('F10', [...sampleRepeats(8), single]));
    expect(text).not.toContain('00099');
    expect(text.match(/第2次/g)).toHaveLength(2);
    expect(text.match(/00001/g)).toHaveLength(1);
  });

  it('adds up copies and pages at the end of a handover list', () => {
    expect(textOf(lay('F06', sampleRecords(3)))).toContain('合计 3件 3份 9页');
  });

  it('writes a check code in groups that do not break', () => {
    const job = layForm(context, {
      form: 'F45',
      handover: sampleHandover,
      mark: '机密★10年',
      extra: { 封条号: '031' },
    });
    expect(job.mark).toBe('机密★10年');
    expect(job.body).toContain('<span class="keep figures">A7F3</span>');
    expect(textOf(job)).toMatch(/封条号\s+031/);
    const list = layForm(context, { form: 'F52', package: samplePackage, mark: '工作秘密', extra: {} });
    expect(textOf(list)).toContain('信访件312条，附件27条');
    // As it is read out on the telephone and shown in the window.
    expect(textOf(list)).toContain('24445 62105 02985 62550 41264 21253 04535 64418');
  });

  it('of a receipt carries its code for the scanner and in groups for the fingers', () => {
    const filled = { form: 'F52' as const, package: null, mark: '工作秘密', extra: {} };
    const job = layForm(context, { ...filled, receipt: sampleReceipt });
    expect(scanSvg(jsqr, job.body, 3)).toBe(sampleReceipt.lines.join(''));
    for (const line of sampleReceipt.lines) expect(textOf(job)).toContain(groupDigits(line));
    expect(textOf(job)).toContain('缺第9至11号');
    const early = layForm(context, { ...filled, receipt: { ...sampleReceipt, lines: [] } });
    expect(early.body).not.toContain('<svg');
    expect(textOf(early)).toContain('尚未出具');
  });

  it('gives each share of the recovery key a page of its own and no watermark', () => {
    const job = layRecoverySheet(context, sampleRecovery, '工作秘密');
    expect(job.body.match(/<section class="part">/g)).toHaveLength(3);
    expect(job.watermark).toBe('');
    expect(textOf(job)).toContain('第3份（共3份，任意2份可恢复）');
  });
});

describe('a copy of another office’s document', () => {
  const city = { office: '330800XCB' };
  const foreign = (form: RecordForm, count = 2): readonly PrintedRecord[] =>
    filledRecords(registerOf(recordForm(form).register), count, { amount: 'everything', rows: 2 }).map(
      (record) => ({ ...record, ...city, no: record.no.replace(/\d{6}/u, '330800') }),
    );
  const ownHead = '某县委巡察工作领导小组办公室';

  it('is nowhere the document of who prints it, who stands at its foot alone', () => {
    for (const { id, isHandover } of recordForms) {
      const job = lay(id, foreign(id));
      expect([id, job.trace], id).toEqual([id, isHandover ? '' : `${ownHead}　2026年3月15日翻印`]);
      if (!isHandover) expect(textOf(job), id).not.toContain(ownHead);
    }
    for (const id of ['F05', 'F14', 'F20', 'F27', 'F28', 'F29', 'F34', 'F37', 'F40', 'F44', 'F57'] as const)
      expect(textOf(lay(id, foreign(id))), id).toContain('某市委巡察工作领导小组办公室');
    expect(printJobToHtml(lay('F28', foreign('F28', 1)), 1)).toContain('2026年3月15日翻印');
  });

  it('leaves the place of a name that is not known, and never shows its number', () => {
    const job = layForm(
      { ...context, nameOfOffice: () => '' },
      { form: 'F28', records: foreign('F28', 1), period: '', extra: {} },
    );
    expect(textOf(job)).not.toContain(ownHead);
    expect(job.body).not.toContain('330800XCB');
  });

  it('is no list an office compiles of its own records and others’', () => {
    const [own, other] = [sampleRecord(1), { ...sampleRecord(2), ...city }];
    expect(lay('F07', [own, other])).toMatchObject({ trace: '' });
    expect(textOf(lay('F07', [own, other]))).toContain(`填报单位：${ownHead}`);
    expect(textOf(lay('F07', [own, other]))).toContain('办公室（共2个单位）');
    expect(textOf(lay('F07', [own]))).not.toContain('登记单位');
    expect(lay('F01', [own])).toMatchObject({ trace: '' });
  });
});

it('the problems of each organisation stand on a list of its own, with its own signature', () => {
  const targets = ['县民政局党组', '县住建局党组'];
  const problem = (number: number): PrintedRecord => {
    const target = targets[number % 2] ?? '';
    const texts: Readonly<Record<string, string>> = {
      ...{ targetId: target, statement: `${target}问题${number}`, feedbackAt: '2026-03-09' },
    };
    return { ...sampleRecord(number), text: (key) => texts[key] ?? '' };
  };
  for (const form of ['F20', 'F21', 'F22', 'F23', 'F30'] as const) {
    const sheets = lay(form, [1, 2, 3, 4].map(problem)).body.split('<section').slice(1);
    expect(
      sheets.map((sheet) => targets.filter((each) => sheet.includes(each))),
      form,
    ).toEqual([['县住建局党组'], ['县民政局党组']]);
    for (const sheet of sheets) {
      expect(sheet.match(/问题[1-4]/gu)?.length, form).toBe(2);
      if (form === 'F20') expect(sheet.match(/主要负责人（签收）/gu)).toHaveLength(1);
    }
    // Every page says whose it is: above the headings where there are several, in its corner where there is one.
    expect(sheets.map((sheet) => /<thead>[^]*?<th[^>]*>(\S+?)</.exec(sheet)?.[1])).toEqual([
      '县住建局党组',
      '县民政局党组',
    ]);
    expect(lay(form, [2, 4].map(problem)).overleafTitle).toMatch(/^县民政局党组.+（续）$/u);
  }
});

it.each(['F20', 'F21', 'F22', 'F23', 'F30', 'F32'] as const)(
  '%s keeps organisations of the same name apart that different offices registered, and says whose each is',
  (form) => {
    const texts: Readonly<Record<string, string>> = { targetId: '民政局党组', feedbackAt: '2026-03-09' };
    const records = ['330824XCB', '330800XCB', '330824XCB'].map((office, index) => ({
      ...{ ...sampleRecord(index + 1), office },
      text: (key: string) => texts[key] ?? '',
    }));
    const sheets = lay(form, records).body.split('<section').slice(1);
    expect(sheets.map((sheet) => /<thead>[^]*?<th[^>]*>(\S+?)</.exec(sheet)?.[1])).toEqual([
      '民政局党组（登记单位：某县委巡察工作领导小组办公室）',
      '民政局党组（登记单位：某市委巡察工作领导小组办公室）',
    ]);
    if (form !== 'F30')
      expect(sheets.map((sheet) => /填报单位：(\S+?)</.exec(sheet)?.[1])).toEqual([
        '某县委巡察工作领导小组办公室',
        '某市委巡察工作领导小组办公室',
      ]);
    expect(lay(form, records.slice(0, 1)).overleafTitle).toMatch(/^民政局党组.+（续）$/u);
  },
);

it('nobody takes on a problem that has not been fed back', () => {
  const problem = (feedbackAt: string): PrintedRecord => {
    const texts: Readonly<Record<string, string>> = {
      targetId: '县民政局党组',
      statement: '问题',
      feedbackAt,
    };
    return { ...sampleRecord(1), text: (key) => texts[key] ?? '' };
  };
  const { body } = lay('F30', [problem('2026-03-09'), problem('')]);
  expect(body).toContain('的1个问题照单全收');
});
