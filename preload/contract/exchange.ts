/** Offices, certificates, packages and receipts. */
import { z } from 'zod';
import { officeLevels } from '../../domain/office.ts';
import { packageKinds } from '../../domain/package-kinds.ts';
import { register } from './record-shapes.ts';
import { date, fileToken, id, job, nothing, reads, shortText, witness, works, writes } from './define.ts';

export const packageKind = z.enum(packageKinds);

export const peer = z.strictObject({
  office: z.string(),
  name: z.string(),
  level: z.enum(officeLevels),
  region: z.string(),
  fingerprint: z.string(),
  status: z.enum(['ACTIVE', 'REVOKED', 'SELF']),
  validTo: z.string(),
  /** Whole days until the certificate runs out, negative afterwards. */
  daysLeft: z.number(),
  addedAt: z.number(),
});

export const packageRow = z.strictObject({
  id: z.string(),
  no: z.string(),
  direction: z.enum(['out', 'in']),
  kind: packageKind,
  kindLabel: z.string(),
  /** The first of several recipients; `peerName` names them all. */
  peer: z.string(),
  peerName: z.string(),
  sequence: z.number(),
  state: z.string(),
  /** Of a package that was answered: how many of its records were refused, if any. */
  stateLabel: z.string(),
  tone: z.enum(['neutral', 'progress', 'success', 'warning', 'danger']),
  createdByName: z.string(),
  createdAt: z.number(),
  approvedByName: z.string().nullable(),
  approvedAt: z.number().nullable(),
  counts: z.record(z.string(), z.number()),
  size: z.number().nullable(),
  digest: z.string().nullable(),
  mark: z.string(),
  period: z.string().nullable(),
  fileName: z.string().nullable(),
  /** The maker's remark for the approver, later the reason of a refusal. */
  remark: z.string().nullable(),
  /** Of a package that came in: when and by whom it was imported, and who confirmed that. */
  importedAt: z.number().nullable(),
  importedByName: z.string().nullable(),
  witnessName: z.string().nullable(),
  /** Numbers of the receipts that answered it, one of each recipient. */
  receiptNo: z.string().nullable(),
  /**
   * Of a package that went out: what its recipient's receipt says became of the records; which were refused is asked for by
   * `packages.refusals`. Null before one has come, and where the one that came speaks of later packages alone.
   */
  outcome: z.strictObject({ accepted: z.number(), unchanged: z.number(), refused: z.number() }).nullable(),
});

export const incomingSummary = z.strictObject({
  incoming: id,
  no: z.string(),
  kind: packageKind,
  kindLabel: z.string(),
  fromOffice: z.string(),
  fromName: z.string(),
  signerFingerprint: z.string(),
  createdByName: z.string(),
  approvedByName: z.string(),
  createdAt: z.number(),
  sequence: z.number(),
  mark: z.string(),
  digest: z.string(),
  size: z.number(),
  /**
   * `ready`, `alreadyImported`, `alreadyCovered` (never imported, but a later one brought its content), `needsTwoPersons`
   * (sequence jump or new epoch). Everything else is a refusal.
   */
  verdict: z.enum(['ready', 'alreadyImported', 'alreadyCovered', 'needsTwoPersons']),
  verdictText: z.string(),
  notices: z.array(z.string()),
  /** For a receipt: numbers of our packages that it would acknowledge for the first time. */
  acknowledges: z.array(z.string()).nullable(),
  counts: z.strictObject({
    new: z.number(),
    changed: z.number(),
    unchanged: z.number(),
    refused: z.number(),
  }),
  /** The same by register, in the order of the package. */
  byRegister: z.array(
    z.strictObject({
      label: z.string(),
      new: z.number(),
      changed: z.number(),
      unchanged: z.number(),
      refused: z.number(),
    }),
  ),
  /**
   * The records that are refused, changed or new, those with a reason first, as many as fit. `title` is empty where the
   * person may not read the record; an attachment is listed only with a reason.
   */
  details: z.array(
    z.strictObject({
      register: z.string(),
      no: z.string(),
      title: z.string(),
      result: z.string(),
      reason: z.string(),
    }),
  ),
  /** How many more there are than {@link details} lists. */
  unlisted: z.number(),
  /** For base settings: the rows that the office has not just so, as many as fit; `own` is null for a new row. */
  settings: z
    .strictObject({
      kept: z.number(),
      /** Rows the office does not have and cannot take. */
      leftOut: z.number(),
      changed: z.number(),
      added: z.number(),
      /** The network's key for comparing petitioners (比对摘要) comes along, and is not the one the office has. */
      keyBrought: z.boolean(),
      rows: z.array(
        z.strictObject({
          table: z.string(),
          row: z.string(),
          own: z.string().nullable(),
          sent: z.string(),
          holds: z.enum(['own', 'sent']),
          why: z.string(),
        }),
      ),
    })
    .nullable(),
});

export const exchangeContract = {
  'network.status': reads(
    { access: 'network.read' },
    nothing,
    z.strictObject({
      /** `root`: this city office is the root; `enrolled`; `requested`: waiting for the city's answer; `none`. */
      state: z.enum(['root', 'enrolled', 'requested', 'none']),
      officeFingerprint: z.string().nullable(),
      rootFingerprint: z.string().nullable(),
      validTo: z.string().nullable(),
      /** Whole days until the own certificate runs out, negative afterwards; null before enrolment. */
      daysLeft: z.number().nullable(),
      /** What everybody who has to do with the exchange must read about that. */
      notice: z.strictObject({ level: z.enum(['warning', 'error']), text: z.string() }).nullable(),
      peers: z.array(peer),
    }),
  ),
  /** County: writes the enrolment request file, for a new key or (renewal) for the one in use. */
  'network.request': works(
    { access: 'network.manage', effect: 'write' },
    z.strictObject({ job, folder: fileToken, key: z.enum(['new', 'same']) }),
    z.strictObject({ fileName: z.string(), fingerprint: z.string() }),
  ),
  /** City: reads a request and shows what it says, for the check by telephone. */
  'network.inspectRequest': reads(
    { access: 'network.manage' },
    z.strictObject({ file: fileToken }),
    z.strictObject({
      request: id,
      office: z.string(),
      name: z.string(),
      level: z.enum(officeLevels),
      region: z.string(),
      fingerprint: z.string(),
      known: z.boolean(),
    }),
  ),
  'network.issue': works(
    { access: 'network.manage', effect: 'write' },
    z.strictObject({
      job,
      request: id,
      folder: fileToken,
      checkedWith: shortText.min(1),
      /** The office's earlier certificates: still accepted on packages under way, or revoked at once. */
      earlier: z.enum(['keep', 'revoke']),
      /** The last day of a workstation's certificate; null for inspection offices, whose term is fixed. */
      until: date.nullable().default(null),
    }),
    z.strictObject({ fileName: z.string(), rootFingerprint: z.string(), certificateFingerprint: z.string() }),
  ),
  /** County: what an answer says. Its root needs no paper when it is the one compared when the office joined. */
  'network.inspectAnswer': reads(
    { access: 'network.manage' },
    z.strictObject({ file: fileToken }),
    z.strictObject({
      cityName: z.string(),
      rootFingerprint: z.string(),
      rootKnown: z.boolean(),
      /** When the office's own certificate in it and the city's run out. */
      validTo: z.string(),
      cityValidTo: z.string(),
    }),
  ),
  /** County: takes the answer over. The root fingerprint is typed from paper; null only when the root is known. */
  'network.accept': works(
    { access: 'network.manage', effect: 'write' },
    z.strictObject({ job, file: fileToken, rootFingerprint: z.string().max(200).nullable() }),
    z.strictObject({ cityName: z.string(), validTo: z.string() }),
  ),
  /** The host of a group's workstation: takes its certificate from the city's answer, which passes through its hands. */
  'network.enterWorkstation': works(
    { access: 'network.manage', effect: 'write' },
    z.strictObject({ job, file: fileToken }),
    z.strictObject({ office: z.string(), name: z.string(), validTo: z.string() }),
  ),
  /** City: a new certificate for its own key before the old one runs out. */
  'network.renewOwn': writes({ access: 'network.manage' }, nothing, z.strictObject({ validTo: z.string() })),
  /** City: the answer file of a member once more, with the city's present certificate. */
  'network.answerAgain': works(
    { access: 'network.manage', effect: 'write' },
    z.strictObject({ job, office: z.string(), folder: fileToken }),
    z.strictObject({ fileName: z.string() }),
  ),
  'network.revoke': writes(
    { access: 'network.manage' },
    z.strictObject({ office: z.string(), reason: shortText.min(1) }),
    nothing,
  ),
  'packages.list': reads(
    { access: 'exchange.read' },
    z.strictObject({
      direction: z.enum(['out', 'in']).nullable(),
      peer: z.string().nullable(),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(200),
    }),
    z.strictObject({ packages: z.array(packageRow), total: z.number() }),
  ),
  /**
   * Which records of a package were refused where it arrived: of one that went out as its receipt says, so far as that names
   * any (on paper it names none). Nothing of a record is told but its number, whoever may not read it.
   */
  'packages.refusals': reads(
    { access: 'exchange.read' },
    z.strictObject({ package: id }),
    z.strictObject({
      refusals: z.array(
        z.strictObject({
          register: z.string(),
          /** Null where no such record is here, or this person may not read it. */
          id: id.nullable(),
          no: z.string(),
          reason: z.string(),
          /** What the sender does about it. */
          advice: z.string(),
        }),
      ),
      /** How many were refused beyond these. */
      unlisted: z.number(),
    }),
  ),
  /** What a new package would hold: everything changed since the recipient's last receipt. */
  'packages.preview': reads(
    { access: 'exchange.prepare' },
    z.strictObject({
      kind: packageKind,
      peer: z.string(),
      period: z.strictObject({ from: date, to: date }).nullable(),
    }),
    z.strictObject({
      counts: z.record(z.string(), z.number()),
      attachments: z.number(),
      bytes: z.number(),
      since: z.string(),
      notices: z.array(z.string()),
      /** Where it would hold no record: why, and what it takes for one to go; to be asked about before it is drawn up. */
      empty: z.string().nullable(),
      mark: z.string(),
    }),
  ),
  'packages.prepare': writes(
    { access: 'exchange.prepare' },
    z.strictObject({
      kind: packageKind,
      peer: z.string(),
      period: z.strictObject({ from: date, to: date }).nullable(),
      withAttachments: z.boolean(),
      remark: z.string().max(200),
      /** Why texts that hold a petitioner's name may travel all the same; asked for by `NamesInContent` and `NamesUntold`. */
      namesReason: z.string().trim().max(200).default(''),
      /** The maker has been told that no record goes, and sends it all the same; asked for by `PackageEmpty`. */
      emptyConfirmed: z.boolean().default(false),
    }),
    z.strictObject({ package: id, no: z.string() }),
  ),
  'packages.approve': writes(
    { access: 'exchange.approve' },
    z.strictObject({ package: id, approve: z.boolean(), reason: shortText }),
    nothing,
  ),
  /** Seals the approved package onto a medium, reads it back as the recipient would, then names it. */
  'packages.write': works(
    { access: 'exchange.prepare', effect: 'write' },
    z.strictObject({ job, package: id, folder: fileToken, medium: id }),
    z.strictObject({ fileName: z.string(), size: z.number(), digest: z.string() }),
  ),
  'packages.void': writes(
    { access: 'exchange.approve' },
    z.strictObject({ package: id, reason: shortText.min(1) }),
    nothing,
  ),
  /** Verifies a package from a medium and tries it out; nothing is written to the registers. */
  'packages.inspect': works(
    { access: 'exchange.import', effect: 'write' },
    z.strictObject({ job, file: fileToken }),
    incomingSummary,
  ),
  'packages.apply': works(
    { access: 'exchange.import', effect: 'write' },
    z.strictObject({ job, incoming: id, witness }),
    z.strictObject({ applied: z.number(), unchanged: z.number(), refused: z.number(), package: id }),
  ),
  'packages.discardIncoming': writes(
    { access: 'exchange.import' },
    z.strictObject({ incoming: id }),
    nothing,
  ),
  /** City: per office what arrived, up to when, what is missing. County: what the city has acknowledged. */
  'exchange.board': reads(
    { access: 'exchange.read' },
    nothing,
    z.strictObject({
      offices: z.array(
        z.strictObject({
          office: z.string(),
          name: z.string(),
          lastInNo: z.string().nullable(),
          lastInAt: z.number().nullable(),
          dataUpTo: z.number().nullable(),
          missing: z.array(z.string()),
          /** Packages of which two different contents are about: 收到的信访登记第2号. */
          forks: z.array(z.string()),
          receiptDue: z.number(),
          /** Numbers of the slips of carriers to and from the office that are not signed for or returned. */
          openSlips: z.array(z.string()),
          lastOutNo: z.string().nullable(),
          lastOutAt: z.number().nullable(),
          unacknowledged: z.number(),
          /** Records of ours that the office refused and has not taken since. */
          refused: z.number(),
          /** Of the unacknowledged: handed over and not yet signed for, and signed for. */
          inTransit: z.number(),
          signedFor: z.number(),
          oldestUnacknowledgedAt: z.number().nullable(),
          petitions: z.number(),
          /**
           * Records of the office that it has not sent again since it went back to a backup, in force here; by register how
           * many, and the ids of as many of them as a condition may name.
           */
          notResent: z.array(z.strictObject({ register, count: z.number(), ids: z.array(id) })),
          /** When the office's certificate runs out, and in how many whole days; negative afterwards. */
          validTo: z.string(),
          daysLeft: z.number(),
          tone: z.enum(['neutral', 'success', 'warning', 'danger']),
          text: z.string(),
        }),
      ),
    }),
  ),
};
