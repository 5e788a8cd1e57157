/** 巡察组单机: what is done on it at the end of its group's work. */
import { z } from 'zod';
import { nothing, reads, witness, writes } from './define.ts';

export const workstationContract = {
  /** Whether it is closed, what has to be finished before it can be, and what before it may be wiped. */
  'workstation.standing': reads(
    { access: 'exchange.read' },
    nothing,
    z.strictObject({
      closed: z.strictObject({ at: z.number(), byName: z.string(), witnessName: z.string() }).nullable(),
      /** Whose forms were never saved. */
      drafts: z.array(z.strictObject({ name: z.string(), count: z.number() })),
      /** Numbers of records whose voiding was asked for and not decided. */
      voidRequests: z.array(z.string()),
      /** What the host's receipts do not vouch for, in sentences; nothing when it may be wiped. */
      missing: z.array(
        z.strictObject({
          kind: z.enum(['open', 'nothingSent', 'unanswered', 'refused', 'unsent', 'scans', 'disclosures']),
          text: z.string(),
        }),
      ),
    }),
  ),
  /** 收尾, for good: nothing is registered from then on. */
  'workstation.close': writes({ access: 'exchange.prepare' }, z.strictObject({ witness }), nothing),
};
