/** Accounts, the vault's upkeep and the audit log: the three administrators' pages. */
import { z } from 'zod';
import { roles } from '../../domain/access/permissions.ts';
import { fileToken, id, job, nothing, reads, shortText, witness, works, writes } from './define.ts';

const role = z.enum(roles);

export const account = z.strictObject({
  userId: z.string(),
  account: z.string(),
  name: z.string(),
  roles: z.array(role),
  /** `CREATED`: waits for the security administrator's grant; `ACTIVE`; `LOCKED`: must wait after wrong passwords; `DISABLED`. */
  status: z.enum(['CREATED', 'ACTIVE', 'LOCKED', 'DISABLED']),
  createdAt: z.number(),
  lastSignIn: z.number().nullable(),
  passwordSetAt: z.number().nullable(),
});

export const auditEntry = z.strictObject({
  seq: z.number(),
  at: z.number(),
  actorName: z.string(),
  roles: z.string(),
  terminal: z.string(),
  action: z.string(),
  actionLabel: z.string(),
  entity: z.string().nullable(),
  entityNo: z.string().nullable(),
  detail: z.string(),
  reason: z.string().nullable(),
  result: z.string(),
  hash: z.string(),
});

export const accountsContract = {
  'accounts.list': reads(
    { access: 'accounts.read' },
    nothing,
    z.strictObject({ accounts: z.array(account) }),
  ),
  /** Names only, for 拆阅人 and other person fields. */
  'accounts.names': reads(
    { access: 'signedIn' },
    nothing,
    z.strictObject({
      users: z.array(z.strictObject({ userId: z.string(), name: z.string(), active: z.boolean() })),
    }),
  ),
  'accounts.create': writes(
    { access: 'accounts.create' },
    z.strictObject({
      account: z.string().regex(/^[\p{L}0-9._-]{2,32}$/u),
      name: z.string().min(1).max(50),
      password: z.string().min(1).max(200),
    }),
    z.strictObject({ userId: id }),
  ),
  /** Sets the roles of an account; one that opens a compartment needs a holder of its key as witness. */
  'accounts.grant': writes(
    { access: 'accounts.grant' },
    z.strictObject({
      userId: id,
      roles: z.array(role),
      reason: shortText.min(1),
      witness: witness.nullable(),
    }),
    nothing,
  ),
  'accounts.disable': writes(
    { access: 'accounts.create' },
    z.strictObject({ userId: id, reason: shortText.min(1) }),
    nothing,
  ),
  'accounts.enable': writes(
    { access: 'accounts.create' },
    z.strictObject({ userId: id, reason: shortText.min(1) }),
    nothing,
  ),
  /**
   * A new initial password for a person who has forgotten it or was disabled. The account waits for its grant again:
   * whoever can set passwords must not be able to become somebody with business rights.
   */
  'accounts.reset': writes(
    { access: 'accounts.create' },
    z.strictObject({ userId: id, password: z.string().min(1).max(200), reason: shortText.min(1) }),
    nothing,
  ),
  'accounts.unlock': writes(
    { access: 'accounts.grant' },
    z.strictObject({ userId: id, reason: shortText.min(1) }),
    nothing,
  ),
  'vault.health': reads(
    { access: 'signedIn' },
    nothing,
    z.strictObject({
      databaseBytes: z.number(),
      journalBytes: z.number(),
      sequence: z.number(),
      readOnly: z.string().nullable(),
      calendarYears: z.array(z.number()),
      checks: z.array(z.strictObject({ name: z.string(), ok: z.boolean(), text: z.string() })),
    }),
  ),
  /** Authenticates every file of the vault, attachments and older generations included. */
  'vault.verify': works(
    { access: 'vault.maintain', effect: 'read' },
    z.strictObject({ job }),
    z.strictObject({ damaged: z.array(z.string()) }),
  ),
  /** Only for a store opened read-only: sets the damaged files aside and goes on from the last good commit. */
  'vault.continueAfterLoss': writes(
    { access: 'vault.maintain' },
    z.strictObject({ reason: shortText.min(1) }),
    nothing,
  ),
  /** Copies the sealed vault to a folder and reads every byte back. */
  'vault.backup': works(
    { access: 'vault.maintain', effect: 'write' },
    z.strictObject({ job, folder: fileToken }),
    z.strictObject({ files: z.number(), bytes: z.number(), name: z.string() }),
  ),
  'audit.list': reads(
    { access: 'audit.read' },
    z.strictObject({
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(200),
      action: z.string().max(60).nullable(),
      text: z.string().max(60).nullable(),
      from: z.number().nullable(),
      to: z.number().nullable(),
    }),
    z.strictObject({
      entries: z.array(auditEntry),
      total: z.number(),
      actions: z.array(z.strictObject({ action: z.string(), label: z.string(), count: z.number() })),
    }),
  ),
  'audit.verify': works(
    { access: 'audit.read', effect: 'read' },
    z.strictObject({ job }),
    z.strictObject({
      ok: z.boolean(),
      entries: z.number(),
      brokenAt: z.number().nullable(),
      text: z.string(),
      checkpoint: z.strictObject({ seq: z.number(), hash: z.string() }),
    }),
  ),
  'audit.export': works(
    { access: 'audit.read', effect: 'write' },
    z.strictObject({ job, file: fileToken }),
    z.strictObject({ entries: z.number() }),
  ),
};
