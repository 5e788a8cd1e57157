/** The state machine of 说情打招呼登记: written down, reported, dealt with (reference 2.4, F42). */
import type { Workflow } from '../../register.ts';
import { blank } from '../common/way-back.ts';
import { refuseDisorder, type Guard } from '../common/rules.ts';

const rule = '防止干预巡察工作的登记报告制度';
/** What was said stands once it has been reported. */
const reported = ['happenedAt', 'way', 'handler', 'name', 'unit', 'identity', 'forWhom', 'content', 'answer'];

const reportedInOrder: Guard = ({ values, today }) =>
  refuseDisorder(values, today, 'happenedAt', '日期', 'reportedAt', '报告日期');

const handledInOrder: Guard = ({ values, today }) =>
  refuseDisorder(values, today, 'reportedAt', '报告日期', 'handledAt', '处理日期');

/** Nobody decides about an approach that was made to himself or by himself. */
const handledByAnother: Guard = ({ values }) =>
  values['handledName'] !== values['handler'] && values['handledName'] !== values['name']
    ? undefined
    : {
        type: 'HandlerInvolved',
        what: '处理审批人不能是说情人或者被说情人。',
        why: '本人不得处理涉及自己的说情打招呼。',
        next: '请由其他负责人审批处理。',
        fields: { handledName: '须为当事双方以外的人。' },
      };

export const interferenceWorkflow: Workflow = {
  initial: 'RECORDED',
  create: { permission: 'office.register', stamps: { registeredBy: 'actor' } },
  states: [
    { code: 'RECORDED', label: '已登记', tone: 'neutral' },
    { code: 'REPORTED', label: '已报告', tone: 'progress', locks: reported, reachedBy: 'reportedAt' },
    { code: 'HANDLED', label: '已处理', tone: 'success', final: true, reachedBy: 'handledAt' },
  ],
  transitions: [
    {
      key: 'report',
      label: '报告',
      from: ['RECORDED'],
      to: 'REPORTED',
      permission: 'office.register',
      asks: ['reportedTo', 'reportedAt'],
      requires: ['reportedTo', 'reportedAt'],
      guard: reportedInOrder,
      basis: `${rule}：及时报告`,
    },
    {
      key: 'returnReport',
      label: '退回补充',
      from: ['REPORTED'],
      to: 'RECORDED',
      permission: 'office.approve',
      asks: [],
      requires: [],
      reasonRequired: true,
      stamps: blank('reportedTo', 'reportedAt'),
      basis: `${rule}：内容不清的退回补充`,
    },
    {
      key: 'handle',
      label: '处理',
      from: ['REPORTED'],
      to: 'HANDLED',
      permission: 'office.approve',
      asks: ['handling', 'handledName', 'handledAt'],
      requires: ['handling', 'handledName', 'handledAt'],
      differsFrom: ['registeredBy'],
      stamps: { handledBy: 'actor' },
      guard: (context) => handledByAnother(context) ?? handledInOrder(context),
      basis: `${rule}：按规定处理`,
    },
    {
      key: 'reopen',
      label: '重新处理',
      from: ['HANDLED'],
      to: 'REPORTED',
      permission: 'office.approve',
      asks: [],
      requires: [],
      reasonRequired: true,
      stamps: blank('handledName', 'handledAt', 'handledBy'),
      basis: `${rule}：有新情况的重新处理`,
    },
  ],
};
