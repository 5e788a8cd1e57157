/** Attachments of a record as the form lists them. */
import type { Output } from '../../preload/contract/contract.ts';
import type { Reader } from '../vault/api.ts';
import type { EngineDeps } from './deps.ts';

export type Attachment = Output<'records.get'>['attachments'][number];

export interface AttachmentRow {
  readonly id: string;
  readonly register: string;
  readonly record: string;
  readonly name: string;
  readonly mediaType: string;
  readonly blob: string;
  readonly size: number;
  readonly sha256: string;
  readonly pages: number | null;
  readonly addedBy: string;
  readonly addedAt: number;
}

/** Without those that were removed. */
export function attachmentRows(reader: Reader, record: string): readonly AttachmentRow[] {
  return reader.all<AttachmentRow>(
    `SELECT id, register, record, name, mediaType, blob, size, sha256, pages, addedBy, addedAt
     FROM attachment WHERE record = ? AND removedAt IS NULL ORDER BY addedAt, id`,
    [record],
  );
}

export function describeAttachment(deps: EngineDeps, row: AttachmentRow): Attachment {
  const { id, name, mediaType, size, sha256, pages, addedAt } = row;
  return { id, name, mediaType, size, sha256, pages, addedByName: deps.userName(row.addedBy), addedAt };
}

export function listAttachments(deps: EngineDeps, reader: Reader, record: string): readonly Attachment[] {
  return attachmentRows(reader, record).map((row) => describeAttachment(deps, row));
}
