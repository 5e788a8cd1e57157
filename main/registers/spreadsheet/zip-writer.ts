import { once } from 'node:events';
import { constants, crc32, createDeflateRaw } from 'node:zlib';

export type ZipContent = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

/** A part to pack, or one taken over from another file as it is. */
export type ZipPart =
  | { readonly name: string; readonly content: ZipContent }
  | {
      readonly name: string;
      readonly packed: Uint8Array;
      readonly method: number;
      readonly crc: number;
      readonly size: number;
    };

interface Packed {
  readonly name: Uint8Array;
  readonly method: number;
  readonly crc: number;
  readonly size: number;
  readonly packedSize: number;
  readonly chunks: readonly Uint8Array[];
}

/** 1980-01-01, so that equal content gives equal files. */
const fixedDate = 0x21;
const utf8Names = 0x0800;
const gatheredLength = 65_536;

/**
 * Packs parts in their order. One part at a time is held packed in memory, so that its header carries its sizes and
 * every program can read the file.
 */
export async function* writeZip(
  parts: Iterable<ZipPart> | AsyncIterable<ZipPart>,
): AsyncGenerator<Uint8Array> {
  const directory: Uint8Array[] = [];
  let offset = 0;
  for await (const part of parts) {
    const packed = await pack(part);
    const header = localHeader(packed);
    yield header;
    yield* packed.chunks;
    directory.push(directoryEntry(packed, offset));
    offset += header.length + packed.packedSize;
  }
  const size = directory.reduce((sum, entry) => sum + entry.length, 0);
  if (offset + size > 0xffff_ffff) throw new Error('packed file above 4 GiB');
  yield* directory;
  yield endOfDirectory(directory.length, size, offset);
}

async function pack(part: ZipPart): Promise<Packed> {
  const name = new TextEncoder().encode(part.name);
  if ('packed' in part) {
    const { method, crc, size, packed } = part;
    return { name, method, crc, size, packedSize: packed.length, chunks: [packed] };
  }
  const packer = createDeflateRaw({ level: constants.Z_BEST_SPEED + 4 });
  const chunks: Uint8Array[] = [];
  packer.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const done = once(packer, 'end');
  let crc = 0;
  let size = 0;
  try {
    for await (const bytes of gather(part.content)) {
      crc = crc32(bytes, crc);
      size += bytes.length;
      if (!packer.write(bytes)) await once(packer, 'drain');
    }
    packer.end();
    await done;
  } finally {
    packer.destroy();
  }
  const packedSize = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  return { name, method: 8, crc, size, packedSize, chunks };
}

/** Joins small pieces, since every write to the packer costs a turn of the event loop. */
async function* gather(content: ZipContent): AsyncGenerator<Uint8Array> {
  let pending: Uint8Array[] = [];
  let length = 0;
  for await (const piece of content) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    pending.push(bytes);
    length += bytes.length;
    if (length < gatheredLength) continue;
    yield Buffer.concat(pending);
    pending = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(pending);
}

function localHeader({ name, method, crc, size, packedSize }: Packed): Uint8Array {
  const bytes = new Uint8Array(30 + name.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x04034b50, true);
  view.setUint16(4, 20, true);
  view.setUint16(6, utf8Names, true);
  view.setUint16(8, method, true);
  view.setUint16(12, fixedDate, true);
  view.setUint32(14, crc, true);
  view.setUint32(18, packedSize, true);
  view.setUint32(22, size, true);
  view.setUint16(26, name.length, true);
  bytes.set(name, 30);
  return bytes;
}

function directoryEntry({ name, method, crc, size, packedSize }: Packed, offset: number): Uint8Array {
  const bytes = new Uint8Array(46 + name.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x02014b50, true);
  view.setUint16(4, 20, true);
  view.setUint16(6, 20, true);
  view.setUint16(8, utf8Names, true);
  view.setUint16(10, method, true);
  view.setUint16(14, fixedDate, true);
  view.setUint32(16, crc, true);
  view.setUint32(20, packedSize, true);
  view.setUint32(24, size, true);
  view.setUint16(28, name.length, true);
  view.setUint32(42, offset, true);
  bytes.set(name, 46);
  return bytes;
}

function endOfDirectory(count: number, size: number, offset: number): Uint8Array {
  const bytes = new Uint8Array(22);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x06054b50, true);
  view.setUint16(8, count, true);
  view.setUint16(10, count, true);
  view.setUint32(12, size, true);
  view.setUint32(16, offset, true);
  return bytes;
}
