/** The security administrator's acts on keys that leave the vault: on paper, or sealed in a backup. */
import { compartmentNames, roleLabels } from '../../../domain/access/permissions.ts';
import { refuse } from '../../../domain/failure.ts';
import { allCompartments } from '../../../domain/register.ts';
import { readSetting } from '../../registers/settings.ts';
import type { Desk } from '../desk.ts';
import { changeKeys, recoverySheetSetting } from '../key-changes.ts';
import type { Handlers } from '../router.ts';
import { recovery } from '../vaults.ts';
import { backUpKey, exchangeKeyStatus } from '../key-backup.ts';

type KeyHandlers = Pick<
  Handlers,
  'keys.status' | 'keys.newRecovery' | 'keys.enactRecovery' | 'keys.dropRecovery' | 'keys.backup'
>;

const newRecoveryAct = 'keys.newRecovery';
const topics = ['keys'] as const;

export function keyHandlers(desk: Desk): KeyHandlers {
  return {
    'keys.status': () => {
      const madeAt = readSetting(desk.office().vault, recoverySheetSetting);
      return {
        recovery: { madeAt: typeof madeAt === 'number' ? madeAt : null, ...recovery },
        exchange: exchangeKeyStatus(desk.office().vault),
      };
    },
    'keys.newRecovery': ({ input }) => ({
      recoveryShares: [...newRecovery(desk, input)],
      recoveryThreshold: recovery.threshold,
    }),
    'keys.enactRecovery': async () => {
      await enactRecovery(desk);
      return {};
    },
    'keys.backup': ({ input, job, path }) => backUpKey(desk, input, path(input.file), job),
    'keys.dropRecovery': () => {
      if (!desk.recoveryInHand.take(desk.person().actor.userId)) return {};
      desk.commit(topics, () => ({
        output: undefined,
        audit: { action: 'keys.dropRecovery', detail: '放弃刚制作的恢复单，原恢复单仍然有效' },
      }));
      return {};
    },
  };
}

function newRecovery(
  desk: Desk,
  input: { readonly reason: string; readonly witness: string },
): readonly string[] {
  const { userId } = desk.person().actor;
  const { person, proof } = desk.witnesses.take(input.witness, newRecoveryAct, userId);
  try {
    const lacking = allCompartments.filter((compartment) => !proof.compartments.has(compartment));
    if (lacking.length > 0) {
      refuse(
        'WitnessUnfit',
        '不能由此账号确认。',
        `恢复单要能恢复全部加密内容，此账号不能查看${compartmentNames(lacking)}。`,
        `请由${compartmentNames(allCompartments)}都能查看的人员（一般是巡察办主任）输入其账号口令；没有这样的人员的，先授予巡察办主任“${roleLabels.LEAD_READER}”岗位。`,
      );
    }
    const sheet = proof.newRecovery(recovery);
    desk.commit(topics, () => ({
      output: undefined,
      audit: {
        action: 'keys.newRecovery',
        detail: `制作新恢复单${recovery.shares}份（尚未生效），${person.name}在场确认`,
        reason: input.reason,
      },
    }));
    desk.recoveryInHand.put(userId, sheet);
    return sheet.shares;
  } finally {
    proof.release();
  }
}

async function enactRecovery(desk: Desk): Promise<void> {
  const office = desk.office();
  const sheet = desk.recoveryInHand.take(desk.person().actor.userId);
  if (!sheet) {
    refuse(
      'RecoveryGone',
      '没有等待生效的新恢复单。',
      '新恢复单只保留到锁定或离开为止，可能已经失效。',
      '原恢复单仍然有效。请重新制作，并销毁刚才打印的纸张。',
    );
  }
  const { shares, threshold } = recovery;
  const change = {
    account: null,
    audit: {
      action: 'keys.enactRecovery',
      detail: `更换恢复单：新单共${shares}份、任意${threshold}份可恢复，原恢复单全部作废`,
    },
    digest: '',
    mustChange: false,
  } as const;
  await changeKeys(
    office,
    (work) => desk.commit(topics, work),
    change,
    (announce) => sheet.enact(announce),
  );
}
