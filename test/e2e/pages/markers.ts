/** Looks for planted words in every file below some folders, in each way a program may have written them. */
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the word was found, as `path: word (encoding)`. */
export function findMarkers(folders: readonly string[], words: readonly string[]): readonly string[] {
  const needles = words.flatMap((word) => encodings(word).map(([name, bytes]) => ({ word, name, bytes })));
  const files = new Set(
    folders.flatMap((path) =>
      lstatSync(path, { throwIfNoEntry: false })?.isFile() ? [path] : filesBelow(path),
    ),
  );
  return [...files].flatMap((path) => {
    const content = read(path);
    return needles
      .filter(({ bytes }) => content.includes(bytes))
      .map(({ word, name }) => `${path}: ${word} (${name})`);
  });
}

/** Regular files that can be read; sockets and files that vanish meanwhile are left out. */
export function filesBelow(folder: string): readonly string[] {
  return list(folder).flatMap((name) => {
    const path = join(folder, name);
    const kind = lstatSync(path, { throwIfNoEntry: false });
    if (kind?.isDirectory()) return filesBelow(path);
    return kind?.isFile() ? [path] : [];
  });
}

/** What lies in the system's folder for temporary files and belongs to the owner of `path`. */
export function temporaryFilesLike(path: string): readonly string[] {
  const { uid } = lstatSync(path);
  return list(tmpdir())
    .map((name) => join(tmpdir(), name))
    .filter((each) => lstatSync(each, { throwIfNoEntry: false })?.uid === uid);
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}

function encodings(word: string): readonly (readonly [string, Buffer])[] {
  return [
    ['UTF-8', Buffer.from(word)],
    ['UTF-16LE', Buffer.from(word, 'utf16le')],
    ...(/^[ -~]*$/u.test(word) ? [] : [['GBK', toGbk(word)] as const]),
  ];
}

/** Two-byte codes by character: Node decodes GBK and does not encode it. */
const gbk = new Map<string, readonly [number, number]>();

function toGbk(word: string): Buffer {
  if (gbk.size === 0) {
    const decoder = new TextDecoder('gbk');
    for (let lead = 0x81; lead <= 0xfe; lead += 1) {
      for (let trail = 0x40; trail <= 0xfe; trail += 1) {
        gbk.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
      }
    }
  }
  return Buffer.from([...word].flatMap((sign) => gbk.get(sign) ?? [...Buffer.from(sign)]));
}
