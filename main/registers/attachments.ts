/**
 * Attachments: sealed into the blob store first, then named by a row. A blob without a row is only a leftover; a row
 * without its blob cannot happen. Adding and removing raise the revision, so packages carry them.
 */
import type { Actor } from '../../domain/access/permissions.ts';
import { attachmentHeld } from '../../domain/attachments.ts';
import { ExpectedError, refuse } from '../../domain/failure.ts';
import type { Register } from '../../domain/register.ts';
import { standingIn } from '../../domain/sealed.ts';
import type { Output, Parsed } from '../../preload/contract/contract.ts';
import type { Written } from '../audit/commit.ts';
import { createId } from '../deps.ts';
import type { Reader, Writer } from '../vault/api.ts';
import {
  type AttachmentRow,
  type OpenAttachment,
  openAttachment,
  readFile,
  sealAttachment,
  type StoredFile,
  storeFile,
} from './attachment-seal.ts';
import { attachmentRows, describeAttachment, insertAttachment, listAttachments } from './attachment-table.ts';
import { findForChange } from './changeable.ts';
import { type EngineContext, findRecord, moduleOf, writeChanged } from './commands.ts';
import { blockedContent } from './envelope.ts';
import { cleanFileName, headBytes, type MediaKind, sniffMediaKind } from './media-type.ts';
import { refuseClosed } from './sealed-record.ts';
import type { Stored } from './store.ts';

export const attachmentLimit = 256 * 1024 * 1024;

/** A file the user chose: its name, and its bytes when asked for. */
export interface FileToAttach {
  readonly name: string;
  readonly open: () => AsyncIterable<Uint8Array>;
}

interface Sealed {
  readonly name: string;
  readonly kind: MediaKind;
  readonly file: StoredFile;
}

/**
 * Seals the files; `finish` then names them in one transaction. Refuses `FileKindUnknown`, `FileTooLarge`,
 * `FileEmpty`, `CompartmentClosed`, and whatever forbids changing the record. `step` is called before each file.
 */
export async function addAttachments(
  context: EngineContext,
  actor: Actor,
  input: { readonly register: string; readonly record: string },
  files: readonly FileToAttach[],
  step: (done: number) => Promise<void> = () => Promise.resolve(),
): Promise<(tx: Writer) => Written<Output<'attachments.add'>>> {
  const module = moduleOf(context, input.register);
  refuseBlocked(module.register, findRecord(context.vault, context.vault, module, input.record));
  refuseClosed(context.vault, module.register);
  const sealed: Sealed[] = [];
  for (const file of files) {
    await step(sealed.length);
    sealed.push(await sealFile(context, module.register, file));
  }
  return (tx) => finish(tx, context, actor, input, sealed);
}

function refuseBlocked(register: Register, stored: Stored): void {
  if (blockedContent(register, stored.values).length === 0) return;
  refuse(
    'SealedDirectContent',
    '径送件不能添加附件。',
    '径送件不得复制、留存内容，扫描件也不例外。',
    '请勿扫描径送件。',
  );
}

async function sealFile(context: EngineContext, register: Register, file: FileToAttach): Promise<Sealed> {
  const found: { kind?: MediaKind } = {};
  const stored = await storeFile(context, register, checkedChunks(file, found));
  if (!found.kind)
    refuse('FileEmpty', `“${file.name}”是空文件。`, '文件里没有内容。', '请检查文件后重新选择。');
  return { name: cleanFileName(file.name, found.kind), kind: found.kind, file: stored };
}

/** Passes the bytes on, looks at the first ones and stops at the size limit. */
async function* checkedChunks(file: FileToAttach, found: { kind?: MediaKind }): AsyncIterable<Uint8Array> {
  let held: Uint8Array[] = [];
  let size = 0;
  const judge = (): void => {
    if (found.kind === undefined && size > 0) found.kind = sniffMediaKind(Buffer.concat(held), file.name);
  };
  for await (const chunk of file.open()) {
    size += chunk.length;
    if (size > attachmentLimit) {
      refuse(
        'FileTooLarge',
        `“${file.name}”太大，不能作为附件。`,
        '单个附件不得超过256MB。',
        '请拆分或者降低扫描分辨率后重试。',
      );
    }
    if (found.kind) {
      yield chunk;
      continue;
    }
    held.push(chunk);
    if (size < headBytes) continue;
    judge();
    yield* held;
    held = [];
  }
  judge();
  yield* held;
}

function finish(
  tx: Writer,
  context: EngineContext,
  actor: Actor,
  input: { readonly register: string; readonly record: string },
  sealed: readonly Sealed[],
): Written<Output<'attachments.add'>> {
  const module = moduleOf(context, input.register);
  const before = findForChange(tx, context, module, input.record, null);
  refuseBlocked(module.register, before);
  const at = context.now();
  const rows = sealed.map(({ name, kind, file }): OpenAttachment => {
    const row: OpenAttachment = {
      id: createId(context),
      register: input.register,
      record: input.record,
      name,
      mediaType: kind.mediaType,
      blob: file.blob,
      size: file.size,
      sha256: file.sha256,
      pages: null,
      addedBy: actor.userId,
      addedAt: at,
      removedReason: null,
      goesAlong: 0,
      sealed: null,
      key: file.key,
    };
    insertAttachment(tx, sealAttachment(context.vault, module.register, row, file.blobSha256));
    return row;
  });
  const reason = rows.map(({ name }) => name).join('、');
  const stored = writeChanged(tx, context, module, before, before, {
    action: 'attachment.add',
    reason,
    by: actor.userId,
    at,
  });
  return {
    output: { added: rows.map((row) => describeAttachment(context, row)) },
    audit: {
      action: 'attachments.add',
      entity: input.register,
      entityNo: stored.no,
      detail: `添加附件${rows.length}个`,
    },
  };
}

/** Refuses `CompartmentClosed`, `NoSuchAttachment`. */
export function openedAttachment(
  reader: Reader,
  { vault }: EngineContext,
  register: Register,
  record: string,
  id: string,
): OpenAttachment & { readonly row: AttachmentRow } {
  refuseClosed(vault, register);
  const row = attachmentRows(reader, record).find((each) => each.id === id);
  if (!row) refuse('NoSuchAttachment', '没有找到这个附件。', '它可能已被移除。', '请刷新后查看。');
  return { ...openAttachment(vault, register, row), row };
}

/** The whole file in memory, for the preview; the limit for one file keeps that bounded. */
export async function readAttachment(
  context: EngineContext,
  input: Parsed<'attachments.read'>,
): Promise<Output<'attachments.read'>> {
  const module = moduleOf(context, input.register);
  const stored = findRecord(context.vault, context.vault, module, input.record);
  refuseBlocked(module.register, stored);
  const row = openedAttachment(context.vault, context, module.register, stored.id, input.attachment);
  const chunks: Uint8Array[] = [];
  for await (const chunk of readFile(context.vault, row)) chunks.push(chunk);
  return { name: row.name, mediaType: row.mediaType, content: new Uint8Array(Buffer.concat(chunks)) };
}

/**
 * Takes the attachment out of the record; who, when and why stay, and so does the sealed blob. Refuses `ReasonMissing`, and
 * `AttachmentNamed` where a field of the record names it.
 */
export function removeAttachment(
  tx: Writer,
  context: EngineContext,
  actor: Actor,
  input: Parsed<'attachments.remove'>,
): Written<Output<'attachments.remove'>> {
  const module = moduleOf(context, input.register);
  const before = findForChange(tx, context, module, input.record, null);
  const row = openedAttachment(tx, context, module.register, before.id, input.attachment);
  const reason = input.reason.trim();
  if (reason === '')
    refuse('ReasonMissing', '还没有写明移除理由。', '移除附件须写明理由备查。', '请填写理由。');
  const names = listAttachments(context, tx, module.register, before.id).map(({ name }) => name);
  const held = attachmentHeld(module.register, before, names, row.name);
  if (held) throw new ExpectedError(held);
  const at = context.now();
  const removed = { ...row, removedReason: reason };
  const { removedReason, sealed } = sealAttachment(context.vault, module.register, removed, row.row.sha256);
  tx.run('UPDATE attachment SET removedBy = ?, removedAt = ?, removedReason = ?, sealed = ? WHERE id = ?', [
    ...[actor.userId, at, removedReason],
    ...[sealed, row.id],
  ]);
  const entry = { action: 'attachment.remove', reason: `${row.name}：${reason}`, by: actor.userId, at };
  const stored = writeChanged(tx, context, module, before, before, entry);
  return {
    output: {},
    audit: {
      action: 'attachments.remove',
      entity: input.register,
      entityNo: stored.no,
      detail: '移除附件1个',
      // Who reads the log may not read what is kept closed; the reason stands in the record's own trail.
      ...(standingIn(module.register) === undefined && { reason }),
    },
  };
}
