import { createCellPool, decodeEscapes } from './cell-values.ts';
import { refuseTooLarge } from './refusals.ts';
import type { Cell } from './sheets.ts';
import { parseXml } from './xml-events.ts';
import type { ZipReader } from './zip-reader.ts';

const mostStrings = 5_000_000;

/** The shared strings as ready cells, read once, at the first use. Cells that share a string share the object. */
export function createStringTable(zip: ZipReader, path: string | undefined): () => Promise<readonly Cell[]> {
  let cells: Promise<readonly Cell[]> | undefined;
  return () => (cells ??= readStrings(zip, path));
}

async function readStrings(zip: ZipReader, path: string | undefined): Promise<readonly Cell[]> {
  const entry = path === undefined ? undefined : zip.entriesByName.get(path);
  if (!entry) return [];
  const cells: Cell[] = [];
  const text = createTextCollector();
  const pooled = createCellPool();
  await parseXml(zip.stream(entry), {
    open: (name, attributes) => {
      if (name === 'si') text.start();
      else text.open(name, attributes);
    },
    text: text.text,
    close: (name) => {
      text.close(name);
      if (name !== 'si') return;
      if (cells.length >= mostStrings) refuseTooLarge('文件中的文字太多。');
      const { text: taken, struck } = text.take();
      cells.push(struck ? { kind: 'text', text: taken, struck } : pooled(taken));
    },
  });
  return cells;
}

/** A mark of a font is on unless it says otherwise. */
export function isStruck({ val }: Readonly<Record<string, string>>): boolean {
  return val !== '0' && val !== 'false';
}

export interface CollectedText {
  readonly text: string;
  /** What of it is struck through by the text's own marks; a cell's style may strike it through besides. */
  readonly struck: 'whole' | 'part' | undefined;
}

/** Joins the runs of a rich text and leaves out the phonetic guide (`rPh`). */
export function createTextCollector() {
  let collected = '';
  let inText = false;
  let inGuide = false;
  let runStruck = false;
  let struckLength = 0;
  return {
    start: (): void => {
      collected = '';
      inText = false;
      inGuide = false;
      runStruck = false;
      struckLength = 0;
    },
    open: (name: string, attributes: Readonly<Record<string, string>>): void => {
      if (name === 't') inText = true;
      else if (name === 'rPh') inGuide = true;
      else if (name === 'r') runStruck = false;
      else if (name === 'strike') runStruck = isStruck(attributes);
    },
    close: (name: string): void => {
      if (name === 't') inText = false;
      else if (name === 'rPh') inGuide = false;
    },
    text: (piece: string): void => {
      if (!inText || inGuide) return;
      collected += piece;
      if (runStruck) struckLength += piece.replace(/\s/gu, '').length;
    },
    take: (): CollectedText => ({
      text: decodeEscapes(collected),
      struck:
        struckLength === 0
          ? undefined
          : collected.replace(/\s/gu, '').length > struckLength
            ? 'part'
            : 'whole',
    }),
  };
}
