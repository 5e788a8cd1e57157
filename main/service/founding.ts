/** Puts a new office into a new vault: description, accounts, reference data, and for a city the network's root. */
import type { Output } from '../../preload/contract/contract.ts';
import { commit, systemActor } from '../audit/commit.ts';
import { createId } from '../deps.ts';
import { writeSetting } from '../registers/settings.ts';
import { insertAccount, passwordDigest } from './accounts.ts';
import type { TerminalDep } from '../deps.ts';
import type { JobControl } from './jobs.ts';
import { migrateOffice, officeSetting } from './office.ts';
import { type Founding, foundingSlots, foundingToOffice } from './setup.ts';
import { makeVault, recovery, type VaultPlaceDep } from './vaults.ts';

/** The caller has checked the users and the folder. The vault is closed when the promise resolves. */
export async function foundOffice(
  deps: VaultPlaceDep & TerminalDep,
  founding: Founding,
  folder: string,
  job: JobControl,
): Promise<Output<'setup.create'>> {
  const info = foundingToOffice(founding);
  job.progress(0, 3, '正在生成密钥和恢复单');
  const { vault, recoveryShares } = await makeVault(deps, folder, info, foundingSlots(founding));
  try {
    await job.breathe();
    job.progress(1, 3, '正在建立登记簿和代码表');
    migrateOffice(vault);
    commit({ ...deps, vault }, systemActor, (tx) => {
      writeSetting(tx, officeSetting, info);
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
    job.progress(3, 3, '完成');
    return {
      recoveryShares: [...recoveryShares],
      recoveryThreshold: recovery.threshold,
      networkFingerprint: null,
    };
  } finally {
    await vault.close();
  }
}
