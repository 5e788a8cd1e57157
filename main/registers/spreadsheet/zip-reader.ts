import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { ExpectedError } from '../../../domain/failure.ts';
import { limits, refuseBroken, refuseProtected, refuseTooLarge } from './refusals.ts';
import type { SpreadsheetSource } from './source.ts';

export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly flags: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly headerOffset: number;
}

export interface ZipReader {
  readonly entriesByName: ReadonlyMap<string, ZipEntry>;
  /** Unpacked chunks. Throws ExpectedError `SpreadsheetBroken` when the bytes do not fit the directory. */
  readonly stream: (entry: ZipEntry) => AsyncGenerator<Uint8Array>;
  /** The packed bytes as they stand in the file. */
  readonly packed: (entry: ZipEntry) => Promise<Uint8Array>;
}

const endSignature = 0x06054b50;
const directorySignature = 0x02014b50;
const localSignature = 0x04034b50;
const endLength = 22;
const longestComment = 0xffff;
const sliceLength = 256 * 1024;

/**
 * Reads the directory of a packed workbook by random access and checks every declared size against {@link limits}.
 * Throws ExpectedError `SpreadsheetBroken`, `SpreadsheetProtected` or `SpreadsheetTooLarge`.
 */
export async function openZip(source: SpreadsheetSource): Promise<ZipReader> {
  const entriesByName = await readDirectory(source);
  checkSizes([...entriesByName.values()]);
  return {
    entriesByName,
    stream: (entry) => streamEntry(source, entry),
    packed: async (entry) => source.read(await dataOffset(source, entry), entry.packedSize),
  };
}

async function readDirectory(source: SpreadsheetSource): Promise<Map<string, ZipEntry>> {
  const tailLength = Math.min(source.size, endLength + longestComment);
  const tail = viewOf(await source.read(source.size - tailLength, tailLength));
  let end = tailLength - endLength;
  while (end >= 0 && tail.getUint32(end, true) !== endSignature) end -= 1;
  if (end < 0) refuseBroken('文件不完整，可能没有拷贝完。');

  const count = tail.getUint16(end + 10, true);
  const size = tail.getUint32(end + 12, true);
  const offset = tail.getUint32(end + 16, true);
  if (count > limits.zipEntries)
    refuseTooLarge(`文件内部有 ${count} 个部分，超过上限 ${limits.zipEntries}。`);
  if (offset + size > source.size) refuseBroken('文件目录指向文件之外，文件不完整。');

  const bytes = await source.read(offset, size);
  const directory = viewOf(bytes);
  const entries = new Map<string, ZipEntry>();
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || directory.getUint32(at, true) !== directorySignature) {
      refuseBroken('文件目录不完整。');
    }
    const nameLength = directory.getUint16(at + 28, true);
    const name = new TextDecoder()
      .decode(bytes.subarray(at + 46, at + 46 + nameLength))
      .replaceAll('\\', '/');
    if (entries.has(name)) refuseBroken('文件内部有两个同名的部分。');
    entries.set(name, {
      name,
      flags: directory.getUint16(at + 8, true),
      method: directory.getUint16(at + 10, true),
      crc: directory.getUint32(at + 16, true),
      packedSize: directory.getUint32(at + 20, true),
      size: directory.getUint32(at + 24, true),
      headerOffset: directory.getUint32(at + 42, true),
    });
    at += 46 + nameLength + directory.getUint16(at + 30, true) + directory.getUint16(at + 32, true);
  }
  return entries;
}

function checkSizes(entries: readonly ZipEntry[]): void {
  let total = 0;
  for (const entry of entries) {
    if (entry.flags & 1) refuseProtected();
    if (entry.method !== 0 && entry.method !== 8) refuseBroken('文件用了不认识的压缩方式。');
    total += entry.size;
    const tight = entry.size > limits.suspiciousBytes && entry.size > entry.packedSize * limits.packRatio;
    if (tight || total > limits.unpackedBytes) {
      refuseTooLarge('文件解压后的大小超过上限，可能是有意构造的文件。');
    }
  }
}

async function dataOffset(source: SpreadsheetSource, entry: ZipEntry): Promise<number> {
  const header = viewOf(await source.read(entry.headerOffset, 30));
  if (header.byteLength < 30 || header.getUint32(0, true) !== localSignature)
    refuseBroken('文件内部结构错位。');
  const start = entry.headerOffset + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  if (start + entry.packedSize > source.size) refuseBroken('文件不完整，可能没有拷贝完。');
  return start;
}

async function* streamEntry(source: SpreadsheetSource, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const packed = readSlices(source, await dataOffset(source, entry), entry.packedSize);
  let size = 0;
  try {
    for await (const chunk of entry.method === 0 ? packed : inflate(packed)) {
      size += chunk.length;
      if (size > entry.size) refuseBroken('文件内部的大小与目录不符。');
      yield chunk;
    }
  } catch (error) {
    if (error instanceof ExpectedError || !(error instanceof Error) || !('code' in error)) throw error;
    if (!String(error.code).startsWith('Z_')) throw error;
    refuseBroken('文件内容解压失败，可能在拷贝时出错。');
  }
  if (size !== entry.size) refuseBroken('文件内部的大小与目录不符。');
}

async function* inflate(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const unpacker = createInflateRaw({ chunkSize: sliceLength });
  const input = Readable.from(packed, { objectMode: false });
  input.on('error', (error) => unpacker.destroy(error));
  input.pipe(unpacker);
  try {
    for await (const chunk of unpacker) yield chunk as Uint8Array;
  } finally {
    input.destroy();
    unpacker.destroy();
  }
}

async function* readSlices(
  source: SpreadsheetSource,
  start: number,
  length: number,
): AsyncGenerator<Uint8Array> {
  for (let done = 0; done < length; done += sliceLength) {
    yield await source.read(start + done, Math.min(sliceLength, length - done));
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
