/**
 * Wiping a workstation (decision 022): forgetting the keys, then the files. A mark beside the application's own data says which
 * vault is to go; it is durable before the first byte is overwritten and removed when nothing is left, so that what was begun
 * goes on at the next start, before anybody can sign in. Whoever sets the mark has made sure that the statement is safe.
 */
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { refuse } from '../../domain/failure.ts';
import { utf8 } from '../vault/bytes.ts';
import { eraseFile, keyFilesOf, removeTree } from '../vault/erase.ts';
import { errorCode, type Files, readWhole, replaceFile } from '../vault/files.ts';
import { inspectVault } from '../vault/open.ts';

const markSchema = z.strictObject({
  format: z.literal(1),
  folder: z.string(),
  /** Id of the vault: another one that has come to lie there since is not touched. */
  vault: z.string(),
  /** Name of the workstation and of the statement, for whoever finds the PC in between. */
  name: z.string(),
  statement: z.string(),
});
export type WipingMark = z.infer<typeof markSchema>;

export interface WipingDeps {
  readonly files: Files;
  readonly userData: string;
  /** Forgets where the vault lay. */
  readonly forget: (folder: string) => void;
}

export type WipingStanding =
  /** `left`: names of what could not be removed yet. */
  | { readonly kind: 'unfinished'; readonly mark: WipingMark; readonly left: readonly string[] }
  | { readonly kind: 'done'; readonly mark: WipingMark };

export interface Wiping {
  /** Null where nothing is to be wiped, and nothing was since the program was started. */
  readonly standing: () => WipingStanding | null;
  /** Refuses `KeysProtected`, `WipingNotBegun`, with nothing destroyed and no mark left. */
  readonly begin: (mark: Omit<WipingMark, 'format'>) => Promise<void>;
  /** Goes as far as it can; call again for the rest. Does nothing without a mark. */
  readonly proceed: () => void;
}

/** Names in a vault's folder that the program makes; anything else somebody put there stays. */
const ownNames = ['store', 'blobs', 'outbox', 'quarantine', 'kept'] as const;
/** What this PC keeps about the vault outside its folder. */
const besideNames = ['seen.json', 'attempts.json'] as const;

export function createWiping(deps: WipingDeps): Wiping {
  const { files, userData } = deps;
  const markPath = join(userData, 'wiping.json');
  let mark = readMark(files, markPath);
  let left: readonly string[] = [];
  let done: WipingMark | null = null;
  return {
    standing: () => {
      if (mark) return { kind: 'unfinished', mark, left };
      return done && { kind: 'done', mark: done };
    },
    begin: async (wish) => {
      refuseProtected(files, wish.folder);
      const next: WipingMark = { format: 1, ...wish };
      try {
        await replaceFile(files, userData, markPath, utf8(JSON.stringify(next)), () => true);
      } catch (error) {
        removeQuietly(files, markPath);
        if (files.exists(markPath) || errorCode(error) === '') throw error;
        refuseToBegin();
      }
      mark = next;
    },
    proceed: () => {
      if (!mark) return;
      if (isStillThere(files, mark)) {
        left = destroy(files, mark.folder);
        if (left.length > 0) return;
        deps.forget(mark.folder);
        for (const name of besideNames) removeTree(files, join(userData, name));
      }
      files.remove(markPath);
      files.syncFolder(userData);
      [done, mark] = [mark, undefined];
    },
  };
}

/** Refuses `WipingUnfinished`: nobody signs in, opens or founds anything until what was begun has ended. */
export function refuseUnfinishedWiping(wiping: Wiping): void {
  const standing = wiping.standing();
  if (standing?.kind !== 'unfinished') return;
  refuse(
    'WipingUnfinished',
    '本机正在清理，没有做完。',
    `还有文件没有销毁、删除${standing.left.length > 0 ? `：${standing.left.slice(0, 5).join('、')}` : ''}。`,
    '请关闭占用这些文件的程序，重新启动本软件，会接着清理。',
  );
}

// ---- internals

/** Whether the folder holds what is left of that vault, and not another one that was put there in the meantime. */
function isStillThere(files: Files, { folder, vault }: WipingMark): boolean {
  const { id } = inspectVault(files, folder);
  return id === undefined || id === vault;
}

/** Keys first; returns names of what could not be removed. */
function destroy(files: Files, folder: string): readonly string[] {
  const left: string[] = [];
  const attempt = (name: string, work: () => void): void => {
    try {
      work();
    } catch (error) {
      if (errorCode(error) === '') throw error;
      left.push(name);
    }
  };
  for (const path of keyFilesOf(files, folder))
    attempt(path.slice(folder.length + 1), () => eraseFile(files, path));
  // What the keys open stays until none of them is left: half a vault that still opens would be neither.
  if (left.length > 0) return left;
  const locks = files.list(folder).filter((name) => /^lock(?:-.+)?$/u.test(name));
  for (const name of [...ownNames, ...locks]) attempt(name, () => removeTree(files, join(folder, name)));
  if (left.length > 0 || !files.isFolder(folder)) return left;
  attempt(basename(folder), () => {
    files.syncFolder(folder);
    // Somebody else's files keep the folder; then only what was ours is gone.
    if (files.list(folder).length === 0) files.removeFolder(folder);
    files.syncFolder(dirname(folder));
  });
  return left;
}

/** It is written whole or not at all; one that cannot be read is no reason to destroy anything. */
function readMark(files: Files, path: string): WipingMark | undefined {
  const bytes = readWhole(files, path);
  if (!bytes) return undefined;
  try {
    return markSchema.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    return undefined;
  }
}

/** Tried before anything is decided for good: a key file that cannot be overwritten would stop the wiping at its first step. */
function refuseProtected(files: Files, folder: string): void {
  for (const path of keyFilesOf(files, folder)) {
    try {
      files.close(files.open(path, 'update'));
    } catch (error) {
      if (errorCode(error) === '') throw error;
      refuse(
        'KeysProtected',
        '密钥文件不能改写，没有清理，什么都没有删除。',
        `“${path.slice(folder.length + 1)}”是只读的，或者被其他程序占用。`,
        '请取消只读、关闭占用它的程序，再办理清理。',
      );
    }
  }
}

function refuseToBegin(): never {
  refuse(
    'WipingNotBegun',
    '没有开始清理，什么都没有删除。',
    '本机磁盘没有空间，或者不能写入，记不下“正在清理”，中断以后就不能接着做完。',
    '请清理磁盘空间、检查磁盘，再办理清理。',
  );
}

function removeQuietly(files: Files, path: string): void {
  try {
    for (const each of [`${path}.tmp`, path]) if (files.exists(each)) files.remove(each);
  } catch (error) {
    if (errorCode(error) === '') throw error;
  }
}
