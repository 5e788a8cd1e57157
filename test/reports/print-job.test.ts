import { describe, expect, it } from 'vitest';
import { layForm, type FormInput } from '../../main/reports/forms.ts';
import { countPages, printJobToHtml, renderPrintJob, type PrintJob } from '../../main/reports/print-job.ts';
import { sampleContext, sampleRecords, sampleRepeats } from './support/samples.ts';

const context = sampleContext();
type RecordForm = Extract<FormInput, { readonly records: unknown }>['form'];

function lay(form: RecordForm, records = sampleRecords(3)): PrintJob {
  return layForm(context, { form, records, period: '2026年1月1日至2026年3月31日', extra: {} });
}

/** A PDF of so many pages, as far as counting goes. */
function pdfOf(pages: number): Uint8Array {
  return Buffer.from(
    `<< /Type /Pages /Count ${pages} >>\n${'<< /Type /Page /Parent 1 0 R >>\n'.repeat(pages)}`,
  );
}

/** A PDF with these rows on its pages, as Chromium notes links. */
function pdfWithRows(pages: readonly (readonly string[])[]): Uint8Array {
  const links = pages.flatMap((rows, page) => rows.map((id) => ({ id, page })));
  const linksOf = (page: number): string =>
    links.map((link, at) => (link.page === page ? `${at + 50} 0 R` : '')).join(' ');
  return Buffer.from(
    [
      ...links.map(
        ({ id }, at) => `${at + 50} 0 obj\n<</Type /Annot\n/Subtype /Link\n/Dest /${id}>>\nendobj\n`,
      ),
      ...pages.map((_, page) => `${page + 3} 0 obj\n<</Type /Page\n/Annots [${linksOf(page)}]>>\nendobj\n`),
    ].join(''),
  );
}

describe('page marks', () => {
  it('number each copy of a slip from one and name the copy', async () => {
    const job = lay('F06', sampleRecords(30));
    const { html, pages } = await renderPrintJob(job, () => Promise.resolve(pdfOf(6)));
    expect(pages).toBe(6);
    expect([...html.matchAll(/第(\d)页 共(\d)页/g)].map((match) => `${match[1]}/${match[2]}`)).toEqual([
      '1/3',
      '2/3',
      '3/3',
      '1/3',
      '2/3',
      '3/3',
    ]);
    expect(html.match(/第一联　移交单位留存/g)).toHaveLength(3);
    expect(html.match(/第二联　接收单位留存/g)).toHaveLength(3);
  });

  it('put mark, watermark and number on every page, odd numbers right and even left', () => {
    const html = printJobToHtml(lay('F01', sampleRecords(1)), 3);
    expect(html.match(/<div class="mark">工作秘密<\/div>/g)).toHaveLength(3);
    expect(html.match(/class="number odd"/g)).toHaveLength(2);
    expect(html.match(/class="number even"/g)).toHaveLength(1);
    expect(html.match(/王登记　2026-03-15 14:20/g)?.length).toBeGreaterThanOrEqual(3);
  });

  it('need one layout for a sheet of one page and two for more', async () => {
    const layouts = async (pages: number): Promise<number> => {
      let count = 0;
      await renderPrintJob(lay('F01', sampleRecords(1)), () => {
        count += 1;
        return Promise.resolve(pdfOf(pages));
      });
      return count;
    };
    expect([await layouts(1), await layouts(4)]).toEqual([1, 2]);
  });

  it('are never printed wrong: a second layout that differs is a bug', async () => {
    const counts = [3, 4];
    const render = (): Promise<Uint8Array> => Promise.resolve(pdfOf(counts.shift() ?? 0));
    await expect(renderPrintJob(lay('F07'), render)).rejects.toThrow('3 pages became 4');
  });

  it('say again on a page what its first row shares with the page before', async () => {
    const job = lay('F10', sampleRepeats(8));
    const ids = [...job.body.matchAll(/<tr id="(\w+)"/g)].map(([, id = '']) => id);
    // Four letters make a group of three repeats: the third row stands overleaf, amid its group.
    const pdf = pdfWithRows([ids.slice(0, 2), ids.slice(2)]);
    const seen: string[] = [];
    const rendered = await renderPrintJob(job, (each) => {
      seen.push(each);
      return Promise.resolve(pdf);
    });
    const { html } = rendered;
    expect([rendered.pages, seen.length]).toEqual([2, 3]);
    expect(seen[0]).not.toContain('（续）');
    expect(html).toMatch(
      /rowspan="3"[^]*<\/tbody><tbody class=""><tr id="gp0r2"[^]*?1<wbr \/><span class="keep">（续）<\/span>[^]*?第4次/,
    );
    expect(html.match(/（续）/g)).toHaveLength(1);
    expect(html).toContain(`href="#${ids[0] ?? ''}"`);
  });

  it('hold lines together that do not fit their page once they are set apart from the rest', async () => {
    const job = lay('F10', sampleRepeats(8));
    const ids = [...job.body.matchAll(/<tr id="(\w+)"/g)].map(([, id = '']) => id);
    // Parted before the sixth row, the second group no longer fits the first page.
    const layouts = [5, 3, 3, 3].map((rows) => pdfWithRows([ids.slice(0, rows), ids.slice(rows)]));
    const { html } = await renderPrintJob(job, () => Promise.resolve(layouts.shift() ?? Buffer.from('')));
    expect(html).not.toContain('（续）');
    expect(html).toContain('<tbody class="fresh"><tr id="gp0r3"');
  });

  it('are laid out without numbers until their rows are settled, for numbers make pages too', async () => {
    const job = lay('F10', sampleRepeats(8));
    const ids = [...job.body.matchAll(/<tr id="(\w+)"/g)].map(([, id = '']) => id);
    const layouts = [
      [ids.slice(0, 1), ids.slice(1, 3), ids.slice(3)],
      [ids.slice(0, 4), ids.slice(4)],
      [ids.slice(0, 4), ids.slice(4)],
      [ids.slice(0, 4), ids.slice(4)],
    ].map(pdfWithRows);
    const numbered: number[] = [];
    const { pages } = await renderPrintJob(job, (each) => {
      numbered.push(each.split('<div class="page">').length - 1);
      return Promise.resolve(layouts.shift() ?? Buffer.from(''));
    });
    expect([pages, ...numbered]).toEqual([2, 1, 1, 1, 2]);
  });

  it('name the record on every further page of a sheet, not on its first', () => {
    const [first = '', second = ''] = printJobToHtml(lay('F01', sampleRecords(1)), 2)
      .split('<div class="page">')
      .slice(1);
    expect(first).not.toContain('（续）');
    expect(second).toContain('<div class="copy">信访件登记表　XF330824-2026-00001（续）</div>');
    expect(printJobToHtml(lay('F01', sampleRecords(3)), 3)).not.toContain('（续）');
  });

  it('count pages, not the tree of pages', () => {
    expect(countPages(pdfOf(12))).toBe(12);
  });
});
