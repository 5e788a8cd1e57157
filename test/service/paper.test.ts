/** Paper: laid out once, the same on screen, in the file and at the printer; every sheet that leaves is logged. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Input, Output } from '../../preload/contract/contract.ts';
import { createTestPcs, fileToken, foundTestOffice, jobId, type TestPc } from '../support/office.ts';
import { partsOfWord, wordsInWord } from '../reports/support/word.ts';
import { createTestPrinter, textOf } from '../support/printer.ts';
import { letter, saveLetter } from './letters.ts';

const pcs = createTestPcs();
const printer = createTestPrinter();
let pc: TestPc;
let founded: Output<'setup.create'>;
let saved: Output<'records.save'>;

beforeAll(async () => {
  let now = Date.parse('2026-03-10T09:00:00+08:00');
  pc = pcs.pc('county', () => (now += 1000), printer.ask);
  founded = await foundTestOffice(pc, 'COUNTY');
  await pc.signIn('reg');
  saved = await saveLetter(pc, letter);
}, 60_000);
afterAll(() => pcs.dispose());

const form = (own: Partial<Input<'paper.form'>> = {}) =>
  pc.call('paper.form', {
    job: jobId(),
    form: 'F01',
    records: [saved.id],
    query: null,
    package: null,
    blank: false,
    reveal: null,
    extra: {},
    ...own,
  });
const print = (document: string, copies = 1) => ({
  job: jobId(),
  document,
  printer: '办公室一号',
  copies,
  duplex: true,
});
const log = async () => (await pc.call('paper.log', { offset: 0, limit: 50 })).entries;
/** What stands on the sheet, without markup, styles and blanks. */
const query = { register: 'petition' as const, filters: [], sort: [] };
const parameters = {
  report: 'R-01' as const,
  from: '2026-01-01',
  to: '2026-12-31',
  rows: 'office' as const,
  offices: null,
};

describe('a form', () => {
  it('is the same in the preview, in the file and at the printer', async () => {
    const { document, pages } = await form();
    expect(pages).toBe(1);
    const { content } = await pc.call('paper.pdf', { document });
    expect(Buffer.from(content).subarray(0, 5).toString()).toBe('%PDF-');
    const path = join(pcs.folder, '登记表.pdf');
    await pc.call('paper.savePdf', { document, file: fileToken }, { [fileToken]: path });
    expect(readFileSync(path).equals(content)).toBe(true);
    await pc.call('paper.print', print(document, 3));
    const [sheet] = printer.printed.splice(0);
    expect(sheet).toMatchObject({ copies: 3, printer: '办公室一号' });
    expect(textOf(sheet?.html)).toContain(saved.no);
    expect(textOf(sheet?.html)).toContain('李某某');
  });

  it('is logged with its copies before it leaves, and the log names who and how', async () => {
    const [printed, written] = await log();
    expect(printed).toMatchObject({
      byName: '县reg',
      form: 'F01',
      pages: 1,
      copies: 3,
      how: '打印（办公室一号）',
    });
    expect(written).toMatchObject({ form: 'F01', copies: 1, how: '另存PDF' });
    const before = (await log()).length;
    const { document } = await form();
    printer.breakDown();
    expect((await pc.refusal('paper.print', print(document))).type).toBe('PrintFailed');
    expect((await log()).length).toBe(before + 1);
    expect(printer.printed).toEqual([]);
  });

  it('can be gone on with in Word, which is logged as what it is; what the program testifies to cannot', async () => {
    const path = join(pcs.folder, '登记表.docx');
    const word = (document: string) => ({ job: jobId(), document, file: fileToken });
    await pc.call('paper.saveWord', word((await form()).document), { [fileToken]: path });
    expect(wordsInWord((await partsOfWord(readFileSync(path))).document)).toContain(`${saved.no}登记日期`);
    expect((await log())[0]).toMatchObject({ form: 'F01', how: '另存Word' });
    const list = await form({ form: 'F52', records: [], blank: true });
    expect(list.word).toBe(false);
    const before = (await log()).length;
    const refused = await pc.refusal('paper.saveWord', word(list.document), { [fileToken]: `${path}x` });
    expect(refused.type).toBe('OnlyAsPrinted');
    expect([existsSync(`${path}x`), (await log()).length]).toEqual([false, before]);
  });

  it('that is not wanted in Word any longer is given up at once, and nothing is written', async () => {
    const { document } = await form();
    const path = join(pcs.folder, '放弃.docx');
    const job = jobId();
    const input = { job, document, file: fileToken };
    const refused = pc.refusal('paper.saveWord', input, { [fileToken]: path });
    await pc.call('jobs.cancel', { job });
    expect((await refused).type).toBe('Canceled');
    expect(existsSync(path)).toBe(false);
  });

  it('that only was looked at is not in the print log', async () => {
    const before = (await log()).length;
    const { document } = await form();
    await pc.call('paper.pdf', { document });
    expect((await log()).length).toBe(before);
  });

  it('masks petitioners unless they are asked for with a reason by someone who may see them', async () => {
    await pc.call('paper.print', print((await form()).document));
    expect(textOf(printer.printed.splice(0)[0]?.html)).not.toMatch(/王小明|13912345678/u);
    await pc.signInToDisclose('reg');
    await pc.call('paper.print', print((await form({ reveal: '呈批' })).document));
    expect(textOf(printer.printed.splice(0)[0]?.html)).toContain('王小明');
    await pc.signIn('clue');
    const asked = {
      job: jobId(),
      form: 'F01' as const,
      records: [saved.id],
      query: null,
      package: null,
      blank: false,
      extra: {},
    };
    expect((await pc.refusal('paper.form', { ...asked, reveal: '想看' })).type).toBe('NotAllowed');
    await pc.signIn('aud');
    const audit = await pc.call('audit.list', {
      offset: 0,
      limit: 50,
      action: null,
      text: null,
      from: null,
      to: null,
    });
    const revealed = audit.entries.find(({ action, reason }) => action === 'paper.form' && reason !== null);
    expect(revealed).toMatchObject({ actorName: '县reg', reason: '呈批' });
    expect(JSON.stringify(audit.entries)).not.toMatch(/王小明|津贴/u);
    await pc.signIn('reg');
  });

  it('can be had blank, of a list, and of everything the office prints', async () => {
    const { forms } = await pc.call('paper.forms', {});
    for (const { id } of forms) {
      const blank = await form({ form: id, records: [], blank: true });
      expect([id, blank.pages > 0]).toEqual([id, true]);
    }
  });

  it('that is a register book runs in the order of its numbers, however the list is sorted', async () => {
    const values = { ...letter.values, receivedAt: '2025-12-30', summary: '反映某村道路硬化质量差。' };
    const accused = [{ rowId: '', values: { name: '钱某某', unit: '某村' } }];
    const earlier = await saveLetter(pc, { values, children: { accused } });
    for (const direction of ['asc', 'desc'] as const) {
      const sorted = { ...query, sort: [{ field: 'receivedAt', direction }] };
      await pc.call('paper.print', print((await form({ form: 'F07', records: [], query: sorted })).document));
      const text = textOf(printer.printed.splice(0)[0]?.html);
      expect(text.indexOf(earlier.no)).toBeGreaterThan(0);
      expect(text.indexOf(earlier.no)).toBeLessThan(text.indexOf(saved.no));
    }
  });

  it('lasts as long as nobody leaves the desk, and only for who made it', async () => {
    const { document } = await form();
    await pc.signIn('dir');
    for (const refused of [
      await pc.refusal('paper.pdf', { document }),
      await pc.refusal('paper.print', print(document)),
      await pc.refusal(
        'paper.savePdf',
        { document, file: fileToken },
        { [fileToken]: join(pcs.folder, 'x.pdf') },
      ),
    ]) {
      expect(refused.type).toBe('DocumentGone');
    }
    expect(existsSync(join(pcs.folder, 'x.pdf'))).toBe(false);
    expect(printer.printed).toEqual([]);
    await pc.signIn('reg');
  });

  it('of long ago gives way to newer ones', async () => {
    const first = await form();
    for (let count = 0; count < 12; count += 1) await form({ records: [], blank: true });
    expect((await pc.refusal('paper.pdf', { document: first.document })).type).toBe('DocumentGone');
  });
});

describe('a report', () => {
  it('counts the letter, prints with its rules, and goes into a workbook', async () => {
    const report = await pc.call('reports.compute', { job: jobId(), parameters });
    const totals = report.rows.find(({ total }) => total)?.cells.map(({ value }) => value);
    expect(totals).toContain(1);
    expect(report.checks.every(({ ok }) => ok)).toBe(true);
    const { document } = await pc.call('paper.report', { job: jobId(), source: { parameters } });
    await pc.call('paper.print', print(document));
    const [sheet] = printer.printed.splice(0);
    expect(textOf(sheet?.html)).toContain(report.title);
    for (const rule of report.rules) expect(textOf(sheet?.html)).toContain(rule.slice(0, 12));
    const path = join(pcs.folder, 'R-01.xlsx');
    await pc.call(
      'reports.export',
      { job: jobId(), source: { parameters }, file: fileToken },
      { [fileToken]: path },
    );
    expect(readFileSync(path).subarray(0, 2).toString()).toBe('PK');
  });
});

describe('the recovery sheet', () => {
  it('prints while nobody is signed in, one page for each share, and is not kept for who signs in', async () => {
    await pc.call('session.lock', {});
    const sheet = await pc.call('setup.recoverySheet', { job: jobId(), shares: [...founded.recoveryShares] });
    await pc.call('paper.print', print(sheet.document));
    const [printed] = printer.printed.splice(0);
    const groups = founded.recoveryShares.flatMap((share) => share.match(/[0-9A-Z]{4}/gu) ?? []);
    expect(groups.length).toBeGreaterThan(30);
    for (const group of groups) expect(printed?.html.includes(`<span>${group}</span>`)).toBe(true);
    await pc.signIn('reg');
    expect((await pc.refusal('paper.pdf', { document: sheet.document })).type).toBe('DocumentGone');
  });
});
