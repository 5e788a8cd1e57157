/** Tables of sql.js and blobs in a map: as much of a vault as the exchange uses, fast, and easy to set back in time. */
import { createHash } from 'node:crypto';
import initSqlJs from 'sql.js';
import type { Database } from 'sql.js';
import type { BlobStore, Reader, SqlParams, Writer } from '../../main/vault/api.ts';

export interface MemoryVault extends Reader {
  transact<T>(work: (tx: Writer) => T): T;
  readonly blobs: BlobStore;
  /** A backup as of now. */
  save(): Uint8Array;
  /** Puts a backup back in place. */
  restore(backup: Uint8Array): void;
}

export async function createMemoryVault(): Promise<MemoryVault> {
  const sql = await initSqlJs();
  let db: Database = new sql.Database();
  const contents = new Map<string, Uint8Array>();

  const all = <Row>(text: string, params: SqlParams = []): Row[] => {
    const statement = db.prepare(text, [...params]);
    const rows: Row[] = [];
    while (statement.step()) rows.push(statement.getAsObject() as Row);
    statement.free();
    return rows;
  };
  const reader: Reader = { all, get: <Row>(text: string, params?: SqlParams) => all<Row>(text, params)[0] };
  const writer: Writer = {
    ...reader,
    run: (text, params = []) => {
      db.run(text, [...params]);
    },
  };
  return {
    ...reader,
    transact: (work) => {
      db.run('BEGIN');
      try {
        const result = work(writer);
        db.run('COMMIT');
        return result;
      } catch (error) {
        db.run('ROLLBACK');
        throw error;
      }
    },
    blobs: {
      put: async (source) => {
        const parts: Uint8Array[] = [];
        for await (const part of source) parts.push(Uint8Array.from(part));
        const bytes = new Uint8Array(Buffer.concat(parts));
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        contents.set(sha256, bytes);
        return { id: sha256, size: bytes.length, sha256 };
      },
      read: async function* (id) {
        yield await Promise.resolve(contents.get(id) ?? missing(id));
      },
      has: (id) => contents.has(id),
      remove: (id) => {
        contents.delete(id);
      },
    },
    save: () => db.export(),
    restore: (backup) => {
      db.close();
      db = new sql.Database(backup);
    },
  };
}

function missing(id: string): never {
  throw new Error(`no blob ${id}`);
}
