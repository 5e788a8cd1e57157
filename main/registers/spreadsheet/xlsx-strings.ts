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
    open: (name) => {
      if (name === 'si') text.start();
      else text.open(name);
    },
    text: text.text,
    close: (name) => {
      text.close(name);
      if (name !== 'si') return;
      if (cells.length >= mostStrings) refuseTooLarge('文件中的文字太多。');
      cells.push(pooled(text.take()));
    },
  });
  return cells;
}

/** Joins the runs of a rich text and leaves out the phonetic guide (`rPh`). */
export function createTextCollector() {
  let collected = '';
  let inText = false;
  let inGuide = false;
  return {
    start: (): void => {
      collected = '';
      inText = false;
      inGuide = false;
    },
    open: (name: string): void => {
      if (name === 't') inText = true;
      else if (name === 'rPh') inGuide = true;
    },
    close: (name: string): void => {
      if (name === 't') inText = false;
      else if (name === 'rPh') inGuide = false;
    },
    text: (piece: string): void => {
      if (inText && !inGuide) collected += piece;
    },
    take: (): string => decodeEscapes(collected),
  };
}
