import { closeSync, fstatSync, mkdirSync, openSync, readSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packedSize: number;
  readonly size: number;
  readonly offset: number;
  readonly mode: number;
}

/**
 * Extracts a zip archive of known content (its hash has been checked). `place` gives the path below `folder` for an
 * entry's name, or undefined to leave the entry out. No zip64, no encryption: an Electron archive has neither.
 */
export function extractZip(
  file: string,
  folder: string,
  place: (name: string) => string | undefined,
): readonly string[] {
  const handle = openSync(file, 'r');
  try {
    const written: string[] = [];
    for (const entry of readDirectory(handle)) {
      const target = entry.name.endsWith('/') ? undefined : place(entry.name);
      if (target === undefined) continue;
      if (target.startsWith('/') || target.split('/').includes('..'))
        throw new Error(`unsafe name ${target}`);
      mkdirSync(dirname(join(folder, target)), { recursive: true });
      writeFileSync(join(folder, target), readEntry(handle, entry), {
        mode: entry.mode & 0o111 ? 0o755 : 0o644,
      });
      written.push(target);
    }
    return written;
  } finally {
    closeSync(handle);
  }
}

function readDirectory(handle: number): readonly Entry[] {
  const size = fstatSync(handle).size;
  const tailLength = Math.min(size, 65_557);
  const tail = read(handle, size - tailLength, tailLength);
  const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error('not a zip archive');
  const count = tail.readUInt16LE(end + 10);
  const directory = read(handle, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  const entries: Entry[] = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      packedSize: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
      mode: directory.readUInt32LE(at + 38) >>> 16,
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

function readEntry(handle: number, entry: Entry): Buffer {
  const header = read(handle, entry.offset, 30);
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = read(handle, start, entry.packedSize);
  const bytes = entry.method === 0 ? packed : inflateRawSync(packed);
  if (bytes.length !== entry.size) throw new Error(`${entry.name} has the wrong length`);
  return bytes;
}

function read(handle: number, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const count = readSync(handle, buffer, done, length - done, position + done);
    if (count === 0) throw new Error('unexpected end of archive');
    done += count;
  }
  return buffer;
}
