/**
 * What is set aside before a later program changes the tables of a vault for good: the store as it was, sealed with the
 * same keys, under `kept/`. Whoever must go back puts the earlier program and these files in place.
 */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Actor } from '../../domain/access/permissions.ts';
import { ExpectedError, refuse } from '../../domain/failure.ts';
import { note, systemActor } from '../audit/commit.ts';
import type { ClockDep, TerminalDep } from '../deps.ts';
import { readNumberSetting, writeSetting } from '../registers/settings.ts';
import type { Reader, StoreFile, Vault, Writer } from '../vault/api.ts';
import { eraseFile } from '../vault/erase.ts';
import { nodeFiles } from '../vault/files.ts';
import { copyStore } from './backup.ts';
import type { Desk } from './desk.ts';
import { schemaVersion, storedVersion } from './schema-version.ts';

export interface Upgrade {
  /** Version of the tables before. */
  readonly from: number;
  /** Folder of the copy, relative to the vault's. */
  readonly keptAs: string;
}

const keptPrefix = 'tables-';
const upgradedAt = 'vault.upgradedAt';
export const lastBackup = 'vault.lastBackup';

/**
 * Copies the newest snapshot and what follows it when the tables are older than this program's, and reads the copy back.
 * Null when they are not. Refuses `CopyBeforeUpgradeFailed`, with nothing changed.
 */
export async function keepBeforeUpgrade(vault: Vault): Promise<Upgrade | null> {
  const from = storedVersion(vault);
  if (from >= schemaVersion) return null;
  const name = `${keptPrefix}${from}.${vault.state.sequence}`;
  const kept = join(vault.folder, 'kept');
  try {
    await vault.holdFiles((files) => copyStore(vault.folder, newestOnly(files), kept, name));
  } catch (error) {
    refuseUpgrade(error);
  }
  return { from, keptAs: `kept/${name}` };
}

/** Whether there is such a copy: then the store can be set back to what an earlier program wrote. */
export async function hasKept(folder: string): Promise<boolean> {
  const names = await readdir(join(folder, 'kept')).catch(() => []);
  return names.some((name) => name.startsWith(keptPrefix));
}

/**
 * Removes these copies once there is a newer backup, or the keys were changed: they open with the passwords of their day,
 * also with those of people who have left. Their key files are overwritten first, without which the rest opens to nobody.
 * Returns how many; what cannot be removed now is removed the next time.
 */
async function removeKept(folder: string): Promise<number> {
  const kept = join(folder, 'kept');
  const names = await readdir(kept).catch(() => []);
  let removed = 0;
  for (const name of names.filter((each) => each.startsWith(keptPrefix))) {
    try {
      await removeCopy(join(kept, name));
      removed += 1;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
    }
  }
  return removed;
}

/**
 * As {@link removeKept}, and notes it in the log with the reason. What it follows is done by then and stays done, also when
 * the log cannot be written.
 */
export async function removeKeptNow(desk: Pick<Desk, 'office' | 'trace'>, reason: string): Promise<void> {
  const removed = await removeKept(desk.office().vault.folder);
  if (removed === 0) return;
  try {
    desk.trace({ action: 'store.removeKept', detail: `删除升级前留存的数据库${removed}份`, reason });
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
  }
}

async function removeCopy(copy: string): Promise<void> {
  // The key files are the only ones that lie at the top; the store has its folder.
  const files = (await readdir(copy, { withFileTypes: true })).filter((entry) => entry.isFile());
  for (const { name } of files) eraseFile(nodeFiles, join(copy, name));
  await rm(copy, { recursive: true });
}

/** The newest snapshot and the journals from it on are a store for themselves. */
function newestOnly(files: readonly StoreFile[]): readonly StoreFile[] {
  const newest = files
    .map(({ name }) => name)
    .filter((name) => name.endsWith('.snapshot'))
    .sort(byGeneration)
    .at(-1);
  return newest === undefined
    ? files
    : files.filter(({ name }) => generationOf(name) >= generationOf(newest));
}

const generationOf = (name: string): number => Number.parseInt(/(\d+)\.\w+$/u.exec(name)?.[1] ?? '0', 10);
const byGeneration = (left: string, right: string): number => generationOf(left) - generationOf(right);

function refuseUpgrade(error: unknown): never {
  const known = error instanceof ExpectedError || (error instanceof Error && 'code' in error);
  if (!known) throw error;
  refuse(
    'CopyBeforeUpgradeFailed',
    '程序已更新，数据库还没有升级，本次没有登录。',
    `升级前须先留存一份原数据库，这一份没有写成：${error instanceof ExpectedError ? error.failure.why : '磁盘空间不足，或者数据文件夹不能写入。'}`,
    '数据没有改动。请系统管理员清理磁盘空间、检查磁盘后重新登录；急用的，可以装回更新前的程序。',
  );
}

/** In the transaction that changes the tables. */
export function noteUpgrade(tx: Writer, deps: ClockDep & TerminalDep, { from, keptAs }: Upgrade): void {
  writeSetting(tx, upgradedAt, deps.now());
  const detail = `数据库由第${from}版升级到第${schemaVersion}版，升级前的数据库留存在${keptAs}`;
  note(tx, deps, systemActor, { action: 'store.upgrade', detail });
}

/** What whoever signs in first after an update is told. */
export function upgradeTexts({ upgrade }: { readonly upgrade: Upgrade | null }): readonly string[] {
  if (!upgrade) return [];
  return [
    `程序已更新，数据库已升级；升级前的数据库已加密留存在数据文件夹的${upgrade.keptAs}中。更新前的程序不能再打开升级后的数据库。`,
  ];
}

/** Whether the tables have been changed since the last backup, which then is one for the earlier program. */
export function isBackupDue(reader: Reader): boolean {
  const upgraded = readNumberSetting(reader, upgradedAt, 0);
  return upgraded > readNumberSetting(reader, lastBackup, 0);
}

/** Told to who can make one, until it is made. */
export function backupDueTexts(reader: Reader, actor: Actor): readonly string[] {
  if (!actor.permissions.has('vault.maintain') || !isBackupDue(reader)) return [];
  return ['程序更新、数据库升级之后还没有备份，请在“自检与备份”中备份一次。'];
}
