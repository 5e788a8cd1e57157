/** Planned, looked into, fed back, put right (reference 2.2). */
import type { Workflow } from '../../register.ts';
import { allOf, filled, refuseDisorders, type Guard } from '../common/rules.ts';
import { wayBack } from '../common/way-back.ts';

const basis = '对巡察工作的检查';
const fedBack = ['checked', 'roundId', 'from', 'to', 'checkedBy', 'methods', 'content', 'fedBackAt', 'docNo'];

/** Every point that was found is put right before the whole is. */
const itemsDone: Guard = ({ children }) => {
  const open = (children['items'] ?? []).filter(({ values }) => !filled(values['doneAt']));
  if (open.length === 0) return undefined;
  return {
    type: 'ItemsOpen',
    what: `还有${open.length}个问题没有整改完成，不能核销。`,
    why: '检查发现的问题要逐个整改。',
    next: '请点“修改”，在“检查发现的问题”中补填整改情况和完成日期。',
  };
};

export const selfInspectionWorkflow: Workflow = {
  initial: 'CHECKING',
  create: { permission: 'planning.register', stamps: { registeredBy: 'actor' } },
  states: [
    { code: 'CHECKING', label: '检查中', tone: 'neutral' },
    { code: 'FED_BACK', label: '已反馈', tone: 'progress', locks: fedBack, reachedBy: 'fedBackAt' },
    { code: 'RECTIFIED', label: '已整改', tone: 'success', final: true, reachedBy: 'rectifiedAt' },
  ],
  transitions: [
    {
      key: 'feedBack',
      label: '反馈',
      from: ['CHECKING'],
      to: 'FED_BACK',
      permission: 'planning.approve',
      asks: ['fedBackAt', 'docNo', 'result', 'dueAt'],
      requires: ['fedBackAt', 'result'],
      early: ['docNo', 'dueAt'],
      differsFrom: ['registeredBy'],
      stamps: { approvedBy: 'actor' },
      guard: ({ values, today }) =>
        refuseDisorders([['from', '检查日期', 'fedBackAt', '反馈日期']], values, today),
      basis: `${basis}：向被检查单位反馈`,
    },
    {
      key: 'rectify',
      label: '核销整改',
      from: ['FED_BACK'],
      to: 'RECTIFIED',
      permission: 'planning.approve',
      asks: ['rectifiedAt', 'rectification'],
      requires: ['rectifiedAt', 'rectification'],
      differsFrom: ['registeredBy'],
      stamps: { acceptedBy: 'actor' },
      guard: allOf(itemsDone, ({ values, today }) =>
        refuseDisorders([['fedBackAt', '反馈日期', 'rectifiedAt', '整改完成日期']], values, today),
      ),
      basis: `${basis}：整改`,
    },
    wayBack({
      key: 'withdraw',
      label: '撤回反馈',
      from: ['FED_BACK'],
      to: 'CHECKING',
      permission: 'planning.approve',
      blanks: ['fedBackAt', 'result', 'approvedBy'],
      basis,
    }),
    wayBack({
      key: 'reopen',
      label: '撤销核销',
      from: ['RECTIFIED'],
      to: 'FED_BACK',
      permission: 'planning.approve',
      blanks: ['rectifiedAt', 'acceptedBy'],
      basis,
    }),
  ],
};
