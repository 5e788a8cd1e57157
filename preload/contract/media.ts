/** 介质台账: what there is, who has it, how it ended. */
import { z } from 'zod';
import { date, id, nothing, reads, shortText, witness, writes } from './define.ts';

const medium = z.strictObject({
  id: z.string().nullable(),
  code: z.string().max(40),
  kind: z.enum(['USB', 'DISK', 'DISC', 'PAPER', 'OTHER']),
  serialNo: z.string().max(80),
  brand: z.string().max(60),
  capacity: z.string().max(40),
  level: z.string().max(20),
  custodian: z.string().max(60),
  registeredAt: date,
  status: z.enum(['IN_STOCK', 'LENT', 'IN_TRANSIT', 'RETURNED', 'DESTROYED', 'LOST']),
  remark: z.string().max(200),
});

const told = shortText.trim().min(1);
const name = z.string().trim().min(1).max(60);

export const mediaContract = {
  'media.list': reads(
    { access: 'exchange.read' },
    nothing,
    z.strictObject({
      media: z.array(
        medium.extend({
          id,
          /** Who has it now, and until when (`YYYY-MM-DD`). */
          loan: z.strictObject({ borrower: z.string(), unit: z.string(), dueAt: z.string() }).nullable(),
        }),
      ),
    }),
  ),
  'media.save': writes({ access: 'exchange.media' }, medium, z.strictObject({ id })),
  'media.lend': writes(
    { access: 'exchange.media' },
    z.strictObject({
      ...{ medium: id, lentAt: date, borrower: name, unit: z.string().trim().max(60) },
      ...{ purpose: told, dueAt: date },
    }),
    nothing,
  ),
  'media.takeBack': writes(
    { access: 'exchange.media' },
    z.strictObject({ medium: id, returnedAt: date, returnedBy: name, condition: told }),
    nothing,
  ),
  /** What is gone cannot be looked for again: a second person confirms. */
  'media.destroy': writes(
    { access: 'exchange.media' },
    z.strictObject({
      media: z.array(id).min(1).max(100),
      ...{ destroyedAt: date, place: told, method: told, reason: told },
      ...{ approvedBy: name, approvedAt: date, destroyedBy: name, supervisors: z.tuple([name, name]) },
      witness,
    }),
    nothing,
  ),
};
