/** A measure is begun, done with evidence, and taken up again while its item is open (reference 3.5). */
import type { Transition, Workflow } from '../../register.ts';
import { blank } from '../common/way-back.ts';
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

const rule = '整改台账';

const transitions: readonly Transition[] = [
  step('start', '启动', ['NOT_STARTED'], 'IN_PROGRESS', {}),
  step('finish', '完成', ['NOT_STARTED', 'IN_PROGRESS'], 'DONE', {
    asks: ['doneAt', 'evidence'],
    requires: ['doneAt', 'evidence'],
    early: ['evidence'],
    stamps: { doneBy: 'actor' },
    guard: allOf(itemOpen, ({ values, today }) => refuseFuture(values, today, 'doneAt', '完成日期')),
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
