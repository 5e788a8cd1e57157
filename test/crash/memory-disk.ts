/**
 * A disk in memory that remembers what a power cut could take back. Content of a file is durable up to its last
 * sync, names in a folder up to the folder's last sync; everything after may survive in any subset, a write in any
 * subset of its 512-byte sectors. A sync that *fails* leaves what it should have written in doubt for ever (Linux
 * marks such pages clean), unless the same bytes are written again.
 */
import { dirname } from 'node:path';
import type { Files } from '../../main/vault/files.ts';
import { applyAll, applyData, applyName, pieces } from './disk-image.ts';
import type { DataChange, Image, NameChange } from './disk-image.ts';

/** Every call that changes the disk, named; the crash harness stops after each, the fault harness fails each. */
export type DiskCall =
  | 'create'
  | 'write'
  | 'sync'
  | 'dataSync'
  | 'truncate'
  | 'close'
  | 'rename'
  | 'remove'
  | 'makeFolder'
  | 'removeFolder'
  | 'syncFolder';

export interface Fault {
  readonly code: 'EIO' | 'ENOSPC' | 'EACCES' | 'short';
}

export interface MemoryDisk {
  readonly files: Files;
  /** What is visible now (the page cache). */
  image(): Image;
  /** What a power cut now could leave, chosen by `random` (0..1); `none` and `all` are the two extremes. */
  crash(choice: 'none' | 'all' | (() => number)): Image;
}

export interface DiskHooks {
  /** Called before each changing call; a returned fault makes the call fail. */
  readonly before?: (call: DiskCall, path: string) => Fault | undefined;
  /** Called after each changing call that succeeded. */
  readonly after?: (call: DiskCall, path: string) => void;
}

interface Inode {
  visible: Buffer;
  /** Content before `log`. */
  durable: Buffer;
  log: { readonly change: DataChange; fate: 'pending' | 'durable' | 'doubtful' }[];
}

interface Disk {
  readonly inodes: Inode[];
  readonly names: Map<string, number>;
  readonly folders: Set<string>;
  readonly durableNames: Map<string, number>;
  readonly durableFolders: Set<string>;
  pendingNames: { readonly folder: string; readonly change: NameChange }[];
  readonly handles: Map<number, { readonly inode: number; readonly path: string }>;
  nextHandle: number;
  readonly hooks: DiskHooks;
}

export function createMemoryDisk(start: Image, hooks: DiskHooks = {}): MemoryDisk {
  const disk: Disk = {
    inodes: [],
    names: new Map(),
    folders: new Set(start.folders),
    durableNames: new Map(),
    durableFolders: new Set(start.folders),
    pendingNames: [],
    handles: new Map(),
    nextHandle: 100,
    hooks,
  };
  for (const [path, content] of start.files) {
    disk.names.set(path, disk.inodes.length);
    disk.durableNames.set(path, disk.inodes.length);
    disk.inodes.push({ visible: content, durable: content, log: [] });
  }
  return {
    files: createFiles(disk),
    image: () => visibleImage(disk),
    crash: (choice) => crashImage(disk, choice),
  };
}

function createFiles(disk: Disk): Files {
  return {
    ...handleCalls(disk),
    ...nameCalls(disk),
    list: (path) => {
      const inside = (entry: string): boolean => dirname(entry) === path;
      const entries = [...disk.names.keys(), ...disk.folders].filter(inside);
      return entries.map((entry) => entry.slice(path.length + 1));
    },
    exists: (path) => disk.names.has(path) || disk.folders.has(path),
    isFolder: (path) => disk.folders.has(path),
    lock: () => ({ release: () => undefined }),
    isLocked: () => false,
  };
}

function handleCalls(
  disk: Disk,
): Pick<Files, 'open' | 'size' | 'read' | 'write' | 'sync' | 'dataSync' | 'truncate' | 'close'> {
  const inodeOf = (handle: number): Inode => inodeAt(disk, disk.handles.get(handle)?.inode);
  const pathOf = (handle: number): string => disk.handles.get(handle)?.path ?? '';
  const sync = (call: 'sync' | 'dataSync') => (handle: number) => {
    const { log } = inodeOf(handle);
    let fate: 'durable' | 'doubtful' = 'doubtful';
    try {
      act(disk, call, pathOf(handle));
      fate = 'durable';
    } finally {
      for (const entry of log) if (entry.fate === 'pending') entry.fate = fate;
      collapse(inodeOf(handle));
    }
    disk.hooks.after?.(call, pathOf(handle));
  };
  return {
    open: (path, mode) => openFile(disk, path, mode),
    size: (handle) => inodeOf(handle).visible.length,
    read: (handle, target, position) => inodeOf(handle).visible.copy(target, 0, position),
    write: (handle, source, position) => {
      const short = act(disk, 'write', pathOf(handle)) === 'short';
      const bytes = Buffer.from(source.subarray(0, short ? Math.floor(source.length / 2) : source.length));
      change(inodeOf(handle), { kind: 'write', at: position, bytes });
      disk.hooks.after?.('write', pathOf(handle));
      return bytes.length;
    },
    sync: sync('sync'),
    dataSync: sync('dataSync'),
    truncate: (handle, length) => {
      act(disk, 'truncate', pathOf(handle));
      change(inodeOf(handle), { kind: 'truncate', length });
      disk.hooks.after?.('truncate', pathOf(handle));
    },
    close: (handle) => {
      const path = pathOf(handle);
      if (!disk.handles.delete(handle)) throw systemError('EBADF');
      act(disk, 'close', path);
    },
  };
}

function openFile(disk: Disk, path: string, mode: 'read' | 'create' | 'update'): number {
  if (mode === 'create') {
    act(disk, 'create', path);
    if (disk.names.has(path)) throw systemError('EEXIST');
    if (!disk.folders.has(dirname(path))) throw systemError('ENOENT');
    const inode = disk.inodes.length;
    disk.inodes.push({ visible: Buffer.alloc(0), durable: Buffer.alloc(0), log: [] });
    disk.names.set(path, inode);
    disk.pendingNames.push({ folder: dirname(path), change: { kind: 'link', path, inode } });
    disk.hooks.after?.('create', path);
  }
  const inode = disk.names.get(path);
  if (inode === undefined) throw systemError('ENOENT');
  disk.nextHandle += 1;
  disk.handles.set(disk.nextHandle, { inode, path });
  return disk.nextHandle;
}

function nameCalls(
  disk: Disk,
): Pick<Files, 'rename' | 'remove' | 'makeFolder' | 'removeFolder' | 'syncFolder'> {
  return {
    rename: (from, to) => {
      act(disk, 'rename', to);
      const inode = disk.names.get(from);
      if (inode === undefined) throw systemError('ENOENT');
      const change: NameChange = { kind: 'rename', from, to, inode };
      applyName(disk.names, disk.folders, change);
      disk.pendingNames.push({ folder: dirname(to), change });
      disk.hooks.after?.('rename', to);
    },
    remove: (path) => {
      act(disk, 'remove', path);
      if (!disk.names.has(path)) throw systemError('ENOENT');
      const change: NameChange = { kind: 'unlink', path };
      applyName(disk.names, disk.folders, change);
      disk.pendingNames.push({ folder: dirname(path), change });
      disk.hooks.after?.('remove', path);
    },
    makeFolder: (path) => {
      if (disk.folders.has(path)) return;
      act(disk, 'makeFolder', path);
      const change: NameChange = { kind: 'folder', path };
      applyName(disk.names, disk.folders, change);
      disk.pendingNames.push({ folder: dirname(path), change });
      disk.hooks.after?.('makeFolder', path);
    },
    removeFolder: (path) => {
      act(disk, 'removeFolder', path);
      const inside = [...disk.names.keys(), ...disk.folders].some((entry) => dirname(entry) === path);
      if (inside || !disk.folders.has(path)) throw systemError(inside ? 'ENOTEMPTY' : 'ENOENT');
      const change: NameChange = { kind: 'unfolder', path };
      applyName(disk.names, disk.folders, change);
      disk.pendingNames.push({ folder: dirname(path), change });
      disk.hooks.after?.('removeFolder', path);
    },
    syncFolder: (path) => {
      act(disk, 'syncFolder', path);
      for (const { folder, change } of disk.pendingNames) {
        if (folder === path) applyName(disk.durableNames, disk.durableFolders, change);
      }
      disk.pendingNames = disk.pendingNames.filter(({ folder }) => folder !== path);
      disk.hooks.after?.('syncFolder', path);
    },
  };
}

function act(disk: Disk, call: DiskCall, path: string): 'short' | undefined {
  const fault = disk.hooks.before?.(call, path);
  if (!fault) return undefined;
  if (fault.code === 'short' && call === 'write') return 'short';
  throw systemError(fault.code === 'short' ? 'EIO' : fault.code);
}

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: simulated`), { code });
}

function inodeAt(disk: Disk, number: number | undefined): Inode {
  const inode = disk.inodes[number ?? -1];
  if (!inode) throw systemError('EBADF');
  return inode;
}

function change(inode: Inode, made: DataChange): void {
  inode.visible = applyData(inode.visible, made);
  inode.log.push({ change: made, fate: 'pending' });
}

function collapse(inode: Inode): void {
  while (inode.log[0]?.fate === 'durable') {
    inode.durable = applyData(inode.durable, inode.log[0].change);
    inode.log.shift();
  }
}

function visibleImage(disk: Disk): Image {
  const files = new Map(
    [...disk.names].map(([path, inode]) => [path, inodeAt(disk, inode).visible] as const),
  );
  return { folders: new Set(disk.folders), files };
}

function crashImage(disk: Disk, choice: 'none' | 'all' | (() => number)): Image {
  const happens = (likelihood: number): boolean =>
    choice === 'all' || (choice !== 'none' && choice() < likelihood);
  const likelihood = typeof choice === 'function' ? ([0.1, 0.5, 0.9][Math.floor(choice() * 3)] ?? 0.5) : 1;
  const names = new Map(disk.durableNames);
  const folders = new Set(disk.durableFolders);
  for (const { change: made } of disk.pendingNames) if (happens(likelihood)) applyName(names, folders, made);
  const files = new Map<string, Buffer>();
  for (const [path, number] of names) {
    if (!folders.has(dirname(path))) continue;
    const inode = inodeAt(disk, number);
    const survived = inode.log.flatMap(({ change: made, fate }) =>
      fate === 'durable' ? [made] : pieces(made, choice).filter(() => happens(likelihood)),
    );
    const content = survived.length > 0 ? applyAll(inode.durable, survived) : inode.durable;
    files.set(path, content);
  }
  return { folders, files };
}
