/** The trail of a record in words: who did what, and each field before and after. */
import type { Register, Value } from '../../domain/register.ts';
import type { Output } from '../../preload/contract/contract.ts';
import { sameValue } from './codec.ts';
import type { EngineContext } from './commands.ts';
import { isReasonOpen } from './history-seal.ts';
import { type Change, type HistoryEntry, initialChanges } from './history.ts';
import { createLabeller, fieldOf, type Labeller, rowText } from './labels.ts';
import { isClosed } from './sealed-record.ts';
import { stateLabel } from './steps.ts';
import type { Stored } from './store.ts';

type Entries = Output<'records.history'>['entries'];

const actionLabels: Readonly<Record<string, string>> = {
  create: '登记',
  import: '表格导入',
  receive: '数据包导入',
  renumber: '改编号',
  address: '列入发往',
  handOver: '移交网络内单位',
  handBack: '移交回原移交单位',
  takeBack: '取消移交',
  retell: '随所属各件传递',
  save: '修改',
  correct: '更正',
  'correct.permit': '同意更正',
  'void.request': '申请作废',
  'void.approve': '批准作废',
  'void.reject': '退回作废申请',
  'void.restore': '恢复',
  'attachment.add': '添加附件',
  'attachment.remove': '移除附件',
  'attachment.along': '附件随件发出',
  'attachment.notAlong': '附件不再随件发出',
  recompute: '时限重算',
  compute: '随相关各件更新',
  note: '软件登记',
  forget: '撤回后清除内容',
};

/**
 * Newest first. What is sealed appears masked, unless its compartment stands open to this session; a change hidden by the
 * mask is named all the same.
 */
export function describeHistory(
  context: EngineContext,
  register: Register,
  stored: Stored,
  entries: readonly HistoryEntry[],
): Entries {
  const label = createLabeller(context, context.vault);
  const closed = isClosed(context.vault, register);
  return entries.toReversed().map((entry) => ({
    rev: entry.rev,
    at: entry.at,
    by: entry.by,
    byName: context.userName(entry.by),
    action: entry.action,
    actionLabel: actionLabel(register, entry.action),
    reason: closed && !isReasonOpen(entry.action) ? null : entry.reason,
    changes: (entry.changes ?? initialChanges(register, stored, entries)).map((change) =>
      describeChange(register, label, change, closed),
    ),
  }));
}

const masked = '（内容有变化，已脱敏）';

function actionLabel(register: Register, action: string): string {
  const step = register.workflow.transitions.find(({ key }) => action === `step.${key}`);
  return step?.label ?? actionLabels[action] ?? action;
}

function describeChange(
  register: Register,
  label: Labeller,
  change: Change,
  closed: boolean,
): Entries[number]['changes'][number] {
  if ('child' in change) {
    const child = register.children.find(({ key }) => key === change.child);
    if (!child) return { field: change.child, label: change.child, before: '', after: '' };
    const text = (rows: typeof change.before): string =>
      rows.map((row) => rowText(label, child, row)).join('；');
    const [before, after] = [text(change.before), text(change.after)];
    const hidden = before === after && before !== '' ? masked : '';
    return { field: child.key, label: child.label, before, after: after + hidden };
  }
  if (change.field === 'state' && !('redacted' in change)) {
    const name = (code: unknown): string => stateLabel(register, String(code));
    return { field: 'state', label: '状态', before: name(change.before), after: name(change.after) };
  }
  const field = fieldOf(register, change.field) ?? register.children.find(({ key }) => key === change.field);
  const title = { field: change.field, label: field?.label ?? change.field };
  if ('redacted' in change) {
    const cleared = register.envelope ? '（径送件，内容已清除）' : '（内容已清除）';
    return { ...title, before: cleared, after: cleared };
  }
  if (!field || !('type' in field))
    return { ...title, before: String(change.before), after: String(change.after) };
  const { before, after } = change;
  if (!field.compartment || !closed)
    return { ...title, before: label(field, before), after: label(field, after) };
  // A mask is text whatever the type of what it hides.
  const text = (value: Value): string => String(value ?? '');
  return { ...title, before: text(before), after: text(after) + (sameValue(before, after) ? masked : '') };
}
