/** The official forms as PDF files out of the real runtime: pages, marks, texts and fonts. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerOf } from '../../domain/registers/registers.ts';
import { layForm, layRecoverySheet, type FormInput } from '../../main/reports/forms.ts';
import type { PrintJob } from '../../main/reports/print-job.ts';
import { prepareRunFolder } from '../../scripts/electron-runtime.ts';
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
} from '../reports/support/samples.ts';
import { createHome, giveTo, removeHome } from './driver.ts';
import { filledRecords } from '../reports/support/filled.ts';
import { buildHarness } from './harness/build.ts';
import { pageNumberOf } from './pages/printing.ts';

const context = sampleContext();
const longSummary = `开头。${'反映资金去向不明，要求查清并公开处理结果。'.repeat(110)}结尾。`;

type RecordForm = Extract<FormInput, { readonly records: unknown }>['form'];

function lay(form: RecordForm, count: number): PrintJob {
  const make = form === 'F10' ? sampleRepeats : form === 'F08' ? sampleSealed : sampleRecords;
  const records = make(count);
  return layForm(context, { form, records, period: '2026年第一季度', extra: {} });
}

function layLong(form: RecordForm): PrintJob {
  const records = [sampleRecord(7, { summary: longSummary })];
  return layForm(context, { form, records, period: '', extra: {} });
}

/** A project with vouchers on many pages. */
function layProject(vouchers: number): PrintJob {
  const records = filledRecords(registerOf('fundComparison'), 1, { amount: 'everything', rows: vouchers });
  return layForm(context, { form: 'F32', records, period: '', extra: {} });
}

const jobs: Readonly<Record<string, PrintJob>> = {
  F01: lay('F01', 1),
  'F01-blank': lay('F01', 0),
  'F01-three': lay('F01', 3),
  'F01-long': layLong('F01'),
  F04: lay('F04', 1),
  'F04-blank': lay('F04', 0),
  'F04-long': layLong('F04'),
  F06: lay('F06', 24),
  'F06-blank': lay('F06', 0),
  F07: lay('F07', 320),
  'F07-one': lay('F07', 1),
  'F07-blank': lay('F07', 0),
  F08: lay('F08', 60),
  'F08-blank': lay('F08', 0),
  F10: lay('F10', 160),
  'F10-blank': lay('F10', 0),
  F32: layProject(70),
  F45: layForm(context, {
    form: 'F45',
    handover: sampleHandover,
    mark: '机密★10年',
    extra: { 封条号: '031' },
  }),
  'F45-blank': layForm(context, { form: 'F45', handover: null, mark: '', extra: {} }),
  F52: layForm(context, { form: 'F52', package: samplePackage, mark: '工作秘密', extra: {} }),
  'F52-receipt': layForm(context, {
    form: 'F52',
    package: null,
    receipt: sampleReceipt,
    mark: '工作秘密',
    extra: {},
  }),
  'F52-blank': layForm(context, { form: 'F52', package: null, mark: '', extra: {} }),
  recovery: layRecoverySheet(context, sampleRecovery, '工作秘密'),
};

let home: string;
let pages: Readonly<Record<string, number>>;

beforeAll(async () => {
  home = createHome();
  const folder = join(home, 'files');
  for (const [name, job] of Object.entries(jobs))
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(job));
  cpSync(join(resources, 'fonts'), join(folder, 'fonts'), { recursive: true });
  giveTo(folder);
  const { command } = await prepareRunFolder(await buildHarness('paper-main', 'paper'));
  const env = {
    PATH: process.env['PATH'],
    DISPLAY: process.env['DISPLAY'],
    LANG: 'zh_CN.UTF-8',
    LIANXUN_SHEETS: folder,
  };
  const result = spawnSync(command, [], { env, encoding: 'utf8', timeout: 110_000 });
  expect(result.status, result.stderr).toBe(0);
  expect(readFileSync(join(folder, 'log.txt'), 'utf8')).toBe('');
  pages = JSON.parse(readFileSync(join(folder, 'pages.txt'), 'utf8')) as typeof pages;
}, 120_000);

afterAll(() => removeHome(home));

function run(program: string, ...args: readonly string[]): string {
  return execFileSync(program, [...args], { encoding: 'utf8', maxBuffer: 64_000_000 });
}

const file = (name: string): string => join(home, 'files', `${name}.pdf`);

/** The text of each page in the order of the document, without any space. */
function pagesOf(name: string): readonly string[] {
  const text = run('pdftotext', '-raw', file(name), '-');
  return text
    .split('\f')
    .slice(0, -1)
    .map((page) => page.replaceAll(/\s/g, ''));
}

describe('every form', () => {
  it('has the pages that were counted, on A4 the right way round', () => {
    for (const [name, job] of Object.entries(jobs)) {
      const info = run('pdfinfo', file(name));
      expect(info, name).toMatch(new RegExp(`Pages:\\s+${pages[name] ?? 0}\\n`));
      expect(info, name).toMatch(job.landscape ? /841\.\d+ x 59[45]/ : /59[45]\.\d* x 841/);
    }
  });

  it('carries mark, number and who printed it on every page', () => {
    for (const [name, job] of Object.entries(jobs)) {
      const total = (pages[name] ?? 0) / job.copies.length;
      pagesOf(name).forEach((text, index) => {
        const number = (index % total) + 1;
        expect(text, name).toContain(job.mark);
        expect(text, name).toContain(pageNumberOf(job, number, total));
        if (job.watermark !== '') expect(text, name).toContain('王登记2026-03-1514:20');
      });
    }
  });

  it('is set in the shipped fonts, all of them embedded', () => {
    for (const name of Object.keys(jobs).filter((each) => each !== 'recovery')) {
      const fonts = run('pdffonts', file(name)).trim().split('\n').slice(2);
      for (const line of fonts) expect(line, name).toMatch(/Noto(Serif|Sans)SC.* yes yes yes /);
    }
  });
});

describe('a long form', () => {
  it('lists hundreds of letters in order with the heading on every page', () => {
    const texts = pagesOf('F07');
    const numbers = texts.flatMap((text) =>
      [...text.matchAll(/XF330824-2026-(\d{5})/g)].map(([, number]) => Number(number)),
    );
    expect(numbers).toEqual(Array.from({ length: 320 }, (_, index) => index + 1));
    for (const text of texts) expect(text).toContain('主要问题');
  });

  it('lets a long summary flow over pages without losing a character', () => {
    for (const name of ['F01-long', 'F04-long']) {
      const texts = pagesOf(name);
      expect(texts.length).toBeGreaterThan(1);
      // One character of each sentence, as any longer piece may be parted by a page.
      expect(texts.join('').match(/向/g), name).toHaveLength(110);
      expect(texts.join('')).toContain('结尾。');
    }
  });

  it('keeps repeats of one group together with the first letter', () => {
    const text = pagesOf('F10').join('');
    expect(text.match(/第4次/g)).toHaveLength(40);
    expect(text).toContain('XF330824-2026-00157');
  });

  it('says on every page whose rows stand on it, once where the rows go on from the page before', () => {
    const texts = pagesOf('F32');
    expect(texts.length).toBeGreaterThan(3);
    const going = texts.slice(1).filter((text) => /2026-1\d-\d\d/u.test(text));
    expect(going.length).toBeGreaterThan(2);
    for (const text of going) {
      expect(text.match(/(?<!三数比对表)（续）/gu), text).toHaveLength(1);
      expect(text).toMatch(/民政局党组三数比对表（续）/u);
    }
    expect(pagesOf('F10').filter((text) => (text.match(/（续）/g) ?? []).length > 1)).toEqual([]);
  });
});

describe('a slip in two copies', () => {
  it('numbers each copy from one and says whose it is', () => {
    const texts = pagesOf('F06');
    const half = texts.length / 2;
    expect(texts.slice(0, half).every((text) => text.includes('第一联移交单位留存'))).toBe(true);
    expect(texts.slice(half).every((text) => text.includes('第二联接收单位留存'))).toBe(true);
    expect(pagesOf('F45')).toHaveLength(2);
  });
});

describe('the recovery sheet', () => {
  it('has one share on each page, whole', () => {
    const texts = pagesOf('recovery');
    expect(texts).toHaveLength(3);
    texts.forEach((text, index) => {
      expect(text).toContain(`第${index + 1}份（共3份，任意2份可恢复）`);
      expect(text).toContain('VWXY');
      expect(text.match(new RegExp(`0${index + 1}3T`, 'g'))).toHaveLength(1);
    });
  });
});
