/** A measure is begun, done with evidence, and taken up again while its item is open (reference 3.5). */
import type { Transition, Workflow } from '../../register.ts';
import { blank } from '../common/way-back.ts';
import { textOf } from '../../text/text-of.ts';
import { allOf, refuseFuture, type Guard } from '../common/rules.ts';

/** While an item is being worked on, and not while it is reviewed or when it is closed. */
export const openItems = ['NOT_STARTED', 'IN_PROGRESS', 'REOPENED'];

/** What reviewers have before them does not change under their hands. */
const itemOpen: Guard = ({ related }) => {
  const [item] = related('item');
  if (item && openItems.includes(item.state)) return undefined;
  return {
    type: 'ItemNotOpen',
    what: '整改事项正在销号审核或者已经销号、核销，措施不能再改。',
    why: '审核的人看到的措施和佐证须保持不变。',
    next: '确需补充的，请先将整改事项退回。',
  };
};

/** 边巡边改 may be done before anything was fed back; elsewhere the year is wrong. */
const doneBeforeFeedback: Guard = ({ values, related }) => {
  const fedBack = textOf(related('item')[0]?.values['feedbackAt']);
  const done = textOf(values['doneAt']);
  if (fedBack === '' || done === '' || done >= fedBack) return undefined;
  return {
    type: 'DoneBeforeFeedback',
    what: `完成日期（${done}）早于反馈日期（${fedBack}）。`,
    why: '措施一般在反馈以后实施；完成日期打印在整改事项的表中。',
    next: '请核对完成日期；巡察期间已经立行立改的，说明后办理。',
    fields: { doneAt: '早于反馈日期。' },
  };
};

const rule = '整改台账';

const transitions: readonly Transition[] = [
  step('start', '启动', ['NOT_STARTED'], 'IN_PROGRESS', {}),
  step('finish', '完成', ['NOT_STARTED', 'IN_PROGRESS'], 'DONE', {
    asks: ['doneAt', 'evidence'],
    requires: ['doneAt', 'evidence'],
    early: ['evidence'],
    stamps: { doneBy: 'actor' },
    guard: allOf(itemOpen, ({ values, today }) => refuseFuture(values, today, 'doneAt', '完成日期')),
    questions: { doneBeforeFeedback },
  }),
  step('redo', '继续整改', ['DONE'], 'IN_PROGRESS', {
    reasonRequired: true,
    stamps: blank('doneAt', 'doneBy'),
  }),
];

function step(
  key: string,
  label: string,
  from: readonly string[],
  to: string,
  more: Partial<Transition>,
): Transition {
  return {
    key,
    label,
    from,
    to,
    permission: 'rectification.register',
    asks: [],
    requires: [],
    guard: itemOpen,
    basis: `${rule}：措施${label}`,
    ...more,
  };
}

export const measureWorkflow: Workflow = {
  initial: 'NOT_STARTED',
  create: {
    permission: 'rectification.register',
    stamps: { registeredBy: 'actor', registeredAt: 'today' },
  },
  states: [
    { code: 'NOT_STARTED', label: '未启动', tone: 'neutral', locks: ['doneAt'] },
    { code: 'IN_PROGRESS', label: '进行中', tone: 'progress', locks: ['doneAt', 'item'] },
    {
      code: 'DONE',
      label: '已完成',
      tone: 'success',
      locks: ['doneAt', 'item', 'evidence', 'content', 'standard', 'dueAt'],
    },
  ],
  transitions,
};
