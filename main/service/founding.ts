/** Puts a new office into a new vault: description, accounts, reference data, and for a city the network's root. */
import { withLeadReaders } from '../../domain/access/permissions.ts';
import type { Output } from '../../preload/contract/contract.ts';
import { commit, systemActor } from '../audit/commit.ts';
import { createId } from '../deps.ts';
import { createNetworkRoot } from '../exchange/enrolment.ts';
import { fingerprintToText } from '../exchange/pki/certificate.ts';
import { settingKeys, writeSetting } from '../registers/settings.ts';
import { insertAccount, passwordDigest } from './accounts.ts';
import type { TerminalDep } from '../deps.ts';
import type { JobControl } from './jobs.ts';
import type { Vault, Writer } from '../vault/api.ts';
import { noteKeysMade } from './new-keys.ts';
import { migrateOffice, networkSaltSetting, type OfficeInfo, officeSetting } from './office.ts';
import { type Founding, foundingSlots, foundingToOffice } from './setup.ts';
import { makeVault, recovery, type VaultPlaceDep } from './vaults.ts';

/**
 * The mark of papers and packages that carry none of their own, by the machine's level: the longest term that applies
 * when none is stated (reference 6.1). The office's 定密责任人 decides otherwise where needed.
 */
const markOfProfile: Readonly<Record<OfficeInfo['profile'], string>> = {
  WORK: '工作秘密',
  SECRET: '秘密★10年',
  CONFIDENTIAL: '机密★20年',
};

/** A city office is the root of its exchange network from the start; returns the root's fingerprint to read out. */
async function foundNetwork(
  deps: VaultPlaceDep & TerminalDep,
  vault: Vault,
  { id, name, level, region }: OfficeInfo,
  job: JobControl,
): Promise<string> {
  job.progress(2, 3, '正在生成交换网络的根证书');
  const audit = { action: 'network.found', detail: '建立交换网络根证书和本办证书' } as const;
  const exchange = {
    now: deps.now,
    bytes: deps.bytes,
    ledger: vault,
    commit: <T>(work: (tx: Writer) => T): T =>
      commit({ ...deps, vault }, systemActor, (tx) => ({ output: work(tx), audit })),
  };
  const root = await createNetworkRoot(exchange, { office: id, name, level, region });
  return fingerprintToText(root.fingerprint);
}

/**
 * The caller has checked the users and that the folder is empty, and clears it when the promise rejects. `begun` learns
 * the vault's id as soon as there is one; the vault is closed in either case.
 */
export async function foundOffice(
  deps: VaultPlaceDep & TerminalDep,
  wish: Founding,
  folder: string,
  job: JobControl,
  begun: (vault: string) => void = () => undefined,
): Promise<Output<'setup.create'>> {
  const founding = { ...wish, users: [...withLeadReaders(wish.users)] };
  const info = foundingToOffice(founding);
  job.progress(0, 3, '正在生成密钥和恢复单');
  const { vault, recoveryShares } = await makeVault(deps, folder, info, foundingSlots(founding));
  try {
    begun(vault.id);
    await job.breathe();
    job.progress(1, 3, '正在建立登记簿和代码表');
    vault.transact(migrateOffice);
    commit({ ...deps, vault }, systemActor, (tx) => {
      writeSetting(tx, officeSetting, info);
      noteKeysMade(tx);
      writeSetting(tx, settingKeys.secrecyMark, markOfProfile[info.profile]);
      if (info.level === 'CITY') {
        writeSetting(tx, networkSaltSetting, Buffer.from(deps.bytes(32)).toString('hex'));
      }
      for (const user of founding.users) {
        insertAccount(tx, {
          userId: createId(deps),
          account: user.account,
          name: user.name,
          roles: user.roles,
          status: 'ACTIVE',
          createdAt: deps.now(),
          lastSignIn: null,
          passwordSetAt: deps.now(),
          mustChange: false,
          passwordHistory: [passwordDigest(vault, user.account, user.password)],
        });
      }
      return {
        output: undefined,
        audit: { action: 'setup.create', detail: `建立${info.name}保险库，${founding.users.length}个账号` },
      };
    });
    const networkFingerprint = info.level === 'CITY' ? await foundNetwork(deps, vault, info, job) : null;
    // The journal of a founding is small and would stand alone for weeks; damage to it must not take the office away.
    await vault.snapshot();
    await vault.close();
    job.progress(3, 3, '完成');
    return { recoveryShares: [...recoveryShares], recoveryThreshold: recovery.threshold, networkFingerprint };
  } catch (error) {
    await vault.close();
    throw error;
  }
}
