/** Stands for the main process: lays every sheet out on one page, as bytes shaped like Chromium's, and "prints". */
import { refuse } from '../../domain/failure.ts';
import type { Ask } from './office.ts';

export interface TestPrinter {
  readonly ask: Ask;
  /** What came out, in order. */
  readonly printed: { readonly html: string; readonly copies: number; readonly printer: string }[];
  /** The next job fails as with an empty tray. */
  readonly breakDown: () => void;
}

export function createTestPrinter(): TestPrinter {
  const printed: { html: string; copies: number; printer: string }[] = [];
  let broken = false;
  return {
    printed,
    breakDown: () => {
      broken = true;
    },
    ask: async (name, input) => {
      if (name === 'print.pdf') return pdfOf((input as { readonly html: string }).html);
      if (name !== 'print.paper') throw new Error(`main does not answer ${name}`);
      if (broken) {
        broken = false;
        refuse('PrintFailed', '打印没有完成。', '打印机缺纸。', '请加纸后重新打印。');
      }
      printed.push(input as TestPrinter['printed'][number]);
      await Promise.resolve();
      return {};
    },
  };
}

/** What stands on a printed sheet, without spaces. */
export const textOf = (html = ''): string => html.replaceAll(/<style>.*?<\/style>|<[^>]*>|\s/gsu, '');

/** A small true PDF with one empty page for each sheet of the document. */
export function pdfOf(html: string): Uint8Array {
  const sheets = html.split('<main class="sheet').length - 1;
  const pages = Array.from({ length: sheets }, (_, index) => index + 3);
  const objects = [
    '<</Type /Catalog /Pages 2 0 R>>',
    `<</Type /Pages /Kids [${pages.map((each) => `${each} 0 R`).join(' ')}] /Count ${sheets}>>`,
    ...pages.map(() => '<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>>'),
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`;
  text += `trailer\n<</Size ${objects.length + 1} /Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`;
  return new TextEncoder().encode(text);
}
