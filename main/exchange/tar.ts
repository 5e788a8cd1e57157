/**
 * POSIX ustar, the plain subset: regular files, one header form, no links, no extensions, two zero blocks at the end
 * and nothing after them. A header is accepted only if writing it anew gives the same 512 bytes.
 */
import { bytesToUtf8, equalBytes, utf8ToBytes } from './bytes.ts';
import type { ByteSource } from './files.ts';
import { malformed } from './malformed.ts';

export const tarBlockBytes = 512;

export interface TarEntry {
  readonly name: string;
  readonly size: number;
  /** Whole seconds since 1970. */
  readonly modified: number;
}

export interface TarEntryAt extends TarEntry {
  readonly offset: number;
}

/** A file to be written: its size must be known. */
export interface TarSource extends TarEntry {
  readonly open: () => AsyncIterable<Uint8Array>;
}

const maximumSize = 0o77777777777;

export function tarLength(entries: readonly TarEntry[]): number {
  const body = entries.reduce((sum, entry) => sum + tarBlockBytes + padded(entry.size), 0);
  return body + 2 * tarBlockBytes;
}

/** Throws when a source gives more or fewer bytes than its size says. */
export async function* writeTar(entries: readonly TarSource[]): AsyncGenerator<Uint8Array> {
  for (const entry of entries) {
    yield encodeTarHeader(entry);
    let written = 0;
    for await (const chunk of entry.open()) {
      written += chunk.length;
      if (written > entry.size) break;
      yield chunk;
    }
    if (written !== entry.size)
      throw new Error(`${entry.name} has other bytes than its ${entry.size} announced ones`);
    yield new Uint8Array(padded(entry.size) - entry.size);
  }
  yield new Uint8Array(2 * tarBlockBytes);
}

export function encodeTarHeader(entry: TarEntry): Uint8Array<ArrayBuffer> {
  const name = utf8ToBytes(entry.name);
  if (name.length === 0 || name.length > 99 || entry.size > maximumSize)
    throw new Error('does not fit a ustar header');
  const block = new Uint8Array(tarBlockBytes);
  const put = (offset: number, text: string) => block.set(utf8ToBytes(text), offset);
  block.set(name, 0);
  put(100, '0000644\0');
  put(108, '0000000\0');
  put(116, '0000000\0');
  put(124, `${octal(entry.size, 11)}\0`);
  put(136, `${octal(entry.modified, 11)}\0`);
  put(148, '        ');
  put(156, '0');
  put(257, 'ustar\u000000');
  put(329, '0000000\0');
  put(337, '0000000\0');
  put(
    148,
    `${octal(
      block.reduce((sum, octet) => sum + octet, 0),
      6,
    )}\0 `,
  );
  return block;
}

/** Throws MalformedError for any header that {@link encodeTarHeader} would not write. */
export function parseTarHeader(block: Uint8Array): TarEntry {
  const end = block.indexOf(0);
  const name = bytesToUtf8(block.subarray(0, end < 0 ? 100 : end));
  if (name.length === 0 || end < 0 || end > 99) malformed('entry name length');
  const entry = { name, size: parseOctal(block, 124), modified: parseOctal(block, 136) };
  if (!equalBytes(block, encodeTarHeader(entry))) malformed('archive header');
  return entry;
}

/**
 * Lists the entries of an archive that fills `source` completely, reading headers only. `accept` sees each entry
 * before anything behind it is read and throws to stop. Throws MalformedError.
 */
export async function listTar(
  source: ByteSource,
  accept: (entry: TarEntryAt, index: number) => void | Promise<void>,
): Promise<readonly TarEntryAt[]> {
  const entries: TarEntryAt[] = [];
  for (let at = 0; ;) {
    if (at + 2 * tarBlockBytes > source.size) malformed('archive ends early');
    const block = await source.read(at, tarBlockBytes);
    if (block.every((octet) => octet === 0)) {
      const rest = await source.read(at, 2 * tarBlockBytes);
      if (at + rest.length !== source.size || rest.some((octet) => octet !== 0)) malformed('archive end');
      return entries;
    }
    const entry = { ...parseTarHeader(block), offset: at + tarBlockBytes };
    const next = entry.offset + padded(entry.size);
    if (next > source.size) malformed('entry longer than the archive');
    await accept(entry, entries.length);
    const padding = await source.read(entry.offset + entry.size, padded(entry.size) - entry.size);
    if (padding.some((octet) => octet !== 0)) malformed('padding');
    entries.push(entry);
    at = next;
  }
}

const padded = (size: number) => Math.ceil(size / tarBlockBytes) * tarBlockBytes;
const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0');

function parseOctal(block: Uint8Array, offset: number): number {
  const text = Buffer.from(block.subarray(offset, offset + 11)).toString('latin1');
  if (!/^[0-7]{11}$/.test(text)) malformed('archive number');
  return Number.parseInt(text, 8);
}
