/** Drafted, approved, sent, signed for, answered, closed (reference 3.10). */
import type { Transition, Workflow } from '../../register.ts';
import { otherNumberPrinted } from '../common/printed-number.ts';
import { allOf, refuseDisorders, type DateOrder, type Guard } from '../common/rules.ts';
import { wayBack } from '../common/way-back.ts';
import { allAnswered, askedForReason } from '../reply/asked.ts';

const basis = '巡察协作配合机制';
const asked = ['mechanism', 'phase', 'type', 'toDept', 'content'];
const sent = [...asked, 'docNo', 'sentAt', 'dueAt'];

const inOrder = (...orders: readonly DateOrder[]): Guard => {
  return ({ values, today }) => refuseDisorders(orders, values, today);
};

/** An answer that is entered ends nothing elsewhere: an office the request went to is asked until it is closed. */
const everybodyAnswered = allAnswered(
  'coordReply',
  '登记答复以后，本办不再等这些单位答复；本件的期限在这些单位仍然计时，到其答复或者本件办结为止。',
);

/** What was lent comes back before a request is over. */
const materialsReturned: Guard = ({ children }) => {
  const out = (children['materials'] ?? []).filter(
    ({ values }) => values['receivedAt'] && values['secrecyLevel'] && !values['returnedAt'],
  );
  if (out.length === 0) return undefined;
  return {
    type: 'MaterialsOut',
    what: `还有${out.length}份涉密材料没有归还，不能办结。`,
    why: '调阅的涉密材料用后须归还并签收。',
    next: '请在“材料清单”中登记归还日期和签收人。',
  };
};

function step(
  key: string,
  label: string,
  [from, to]: readonly [from: readonly string[], to: string],
  [asks, requires]: readonly [readonly string[], readonly string[]],
  more: Partial<Transition> = {},
): Transition {
  return {
    key,
    label,
    from,
    to,
    permission: 'coordination.register',
    asks,
    requires,
    basis: `${basis}：${label}`,
    ...more,
  };
}

/** Once it has been sent, and whatever becomes of it. */
export const sentStates: readonly string[] = ['SENT', 'SIGNED', 'REPLIED', 'CLOSED', 'WITHDRAWN'];

export const coordWorkflow: Workflow = {
  initial: 'DRAFT',
  create: { permission: 'coordination.register', stamps: { registeredBy: 'actor' } },
  states: [
    { code: 'DRAFT', label: '拟稿', tone: 'neutral' },
    { code: 'APPROVED', label: '已批准', tone: 'progress', locks: asked },
    { code: 'SENT', label: '已发出', tone: 'progress', locks: sent, reachedBy: 'sentAt' },
    { code: 'SIGNED', label: '已签收', tone: 'progress', locks: sent, reachedBy: 'signedAt' },
    { code: 'REPLIED', label: '已答复', tone: 'progress', locks: sent, reachedBy: 'replyAt' },
    { code: 'CLOSED', label: '已办结', tone: 'success', final: true, reachedBy: 'closedAt' },
    { code: 'WITHDRAWN', label: '已撤回', tone: 'warning', final: true },
  ],
  transitions: [
    step('approve', '批准', [['DRAFT'], 'APPROVED'], [[], []], {
      permission: 'coordination.approve',
      differsFrom: ['registeredBy'],
      stamps: { approvedBy: 'actor' },
    }),
    step(
      'send',
      '发出',
      [['APPROVED'], 'SENT'],
      [
        ['docNo', 'sentAt', 'dueAt'],
        ['sentAt', 'dueAt'],
      ],
      {
        early: ['docNo', 'dueAt'],
        papers: ['F40'],
        papersSay: ['docNo'],
        guard: allOf(
          otherNumberPrinted(() => 'F40', 'docNo'),
          ({ values, today }) => refuseDisorders([['', '', 'sentAt', '发出日期']], values, today),
        ),
      },
    ),
    step('sign', '签收', [['SENT'], 'SIGNED'], [['signedAt', 'signedBy'], ['signedAt']], {
      guard: inOrder(['sentAt', '发出日期', 'signedAt', '签收日期']),
    }),
    step(
      'reply',
      '登记答复',
      [['SENT', 'SIGNED'], 'REPLIED'],
      [
        ['replyAt', 'replySummary', 'replyDocNo', ...askedForReason],
        ['replyAt', 'replySummary'],
      ],
      { guard: allOf(everybodyAnswered, inOrder(['sentAt', '发出日期', 'replyAt', '答复日期'])) },
    ),
    step(
      'takeReply',
      '按来件答复登记',
      [['SENT', 'SIGNED'], 'REPLIED'],
      [['replySummary', 'replyDocNo'], []],
      {
        offeredOnce: 'answeredAt',
        // Who has answered has received it.
        stamps: { signedAt: { from: 'answeredAt' }, replyAt: { from: 'answeredAt' } },
        guard: allOf(everybodyAnswered, inOrder(['sentAt', '发出日期', 'answeredAt', '数据包答复日期'])),
      },
    ),
    step('close', '办结', [['REPLIED'], 'CLOSED'], [['evaluation', 'closedAt'], ['closedAt']], {
      guard: (context) =>
        inOrder(['replyAt', '答复日期', 'closedAt', '办结日期'])(context) ?? materialsReturned(context),
    }),
    step('withdraw', '撤回', [['DRAFT', 'APPROVED', 'SENT', 'SIGNED'], 'WITHDRAWN'], [[], []], {
      reasonRequired: true,
      onOccasion: true,
    }),
    wayBack({
      key: 'unapprove',
      label: '退回拟稿',
      from: ['APPROVED'],
      to: 'DRAFT',
      permission: 'coordination.approve',
      blanks: ['approvedBy'],
      basis,
    }),
    wayBack({
      key: 'unsend',
      label: '撤销发出登记',
      from: ['SENT'],
      to: 'APPROVED',
      permission: 'coordination.register',
      blanks: ['sentAt'],
      basis,
    }),
    wayBack({
      key: 'unsign',
      label: '撤销签收登记',
      from: ['SIGNED'],
      to: 'SENT',
      permission: 'coordination.register',
      blanks: ['signedAt', 'signedBy'],
      basis,
    }),
    wayBack({
      key: 'unreply',
      label: '撤销答复登记',
      from: ['REPLIED'],
      to: 'SENT',
      permission: 'coordination.register',
      blanks: ['replyAt', 'replySummary', 'replyDocNo', 'signedAt', 'signedBy', ...askedForReason],
      basis,
    }),
    wayBack({
      key: 'reopen',
      label: '撤销办结',
      from: ['CLOSED'],
      to: 'REPLIED',
      permission: 'coordination.approve',
      blanks: ['closedAt', 'evaluation'],
      basis,
    }),
    wayBack({
      key: 'redraft',
      label: '重新拟稿',
      from: ['WITHDRAWN'],
      to: 'DRAFT',
      permission: 'coordination.register',
      blanks: ['approvedBy', 'sentAt', 'signedAt', 'signedBy'],
      basis,
    }),
  ],
};
