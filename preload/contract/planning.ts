/** Plans and groups: who may take which part, who could be drawn; and what is asked of other departments. */
import { z } from 'zod';
import { registerIds } from '../../domain/registers/registers.ts';
import { standingKeys } from '../../domain/coordination/matrix.ts';
import { id, job, nothing, reads, shortText, works, writes } from './define.ts';
import { query } from './record-shapes.ts';

const reason = z.strictObject({
  rule: z.string(),
  legalClass: z.enum(['POST', 'PLACE', 'DUTY', 'PRACTICE']),
  severity: z.enum(['BLOCK', 'WARN']),
  sentence: z.string(),
  basis: z.string(),
  /** The exception that lets the person in all the same. */
  excusedBy: z.strictObject({ profile: z.string(), reason: z.string() }).nullable(),
});

const seat = z.strictObject({ group: id, role: z.string().max(40) });

const named = z.strictObject({ code: z.string(), label: z.string() });

export const planningContract = {
  /** Mechanisms by phases with their requests, and what the mechanisms have in hand; null where the person may not look. */
  'coordination.matrix': reads(
    { access: 'coordination.read' },
    nothing,
    z.strictObject({
      today: z.string(),
      mechanisms: z.array(named),
      phases: z.array(named),
      cells: z.array(
        z.strictObject({
          mechanism: z.string(),
          phase: z.string(),
          highlights: z.array(z.string()),
          counts: z.array(z.strictObject({ key: z.enum(standingKeys), count: z.number(), drill: query })),
        }),
      ),
      /** Plans of rectification to be looked into two months after feedback, the most urgent first. */
      checks: z
        .array(
          z.strictObject({
            id,
            no: z.string(),
            target: z.string(),
            feedbackAt: z.string(),
            due: z.string(),
            overdue: z.boolean(),
            /** The request by which the check was asked for. */
            request: z.strictObject({ id, no: z.string(), replied: z.boolean() }).nullable(),
          }),
        )
        .nullable(),
      /** Material that came and has not gone back. */
      borrowed: z.array(
        z.strictObject({
          register: z.enum(registerIds),
          id,
          no: z.string(),
          name: z.string(),
          lender: z.string(),
          receivedAt: z.string(),
          due: z.string().nullable(),
          overdue: z.boolean(),
        }),
      ),
      /** Audit material is left out of {@link borrowed}. */
      auditHidden: z.boolean(),
      /** Consultations, the latest first. */
      meetings: z
        .array(
          z.strictObject({
            id,
            no: z.string(),
            title: z.string(),
            kind: z.string(),
            heldAt: z.string(),
            held: z.boolean(),
          }),
        )
        .nullable(),
    }),
  ),
  /** Judges people as members of a group that need not be stored yet: what is being typed or dragged. */
  'avoidance.judge': reads(
    { access: 'people.read' },
    z.strictObject({
      members: z
        .array(
          z.strictObject({
            key: z.string().max(64),
            name: shortText.min(1),
            unit: shortText.nullable(),
            /** 来源地: tells people of one name apart whose units are called alike in several counties. */
            region: z.string().max(12).nullable(),
            role: z.string().max(40),
            /** Has declared for this round: what is blank in the pool then means that there is nothing. */
            declared: z.boolean(),
          }),
        )
        .max(200),
      targets: z.array(shortText.min(1)).max(100),
      region: z.string().max(12).nullable(),
      /** 编组方式; the office's own groups do not avoid the place they come from. */
      mode: z.string().max(40).nullable(),
      /** The round it is for, which is no earlier one. */
      round: id.nullable(),
      profile: shortText.nullable(),
    }),
    z.strictObject({
      /** By which profile: the strictest one where none, or one that is no more, is named. */
      profile: z.string(),
      verdicts: z.array(
        z.strictObject({
          key: z.string(),
          result: z.enum(['CLEAR', 'CHECK', 'EXCEPTION', 'AVOID']),
          reasons: z.array(reason),
        }),
      ),
    }),
  ),
  /**
   * Proposes people for the groups of a round from the pool: by the avoidance rules and the tables of seats and skills,
   * with as few changes to what stands as can be. Writes nothing.
   */
  'staffing.propose': works(
    { access: 'people.read', effect: 'read' },
    z.strictObject({ job, round: id }),
    z.strictObject({
      possible: z.boolean(),
      /** The groups as they stood when they were looked at. */
      groups: z.array(
        z.strictObject({
          id,
          name: z.string(),
          rev: z.number().int(),
          /** What has to be looked into for everybody proposed for the group, in sentences; told once. */
          shared: z.array(z.string()),
        }),
      ),
      /** Who stands in a group now and would not any more, also people the pool does not know. */
      leaving: z.array(z.strictObject({ group: id, name: z.string(), role: z.string() })),
      seats: z.array(
        z.strictObject({
          person: id,
          name: z.string(),
          unit: z.string(),
          seat,
          /** Why just this person, in a sentence. */
          why: z.string(),
          /** Whether the person sat there before. */
          kept: z.boolean(),
        }),
      ),
      /** The smallest set of rules that cannot all be kept, where there is no solution. */
      conflict: z.array(z.strictObject({ key: z.string(), sentence: z.string() })),
    }),
  ),
  /**
   * Writes a proposal into the groups, all of them or none; refused where one of them was changed since. Members who keep
   * their part keep what is written of them, who comes anew still has to be judged.
   */
  'staffing.apply': writes(
    { access: 'planning.register' },
    z.strictObject({
      round: id,
      groups: z
        .array(z.strictObject({ id, rev: z.number().int() }))
        .min(1)
        .max(200),
      seats: z.array(z.strictObject({ person: id, seat })).max(4000),
    }),
    z.strictObject({ groups: z.number(), members: z.number() }),
  ),
};
