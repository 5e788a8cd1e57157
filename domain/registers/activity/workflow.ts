/** The state machine of 了解工作: recorded, then checked by the group (reference 3.9). */
import type { Workflow } from '../../register.ts';
import { blank } from '../common/way-back.ts';
import { allOf, filled, refuseDisorder, type Guard } from '../common/rules.ts';

const rule = '巡察组工作规则';

const resultWritten: Guard = ({ values }) =>
  filled(values['result'])
    ? undefined
    : {
        type: 'ResultMissing',
        what: '还没有写明了解情况。',
        why: '核对后的了解工作是底稿的依据。',
        next: '请由登记人点“修改”，填写“了解情况”后再核对。',
        fields: { result: '请写明了解情况。' },
      };

const checkedInOrder: Guard = ({ values, today }) =>
  refuseDisorder(values, today, 'heldAt', '日期', 'checkedAt', '核对日期');

export const activityWorkflow: Workflow = {
  initial: 'RECORDED',
  create: { permission: 'problem.register', stamps: { registeredBy: 'actor' } },
  states: [
    { code: 'RECORDED', label: '已记录', tone: 'neutral' },
    { code: 'CHECKED', label: '已核对', tone: 'success', final: true, reachedBy: 'checkedAt' },
  ],
  transitions: [
    {
      key: 'check',
      label: '核对',
      from: ['RECORDED'],
      to: 'CHECKED',
      permission: 'problem.approve',
      asks: ['checkedName', 'checkedAt'],
      requires: ['checkedName', 'checkedAt'],
      differsFrom: ['registeredBy'],
      stamps: { checkedBy: 'actor' },
      guard: allOf(resultWritten, checkedInOrder),
      basis: `${rule}：了解情况由巡察组核对`,
    },
    {
      key: 'reopen',
      label: '退回更正',
      from: ['CHECKED'],
      to: 'RECORDED',
      permission: 'problem.approve',
      asks: [],
      requires: [],
      reasonRequired: true,
      stamps: blank('checkedName', 'checkedAt', 'checkedBy'),
      basis: `${rule}：有误的退回更正`,
    },
  ],
};
