/** An unlocked office: the vault with everything built on it. Exists between unlocking and locking only. */
import { z } from 'zod';
import { refuse } from '../../domain/failure.ts';
import { formatOfficeId } from '../../domain/office.ts';
import { officeLevel, profileId } from '../../preload/contract/session.ts';
import { migrateAudit } from '../audit/chain.ts';
import { migrateExchange } from '../exchange/ledger/schema.ts';
import { chineseDate, type ClockDep, type RandomDep, type TerminalDep } from '../deps.ts';
import { createEngine, type Engine, migrate } from '../registers/engine.ts';
import { readNumberSetting, readSetting, settingKeys } from '../registers/settings.ts';
import type { Vault } from '../vault/api.ts';
import { listAccounts, migrateAccounts } from './accounts.ts';
import { migratePrintLog } from './print-log.ts';
import { migrateReceivedReports } from './received-reports.ts';
import { noteSchemaVersion, refuseNewerSchema } from './schema-version.ts';

export const officeInfo = z.strictObject({
  id: z.string(),
  level: officeLevel,
  name: z.string(),
  /** GB/T 2260, six digits. */
  region: z.string(),
  profile: profileId,
  docWord: z.string(),
});
export type OfficeInfo = z.infer<typeof officeInfo>;

/** The office id used in records, certificates and packages: region code and the inspection office's suffix. */
export function officeIdOf(region: string): string {
  return formatOfficeId({ region, suffix: 'XCB' });
}

/** Where the office's own description is kept; written once, at the founding. */
export const officeSetting = 'office';

export interface OpenOffice extends ClockDep, RandomDep, TerminalDep {
  readonly vault: Vault;
  readonly info: OfficeInfo;
  readonly engine: Engine;
  /** `YYYY-MM-DD` in China. */
  readonly today: () => string;
  /** The office's own choice, or undefined for the profile's. */
  readonly idleLockMinutes: () => number | undefined;
  readonly userName: (userId: string) => string;
  /** Drops everything held in memory for this office and shuts the vault. */
  readonly close: () => Promise<void>;
}

/** Brings the tables up to this version; run at every opening, changes nothing when they are. */
export function migrateOffice(vault: Vault): void {
  vault.transact((tx) => {
    migrateAudit(tx);
    migrateAccounts(tx);
    migrate(tx);
    migratePrintLog(tx);
    migrateExchange(tx);
    migrateReceivedReports(tx);
    noteSchemaVersion(tx);
  });
}

/** Damage so early in the first journal that not even the office's name is left. */
function refuseNothingLeft(vault: Vault): void {
  const tables = vault.get("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'setting'");
  if (tables && readSetting(vault, officeSetting) !== undefined) return;
  refuse(
    'VaultDamaged',
    '数据库文件已经损坏，无法打开。',
    '损坏处在最初的内容里，没有可以查看的部分。',
    '请不要删除任何文件，先复制整个数据文件夹留存，再从最近的备份恢复。',
  );
}

/**
 * Puts the office together on an open vault. A store opened read-only is used as it is. Refuses `VaultFormatNewer` for
 * tables of a later program.
 */
export function openOffice(deps: ClockDep & RandomDep & TerminalDep, vault: Vault): OpenOffice {
  refuseNewerSchema(vault);
  if (vault.state.readOnly) refuseNothingLeft(vault);
  else migrateOffice(vault);
  const info = officeInfo.parse(readSetting(vault, officeSetting));
  const userName = createNames(vault);
  return {
    now: deps.now,
    bytes: deps.bytes,
    terminal: deps.terminal,
    vault,
    info,
    engine: createEngine({
      now: deps.now,
      bytes: deps.bytes,
      vault,
      office: info,
      userName,
      petitionerSalt: () => readNetworkSalt(vault),
    }),
    today: () => chineseDate(deps.now()),
    idleLockMinutes: () => {
      const minutes = readNumberSetting(vault, settingKeys.idleLockMinutes, 0);
      return minutes > 0 ? minutes : undefined;
    },
    userName,
    close: () => vault.close(),
  };
}

/**
 * The network's secret for comparing petitioners across offices without sending them: drawn by the city, carried to
 * the counties in the sealed settings package; null until then.
 */
export const networkSaltSetting = 'network.petitionerSalt';

function readNetworkSalt(vault: Vault): Uint8Array | null {
  const salt = readSetting(vault, networkSaltSetting);
  return typeof salt === 'string' ? Buffer.from(salt, 'hex') : null;
}

function createNames(vault: Vault): (userId: string) => string {
  const namesById = new Map<string, string>();
  return (userId) => {
    if (!namesById.has(userId)) {
      for (const account of listAccounts(vault)) namesById.set(account.userId, account.name);
    }
    return namesById.get(userId) ?? userId;
  };
}
