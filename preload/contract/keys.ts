/** Keys that live on paper and in backups: the recovery sheet and the office's key for the exchange. */
import { z } from 'zod';
import { nothing, reads, shortText, witness, writes } from './define.ts';

export const keysContract = {
  'keys.status': reads(
    { access: 'keys.manage' },
    nothing,
    z.strictObject({
      recovery: z.strictObject({
        /** When the sheet in force was made; null while it is the one of the founding. */
        madeAt: z.number().nullable(),
        shares: z.number(),
        threshold: z.number(),
      }),
    }),
  ),
  /**
   * A new recovery sheet, shown once. It opens nothing before `keys.enactRecovery`; until then the old one does. The
   * witness must hold every compartment's key, because the administrator holds none.
   */
  'keys.newRecovery': writes(
    { access: 'keys.manage' },
    z.strictObject({ reason: shortText.min(1), witness }),
    z.strictObject({ recoveryShares: z.array(z.string()), recoveryThreshold: z.number() }),
  ),
  /** The sheet is on paper and in its holders' hands: it comes into force, the old one opens nothing any more. */
  'keys.enactRecovery': writes({ access: 'keys.manage' }, nothing, nothing),
  'keys.dropRecovery': writes({ access: 'keys.manage' }, nothing, nothing),
};
