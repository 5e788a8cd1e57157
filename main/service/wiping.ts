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
import { errorCode, type Files, readWhole, replaceFile, replaceFileAtOnce } from '../vault/files.ts';
import { inspectVault } from '../vault/open.ts';

const markSchema = z.strictObject({
  format: z.literal(1),
  folder: z.string(),
  /** Id of the vault: another one that has come to lie there since is not touched. */
  vault: z.string(),
  /** Name of the workstation and of the statement, for whoever finds the PC in between. */
  name: z.string(),
  statement: z.string(),
  /**
   * Everything that was the vault's has been destroyed in the folder, seen with own eyes. A folder that is missing without it may
   * lie on a disk that is not there at the moment, with the keys in it.
   */
  emptied: z.boolean().default(false),
});
export type WipingMark = z.infer<typeof markSchema>;

export interface WipingDeps {
  readonly files: Files;
  readonly userData: string;
  /** Forgets where the vault lay. */
  readonly forget: (folder: string) => void;
}

/** Why it does not go on: the folder is not to be found, another vault lies in it, or something in it cannot be removed. */
export type WipingObstacle = 'missing' | 'foreign' | 'held';

export type WipingStanding =
  /** `left`: names of what could not be removed yet. */
  | {
      readonly kind: 'unfinished';
      readonly mark: WipingMark;
      readonly left: readonly string[];
      readonly obstacle: WipingObstacle;
    }
  | { readonly kind: 'done'; readonly mark: WipingMark };

export interface Wiping {
  /** Null where nothing is to be wiped, and nothing was since the program was started. */
  readonly standing: () => WipingStanding | null;
  /** Refuses `KeysProtected`, `WipingNotBegun`, with nothing destroyed and no mark left. */
  readonly begin: (mark: Omit<WipingMark, 'format' | 'emptied'>) => Promise<void>;
  /** Goes as far as it can, whatever the disk says; call again for the rest. Does nothing without a mark. */
  readonly proceed: () => void;
}

const markName = 'wiping.json';
/**
 * Lies in the vault's folder while it is being wiped and goes last: an empty folder without it may be the mount point of a disk
 * that is not there.
 */
const folderMarkName = 'wiping.mark';
/** Put there by an administrator who has destroyed the keys by other means, e.g. with the disk. */
const destroyedName = '密钥已销毁.txt';
const placeName = 'place.json';
/** Names in a vault's folder that the program makes; anything else somebody put there stays. */
const ownNames = ['store', 'blobs', 'outbox', 'quarantine', 'kept'] as const;
/** What this PC keeps about the vault outside its folder. */
const besideNames = ['seen.json', 'attempts.json'] as const;

export function createWiping(deps: WipingDeps): Wiping {
  const { files, userData } = deps;
  const markPath = join(userData, markName);
  let mark = readMark(files, markPath);
  let left: readonly string[] = [];
  let obstacle: WipingObstacle = 'held';
  let done: WipingMark | null = null;
  return {
    standing: () => {
      if (mark) return { kind: 'unfinished', mark, left, obstacle };
      return done && { kind: 'done', mark: done };
    },
    begin: async (wish) => {
      refuseProtected(files, wish.folder);
      const next: WipingMark = { format: 1, ...wish, emptied: false };
      const folderMark = join(wish.folder, folderMarkName);
      try {
        await replaceFile(files, wish.folder, folderMark, utf8(wish.vault), () => true);
        await replaceFile(files, userData, markPath, utf8(JSON.stringify(next)), () => true);
      } catch (error) {
        removeQuietly(files, markPath);
        removeQuietly(files, folderMark);
        if (files.exists(markPath) || errorCode(error) === '') throw error;
        refuseToBegin();
      }
      mark = next;
    },
    proceed: () => {
      if (mark) [left, obstacle] = goOn(mark);
    },
  };

  function goOn(known: WipingMark): readonly [left: readonly string[], obstacle: WipingObstacle] {
    const { folder } = known;
    const attempts = createAttempts();
    const { held, attempt } = attempts;
    const found = attempt(folder, () => whatLiesIn(files, known));
    if (held.length > 0) return [held, 'held'];
    // Said to be destroyed is only what has been: a disk that is not there yet has its keys still.
    if ((found === 'missing' || found === 'foreign') && !known.emptied) return [[folder], found];
    if (found === 'vault') {
      destroy(files, folder, attempts);
      if (held.length > 0) return [held, 'held'];
      // Pulled out meanwhile: then there was nothing to refuse.
      if (!files.isFolder(folder)) return [[folder], 'missing'];
      attempt(markName, () => {
        if (known.emptied) return;
        const next = { ...known, emptied: true };
        replaceFileAtOnce(files, userData, markPath, utf8(JSON.stringify(next)));
        mark = next;
      });
      if (held.length > 0) return [held, 'held'];
      attempt(basename(folder), () => removeEmptied(files, folder));
    }
    attempt(placeName, () => deps.forget(folder));
    for (const name of besideNames) attempt(name, () => removeTree(files, join(userData, name)));
    if (held.length > 0) return [held, 'held'];
    attempt(markName, () => {
      removeTree(files, markPath);
      files.syncFolder(userData);
    });
    if (held.length > 0) return [held, 'held'];
    [done, mark] = [known, undefined];
    return [[], 'held'];
  }
}

/** Refuses `WipingUnfinished`: nobody signs in, opens or founds anything until what was begun has ended. */
export function refuseUnfinishedWiping(wiping: Wiping): void {
  const standing = wiping.standing();
  if (standing?.kind !== 'unfinished') return;
  const { why, next } = unfinishedBecause(standing);
  refuse('WipingUnfinished', '本机正在清理，没有做完。', why, next);
}

const mostNamed = 5;

/** What keeps a wiping from its end and what to do about it, for whoever starts the PC. */
export function unfinishedBecause(standing: WipingStanding & { readonly kind: 'unfinished' }): {
  readonly why: string;
  readonly next: string;
} {
  const { folder } = standing.mark;
  const { left, obstacle } = standing;
  const named = left.slice(0, mostNamed).join('、');
  switch (obstacle) {
    case 'missing':
      return {
        why: `找不到数据文件夹“${folder}”，密钥还没有确认销毁。文件夹所在的硬盘可能没有接好，或者文件夹被移动、改名、删除；原处只有空文件夹的，不能认定已经清理。`,
        next: `请接好硬盘，或者把文件夹放回原处，重新启动本软件，会接着清理。确已由系统管理员连同密钥文件销毁的，请在原处建一个同名的文件夹，里面放一个名为“${destroyedName}”的空文件，再启动本软件。`,
      };
    case 'foreign':
      return {
        why: `数据文件夹“${folder}”里现在是另一个数据库，没有动它；原来的密钥还没有确认销毁。`,
        next: '请系统管理员把另一个数据库移到别处，把原来的文件夹放回原处，重新启动本软件，会接着清理。',
      };
    case 'held':
      return {
        why: `还有文件没有销毁、删除${named && `：${named}${left.length > mostNamed ? '等' : ''}`}。文件可能正被其他程序使用，或者不允许删除。`,
        next: `请关闭占用这些文件的程序，重新启动本软件，会接着清理。仍不能删除的，请系统管理员删除文件夹“${folder}”里的文件，保留文件夹和其中的“${folderMarkName}”，再启动本软件。`,
      };
  }
}

// ---- internals

interface Attempts {
  /** Names of what the system did not let go. */
  readonly held: readonly string[];
  /** Undefined, and the name among `held`, when the system refuses; anything but that is a bug and passes. */
  readonly attempt: <T>(name: string, work: () => T) => T | undefined;
}

function createAttempts(): Attempts {
  const held: string[] = [];
  return {
    held,
    attempt: (name, work) => {
      try {
        return work();
      } catch (error) {
        if (errorCode(error) === '') throw error;
        held.push(name);
        return undefined;
      }
    },
  };
}

/** What is left of the vault, or another one that was put there in the meantime, or nothing that could be looked at. */
function whatLiesIn(files: Files, { folder, vault }: WipingMark): 'vault' | 'missing' | 'foreign' {
  if (!files.isFolder(folder)) return 'missing';
  const { exists, id } = inspectVault(files, folder);
  if (exists) return id === undefined || id === vault ? 'vault' : 'foreign';
  const isSeen = files.list(folder).some((name) => isOwn(name) || closing.includes(name));
  return isSeen ? 'vault' : 'missing';
}

/** What says that this is the folder where nothing else of the vault is left in it. */
const closing: readonly string[] = [folderMarkName, destroyedName];

const isOwn = (name: string): boolean => ownNames.some((own) => own === name) || /^lock(?:-.+)?$/u.test(name);

/** Everything in the folder that is the vault's, keys first. */
function destroy(files: Files, folder: string, { held, attempt }: Attempts): void {
  const keys = attempt(folder, () => keyFilesOf(files, folder)) ?? [];
  for (const path of keys) attempt(path.slice(folder.length + 1), () => eraseFile(files, path));
  // What the keys open stays until none of them is left: half a vault that still opens would be neither.
  if (held.length > 0) return;
  const names = attempt(folder, () => files.list(folder)) ?? [];
  for (const name of names.filter(isOwn)) attempt(name, () => removeTree(files, join(folder, name)));
  if (held.length === 0) attempt(folder, () => files.syncFolder(folder));
}

/** Somebody else's files keep the folder; then only what was ours is gone. */
function removeEmptied(files: Files, folder: string): void {
  for (const name of closing) removeTree(files, join(folder, name));
  files.syncFolder(folder);
  if (files.list(folder).length === 0) files.removeFolder(folder);
  files.syncFolder(dirname(folder));
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
