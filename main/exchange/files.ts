/** The few file operations the exchange needs, injected so that tests can pull the medium out at any of them. */
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

/** Random-access bytes of known size. `read` returns exactly what was asked for, or throws. */
export interface ByteSource {
  readonly size: number;
  read(position: number, length: number): Promise<Uint8Array>;
}

/** Bytes are written one after another; a resolved `write` has handed all of them over. */
export interface ByteSink {
  write(bytes: Uint8Array): Promise<void>;
}

export interface SourceFile extends ByteSource {
  close(): Promise<void>;
}

export interface SinkFile extends ByteSink {
  /** The bytes are on the medium when it resolves. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

export interface Files {
  /** A new file; fails when the name is taken. */
  create(path: string): Promise<SinkFile>;
  openForReading(path: string): Promise<SourceFile>;
  /** Never replaces: the caller has made sure the new name is free. */
  rename(from: string, to: string): Promise<void>;
  /** Removing what is not there is no error. */
  remove(path: string): Promise<void>;
  exists(path: string): Promise<boolean>;
  list(folder: string): Promise<readonly string[]>;
  createFolder(folder: string): Promise<void>;
  /** Makes a rename durable. Windows has no such call and needs none. */
  syncFolder(folder: string): Promise<void>;
}

export interface FilesDep {
  readonly files: Files;
}

/** The real file system. */
export function createNodeFiles(platform: NodeJS.Platform = process.platform): Files {
  return {
    create: async (path) => sinkFile(await open(path, 'wx', 0o600)),
    openForReading: async (path) => sourceFile(await open(path, 'r')),
    rename: (from, to) => renamePatiently(from, to, platform),
    remove: (path) => rm(path, { force: true }),
    exists: async (path) => (await stat(path).catch(ignoreMissing)) !== undefined,
    list: (folder) => readdir(folder),
    createFolder: async (folder) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
    },
    syncFolder: async (folder) => {
      if (platform === 'win32') return;
      const handle = await open(folder, 'r');
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
    },
  };
}

/** A part of another source, e.g. one file inside an archive. */
export function sliceSource(source: ByteSource, offset: number, size: number): ByteSource {
  return {
    size,
    read: (position, length) => {
      if (position < 0 || length < 0 || position + length > size) throw new Error('read outside the slice');
      return source.read(offset + position, length);
    },
  };
}

/** Bytes already in memory. */
export function memorySource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: (position, length) => Promise.resolve(bytes.slice(position, position + length)),
  };
}

/** Reads a range in chunks of at most 1 MiB. */
export async function* readRange(
  source: ByteSource,
  offset: number,
  size: number,
): AsyncGenerator<Uint8Array> {
  for (let done = 0; done < size; done += chunkBytes) {
    yield await source.read(offset + done, Math.min(chunkBytes, size - done));
  }
}

export const chunkBytes = 1_048_576;

/** Virus scanners on Windows hold a new file for a moment; the error is then not final. */
async function renamePatiently(from: string, to: string, platform: NodeJS.Platform): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await rename(from, to);
    } catch (error) {
      const isHeld = ['EPERM', 'EACCES', 'EBUSY'].includes(errorCode(error));
      if (platform !== 'win32' || !isHeld || attempt === 10) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100 * attempt));
    }
  }
}

/** `ENOENT` and the like, or an empty string. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function ignoreMissing(error: unknown): undefined {
  if (errorCode(error) === 'ENOENT') return undefined;
  throw error;
}

function sinkFile(handle: FileHandle): SinkFile {
  return {
    write: async (bytes) => {
      for (let done = 0; done < bytes.length;) {
        const { bytesWritten } = await handle.write(bytes, done, bytes.length - done);
        if (bytesWritten === 0) throw new Error('the file takes no more bytes');
        done += bytesWritten;
      }
    },
    sync: () => handle.sync(),
    close: () => handle.close(),
  };
}

async function sourceFile(handle: FileHandle): Promise<SourceFile> {
  try {
    const { size } = await handle.stat();
    return {
      size,
      read: async (position, length) => {
        const bytes = new Uint8Array(length);
        for (let done = 0; done < length;) {
          const { bytesRead } = await handle.read(bytes, done, length - done, position + done);
          if (bytesRead === 0) throw new Error('the file became shorter while it was read');
          done += bytesRead;
        }
        return bytes;
      },
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}
