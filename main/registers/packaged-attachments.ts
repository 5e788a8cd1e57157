/**
 * Attachments as they travel: lines of their own beside the records, `records/attachment.ndjson`. A record's line must be
 * the same whether its scans go along or not, and scans left out of one package can follow in any later one.
 */
import { z } from 'zod';
import { refused } from '../../domain/refusals.ts';
import type { Register } from '../../domain/register.ts';
import { standingIn } from '../../domain/sealed.ts';
import { choosesAttachments, isHandedIn, reducedOf, sentOn } from '../../domain/sent-part.ts';
import type { Reader, Writer } from '../vault/api.ts';
import { refuseCompartment } from '../vault/failures.ts';
import {
  type AttachmentRow,
  clearBlob,
  type OpenAttachment,
  openAttachment,
  sealAttachment,
  shownAttachments,
} from './attachment-seal.ts';
import { attachmentColumns, attachmentRows, insertAttachment } from './attachment-table.ts';
import { recordBehind, wasHandedOver } from './beside-records.ts';
import { type EngineContext, extraNames, moduleOf } from './commands.ts';
import { blockedContent } from './envelope.ts';
import { plainFileName } from './media-type.ts';
import { arrivingFrom, type Review } from './judge.ts';
import type { Delivery } from './receive.ts';
import { isClosed, refuseClosed } from './sealed-record.ts';
import { isReducedOn } from './reduced.ts';
import { loadRecord, type Stored } from './store.ts';
import { type Journey, selectionOf } from './travelling.ts';

/** The register's name in packages. */
export const attachmentRegister = 'attachment';

/** An attachment's line. It never changes, so its revision is always 1. */
export const packagedAttachment = z.strictObject({
  id: z.string().min(1).max(64),
  rev: z.literal(1),
  office: z.string().min(1).max(36),
  register: z.string().min(1).max(40),
  /** The record it belongs to; of the same office. */
  record: z.string().min(1).max(64),
  name: z.string().min(1).max(200),
  mediaType: z.string().max(100),
  size: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  by: z.string().max(100),
  at: z.number().int(),
  /** 随件发出, only where the record is handed in to its host, who decides from then on; elsewhere it says nothing. */
  along: z.literal(true).optional(),
});
export type PackagedAttachment = z.infer<typeof packagedAttachment>;

/** What one package takes at most, well below its limits (main/exchange/package-reader.ts); the rest follows later. */
export const mostAttachments = 10_000;
export const mostAttachedBytes = 2 ** 30;

export interface AttachmentToSend {
  readonly line: PackagedAttachment;
  /** Of the file in clear. Refuses `CompartmentClosed`, `BlobDamaged`, and what storing a copy refuses. */
  readonly blob: () => Promise<string>;
}

/**
 * The attachments of records that go to an office and that it does not hold yet, oldest first, of records up to `until`.
 * Those beyond what one package takes are only counted.
 */
export function attachmentsToSend(
  context: EngineContext,
  journey: Journey,
  until: number,
  held: ReadonlySet<string>,
): { readonly attachments: readonly AttachmentToSend[]; readonly left: number } {
  const going = sentOn(journey.register, journey.travel.direction);
  if (!takesScans(going)) return { attachments: [], left: 0 };
  const chosen = choosesAttachments(going) ? ' AND a.goesAlong = 1' : '';
  const { sql, params } = selectionOf(context, journey);
  const register = journey.register.id;
  const rows = context.vault
    .all<AttachmentRow>(
      `SELECT ${attachmentColumns('a')} FROM attachment a JOIN (${sql}) s ON s.id = a.record
       WHERE a.register = ? AND a.removedAt IS NULL AND s.withdrawn = 0 AND s.seq <= ?${chosen} ORDER BY a.addedAt, a.id`,
      [...params, register, until],
    )
    .filter(({ id }) => !held.has(id));
  const blockedById = new Map<string, boolean>();
  const isLeftOut = takesScans(reducedOf(journey.register)) ? () => false : isReducedOn(context, journey);
  const isBlocked = ({ record }: AttachmentRow): boolean => {
    const known = blockedById.get(record) ?? staysHere(context, context.vault, register, record, isLeftOut);
    blockedById.set(record, known);
    return known;
  };
  const free = rows.filter((row) => !isBlocked(row));
  let bytes = 0;
  const taken = free.slice(0, mostAttachments).filter(({ size }, index) => {
    bytes += size;
    return index === 0 || bytes <= mostAttachedBytes;
  });
  const known = shownAttachments(context.vault, journey.register, taken);
  return {
    attachments: known.map((row) => toLine(context, journey, row)),
    left: free.length - taken.length,
  };
}

/** `isArriving` tells of records of the same package that the dry run has let pass but not stored. */
export function reviewAttachment(
  reader: Reader,
  context: EngineContext,
  sender: string,
  value: unknown,
  isArriving: (record: string) => boolean,
): Review {
  const { data } = packagedAttachment.safeParse(value);
  if (!data) return refused('malformed', '附件的格式不对，可能对方软件版本较新或者文件被改动。');
  const behind = recordBehind(reader, context, sender, {
    ...{ noun: '附件', line: data, isArriving },
    refuseIn: (module) =>
      takesScans(arrivingFrom(context, module, sender).register)
        ? undefined
        : refused('forbidden', `${module.register.label}的附件不在单位之间传递。`),
  });
  if ('outcome' in behind) return behind;
  const { module, stored } = behind;
  if (stored.office !== sender && !wasHandedOver(reader, context, stored, sender))
    return refused('notOwner', '附件所属的记录不是发送单位登记的。');
  if (blockedContent(module.register, stored.values).length > 0)
    return refused('forbidden', '径送件不得带有附件。');
  return { outcome: isKnown(reader, context, module.register, data) ? 'unchanged' : 'new', reason: '' };
}

/** Reviews it with the package's records in place and stores it when it is new. */
export function receiveAttachment(
  tx: Writer,
  context: EngineContext,
  delivery: Delivery,
  value: unknown,
): Review {
  const review = reviewAttachment(tx, context, delivery.sender, value, () => false);
  if (review.outcome !== 'new') return review;
  const file = packagedAttachment.parse(value);
  const module = moduleOf(context, file.register);
  const { register } = module;
  const stored = delivery.files.get(file.register)?.get(file.sha256);
  if (!stored) return refused('fileMissing', '数据包中没有这个附件的文件。');
  refuseClosed(context.vault, register);
  const row: OpenAttachment = {
    id: rowId(context, register, file),
    register: file.register,
    record: file.record,
    name: plainFileName(file.name) || '附件',
    mediaType: file.mediaType,
    blob: stored.blob,
    size: stored.size,
    sha256: file.sha256,
    pages: null,
    addedBy: file.by,
    addedAt: file.at,
    removedReason: null,
    goesAlong: file.along && isHandedIn(arrivingFrom(context, module, delivery.sender).register) ? 1 : 0,
    sealed: null,
    key: stored.key,
  };
  insertAttachment(tx, sealAttachment(context.vault, register, row, stored.blobSha256));
  return review;
}

// ---- internals

function takesScans({ sends }: Register): boolean {
  return sends?.attachments !== false;
}

/** The owner's attachment id is only unique there. */
const plainRowId = ({ record, sha256 }: PackagedAttachment): string => `${record}.${sha256.slice(0, 16)}`;

/** The digest of a file tells who has the same file what it is; where it is sealed, a keyed one stands for it. */
function rowId({ vault }: EngineContext, register: Register, file: PackagedAttachment): string {
  const compartment = standingIn(register);
  if (compartment === undefined) return plainRowId(file);
  const digest = vault.blindToken(compartment, `attachment:${file.record}:${file.sha256}`);
  return `${file.record}.${digest.slice(0, 16)}`;
}

/** Whether the record has the file, or had it until it was removed. Refuses `CompartmentClosed`. */
function isKnown(
  reader: Reader,
  context: EngineContext,
  register: Register,
  file: PackagedAttachment,
): boolean {
  const rows = attachmentRows(reader, file.record).map((row) => openAttachment(context.vault, register, row));
  if (rows.some(({ sha256 }) => sha256 === file.sha256)) return true;
  const ids = [plainRowId(file), rowId(context, register, file)];
  return reader.get('SELECT 1 AS found FROM attachment WHERE id IN (?, ?)', ids) !== undefined;
}

function staysHere(
  context: EngineContext,
  reader: Reader,
  register: string,
  record: string,
  isLeftOut: (stored: Stored) => boolean,
): boolean {
  const module = moduleOf(context, register);
  const stored = loadRecord(reader, context.vault, module.register, extraNames(module), record);
  return !stored || blockedContent(module.register, stored.values).length > 0 || isLeftOut(stored);
}

/** People of this office are sent by name: their ids mean nothing elsewhere. */
function toLine(
  context: EngineContext,
  { register, travel }: Journey,
  row: OpenAttachment,
): AttachmentToSend {
  const { id, record, name, mediaType, size, sha256, addedBy, addedAt } = row;
  const { office, vault } = context;
  const owner = { id, rev: 1 as const, office: office.id, register: register.id, record };
  const along = travel.direction === 'fromGroup' && row.goesAlong === 1 ? { along: true as const } : {};
  return {
    line: { ...owner, name, mediaType, size, sha256, by: context.userName(addedBy), at: addedAt, ...along },
    blob: async () => (isClosed(vault, register) ? refuseCompartment() : clearBlob(vault, row)),
  };
}
