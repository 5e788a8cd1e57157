/** An unlocked office: the vault with everything built on it. Exists between unlocking and locking only. */
import { z } from 'zod';
import { refuse } from '../../domain/failure.ts';
import { officeLevel, profileId } from '../../preload/contract/session.ts';
import { migrateAudit } from '../audit/chain.ts';
import { systemActor } from '../audit/commit.ts';
import { migrateExchange } from '../exchange/ledger/schema.ts';
import { chineseDate, type ClockDep, type RandomDep, type TerminalDep } from '../deps.ts';
import { createEngine, type Engine, migrate } from '../registers/engine.ts';
import { registerModules } from '../registers/modules.ts';
import { tellOlderCirculars } from '../registers/older-circulars.ts';
import { retellIdentities } from '../registers/retell-identities.ts';
import { noteSentBefore } from '../registers/sent-before.ts';
import { readNumberSetting, readSetting, settingKeys } from '../registers/settings.ts';
import type { Vault, Writer } from '../vault/api.ts';
import { inOneGo } from '../vault/slices.ts';
import { isAtWork, listAccounts, migrateAccounts } from './accounts.ts';
import { keepBeforeUpgrade, noteUpgrade, type Upgrade } from './before-upgrade.ts';
import { migratePrintLog } from './print-log.ts';
import { migrateIssuedReports } from './issued-reports.ts';
import { migrateReceivedReports } from './received-reports.ts';
import { noteSchemaVersion, refuseNewerSchema } from './schema-version.ts';
import { keptOfficeNames } from './offices.ts';
import { isRegion, placesOf } from './regions.ts';
import { readSentBefore } from './sent-before-upgrade.ts';

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

/** Where the office's own description is kept; written once, at the founding. */
export const officeSetting = 'office';

export interface OpenOffice extends ClockDep, RandomDep, TerminalDep {
  readonly vault: Vault;
  readonly info: OfficeInfo;
  /** Set when this opening brought older tables up to this version. */
  readonly upgrade: Upgrade | null;
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
export function migrateOffice(tx: Writer): void {
  migrateAudit(tx);
  migrateAccounts(tx);
  migrate(tx);
  migratePrintLog(tx);
  migrateExchange(tx);
  migrateReceivedReports(tx);
  migrateIssuedReports(tx);
  noteSchemaVersion(tx);
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

async function upgradeTables(deps: ClockDep & TerminalDep, vault: Vault): Promise<Upgrade | null> {
  if (vault.state.readOnly) refuseNothingLeft(vault);
  const chart = { modules: registerModules, office: officeInfo.parse(readSetting(vault, officeSetting)) };
  const sent = await readSentBefore(vault, chart);
  const migrateAll = (tx: Writer): void => {
    migrateOffice(tx);
    noteSentBefore(tx, chart, sent);
    tellOlderCirculars(tx, chart);
    const salt = readSetting(tx, networkSaltSetting);
    if (typeof salt === 'string') inOneGo(retellIdentities(tx, chart, salt));
  };
  if (vault.state.readOnly) {
    vault.changeInMemory(migrateAll);
    return null;
  }
  const upgrade = await keepBeforeUpgrade(vault);
  vault.transact((tx) => {
    migrateAll(tx);
    if (upgrade) noteUpgrade(tx, deps, upgrade);
  });
  return upgrade;
}

/**
 * Puts the office together on an open vault. Older tables are brought up to this program's: in a store opened read-only in
 * memory alone, else after a copy of it has been set aside. Refuses `VaultFormatNewer` for tables of a later program, and
 * `CopyBeforeUpgradeFailed`, with nothing changed.
 */
export async function openOffice(
  deps: ClockDep & RandomDep & TerminalDep,
  vault: Vault,
): Promise<OpenOffice> {
  refuseNewerSchema(vault);
  const upgrade = await upgradeTables(deps, vault);
  const info = officeInfo.parse(readSetting(vault, officeSetting));
  const userName = createNames(vault);
  return {
    now: deps.now,
    bytes: deps.bytes,
    terminal: deps.terminal,
    vault,
    info,
    upgrade,
    engine: createEngine({
      now: deps.now,
      bytes: deps.bytes,
      vault,
      office: info,
      userName,
      isAtWork: (userId) => isAtWork(vault, userId),
      isRegion,
      petitionerSalt: () => readNetworkSalt(vault),
      places: () => placesOf(info.region),
      officeNames: keptOfficeNames({ vault, info }),
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
  const namesById = new Map<string, string>([[systemActor.userId, systemActor.name]]);
  return (userId) => {
    if (!namesById.has(userId)) {
      for (const account of listAccounts(vault)) namesById.set(account.userId, account.name);
    }
    return namesById.get(userId) ?? userId;
  };
}
