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
  /** Drafts of accounts that were stopped: nobody can save or discard them, and they bar the closing. */
  'workstation.leftDrafts': reads(
    { access: 'accounts.create' },
    nothing,
    z.strictObject({
      owners: z.array(
        z.strictObject({
          userId: z.string(),
          name: z.string(),
          /** In words: which registers, how many of each, when last saved. */
          what: z.string(),
          count: z.number(),
        }),
      ),
    }),
  ),
  /** Gives up all of one stopped account's drafts, before a second person. */
  'workstation.dropDrafts': writes(
    { access: 'accounts.create' },
    z.strictObject({ userId: z.string().min(1).max(64), reason: z.string().max(500), witness }),
    nothing,
  ),
  /** 收尾, for good: nothing is registered from then on. */
  'workstation.close': writes({ access: 'exchange.prepare' }, z.strictObject({ witness }), nothing),
};
