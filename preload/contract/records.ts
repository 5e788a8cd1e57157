/** Records of every register: list, form, workflow, history, duplicates, numbers. */
import { z } from 'zod';
import { lightColours } from '../../domain/calendar/lights.ts';
import { attachment } from './attachments.ts';
import { date, id, longText, nothing, reads, shortText, witness, writes } from './define.ts';
import { childRow, children, fieldKey, query, register, timeLeft, values } from './record-shapes.ts';

export const listRow = z.strictObject({
  id: z.string(),
  no: z.string(),
  state: z.string(),
  rev: z.number(),
  office: z.string(),
  void: z.boolean(),
  /** Void here only: the office that owns it has taken it back (撤回). */
  withdrawn: z.boolean(),
  /** Compartment fields are masked; `createdAt` and `updatedAt` (epoch ms) stand beside the register's own fields. */
  values,
  /** Numbers of the records that the row names, by field. */
  named: z.record(fieldKey, z.string()),
  /** Short text of each child table, e.g. `{ accused: '张某、李某等3人', petitioners: '王**' }`. */
  childText: z.record(fieldKey, z.string()),
  nextDue: z
    .strictObject({
      label: z.string(),
      due: date,
      overdue: z.boolean(),
      remaining: timeLeft,
      /** The gravest warning light that is on. */
      light: z.enum(lightColours).nullable(),
      /** 暂按日历日. */
      provisional: z.boolean(),
    })
    .nullable(),
});

const stamp = z.strictObject({ by: z.string(), byName: z.string(), at: z.number() });

export const deadlineStatus = z.strictObject({
  rule: z.string(),
  label: z.string(),
  start: date,
  due: date.nullable(),
  /** What was due before an extension; null where none was granted. */
  originalDue: date.nullable(),
  met: date.nullable(),
  /** `ended` and `endedLate`: the record is over though nobody met this; late where that was after the due day. */
  state: z.enum(['open', 'met', 'metLate', 'overdue', 'ended', 'endedLate', 'unknown']),
  /** Null when met, ended or unknown; of one that ended late, as it was then. */
  remaining: timeLeft.nullable(),
  basis: z.string(),
  verified: z.boolean(),
  /** Why the due date cannot be said, or only for the time being, e.g. the calendar of that year is missing. */
  problem: z.string().nullable(),
  soFar: z.string().nullable(),
  /** The warning light this clock has switched on. */
  light: z.enum(lightColours).nullable(),
});

export const record = z.strictObject({
  id: z.string(),
  register,
  office: z.string(),
  no: z.string(),
  rev: z.number(),
  state: z.string(),
  values,
  children,
  /** Child tables shown masked: until `records.reveal`, or for who lacks the key of a compartment that stands open. */
  maskedChildren: z.array(z.string()),
  /** Sealed fields of the record that this session cannot open; `values` holds their masks, if any. */
  closedFields: z.array(z.string()),
  created: stamp,
  updated: stamp,
  void: z.strictObject({ by: z.string(), byName: z.string(), at: z.number(), reason: z.string() }).nullable(),
  withdrawn: z.boolean(),
  /** Its owner told of its last revision no more than a reduced line does. */
  reduced: z.boolean(),
  /** Another office's, which lost it in a restore: it may be voided here. */
  leftOver: z.boolean(),
  /** Void, and this office's to restore. */
  restorable: z.boolean(),
  voidRequest: z
    .strictObject({ by: z.string(), byName: z.string(), at: z.number(), reason: z.string() })
    .nullable(),
  deadlines: z.array(deadlineStatus),
  attachments: z.array(attachment),
  /** The buttons for this record and this person; `blocked` says in a sentence why a step cannot be taken now. */
  actions: z.array(
    z.strictObject({
      key: z.string(),
      label: z.string(),
      asks: z.array(z.string()),
      requires: z.array(z.string()),
      reasonRequired: z.boolean(),
      /** What the dialog begins with where that is not what stands in the record. */
      starts: values,
      blocked: z.string().nullable(),
    }),
  ),
  editable: z.boolean(),
  /** What of 更正 this person may do now, and the agreement that waits to be used. */
  correction: z.strictObject({
    make: z.boolean(),
    permit: z.boolean(),
    permitted: z.strictObject({ byName: z.string(), at: z.number(), reason: z.string() }).nullable(),
  }),
  /** Fields and child tables that must stay empty (径送). */
  blockedContent: z.array(z.string()),
});

export const duplicateCandidate = z.strictObject({
  id: z.string(),
  no: z.string(),
  score: z.number(),
  level: z.enum(['suspected', 'related']),
  /** 判定依据: which parts agree. */
  explanation: z.string(),
  receivedAt: z.string(),
  accused: z.string(),
  petitioners: z.string(),
  summary: z.string(),
  state: z.string(),
});

export const recordsContract = {
  'records.page': reads(
    { access: { perRegister: 'read' } },
    query.extend({ offset: z.number().int().min(0), limit: z.number().int().min(1).max(200) }),
    z.strictObject({ rows: z.array(listRow) }),
  ),
  /** Count and sums of everything the query matches; asked apart from the page so that pages stay fast. */
  'records.totals': reads(
    { access: { perRegister: 'read' } },
    query,
    z.strictObject({
      total: z.number(),
      all: z.number(),
      sums: z.record(fieldKey, z.number()),
      /** Of registers whose kinds are never added up together: each with its own counts. */
      apart: z
        .array(
          z.strictObject({
            label: z.string(),
            counts: z.array(z.strictObject({ count: z.number(), unit: z.string() })),
          }),
        )
        .optional(),
    }),
  ),
  /** Distinct values of one column with counts, under the other conditions of the query. */
  'records.facets': reads(
    { access: { perRegister: 'read' } },
    query.extend({ field: fieldKey }),
    z.strictObject({
      values: z.array(z.strictObject({ value: z.string(), count: z.number() })),
      more: z.boolean(),
    }),
  ),
  'records.get': reads({ access: { perRegister: 'read' } }, z.strictObject({ register, id }), record),
  'records.getByNo': reads(
    { access: { perRegister: 'read' } },
    z.strictObject({ register, no: z.string().max(60) }),
    z.strictObject({ id: z.string() }).nullable(),
  ),
  /**
   * Creates (id null) or changes a record. `rev` is the revision the form was opened with; another one in between
   * is refused with `Changed`. `draft` is deleted in the same transaction.
   */
  'records.save': writes(
    { access: { perRegister: 'register' } },
    z.strictObject({
      register,
      id: id.nullable(),
      rev: z.number().int().nullable(),
      values,
      children,
      draft: id.nullable(),
      /** Soft warnings the clerk has confirmed, by name, with the reason given. */
      confirmed: z.record(z.string(), shortText),
      /** Decision about the suspected duplicates that were shown. */
      duplicate: z
        .strictObject({
          decision: z.enum(['none', 'repeat', 'supplement']),
          of: id.nullable(),
          basis: shortText,
        })
        .nullable(),
      /** Register straight as 径送: only the envelope is recorded. */
      sealedDirect: z.boolean(),
    }),
    z.strictObject({ id, no: z.string(), rev: z.number(), savedAt: z.number() }),
  ),
  'records.transition': writes(
    { access: { perRegister: 'read' } },
    z.strictObject({
      register,
      id,
      rev: z.number().int(),
      transition: z.string().max(60),
      values,
      reason: longText.nullable(),
      /** Of a step that signs what goes to an inspected organisation: a person who compares it with the petitioners. */
      witness: witness.nullish(),
      /** What was asked about the texts of its dialog and confirmed, by name, with the reason given. */
      confirmed: z.record(z.string(), shortText).optional(),
    }),
    z.strictObject({ rev: z.number(), state: z.string(), savedAt: z.number() }),
  ),
  /** 更正: mends a slip in what a step has locked; what was decided needs an approver's agreement first. */
  'records.correct': writes(
    { access: { perRegister: 'register' } },
    z.strictObject({
      register,
      id,
      rev: z.number().int(),
      values,
      children,
      /** Soft warnings the clerk has confirmed, by name, with the reason given. */
      confirmed: z.record(z.string(), shortText),
      reason: shortText.min(1),
    }),
    z.strictObject({ id, no: z.string(), rev: z.number(), savedAt: z.number() }),
  ),
  /** Agrees to one 更正 of what was decided. */
  'records.permitCorrection': writes(
    { access: { perRegister: 'approve' } },
    z.strictObject({ register, id, rev: z.number().int(), reason: shortText.min(1) }),
    nothing,
  ),
  /** Asks for a record to be voided; another person approves. */
  'records.requestVoid': writes(
    { access: { perRegister: 'void' } },
    z.strictObject({ register, id, rev: z.number().int(), reason: shortText.min(1) }),
    nothing,
  ),
  'records.decideVoid': writes(
    { access: { perRegister: 'approve' } },
    z.strictObject({ register, id, rev: z.number().int(), approve: z.boolean(), reason: shortText }),
    nothing,
  ),
  /** 恢复: a voided record of the office, and what was voided with it, goes on from where it stood. */
  'records.restoreVoided': writes(
    { access: { perRegister: 'approve' } },
    z.strictObject({ register, id, rev: z.number().int(), reason: shortText.min(1) }),
    nothing,
  ),
  /** To which offices of the network a record goes, and to which it may be sent as it stands. */
  'records.addressees': reads(
    { access: { perRegister: 'read' } },
    z.strictObject({ register, id }),
    z.strictObject({
      addressees: z.array(
        z.strictObject({
          office: z.string(),
          name: z.string(),
          handedOver: z.boolean(),
          /** The address can be taken back; a hand-over as long as no package has left with it. */
          revocable: z.boolean(),
          byName: z.string(),
          at: z.number(),
        }),
      ),
      /** Offices it may be addressed to now; `kindLabel` is the kind of package it will go with. */
      choices: z.array(
        z.strictObject({
          office: z.string(),
          name: z.string(),
          kindLabel: z.string(),
          handsOver: z.boolean(),
          /** What its county has to do with the group that the record is or names. */
          part: z.enum(['inspected', 'sender']).nullable(),
        }),
      ),
      /**
       * The kind of package it goes with to every office below without being addressed, or null; `isReduced` where most of them
       * are told less than the record.
       */
      circular: z.strictObject({ kindLabel: z.string(), isReduced: z.boolean() }).nullable(),
    }),
  ),
  /** Offices that refused the record as it was last sent and have not taken it since: what its page warns of. */
  'records.refusals': reads(
    { access: { perRegister: 'read' } },
    z.strictObject({ register, id }),
    z.strictObject({
      refusals: z.array(
        z.strictObject({
          office: z.string(),
          name: z.string(),
          kindLabel: z.string(),
          packageNo: z.string(),
          /** When the receipt came. */
          at: z.number(),
          reason: z.string(),
          /** What the sender does about it. */
          advice: z.string(),
          /** Number of the package on its way that brings the record once more. */
          againNo: z.string().nullable(),
        }),
      ),
    }),
  ),
  /** Addresses a record to an office, or takes the address back; a lead is handed over with it, or is ours again. */
  'records.address': writes(
    { access: { perRegister: 'export' } },
    z.strictObject({ register, id, rev: z.number().int(), office: z.string().max(36), on: z.boolean() }),
    nothing,
  ),
  'records.history': reads(
    { access: { perRegister: 'read' } },
    z.strictObject({ register, id }),
    z.strictObject({
      entries: z.array(
        z.strictObject({
          rev: z.number(),
          at: z.number(),
          by: z.string(),
          byName: z.string(),
          action: z.string(),
          actionLabel: z.string(),
          reason: z.string().nullable(),
          changes: z.array(
            z.strictObject({ field: z.string(), label: z.string(), before: z.string(), after: z.string() }),
          ),
        }),
      ),
    }),
  ),
  /** Shows one sealed child table in clear; the reason is kept in the audit log. */
  'records.reveal': writes(
    { access: { perRegister: 'revealPetitioner' } },
    z.strictObject({ register, id, child: fieldKey, reason: shortText.min(2) }),
    z.strictObject({ rows: z.array(childRow) }),
  ),
  /** Which of the register's causes hold for the names that a form says. */
  'records.causes': reads(
    { access: { perRegister: 'read' } },
    z.strictObject({ register, names: z.record(z.string().max(40), z.string().max(200)) }),
    z.strictObject({ keys: z.array(z.string()) }),
  ),
  'records.duplicates': reads(
    { access: { perRegister: 'read' } },
    z.strictObject({ register, exclude: id.nullable(), values, children }),
    z.strictObject({ candidates: z.array(duplicateCandidate) }),
  ),
  'records.numberGaps': reads(
    { access: { perRegister: 'read' } },
    z.strictObject({ register, year: z.number().int() }),
    z.strictObject({ last: z.number(), missing: z.array(z.string()), voided: z.array(z.string()) }),
  ),
};
