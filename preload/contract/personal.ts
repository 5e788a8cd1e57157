/** What one person keeps beside the records: drafts, views, choices of the window. */
import { z } from 'zod';
import { id, nothing, reads, writes } from './define.ts';
import { children, fieldKey, filter, register, values } from './record-shapes.ts';

const draftContent = z.strictObject({ values, children });

const view = z.strictObject({
  id: z.string(),
  name: z.string().min(1).max(40),
  shared: z.boolean(),
  own: z.boolean(),
  filters: z.array(filter),
  sort: z.array(z.strictObject({ field: fieldKey, direction: z.enum(['asc', 'desc']) })),
  columns: z.array(z.strictObject({ field: fieldKey, width: z.number().int().min(40).max(1200) })),
});

export const personalContract = {
  'drafts.save': writes(
    { access: { perRegister: 'register' } },
    z.strictObject({
      draft: id.nullable(),
      register,
      record: id.nullable(),
      rev: z.number().int().nullable(),
      content: draftContent,
    }),
    z.strictObject({ draft: id, savedAt: z.number() }),
  ),
  'drafts.list': reads(
    { access: { perRegister: 'read' } },
    z.strictObject({ register }),
    z.strictObject({
      drafts: z.array(
        z.strictObject({
          draft: id,
          record: id.nullable(),
          rev: z.number().nullable(),
          savedAt: z.number(),
          title: z.string(),
          content: draftContent,
        }),
      ),
    }),
  ),
  'drafts.discard': writes({ access: 'signedIn' }, z.strictObject({ draft: id }), nothing),
  'views.list': reads(
    { access: { perRegister: 'read' } },
    z.strictObject({ register }),
    z.strictObject({ views: z.array(view) }),
  ),
  'views.save': writes(
    { access: { perRegister: 'read' } },
    z.strictObject({ register, view: view.omit({ id: true, own: true }).extend({ id: id.nullable() }) }),
    z.strictObject({ id }),
  ),
  'views.remove': writes({ access: 'signedIn' }, z.strictObject({ id }), nothing),
  /** Small per-user choices of the window (column widths, density, last filter); never business data. */
  'preferences.get': reads(
    { access: 'signedIn' },
    z.strictObject({ key: z.string().max(80) }),
    z.strictObject({ json: z.string().nullable() }),
  ),
  'preferences.set': writes(
    { access: 'signedIn' },
    z.strictObject({ key: z.string().max(80), json: z.string().max(20_000) }),
    nothing,
  ),
};
