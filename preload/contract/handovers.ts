/** Hand-overs of carriers (reference 3.17): who gave what to whom, and what became of it. */
import { z } from 'zod';
import { id, nothing, reads, writes } from './define.ts';

const person = z.string().trim().max(60);
/** Milliseconds since 1970. */
const instant = z.number().int().min(0);

export const handover = z.strictObject({
  id: z.string(),
  no: z.string(),
  at: z.number(),
  place: z.string(),
  toName: z.string(),
  fromPerson: z.string(),
  toPerson: z.string(),
  courier1: z.string(),
  courier2: z.string(),
  supervisor: z.string(),
  packing: z.string(),
  sealNo: z.string(),
  /** 包编号 of what was handed over together. */
  packages: z.array(z.string()),
  status: z.string(),
  statusLabel: z.string(),
  tone: z.enum(['neutral', 'progress', 'success', 'warning', 'danger']),
  /** What differed, or why it came back. */
  discrepancy: z.string(),
  endedAt: z.number().nullable(),
});

export const handoversContract = {
  /** The slips a package has travelled on, newest first. */
  'handovers.of': reads(
    { access: 'exchange.read' },
    z.strictObject({ package: id }),
    z.strictObject({ handovers: z.array(handover) }),
  ),
  /** Draws the slip's number; packages on one carrier go on one slip, all to the same office. */
  'handovers.send': writes(
    { access: 'exchange.prepare' },
    z.strictObject({
      packages: z.array(id).min(1).max(20),
      at: instant,
      place: z.string().trim().max(100),
      fromPerson: person.min(1),
      toPerson: person,
      courier1: person,
      courier2: person,
      supervisor: person,
      packing: z.string().trim().max(100),
      sealNo: z.string().trim().max(60),
    }),
    z.strictObject({ id, no: z.string() }),
  ),
  /** Signed for, counted with a difference, sent back, or the signed copy has come home. */
  'handovers.end': writes(
    { access: 'exchange.prepare' },
    z.strictObject({
      handover: id,
      outcome: z.enum(['SIGNED', 'DISCREPANCY', 'RETURNED', 'RETURNED_SLIP']),
      at: instant,
      person,
      note: z.string().trim().max(200),
    }),
    nothing,
  ),
};
