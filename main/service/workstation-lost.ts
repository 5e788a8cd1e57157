/**
 * 挂失: a workstation that is lost or stolen, until it is found. Whoever has it may have its keys, so nothing is taken from it
 * and nothing sent to it, whatever its certificate says. Revoking that is the city's, and final; this is the host's, at once.
 */
import { refuse } from '../../domain/failure.ts';
import {
  workstation as register,
  type WorkstationState,
} from '../../domain/registers/workstation/workstation.ts';
import type { Parsed } from '../../preload/contract/contract.ts';
import { findRecord, moduleOf } from '../registers/commands.ts';
import { noteHappened } from '../registers/noted.ts';
import type { Stored } from '../registers/store.ts';
import type { Reader } from '../vault/api.ts';
import type { Desk } from './desk.ts';

/** What the second person confirms. */
export const lossAct = (record: string): string => `workstation.reportLost:${record}`;
export const liftAct = (record: string): string => `workstation.liftLoss:${record}`;

/**
 * Refuses `NoRecord`, `LostAlready`, `WorkstationWiped` (nothing of it is left to be lost), `LossUntold`, `LostInFuture`, and what a
 * used or foreign confirmation refuses.
 */
export function reportLost(desk: Desk, input: Parsed<'workstation.reportLost'>): void {
  const { engine, today } = desk.office();
  const { actor } = desk.person();
  const [how, toldBy] = [input.how.trim(), input.toldBy.trim()];
  if (how === '' || toldBy === '') refuseUntold(how === '' ? 'how' : 'toldBy');
  if (input.lostOn > today()) refuseFuture();
  requireAtLarge(ofThisOffice(desk, input.record));
  const { person, proof } = desk.witnesses.take(input.witness, lossAct(input.record), actor.userId);
  proof.release();
  desk.commit(['workstation', 'dashboard', 'packages'], (tx) => {
    const before = ofThisOffice(desk, input.record, tx);
    requireAtLarge(before);
    const values = {
      ...{ lostOn: input.lostOn, lostToldBy: toldBy, lostHow: how },
      ...{ lostNotedAt: today(), lostNotedBy: actor.name, lostNotedWith: person.name },
    };
    noteHappened(tx, engine.context, actor, register.id, before, { state: 'LOST', reason: '挂失', values });
    const detail = `${nameOf(before)}丢失、被盗，挂失，${person.name}在场确认；不再接收其数据包，也不再向其发送`;
    return {
      output: undefined,
      audit: { action: 'workstation.reportLost', ...about(before), detail, reason: how },
    };
  });
}

/**
 * It has been found. The trail keeps what was reported; the record goes back to the last step that is certain. Refuses `NoRecord`,
 * `NotLost`, `ReasonMissing`, and what a used or foreign confirmation refuses.
 */
export function liftLoss(desk: Desk, input: Parsed<'workstation.liftLoss'>): void {
  const { engine } = desk.office();
  const { actor } = desk.person();
  const reason = input.reason.trim();
  if (reason === '') refuseWithoutReason();
  requireLost(ofThisOffice(desk, input.record));
  const { person, proof } = desk.witnesses.take(input.witness, liftAct(input.record), actor.userId);
  proof.release();
  desk.commit(['workstation', 'dashboard', 'packages'], (tx) => {
    const before = ofThisOffice(desk, input.record, tx);
    requireLost(before);
    noteHappened(tx, engine.context, actor, register.id, before, {
      state: stateBeforeLoss(before),
      reason: `解除挂失：${reason}`,
      values: {
        ...{ lostOn: null, lostToldBy: null, lostHow: null },
        ...{ lostNotedAt: null, lostNotedBy: null, lostNotedWith: null },
      },
    });
    const detail = `${nameOf(before)}已找回，解除挂失，${person.name}在场确认`;
    return { output: undefined, audit: { action: 'workstation.liftLoss', ...about(before), detail, reason } };
  });
}

/** Refuses `WorkstationLost`; voiding its record does not bring it back. */
export function refuseLost(desk: Pick<Desk, 'office'>, reader: Reader, office: string): void {
  const lost = reader.get<{ no: string; name: string; lostOn: string }>(
    `SELECT no, name, lostOn FROM workstation WHERE code = ? AND office = ? AND state = 'LOST' LIMIT 1`,
    [office, desk.office().info.id],
  );
  if (!lost) return;
  refuse(
    'WorkstationLost',
    `${lost.name}已经挂失（${lost.no}），不与它交换数据包，也不登记它的证书和清理声明。`,
    `报告于${lost.lostOn}丢失、被盗；以后用它的密钥签名的，可能不是巡察组所作。`,
    '请保留介质，报告办公室负责人和安全保密管理员。单机已经找回、密钥没有落入他人之手的，先在“组工作站”中解除挂失；其余的由巡察组换一台单机，另行编号、入网。',
  );
}

// ---- internals

/** From which hand-in and receipts go on: a receipt that was given before is given once more. */
function stateBeforeLoss({ values }: Stored): WorkstationState {
  if (values['handInNo']) return 'HANDED_IN';
  return values['inUseSince'] ? 'IN_USE' : 'CONFIGURED';
}

function ofThisOffice(desk: Desk, id: string, reader: Reader = desk.office().vault): Stored {
  const { engine, info, vault } = desk.office();
  const found = findRecord(reader, vault, moduleOf(engine.context, register.id), id);
  if (found?.office === info.id && !found.void) return found;
  return refuse('NoRecord', '没有找到这台单机的登记。', '记录可能已经作废。', '请刷新“组工作站”后再办理。');
}

function requireAtLarge({ state, no }: Stored): void {
  if (state === 'LOST')
    refuse('LostAlready', `${no}已经挂失。`, '一台单机只挂失一次。', '请查看登记的丢失情况。');
  if (state === 'WIPED')
    refuse(
      'WorkstationWiped',
      `${no}已经登记为已清理，没有挂失。`,
      '密钥已经销毁，机器里没有可以读出的内容。',
      '机器本身的丢失按固定资产管理办理。清理不实的，请报告办公室负责人。',
    );
}

function requireLost({ state, no }: Stored): void {
  if (state === 'LOST') return;
  refuse('NotLost', `${no}没有挂失。`, '可能已经解除。', '请刷新后查看。');
}

const about = ({ id, no }: Stored) => ({ entity: register.id, entityId: id, entityNo: no }) as const;

const nameOf = ({ values }: Stored): string => String(values['name'] ?? '');

function refuseUntold(field: 'how' | 'toldBy'): never {
  return refuse(
    'LossUntold',
    '还没有写明丢失的情况和报告人。',
    '丢失、被盗涉密设备须查明经过、按规定报告。',
    '请填写何时、何地、怎样丢失，由谁报告。',
    { [field]: '请填写' },
  );
}

function refuseFuture(): never {
  return refuse(
    'LostInFuture',
    '丢失日期晚于今天。',
    '挂失登记已经发生的丢失。',
    '请核对丢失日期和本机日期。',
    { lostOn: '不得晚于今天' },
  );
}

function refuseWithoutReason(): never {
  return refuse(
    'ReasonMissing',
    '还没有写明解除挂失的理由。',
    '解除以后恢复与这台单机交换数据包。',
    '请写明在哪里找回、密钥有没有落入他人之手。',
    { reason: '请填写' },
  );
}
