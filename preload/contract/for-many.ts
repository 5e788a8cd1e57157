/** One act on many records of a list, each by itself. */
import { z } from 'zod';
import { mostForMany } from '../../domain/for-many.ts';
import { id, job, reads, works } from './define.ts';
import { query, register } from './record-shapes.ts';

/** Records chosen one by one, or all that match a query: as many as the person was shown. */
const which = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('chosen'), ids: z.array(id).min(1).max(mostForMany) }),
  z.strictObject({ type: z.literal('matching'), query, expected: z.number().int().min(1) }),
]);

const act = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('step'), transition: z.string().max(60) }),
  z.strictObject({ type: z.literal('address'), office: z.string().max(36) }),
]);

export const forManyContract = {
  /** Offices of the network that records of the register can be addressed to many at once. */
  'records.officesForMany': reads(
    { access: { perRegister: 'read' } },
    z.strictObject({ register }),
    z.strictObject({
      offices: z.array(z.strictObject({ office: z.string(), name: z.string(), kindLabel: z.string() })),
    }),
  ),
  /**
   * Takes a step that asks for nothing, or addresses to an office, record by record: what one record is refused for is said of
   * it, and the others go on. Cancelled, it goes no further and what is done stays.
   */
  'records.takeMany': works(
    { access: { perRegister: 'read' }, effect: 'write' },
    z.strictObject({ job, register, which, act }),
    z.strictObject({
      done: z.number(),
      /** The first of those that were refused, with the reason. */
      refused: z.array(z.strictObject({ no: z.string(), why: z.string() })),
      refusedCount: z.number(),
      /** Not come to before it was cancelled. */
      left: z.number(),
    }),
  ),
};
