/** Schemes of crossing groups (交叉编组): arrangements to choose from, and the groups that come of an approved one. */
import { z } from 'zod';
import { failure, id, reads, writes } from './define.ts';

const county = z.string().regex(/^\d{6,12}$/);
const counties = z.array(county).max(200);
const rev = z.number().int();
const finding = failure.omit({ fields: true }).extend({
  /** `BLOCK` stops the scheme, `WARN` is for people to weigh. */
  severity: z.enum(['BLOCK', 'WARN']),
});

/** One group on its way to one county; `senders` is empty for a group of the city itself, or while nobody has said. */
const crossing = z.strictObject({ group: z.string(), senders: z.array(z.string()), target: z.string() });

export const crossingContract = {
  /** A scheme as it stands, and what the rules say of it today. */
  'crossing.judge': reads(
    { access: 'planning.read' },
    z.strictObject({ id }),
    z.strictObject({
      /** In the order of the ring; also those that only a group names. `short` as maps call it. */
      counties: z.array(
        z.strictObject({ code: z.string(), name: z.string(), short: z.string(), takesPart: z.boolean() }),
      ),
      crossings: z.array(crossing),
      findings: z.array(finding),
    }),
  ),
  /** Every arrangement of the counties in that order, and the wished or the best one in full. Writes nothing. */
  'crossing.propose': reads(
    { access: 'planning.read' },
    z.strictObject({ id, counties, shift: z.number().int().min(1).max(99).nullable() }),
    z.strictObject({
      /** What the number of an arrangement is called; '' where the kind is not the program's. */
      shiftLabel: z.string(),
      variants: z.array(z.strictObject({ shift: z.number(), usable: z.boolean(), why: z.string() })),
      chosen: z.strictObject({ shift: z.number(), findings: z.array(finding) }).nullable(),
      /** Why there is none. */
      stopped: failure.omit({ fields: true }).nullable(),
      crossings: z.array(crossing),
      targets: z.array(z.strictObject({ group: z.string(), targetId: z.string() })),
      /** Organisations that lie in none of the inspected counties and would be dropped. */
      elsewhere: z.array(z.string()),
    }),
  ),
  /** Writes an arrangement into the scheme. */
  'crossing.adopt': writes(
    { access: 'planning.register' },
    z.strictObject({ id, rev, counties, shift: z.number().int().min(1).max(99) }),
    z.strictObject({ id: z.string(), no: z.string(), rev: z.number(), savedAt: z.number() }),
  ),
  /** What writing the scheme into the groups of its round would change. */
  'crossing.plan': reads(
    { access: 'planning.read' },
    z.strictObject({ id }),
    z.strictObject({
      /** Approved, and the round has not entered. */
      ready: z.boolean(),
      groups: z.array(
        z.strictObject({
          name: z.string(),
          /** Null for a group still to be formed. */
          id: z.string().nullable(),
          rev: rev.nullable(),
          action: z.enum(['create', 'change', 'keep']),
          changes: z.array(z.string()),
        }),
      ),
      /** Groups of the round that the scheme does not name; they stay as they are. */
      others: z.array(z.string()),
    }),
  ),
  /** Writes the groups, all of them or none; refused where the scheme or one of them was changed since. */
  'crossing.apply': writes(
    { access: 'planning.register' },
    z.strictObject({
      id,
      rev,
      groups: z.array(z.strictObject({ name: z.string().max(60), rev: rev.nullable() })).max(200),
    }),
    z.strictObject({ created: z.number(), changed: z.number() }),
  ),
};
