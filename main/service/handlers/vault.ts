/** 自检 and 备份: what the office may ask of the vault itself. */
import { statfs } from 'node:fs/promises';
import { ExpectedError } from '../../../domain/failure.ts';
import { note } from '../../audit/commit.ts';
import { chineseDate } from '../../deps.ts';
import { beginEpoch } from '../../exchange/ledger/epoch.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { readSetting, writeSetting } from '../../registers/settings.ts';
import { backupVault } from '../backup.ts';
import type { Reader, Vault } from '../../vault/api.ts';
import { refuseNothingLost } from '../../vault/failures.ts';
import type { Desk } from '../desk.ts';
import { isBackupDue, lastBackup, removeKeptNow } from '../before-upgrade.ts';
import { driveKind } from '../drives.ts';
import type { JobControl } from '../jobs.ts';
import type { Handlers } from '../router.ts';
import { afterLoss } from '../sessions.ts';

type VaultHandlers = Pick<
  Handlers,
  'vault.health' | 'vault.verify' | 'vault.continueAfterLoss' | 'vault.backup'
>;

const day = 86_400_000;

export function vaultHandlers(desk: Desk): VaultHandlers {
  return {
    'vault.health': ({ job }) => health(desk, job),
    'vault.verify': async ({ job }) => {
      job.progress(0, 0, '正在逐个核对保险库文件');
      return { damaged: [...(await desk.office().vault.verify())] };
    },
    'vault.continueAfterLoss': async ({ input }) => {
      const { vault } = desk.office();
      const { actor } = desk.person();
      const lost = vault.state.readOnly ?? refuseNothingLost();
      await vault.continueAfterLoss((tx) => {
        beginEpoch(desk, tx);
        note(tx, desk, actor, {
          action: 'vault.continueAfterLoss',
          detail: `从第${lost.lostAfterSequence}次写入处继续，损坏的文件已另存`,
          reason: input.reason,
        });
      });
      // The session first: what the window asks again must find it as it is now.
      desk.refresh(afterLoss(desk.office(), desk.person()));
      desk.emit({ type: 'changed', topics: ['vault'] });
      return {};
    },
    'vault.backup': async ({ input, job, path }) => {
      const { vault, info } = desk.office();
      const name = `联巡备份-${info.region}-${chineseDate(desk.now())}-${vault.state.sequence}`;
      job.progress(0, 0, '正在写入快照');
      // A damaged store is opened read-only; that is when a copy of it matters most.
      const { readOnly } = vault.state;
      if (!readOnly) await snapshotIfPossible(vault);
      const done = await vault.holdFiles((files) =>
        backupVault(vault.folder, files, path(input.folder), name, job),
      );
      if (readOnly) return { ...done, name };
      desk.commit(['vault'], (tx) => {
        writeSetting(tx, lastBackup, desk.now());
        return {
          output: undefined,
          audit: { action: 'vault.backup', detail: `备份${done.files}个文件，已回读核对` },
        };
      });
      await removeKeptNow(desk, '已有新的备份');
      return { ...done, name };
    },
  };
}

/** It saves who opens the copy some time. On a disk that is full it fails, and that is when a copy matters. */
async function snapshotIfPossible(vault: Vault): Promise<void> {
  try {
    await vault.snapshot();
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.failure.type !== 'SnapshotFailed') throw error;
  }
}

type Check = Output<'vault.health'>['checks'][number];

function backupCheck(at: number | undefined, now: number, upgraded: boolean): Check {
  const name = '备份';
  if (upgraded) return { name, ok: false, text: '数据库升级之后还没有备份。请系统管理员备份一次。' };
  if (at === undefined) return { name, ok: false, text: '还没有备份过。请系统管理员尽快备份到登记的介质。' };
  const days = Math.floor((now - at) / day);
  return {
    name,
    ok: days <= 7,
    text: days === 0 ? '今天已备份。' : `上次备份在${days}天前（${chineseDate(at)}）。`,
  };
}

async function diskCheck(folder: string): Promise<Check> {
  const { bavail, bsize } = await statfs(folder);
  const free = (bavail * bsize) / 1_073_741_824;
  return { name: '磁盘空间', ok: free >= 1, text: `剩余 ${free.toFixed(1)} GB。` };
}

async function placeCheck(folder: string): Promise<Check> {
  const kind = await driveKind(folder);
  const text = {
    fixed: '保险库在本机硬盘上。',
    unknown: '无法判断保险库所在磁盘的类型。',
    removable: '保险库在可移动介质上，不符合要求。',
    network: '保险库在网络位置上，不符合要求。',
  }[kind];
  return { name: '存放位置', ok: kind === 'fixed' || kind === 'unknown', text };
}

/**
 * SQLite's own check, table by table. Search indexes are left out: they keep no text to be compared with, which the
 * check would take for damage. Others get their turn between the tables.
 */
async function isIntact(reader: Reader, job: JobControl): Promise<boolean> {
  const tables = reader.all<{ name: string }>(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL TABLE%'",
  );
  for (const { name } of tables) {
    await job.breathe();
    const rows = reader.all<{ quick_check: string }>('SELECT quick_check FROM pragma_quick_check(?)', [name]);
    if (rows.length !== 1 || rows[0]?.quick_check !== 'ok') return false;
  }
  return true;
}

async function health(desk: Desk, job: JobControl): Promise<Output<'vault.health'>> {
  const office = desk.office();
  const { vault } = office;
  // The check asks about the tables themselves, which would make an import end in one go.
  await vault.settled();
  const { databaseBytes, journalBytes, sequence, readOnly, tailRepaired, rollback } = vault.state;
  const years = office.engine.reference().years.map(({ year }) => year);
  const year = Number(office.today().slice(0, 4));
  const intact = await isIntact(vault, job);
  const newest = vault.get<{ at: number | null }>('SELECT max(at) AS at FROM audit');
  const clockOk = (newest?.at ?? 0) <= desk.now() + 5 * 60_000;
  const checks: Check[] = [
    {
      name: '数据库',
      ok: intact,
      text: intact ? '内部结构核对无误。' : '内部结构有误，请立即备份并联系系统管理员。',
    },
    {
      name: '变更日志',
      ok: readOnly === null,
      text: readOnly?.reason ?? (tailRepaired ? '完好（上次未完成的末尾写入已清理）。' : '完好。'),
    },
    {
      name: '版本回退',
      ok: rollback === null,
      text: rollback ? '保险库比本机见过的旧，请核实是否恢复过备份。' : '未发现回退。',
    },
    await placeCheck(vault.folder),
    await diskCheck(vault.folder),
    backupCheck(readSetting(vault, lastBackup) as number | undefined, desk.now(), isBackupDue(vault)),
    {
      name: '工作日历',
      ok: years.includes(year) && (years.includes(year + 1) || office.today() < `${year}-11-15`),
      text: years.includes(year + 1)
        ? `已有至${year + 1}年。`
        : years.includes(year)
          ? `只到${year}年，跨年的时限无法计算，请导入${year + 1}年日历。`
          : `缺少${year}年日历，时限无法计算。`,
    },
    {
      name: '系统时钟',
      ok: clockOk,
      text: clockOk ? '与审计记录的先后相符。' : '早于最后一条审计记录，请核对系统日期。',
    },
  ];
  return {
    databaseBytes,
    journalBytes,
    sequence,
    readOnly: readOnly?.reason ?? null,
    calendarYears: years,
    checks,
  };
}
