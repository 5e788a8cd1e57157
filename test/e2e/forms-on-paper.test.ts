import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RecordFormId, registerOf } from '../../domain/registers/registers.ts';
import { blankRecord, type PrintedRecord } from '../../main/reports/forms/printed-record.ts';
import { layForm } from '../../main/reports/forms.ts';
import { landscapeMargins, portraitMargins } from '../../main/reports/paper-style.ts';
import type { PrintJob } from '../../main/reports/print-job.ts';
import { recordForms } from '../../main/reports/record-forms.ts';
import { prepareRunFolder } from '../../scripts/electron-runtime.ts';
import { filledRecords, type Filling } from '../reports/support/filled.ts';
import { resources, sampleContext } from '../reports/support/samples.ts';
import { createHome, giveTo, removeHome } from './driver.ts';
import { buildHarness } from './harness/build.ts';
import { pageNumberOf } from './pages/printing.ts';

interface Paper {
  readonly name: string;
  readonly job: PrintJob;
  /** Ready once it has been laid out. */
  readonly pages: () => readonly Page[];
}

interface Page {
  readonly text: string;
  readonly words: readonly Word[];
}

/** In millimetres from the paper's top left corner. */
interface Word {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const fillings: Readonly<Record<string, Filling & { readonly records: number }>> = {
  everything: { amount: 'everything', rows: 12, records: 4 },
  'hardly anything': { amount: 'required', rows: 0, records: 1 },
  nothing: { amount: 'required', rows: 0, records: 0 },
};

/** Registers as long as a page, more or less: their last row is now at its end, now on the next one. */
const fullPages: readonly Paper[] = [
  ...[20, 21, 22, 23].flatMap((count) => [0, 1, 2].map((long) => fullPage('F22', count, long))),
  ...[26, 27, 28, 29].map((count) => fullPage('F32', count, 2)),
];

const leaders = [
  { name: '欧阳建国', 'code.role': 'LEADER' },
  { name: '王芳', 'code.role': 'DEPUTY' },
  { name: '李秀兰', 'code.role': 'DEPUTY' },
];
const visited = ['县民政局党组', '县住房和城乡建设局党组'].map((targetId) => ({
  ...{ targetId, from: '2026-05-06', to: '2026-06-30' },
}));
const [sixGroups, eightGroups] = [authorizing(6), authorizing(8)];

function authorizing(groups: number): Paper {
  const parts = Array.from({ length: groups }, (_, index) =>
    recordOf(
      { name: `第${index + 1}巡察组` },
      { rows: (child) => (child === 'members' ? leaders : child === 'targets' ? visited : []) },
    ),
  );
  const round = recordOf({ name: '十四届县委第三轮巡察' }, { parts: () => parts });
  return paperOf(`F34 of ${groups} groups`, 'F34', [round]);
}

let home: string;
const folder = (): string => join(home, 'files');

const papers: readonly Paper[] = recordForms.flatMap(({ id, register, takes }) =>
  Object.entries(fillings).map(([kind, filling]) => {
    const count = takes === 'record' ? Math.min(1, filling.records) : filling.records;
    const records = filledRecords(registerOf(register), count, filling);
    return paperOf(`${id} with ${kind}`, id, records);
  }),
);

function recordOf(texts: Readonly<Record<string, string>>, more: Partial<PrintedRecord> = {}): PrintedRecord {
  return { ...blankRecord, id: JSON.stringify(texts), text: (key) => texts[key] ?? '', ...more };
}

function fullPage(form: 'F22' | 'F32', count: number, long: number): Paper {
  const records = Array.from({ length: count }, (_, index) =>
    recordOf({
      targetId: '县民政局党组',
      seq: String(index + 1),
      statement: '制度执行不严。'.repeat(index < long ? 6 : 1),
      project: `补助${index + 1}`,
    }),
  );
  return paperOf(`${form} of ${count} lines, ${long} of them long`, form, records);
}

function paperOf(name: string, form: RecordFormId, records: readonly PrintedRecord[]): Paper {
  const job = { ...layForm(sampleContext(), { form, records, period: '', extra: {} }), watermark: '' };
  return { name, job, pages: () => readPages(join(folder(), `${name}.pdf`)) };
}

beforeAll(async () => {
  home = createHome();
  cpSync(join(resources, 'fonts'), join(folder(), 'fonts'), { recursive: true });
  for (const { name, job } of [...papers, ...fullPages, sixGroups, eightGroups])
    writeFileSync(join(folder(), `${name}.json`), JSON.stringify(job));
  giveTo(folder());
  const { command } = await prepareRunFolder(await buildHarness('paper-main', 'forms-on-paper'));
  const env = {
    PATH: process.env['PATH'],
    DISPLAY: process.env['DISPLAY'],
    LANG: 'zh_CN.UTF-8',
    LIANXUN_SHEETS: folder(),
  };
  const done = spawnSync(command, [], { env, encoding: 'utf8', timeout: 480_000 });
  expect(done.status, done.stderr).toBe(0);
  expect(readFileSync(join(folder(), 'log.txt'), 'utf8')).toBe('');
}, 600_000);

afterAll(() => removeHome(home));

function readPages(pdf: string): readonly Page[] {
  const markup = execFileSync('pdftotext', ['-bbox', pdf, '-'], { encoding: 'utf8', maxBuffer: 1 << 28 });
  return markup
    .split('<page ')
    .slice(1)
    .map((page) => {
      const words = [
        ...page.matchAll(/<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)<\/word>/gu),
      ].map(([, left, top, right, bottom, text = '']) => ({
        text: plain(text),
        left: millimetres(left),
        top: millimetres(top),
        right: millimetres(right),
        bottom: millimetres(bottom),
      }));
      return { words, text: words.map(({ text }) => text).join('') };
    });
}

const millimetres = (points = ''): number => (Number(points) * 25.4) / 72;

const plain = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** What stands between the margins: without mark, copy and page number. */
function contentOf({ job }: Paper, page: Page): readonly Word[] {
  const { top, bottom } = job.landscape ? landscapeMargins : portraitMargins;
  const height = job.landscape ? 210 : 297;
  return page.words.filter((word) => word.top > top - 3 && word.top < height - bottom);
}

function counts(text: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const character of text.replaceAll(/[^\p{Script=Han}\d]/gu, ''))
    found.set(character, (found.get(character) ?? 0) + 1);
  return found;
}

const dotsPerInch = 72;

/** Of the first page: what share of the width between the margins is drawn in the lowest row that holds anything. */
function lowestLine({ name, job }: Paper): number {
  const { left, right, top, bottom } = job.landscape ? landscapeMargins : portraitMargins;
  const args = ['-gray', '-r', `${dotsPerInch}`, '-f', '1', '-l', '1', join(folder(), `${name}.pdf`)];
  const image = execFileSync('pdftoppm', args, { maxBuffer: 1 << 28 });
  const [head = '', size = ''] =
    /^P5\s+(\d+ \d+)\s+255\s/u.exec(image.subarray(0, 40).toString('latin1')) ?? [];
  const [width = 0, height = 0] = size.split(' ').map(Number);
  const dots = (length: number): number => Math.round((length * dotsPerInch) / 25.4);
  const inside = width - dots(left) - dots(right);
  const darkIn = (y: number): number => {
    const from = head.length + y * width + dots(left);
    return image.subarray(from, from + inside).filter((grey) => grey < 230).length;
  };
  for (let y = height - dots(bottom) + 1; y > dots(top); y -= 1) {
    const dark = darkIn(y);
    if (dark > 0) return dark / inside;
  }
  return 0;
}

describe.each(papers.map((paper) => [paper.name, paper] as const))('%s', (_name, paper) => {
  it('bears mark and page number on every page, and keeps within the margins', () => {
    const { left, right, bottom } = paper.job.landscape ? landscapeMargins : portraitMargins;
    const [width, height] = paper.job.landscape ? [297, 210] : [210, 297];
    const pages = paper.pages();
    const each = pages.length / paper.job.copies.length;
    for (const [index, page] of pages.entries()) {
      const number = (index % each) + 1;
      expect(page.text).toContain('工作秘密');
      expect(page.text).toContain(pageNumberOf(paper.job, number, each));
      for (const word of contentOf(paper, page)) {
        expect(word.left, word.text).toBeGreaterThan(left - 0.6);
        expect(word.right, word.text).toBeLessThan(width - right + 1.2);
        expect(word.bottom, word.text).toBeLessThan(height - bottom + 1.5);
      }
    }
  });

  it('loses no character, and leaves no page empty', () => {
    const pages = paper.pages();
    const printed = counts(pages.map(({ text }) => text).join(''));
    const body = plain(paper.job.body.replaceAll(/<[^>]*>/gu, ''));
    for (const [character, count] of counts(body))
      expect(printed.get(character) ?? 0, character).toBeGreaterThanOrEqual(count);
    const lengthOf = (page: Page): number =>
      contentOf(paper, page).reduce((sum, { text }) => sum + text.length, 0);
    for (const page of pages) expect(lengthOf(page)).toBeGreaterThan(paper.pages().length > 1 ? 8 : 0);
    const [first] = pages;
    if (!first || pages.length === paper.job.copies.length) return;
    expect(Math.max(...contentOf(paper, first).map((word) => word.bottom))).toBeGreaterThan(110);
  });

  it('closes the table of a register with a line where it goes on overleaf', () => {
    const pages = paper.pages().length / paper.job.copies.length;
    if (pages === 1 || !paper.job.landscape || !paper.job.body.includes('<table class="rows')) return;
    expect(lowestLine(paper)).toBeGreaterThan(0.95);
  });

  it('says its sentences without stray spaces', () => {
    const pieces = paper.job.body.split(/<[^>]*>/gu).map((piece) => piece.trim());
    expect(pieces.filter((piece) => /\p{Script=Han}[，。；、]?[ \n]+\p{Script=Han}/u.test(piece))).toEqual(
      [],
    );
  });
});

it.each(fullPages.map((paper) => [paper.name, paper] as const))(
  '合计 stands below a row of its register, never alone on a page: %s',
  (_name, paper) => {
    const last = paper.pages().at(-1)?.text ?? '';
    expect(last).toContain('合计');
    expect(last).toMatch(/制度执行不严|补助/u);
  },
);

it('the decision on six groups stands on one page with its last sentence and the seal', () => {
  expect(sixGroups.pages().map(({ text }) => text.includes('授权自行终止'))).toEqual([true]);
});

it('where the decision goes on overleaf, the seal stands below a group and not below a sentence alone', () => {
  const [first, last] = eightGroups.pages().map(({ text }) => text);
  expect(first).not.toContain('授权自行终止');
  for (const said of ['被巡察党组织', '第8巡察组', '授权自行终止']) expect(last).toContain(said);
});
