/** Keys that live on paper and in backups: the recovery sheet and the office's key for the exchange. */
import { z } from 'zod';
import { fileToken, job, nothing, reads, shortText, witness, works, writes } from './define.ts';

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
      /** The office's key for the exchange; null before enrolment. */
      exchange: z
        .strictObject({
          fingerprint: z.string(),
          validTo: z.string(),
          /** When this very key was last backed up. */
          backedUpAt: z.number().nullable(),
        })
        .nullable(),
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
  /**
   * The office's key as an encrypted PKCS#12 file. Each of two administrators knows one half of the passphrase; the
   * witness must be an administrator.
   */
  'keys.backup': works(
    { access: 'keys.manage', effect: 'write' },
    z.strictObject({
      job,
      file: fileToken,
      firstHalf: z.string().max(200),
      secondHalf: z.string().max(200),
      witness,
    }),
    z.strictObject({ fingerprint: z.string() }),
  ),
  'keys.dropRecovery': writes({ access: 'keys.manage' }, nothing, nothing),
};
