/** How records hang together: what they name and by what they are named, and everything about one organisation. */
import { z } from 'zod';
import { date, id, reads } from './define.ts';
import { children, register, values } from './record-shapes.ts';

/** As much of a record as a reference shows. */
export const brief = z.strictObject({
  id: z.string(),
  no: z.string(),
  /** '' where nothing but the number may be shown. */
  title: z.string(),
  state: z.string(),
  void: z.boolean(),
  /** Void here only: the office that owns it has taken it back (撤回). */
  withdrawn: z.boolean(),
});

export const relationsContract = {
  /** Records by id, for showing references; ids that are not there are left out. */
  'records.brief': reads(
    { access: { perRegister: 'read' } },
    z.strictObject({ register, ids: z.array(id).max(200) }),
    z.strictObject({ records: z.array(brief) }),
  ),
  /** For choosing a record: by part of its number or text; the newest when nothing is typed. Void ones are left out. */
  'records.find': reads(
    { access: { perRegister: 'read' } },
    z.strictObject({ register, text: z.string().max(100) }),
    z.strictObject({ records: z.array(brief) }),
  ),
  /** Both directions; of registers the person may not read nothing, not even that there is something. */
  'records.links': reads(
    { access: { perRegister: 'read' } },
    z.strictObject({ register, id }),
    z.strictObject({
      groups: z.array(
        z.strictObject({
          register,
          /** The label of the field that names the others, here or there. */
          label: z.string(),
          direction: z.enum(['names', 'namedBy']),
          /** The number of the record this one has gone into (归并), where it is that one they name. */
          through: z.string().nullable(),
          count: z.number(),
          /** The newest of them. */
          records: z.array(brief),
        }),
      ),
    }),
  ),
  /** The records that have gone into this one (归并), those that had gone into them included; void ones are left out. */
  'records.merged': reads(
    { access: { perRegister: 'read' } },
    z.strictObject({ register, id }),
    z.strictObject({
      records: z.array(z.strictObject({ id: z.string(), no: z.string(), values, children })),
    }),
  ),
  /** Everything about one inspected organisation from the registers the person may read, latest first. */
  'targets.timeline': reads(
    { access: { anyRegister: 'read' } },
    z.strictObject({
      target: z.string().min(1).max(200),
      /** null = every register. */
      registers: z.array(register).nullable(),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(200),
    }),
    z.strictObject({
      total: z.number(),
      counts: z.array(z.strictObject({ register, count: z.number() })),
      rows: z.array(brief.extend({ register, date: date.nullable() })),
    }),
  ),
};
