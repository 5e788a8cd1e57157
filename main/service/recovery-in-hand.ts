/** The one recovery sheet that is being printed and has not come into force. Gone when the desk is left. */
import type { NewRecovery } from '../vault/api.ts';

export interface RecoveryInHand {
  readonly put: (owner: string, sheet: NewRecovery) => void;
  /** Takes it out; undefined when there is none of this person's. */
  readonly take: (owner: string) => NewRecovery | undefined;
  readonly clear: () => void;
}

export function createRecoveryInHand(): RecoveryInHand {
  let kept: { readonly owner: string; readonly sheet: NewRecovery } | null = null;
  return {
    put: (owner, sheet) => {
      kept = { owner, sheet };
    },
    take: (owner) => {
      if (kept?.owner !== owner) return undefined;
      const { sheet } = kept;
      kept = null;
      return sheet;
    },
    clear: () => {
      kept = null;
    },
  };
}
