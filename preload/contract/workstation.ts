/** 巡察组单机: what is done on it at the end of its group's work. */
import { z } from 'zod';
import { date, fileToken, id, job, nothing, reads, witness, works, writes } from './define.ts';
import { document } from './paper.ts';

const digest = z.string().regex(/^[0-9a-f]{64}$/);

const statement = z.strictObject({
  fileName: z.string(),
  /** SHA-256 of the file. */
  digest,
  at: z.number(),
  byName: z.string(),
  witnessName: z.string(),
});

const inspected = z.strictObject({
  workstation: z.string(),
  name: z.string(),
  digest,
  vault: z.string(),
  receipts: z.array(z.string()),
  /**
   * What it rests on and this office, restored from a backup, no longer has, in whole phrases; it is filed all the same
   * when two people answer for it.
   */
  lacking: z.array(z.string()),
  lastEntry: z.number(),
  wiped: z.strictObject({ at: z.number(), byName: z.string(), witnessName: z.string() }),
  backups: z.array(z.strictObject({ at: z.number(), what: z.string() })),
});

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
  /** The statement that stands on a medium and F55 that goes with it; null while there is none, or none that still holds. */
  'workstation.statement': reads(
    { access: 'exchange.read' },
    nothing,
    z.strictObject({ statement: statement.nullable(), printed: z.boolean() }),
  ),
  /** Signs the statement of wiping and writes it to a medium, before a second person. Nothing is destroyed yet. */
  'workstation.declareWiping': works(
    { access: 'exchange.prepare', effect: 'write' },
    z.strictObject({ job, witness, folder: fileToken }),
    statement,
  ),
  /** F55 of that statement. */
  'workstation.wipingSheet': works(
    { access: 'paper.print', effect: 'write' },
    z.strictObject({ job }),
    document,
  ),
  /** Destroys the keys, then everything else, before a second person; `file` is the statement where it lies on the medium. */
  'workstation.wipe': works(
    { access: 'exchange.prepare', effect: 'write' },
    z.strictObject({ job, witness, file: fileToken }),
    nothing,
  ),
  /** At the office: what a statement says, once its signature and everything else has been checked. */
  'workstation.inspectStatement': works(
    { access: 'exchange.import', effect: 'read' },
    z.strictObject({ job, file: fileToken }),
    inspected,
  ),
  /** Files the statement with that digest in the register of workstations. */
  'workstation.enterStatement': works(
    { access: 'exchange.import', effect: 'write' },
    z.strictObject({
      job,
      file: fileToken,
      digest,
      /** Where something is lacking. */
      accepted: z.strictObject({ reason: z.string().max(500), witness }).nullable(),
    }),
    z.strictObject({ record: id }),
  ),
  /** 挂失: a PC that is lost or stolen; nothing is taken from it or sent to it from then on. Before a second person. */
  'workstation.reportLost': writes(
    { access: 'exchange.import' },
    z.strictObject({
      record: id,
      lostOn: date,
      /** Who reported it, and what happened. */
      toldBy: z.string().max(60),
      how: z.string().max(500),
      witness,
    }),
    nothing,
  ),
  /** 解除挂失: it has been found, and its keys were in nobody else's hands. Before a second person. */
  'workstation.liftLoss': writes(
    { access: 'exchange.import' },
    z.strictObject({ record: id, reason: z.string().max(500), witness }),
    nothing,
  ),
};
