/**
 * Which records of a package were refused, and why: kept with the package, told in receipts. Of a record nothing is said but
 * its register, id and number; the reason is the recipient's own sentence and quotes nothing of the content.
 */
import { z } from 'zod';
import { plainText } from './pki/office-name.ts';
import type { IncomingRecord, ReviewedRecord } from './review.ts';

const registerKey = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/);
const idText = z.string().min(1).max(64).regex(plainText);
const noText = z.string().min(1).max(60).regex(plainText);

export const refusalSchema = z.strictObject({
  /** Of a scan, those of the record it belongs to. */
  register: registerKey,
  id: idText,
  /** Empty where the sender's line did not tell a plain one. */
  no: z.union([noText, z.literal('')]),
  /** See domain/refusals.ts; a newer program may know others. */
  code: z.string().regex(/^[a-z][A-Za-z]{0,39}$/),
  reason: z.string().max(200).regex(plainText),
});
export type Refusal = z.infer<typeof refusalSchema>;

/** Of one package; how many there are in all says its result. */
export const mostRefusals = 200;

/** The first refused records of a package, in its order. */
export function refusalsOf(reviewed: readonly ReviewedRecord[]): readonly Refusal[] {
  return reviewed
    .filter(({ review }) => review.outcome === 'refused')
    .slice(0, mostRefusals)
    .flatMap(({ record, review: { code = 'malformed', reason } }) => {
      const told = refusalSchema.safeParse({ ...identified(record), code, reason: reason.slice(0, 200) });
      return told.success ? [told.data] : [];
    });
}

function identified({ register, id, value }: IncomingRecord): Pick<Refusal, 'register' | 'id' | 'no'> {
  const whole = { register: registerKey.safeParse(value['register']), id: idText.safeParse(value['record']) };
  if (whole.register.success && whole.id.success && !('no' in value))
    return { register: whole.register.data, id: whole.id.data, no: '' };
  return { register, id, no: noText.safeParse(value['no']).data ?? '' };
}

const keptSchema = z.object({ refusals: z.array(refusalSchema) });

/** From the result kept with a package; undefined where nothing speaks of single records. */
export function refusalsIn(result: string | null): readonly Refusal[] | undefined {
  return keptSchema.safeParse(JSON.parse(result ?? 'null')).data?.refusals;
}
