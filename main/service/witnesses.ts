/** Second persons who have confirmed one named act with their own password; each confirmation works once. */
import type { Actor, Permission } from '../../domain/access/permissions.ts';
import { refuse } from '../../domain/failure.ts';
import type { ClockDep, RandomDep } from '../deps.ts';
import type { Witness } from '../vault/api.ts';

export interface Confirmation {
  readonly person: Actor;
  readonly act: string;
  readonly proof: Witness;
}

export interface Witnesses {
  readonly add: (confirmation: Confirmation) => string;
  /** Takes the confirmation out; refuses an unknown, used, expired one, or one of an act that is none of these. */
  readonly take: (token: string, acts: string | readonly string[], notBy: string) => Confirmation;
  readonly clear: () => void;
}

/** The office's key leaves the vault only before two administrators; whoever handles letters has no part in it. */
export const backupAct = 'keys.backup';

/** What a second person must be allowed to do to confirm this act. */
export function witnessPermission(act: string): Permission {
  return act === backupAct ? 'witness.keys' : 'witness.give';
}

const validFor = 2 * 60_000;

export function createWitnesses(deps: ClockDep & RandomDep): Witnesses {
  const kept = new Map<string, { readonly confirmation: Confirmation; readonly until: number }>();
  return {
    add: (confirmation) => {
      const token = `witness_${Buffer.from(deps.bytes(16)).toString('hex')}`;
      kept.set(token, { confirmation, until: deps.now() + validFor });
      return token;
    },
    take: (token, acts, notBy) => {
      const entry = kept.get(token);
      kept.delete(token);
      if (!entry || entry.until < deps.now() || ![acts].flat().includes(entry.confirmation.act)) {
        entry?.confirmation.proof.release();
        refuse(
          'WitnessExpired',
          '双人确认已失效。',
          '确认只能使用一次，且须在两分钟内、用于同一事项。',
          '请第二人重新输入口令确认。',
        );
      }
      if (entry.confirmation.person.userId === notBy) {
        entry.confirmation.proof.release();
        refuse(
          'SamePerson',
          '双人确认不能由同一人完成。',
          '经办人与确认人必须是两个人。',
          '请另一人输入其账号口令。',
        );
      }
      return entry.confirmation;
    },
    clear: () => {
      for (const entry of kept.values()) entry.confirmation.proof.release();
      kept.clear();
    },
  };
}
