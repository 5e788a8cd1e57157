/** Attachments of a record as the form lists them. */
import { isEmpty } from '../../domain/empty.ts';
import type { Field, Register, Value } from '../../domain/register.ts';
import type { Output } from '../../preload/contract/contract.ts';
import type { Reader, Writer } from '../vault/api.ts';
import { type AttachmentRow, shownAttachments } from './attachment-seal.ts';
import type { EngineDeps } from './deps.ts';

export type Attachment = Output<'records.get'>['attachments'][number];

const columns = [
  ...(['id', 'register', 'record', 'name', 'mediaType', 'blob', 'size', 'sha256', 'pages'] as const),
  ...(['addedBy', 'addedAt', 'removedReason', 'goesAlong', 'sealed'] as const),
];

/** The columns of a row, of the table by that name in a statement. */
export const attachmentColumns = (table: string): string =>
  columns.map((column) => `${table}.${column}`).join(', ');

/** Without those that were removed. */
export function attachmentRows(reader: Reader, record: string): readonly AttachmentRow[] {
  return reader.all<AttachmentRow>(
    `SELECT ${attachmentColumns('a')} FROM attachment a WHERE a.record = ? AND a.removedAt IS NULL
     ORDER BY a.addedAt, a.id`,
    [record],
  );
}

export function insertAttachment(tx: Writer, row: AttachmentRow): void {
  tx.run(
    `INSERT INTO attachment (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    columns.map((column) => row[column]),
  );
}

export function describeAttachment(
  deps: EngineDeps,
  row: Omit<AttachmentRow, 'sealed' | 'removedReason'>,
): Attachment {
  const { id, name, mediaType, size, sha256, pages, addedAt } = row;
  const addedByName = deps.userName(row.addedBy);
  return { id, name, mediaType, size, sha256, pages, addedByName, addedAt, goesAlong: row.goesAlong === 1 };
}

/** A field that names an attachment of the record names one that is there, in a sentence where it does not. */
export function attachmentProblem(
  deps: EngineDeps,
  reader: Reader,
  register: Register,
  { namesAttachment, label }: Field,
  record: string,
  value: Value | undefined,
): string | undefined {
  if (namesAttachment !== true || isEmpty(value)) return undefined;
  if (listAttachments(deps, reader, register, record).some(({ name }) => name === value)) return undefined;
  return `${label}须是本件的附件，请先在“附件”中添加扫描件，再从中选择。`;
}

export function listAttachments(
  deps: EngineDeps,
  reader: Reader,
  register: Register,
  record: string,
): readonly Attachment[] {
  const rows = shownAttachments(deps.vault, register, attachmentRows(reader, record));
  return rows.map((row) => describeAttachment(deps, row));
}
