/** Scans and files of a record. */
import { z } from 'zod';
import { bytes, fileToken, id, job, nothing, shortText, works, writes } from './define.ts';
import { register } from './record-shapes.ts';

export const attachment = z.strictObject({
  id: z.string(),
  name: z.string(),
  mediaType: z.string(),
  size: z.number(),
  sha256: z.string(),
  pages: z.number().nullable(),
  addedByName: z.string(),
  addedAt: z.number(),
  /** Whether its owner said that it goes to the offices the record goes to; asked of some registers only. */
  goesAlong: z.boolean(),
});

export const attachmentsContract = {
  'attachments.add': works(
    { access: { perRegister: 'register' }, effect: 'write' },
    z.strictObject({ job, register, record: id, files: z.array(fileToken).min(1).max(50) }),
    z.strictObject({ added: z.array(attachment) }),
  ),
  /** A scan shows who signed it, so of a letter it takes the permission that reveals petitioners; each look is audited. */
  'attachments.read': writes(
    { access: { perRegister: 'scan' } },
    z.strictObject({ register, record: id, attachment: id }),
    z.strictObject({ name: z.string(), mediaType: z.string(), content: bytes }),
  ),
  'attachments.remove': writes(
    { access: { perRegister: 'register' } },
    z.strictObject({ register, record: id, attachment: id, reason: shortText.min(1) }),
    nothing,
  ),
  /** Says whether it goes along with a record that goes to several offices. */
  'attachments.sendAlong': writes(
    { access: { perRegister: 'register' } },
    z.strictObject({ register, record: id, attachment: id, on: z.boolean() }),
    nothing,
  ),
};
