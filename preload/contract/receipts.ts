/** Receipts on paper: given out as a printed code, and typed or scanned back. */
import { z } from 'zod';
import { id, nothing, witness, writes } from './define.ts';

/** What was typed or scanned; any layout (domain/receipt-lines.ts). */
const typed = z.string().max(4000);

export const typedReceipt = z.strictObject({
  /** Names the receipt for the second person's confirmation. */
  receipt: id,
  fromOffice: z.string(),
  fromName: z.string(),
  /** `known`: says nothing that has not been entered already. */
  verdict: z.enum(['ready', 'known']),
  notices: z.array(z.string()),
  streams: z.array(
    z.strictObject({
      kindLabel: z.string(),
      /** The recipient holds everything up to this number. */
      upTo: z.number(),
      /** What became of the records of that package. */
      accepted: z.number(),
      unchanged: z.number(),
      refused: z.number(),
      /** Numbers of our packages that this receipt acknowledges first. */
      packages: z.array(z.string()),
    }),
  ),
});

export const receiptsContract = {
  /** The approved receipt goes out on paper: what it answers is done on our side, and F52 prints its code. */
  'receipts.issue': writes({ access: 'exchange.prepare' }, z.strictObject({ package: id }), nothing),
  /** Judges a typed receipt without changing anything; what is refused is noted in the audit log. */
  'receipts.check': writes({ access: 'exchange.import' }, z.strictObject({ text: typed }), typedReceipt),
  'receipts.apply': writes(
    { access: 'exchange.import' },
    z.strictObject({ text: typed, witness }),
    z.strictObject({ packages: z.array(z.string()) }),
  ),
};
