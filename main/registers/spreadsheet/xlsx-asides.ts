import { readPart, readRelations } from './xlsx-relations.ts';
import type { ZipReader } from './zip-reader.ts';

/** Comments and floating pictures of one sheet, by the row they belong to. */
export async function readAsides(
  zip: ZipReader,
  sheetPath: string,
): Promise<{ readonly comments: readonly number[]; readonly pictures: readonly number[] }> {
  const commented = new Set<string>();
  const pictures: number[] = [];
  for (const { type, target } of await readRelations(zip, sheetPath)) {
    if (/\/(comments|threadedComment)$/u.test(type)) await readComments(zip, target, commented);
    else if (type.endsWith('/drawing')) await readDrawing(zip, target, pictures);
  }
  return { comments: [...commented].map(rowOfReference).toSorted(ascending), pictures };
}

/** A thread of comments comes with a plain comment on the same cell for older programs. */
async function readComments(zip: ZipReader, path: string, commented: Set<string>): Promise<void> {
  await readPart(zip, path, {
    open: (name, { ref }) => {
      if ((name === 'comment' || name === 'threadedComment') && ref !== undefined) commented.add(ref);
    },
  });
}

async function readDrawing(zip: ZipReader, path: string, pictures: number[]): Promise<void> {
  let inFrom = false;
  let inRow = false;
  let row = 0;
  await readPart(zip, path, {
    open: (name) => {
      if (name.endsWith('Anchor')) row = 0;
      else if (name === 'from') inFrom = true;
      else if (name === 'row') inRow = inFrom;
      else if (name === 'pic') pictures.push(row);
    },
    text: (text) => {
      if (inRow) row = Number(text) + 1 || 0;
    },
    close: (name) => {
      if (name === 'from') inFrom = false;
      else if (name === 'row') inRow = false;
    },
  });
}

function rowOfReference(reference: string): number {
  return Number(/\d+/u.exec(reference)?.[0] ?? 0);
}

function ascending(left: number, right: number): number {
  return left - right;
}
