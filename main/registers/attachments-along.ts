/**
 * 随件发出: which attachments of a record go to the offices it goes to, where the register leaves that to its owner
 * (`Sends.attachments`): a notice goes to several offices, and what one of them answered may be filed with it.
 */
import type { Actor } from '../../domain/access/permissions.ts';
import { refuse } from '../../domain/failure.ts';
import { choosesAttachments } from '../../domain/sent-part.ts';
import type { Output, Parsed } from '../../preload/contract/contract.ts';
import type { Written } from '../audit/commit.ts';
import type { Writer } from '../vault/api.ts';
import { openedAttachment } from './attachments.ts';
import { findForChange } from './changeable.ts';
import { type EngineContext, moduleOf, writeChanged } from './commands.ts';

/**
 * Says whether an attachment goes along from now on; what has gone stays where it is. Refuses `AttachmentsNotChosen`,
 * `NoSuchAttachment`, and whatever forbids changing the record.
 */
export function sendAlong(
  tx: Writer,
  context: EngineContext,
  actor: Actor,
  input: Parsed<'attachments.sendAlong'>,
): Written<Output<'attachments.sendAlong'>> {
  const module = moduleOf(context, input.register);
  const { register } = module;
  if (!choosesAttachments(register)) {
    refuse(
      'AttachmentsNotChosen',
      `${register.label}的附件不逐个选定。`,
      '带不带附件，编制数据包时选择；不传递附件的登记簿，附件始终留在本单位。',
      '请到“数据交换”编制数据包时选择“带附件”。',
    );
  }
  const before = findForChange(tx, context, module, input.record, null);
  const { name } = openedAttachment(tx, context, register, before.id, input.attachment);
  tx.run('UPDATE attachment SET goesAlong = ? WHERE id = ?', [input.on ? 1 : 0, input.attachment]);
  const action = input.on ? 'attachment.along' : 'attachment.notAlong';
  const entry = { action, reason: name, by: actor.userId, at: context.now() };
  const stored = writeChanged(tx, context, module, before, before, entry);
  return {
    output: {},
    audit: {
      action: 'attachments.sendAlong',
      entity: register.id,
      entityNo: stored.no,
      detail: input.on ? '选定附件1个随件发出' : '附件1个不再随件发出',
    },
  };
}
