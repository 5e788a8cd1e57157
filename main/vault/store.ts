/**
 * The open store: a database in memory and the journal that makes it durable. A store is opened from the newest
 * snapshot that authenticates plus every journal from that generation on; see docs/vault-format.md.
 */
import { join } from 'node:path';
import type { SqlJsStatic } from 'sql.js';
import { begin, closeEngine, commit, execute, openEngine, rollback } from './engine.ts';
import type { Engine } from './engine.ts';
import type { VaultDeps } from './deps.ts';
import { refuseDamaged } from './failures.ts';
import { decodeHeader, headerBytes, toLink } from './file-header.ts';
import type { FileHeader } from './file-header.ts';
import { readWhole, writeAll } from './files.ts';
import type { Files } from './files.ts';
import { openForAppend } from './journal.ts';
import type { Journal, Position } from './journal.ts';
import { scanJournal } from './journal-scan.ts';
import type { JournalScan } from './journal-scan.ts';
import { fileKey } from './keyring.ts';
import type { Keyring } from './keyring.ts';
import { tagBytes } from './crypto.ts';
import { decodeFrame } from './statements.ts';
import { keep, keptPath, listStore, readSnapshot, storeFolder, storePath } from './store-files.ts';

export interface Store {
  readonly deps: VaultDeps;
  readonly sqlJs: SqlJsStatic;
  readonly folder: string;
  keyring: Keyring;
  engine: Engine;
  /** Undefined while the store is read-only. */
  journal: Journal | undefined;
  position: Position;
  /** Generation of the newest good snapshot. */
  base: number;
  /** Bytes of finished journals since `base`. */
  earlierJournalBytes: number;
  /** Highest generation number in use. */
  newest: number;
  poisoned: boolean;
  /** How many are reading the files one after the other; until they are done none is removed. */
  held: number;
  readOnly: {
    readonly reason: string;
    readonly lostAfterSequence: number;
    readonly laterSequence: number;
  } | null;
  readonly tailRepaired: boolean;
  readonly notices: string[];
}

interface LastJournal {
  readonly generation: number;
  readonly bytes: Buffer;
  readonly header: FileHeader;
  readonly scan: JournalScan;
}

interface Replay {
  readonly position: Position;
  readonly last: LastJournal | undefined;
  readonly earlierJournalBytes: number;
  readonly fault: Store['readOnly'];
}

/** Throws ExpectedError `VaultDamaged` when no snapshot can be read. Changes files only when nothing is damaged. */
export function openStore(deps: VaultDeps, sqlJs: SqlJsStatic, keyring: Keyring, folder: string): Store {
  const listing = listStore(deps.files, folder);
  const damaged: number[] = [];
  for (const generation of listing.snapshots.toReversed()) {
    const snapshot = readSnapshot(deps.files, keyring, folder, generation);
    if (!snapshot) {
      damaged.push(generation);
      continue;
    }
    const engine = openEngine(sqlJs, snapshot.image);
    const newest = Math.max(...listing.snapshots, ...listing.journals);
    try {
      const from = { sequence: snapshot.header.sequence, chain: snapshot.header.link.subarray(0, tagBytes) };
      const replay = replayJournals(deps, keyring, folder, engine, { base: generation, newest, from });
      return settle(deps, { sqlJs, keyring, folder, engine, base: generation, newest, damaged }, replay);
    } catch (error) {
      closeEngine(engine);
      throw error;
    }
  }
  return refuseDamaged('没有一份数据库快照能够通过校验。');
}

function replayJournals(
  deps: VaultDeps,
  keyring: Keyring,
  folder: string,
  engine: Engine,
  range: { readonly base: number; readonly newest: number; readonly from: Position },
): Replay {
  let position = range.from;
  let earlierJournalBytes = 0;
  let last: LastJournal | undefined;
  const fault = (reason: string, laterSequence: number, from: number): Replay => {
    const given = highestSequence(deps.files, keyring, folder, { from, to: range.newest });
    const readOnly = {
      reason,
      lostAfterSequence: position.sequence,
      laterSequence: Math.max(laterSequence, given),
    };
    return { position, last: undefined, earlierJournalBytes, fault: readOnly };
  };
  for (let generation = range.base; generation <= range.newest; generation += 1) {
    earlierJournalBytes += last?.bytes.length ?? 0;
    const bytes = readWhole(deps.files, storePath(folder, generation, 'journal'));
    if (!bytes) return fault('缺少一份变更日志，其后的改动无法读出。', position.sequence, generation);
    const raw = bytes.subarray(0, headerBytes);
    const header = decodeHeader(keyring, 'journal', raw);
    if (header?.generation !== generation)
      return fault('变更日志的开头已损坏。', position.sequence, generation);
    if (header.sequence !== position.sequence || !header.link.equals(toLink(position.chain))) {
      return fault('变更日志之间衔接不上，中间有改动丢失。', header.sequence, generation);
    }
    const key = fileKey(keyring, header.epoch, 'journal', header.fileId);
    const start = { sequence: position.sequence, chain: raw.subarray(headerBytes - tagBytes) };
    const scan = scanJournal({ bytes, header: raw, key }, start, (frames) =>
      replayTransaction(engine, frames),
    );
    position = { sequence: scan.sequence, chain: scan.chain };
    if (scan.tail.kind === 'damaged')
      return fault('变更日志中间有一处损坏。', scan.tail.laterSequence, generation);
    if (scan.tail.kind === 'torn' && generation < range.newest) {
      return fault('变更日志的末尾已损坏。', position.sequence + 1, generation);
    }
    last = { generation, bytes, header, scan };
  }
  return { position, last, earlierJournalBytes, fault: null };
}

/** The highest number that these journals show to have been given out, whether it can be replayed or not. */
function highestSequence(
  files: Files,
  keyring: Keyring,
  folder: string,
  range: { readonly from: number; readonly to: number },
): number {
  let highest = 0;
  for (let generation = range.from; generation <= range.to; generation += 1) {
    const bytes = readWhole(files, storePath(folder, generation, 'journal'));
    if (!bytes) continue;
    const raw = bytes.subarray(0, headerBytes);
    const header = decodeHeader(keyring, 'journal', raw);
    if (!header) continue;
    const key = fileKey(keyring, header.epoch, 'journal', header.fileId);
    const start = { sequence: header.sequence, chain: raw.subarray(headerBytes - tagBytes) };
    const { sequence, tail } = scanJournal({ bytes, header: raw, key }, start, () => true);
    highest = Math.max(highest, sequence, tail.kind === 'damaged' ? tail.laterSequence : 0);
  }
  return highest;
}

function replayTransaction(engine: Engine, frames: readonly Buffer[]): boolean {
  begin(engine);
  try {
    const sqlByNumber: string[] = [];
    for (const frame of frames) {
      for (const { sql, params } of decodeFrame(frame, sqlByNumber)) execute(engine, sql, params);
    }
    commit(engine);
    return true;
  } catch {
    rollback(engine);
    return false;
  }
}

type Opened = Pick<Store, 'sqlJs' | 'keyring' | 'folder' | 'engine' | 'base' | 'newest'> & {
  readonly damaged: readonly number[];
};

/** Makes the store ready for writing: clears away what a crash left, or leaves everything as it is when damaged. */
function settle(deps: VaultDeps, opened: Opened, replay: Replay): Store {
  const { damaged, ...rest } = opened;
  const { position, last, earlierJournalBytes, fault } = replay;
  const notices: string[] = [];
  const store = { deps, ...rest, position, earlierJournalBytes, poisoned: false, held: 0, notices };
  if (fault || !last) return { ...store, journal: undefined, readOnly: fault, tailRepaired: false };
  for (const generation of damaged) {
    const path = storePath(opened.folder, generation, 'snapshot');
    keep(deps, opened.folder, path, `${String(generation).padStart(6, '0')}.snapshot`);
    notices.push('最近一份数据库快照已损坏，已改用上一份快照和日志完整恢复，损坏的文件已另行保存。');
  }
  for (const name of listStore(deps.files, opened.folder).unfinished) {
    deps.files.remove(join(storeFolder(opened.folder), name));
  }
  const tailRepaired = last.scan.tail.kind === 'torn';
  if (tailRepaired) notices.push('上次退出时有一次没有完成的保存，已经撤销；此前保存成功的内容完整无缺。');
  const journal = reopenJournal(deps, opened, last);
  deps.files.syncFolder(storeFolder(opened.folder));
  return { ...store, journal, readOnly: null, tailRepaired };
}

/**
 * Cuts a torn tail (a copy is kept) and writes the last transaction once more in place: if the process had lived
 * through a failed sync, the system may hold that transaction in memory only and believe it written.
 */
function reopenJournal(deps: VaultDeps, opened: Opened, last: LastJournal): Journal {
  const { files } = deps;
  const { bytes, header, scan, generation } = last;
  const name = `${String(generation).padStart(6, '0')}.journal`;
  if (scan.end < bytes.length) {
    const copy = files.open(keptPath(deps, opened.folder, `${name}.tail`), 'create');
    try {
      writeAll(files, copy, bytes.subarray(scan.end), 0);
      files.sync(copy);
    } finally {
      files.close(copy);
    }
  }
  const handle = files.open(join(storeFolder(opened.folder), name), 'update');
  try {
    if (scan.end < bytes.length) files.truncate(handle, scan.end);
    writeAll(files, handle, bytes.subarray(scan.lastStart, scan.end), scan.lastStart);
    files.sync(handle);
  } catch (error) {
    files.close(handle);
    throw error;
  }
  const file = { handle, generation, header: Buffer.from(bytes.subarray(0, headerBytes)), ...pick(header) };
  return openForAppend(files, opened.keyring, file, scan.end, { sequence: scan.sequence, chain: scan.chain });
}

const pick = ({ epoch, fileId }: FileHeader): Pick<FileHeader, 'epoch' | 'fileId'> => ({ epoch, fileId });
