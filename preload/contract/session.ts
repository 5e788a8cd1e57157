/** Start-up, first start, signing in and out. */
import { z } from 'zod';
import { roles } from '../../domain/access/permissions.ts';
import { officeLevels } from '../../domain/office.ts';
import { fileToken, id, job, nothing, reads, witness, works, writes } from './define.ts';
import { document } from './paper.ts';

const role = z.enum(roles);
export const profileId = z.enum(['WORK', 'SECRET', 'CONFIDENTIAL']);
export const officeLevel = z.enum(officeLevels);

export const office = z.strictObject({
  id: z.string(),
  level: officeLevel,
  name: z.string(),
  region: z.string(),
  profile: profileId,
  /** 机关代字 for document numbers, e.g. 衢巡办. */
  docWord: z.string(),
});

export const status = z.strictObject({
  version: z.string(),
  /** `none`: first start; `locked`: sign in; `open`: a session exists; `failed`: see `failure`. */
  vault: z.enum(['none', 'locked', 'open']),
  /** Why the screen was locked, when the clerk did not do it; unsaved forms stand among the drafts. */
  lockedBy: z.enum(['idle', 'system']).nullable(),
  practice: z.boolean(),
  officeName: z.string().nullable(),
  /** The vault came from a backup or another PC: two administrators agree before anybody signs in. */
  awaitsAgreement: z.boolean(),
  /**
   * A workstation that is being wiped or has just been; `left`: names of what could not be removed. Nobody signs in while it
   * is unfinished; `why` and `next` then say what keeps it and what to do.
   */
  wiping: z
    .strictObject({
      done: z.boolean(),
      name: z.string(),
      statement: z.string(),
      left: z.array(z.string()),
      why: z.string(),
      next: z.string(),
    })
    .nullable(),
  /** Known practice accounts with their password, shown only on the practice set's sign-in page. */
  practiceAccounts: z.array(
    z.strictObject({ account: z.string(), name: z.string(), role: z.string(), password: z.string() }),
  ),
  practiceOffices: z.array(z.strictObject({ id: z.string(), name: z.string(), current: z.boolean() })),
});

export const sessionInfo = z.strictObject({
  userId: z.string(),
  account: z.string(),
  name: z.string(),
  roles: z.array(role),
  permissions: z.array(z.string()),
  office,
  practice: z.boolean(),
  passwordExpiresInDays: z.number().int(),
  mustChangePassword: z.boolean(),
  /** The database is damaged and can only be looked at: what would leave a trace or be kept is left out. */
  readOnly: z.boolean(),
  idleLockMinutes: z.number().int(),
  lastSignIn: z.number().nullable(),
  /** Plain sentences the clerk should read now: repaired tail, rollback, read-only store, clock set back, old backup. */
  notices: z.array(z.strictObject({ level: z.enum(['info', 'warning', 'error']), text: z.string() })),
});

const newUser = z.strictObject({
  account: z.string().regex(/^[\p{L}0-9._-]{2,32}$/u),
  name: z.string().min(1).max(50),
  roles: z.array(role).min(1),
  password: z.string().min(1).max(200),
});

export const sessionContract = {
  'app.status': reads({ access: 'anyone' }, nothing, status),
  /** Looks at a folder before anything is put there: removable, network, not empty, already a vault. */
  'setup.inspectFolder': reads(
    { access: 'anyone' },
    z.strictObject({ folder: fileToken }),
    z.strictObject({
      name: z.string(),
      usable: z.boolean(),
      existingVault: z.boolean(),
      officeName: z.string().nullable(),
      problem: z.string().nullable(),
      warning: z.string().nullable(),
    }),
  ),
  /** Checks one password against the profile; the sentence is shown beside the field. */
  'setup.checkPassword': reads(
    { access: 'anyone' },
    z.strictObject({ profile: profileId, account: z.string().max(64), password: z.string().max(200) }),
    z.strictObject({ weakness: z.string().nullable() }),
  ),
  'setup.regions': reads(
    { access: 'anyone' },
    z.strictObject({ search: z.string().max(40) }),
    z.strictObject({
      regions: z.array(z.strictObject({ code: z.string(), name: z.string(), path: z.string() })),
    }),
  ),
  'setup.create': works(
    { access: 'anyone', effect: 'write' },
    z.strictObject({
      job,
      /** Absent: the proposed folder inside the user's own profile. */
      folder: fileToken.nullable(),
      level: officeLevel,
      name: z.string().min(2).max(60),
      region: z.string().regex(/^\d{6}$/),
      /** Of a group's workstation: its number among those of the office whose group it is, each given once. */
      workstation: z.int().min(1).max(999).optional(),
      docWord: z.string().max(20),
      profile: profileId,
      users: z.array(newUser).min(4).max(50),
    }),
    z.strictObject({
      recoveryShares: z.array(z.string()),
      recoveryThreshold: z.number(),
      networkFingerprint: z.string().nullable(),
    }),
  ),
  /** The recovery sheet as a document to print; the shares are not kept anywhere. */
  'setup.recoverySheet': works(
    { access: 'anyone', effect: 'read' },
    z.strictObject({ job, shares: z.array(z.string().max(400)).min(1).max(9) }),
    document,
  ),
  'setup.openExisting': writes({ access: 'anyone' }, z.strictObject({ folder: fileToken }), nothing),
  'setup.practice': works(
    { access: 'anyone', effect: 'write' },
    z.strictObject({ job, reset: z.boolean() }),
    nothing,
  ),
  'setup.leavePractice': writes({ access: 'anyone' }, nothing, nothing),
  'setup.usePracticeOffice': writes({ access: 'anyone' }, z.strictObject({ office: z.string() }), nothing),
  'session.unlock': writes(
    { access: 'anyone' },
    z.strictObject({ account: z.string().min(1).max(64), password: z.string().min(1).max(200) }),
    sessionInfo,
  ),
  'session.recover': writes(
    { access: 'anyone' },
    z.strictObject({
      shares: z.array(z.string().max(400)).min(1).max(9),
      account: z.string().min(1).max(64),
      newPassword: z.string().min(1).max(200),
    }),
    nothing,
  ),
  /** Two administrators agree, each by the own password, that a restored vault be used on this PC (reference 6.2). */
  'session.agreeToRestored': writes(
    { access: 'anyone' },
    z.strictObject({
      administrators: z
        .array(z.strictObject({ account: z.string().min(1).max(64), password: z.string().min(1).max(200) }))
        .length(2),
    }),
    nothing,
  ),
  /** The same by two of the recovery sheets, whose holders had to come together as well. */
  'session.agreeBySheets': writes(
    { access: 'anyone' },
    z.strictObject({ shares: z.array(z.string().max(400)).min(1).max(9) }),
    nothing,
  ),
  /** Not this one after all: the folder stays as it is, the start page comes back. */
  'session.declineRestored': writes({ access: 'anyone' }, nothing, nothing),
  'session.current': reads({ access: 'anyone' }, nothing, sessionInfo.nullable()),
  /** `system`: the screen is locked or the PC goes to sleep. */
  'session.lock': writes(
    { access: 'anyone' },
    z.strictObject({ reason: z.enum(['user', 'system']).default('user') }),
    nothing,
  ),
  'session.changePassword': writes(
    { access: 'signedIn' },
    z.strictObject({ current: z.string().max(200), next: z.string().max(200) }),
    nothing,
  ),
  /** A second person confirms one named act with his or her own password; the token works once, for two minutes. */
  'session.witness': writes(
    { access: 'signedIn' },
    z.strictObject({ account: z.string().max(64), password: z.string().max(200), act: z.string().max(4000) }),
    z.strictObject({ witness, userId: id, name: z.string() }),
  ),
  /** Until when the person's own password counts as just given; null: it has to be given before a disclosure. */
  'session.selfConfirmed': reads(
    { access: 'signedIn' },
    nothing,
    z.strictObject({ until: z.number().nullable() }),
  ),
  /** The person at the desk shows once more who that is, before petitioners come to light (reference 6.4). */
  'session.confirmSelf': writes(
    { access: 'signedIn' },
    z.strictObject({ password: z.string().min(1).max(200) }),
    z.strictObject({ until: z.number() }),
  ),
  'jobs.cancel': writes({ access: 'anyone' }, z.strictObject({ job }), nothing),
};
