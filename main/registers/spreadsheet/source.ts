import { open } from 'node:fs/promises';

/** Random access to the bytes of the clerk's file. Nothing read through it is ever copied to another file. */
export interface SpreadsheetSource {
  /** File name without folder, as the clerk knows it. */
  readonly name: string;
  readonly size: number;
  /** The bytes from `position`; fewer than `length` only at the end of the file. */
  readonly read: (position: number, length: number) => Promise<Uint8Array>;
}

export interface OpenedFile extends SpreadsheetSource {
  readonly close: () => Promise<void>;
}

export function bytesSource(name: string, bytes: Uint8Array): SpreadsheetSource {
  return {
    name,
    size: bytes.byteLength,
    read: async (position, length) => bytes.subarray(position, position + length),
  };
}

/** Opens a file for reading; the caller closes it. */
export async function fileSource(path: string, name: string): Promise<OpenedFile> {
  const handle = await open(path, 'r');
  const { size } = await handle.stat();
  return {
    name,
    size,
    read: async (position, length) => {
      const buffer = new Uint8Array(Math.max(0, Math.min(length, size - position)));
      let filled = 0;
      while (filled < buffer.length) {
        const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, position + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return buffer.subarray(0, filled);
    },
    close: () => handle.close(),
  };
}

/** The whole file at once, for formats that cannot be read in pieces. */
export function readAll(source: SpreadsheetSource): Promise<Uint8Array> {
  return source.read(0, source.size);
}
