/** The state machine of 制度 (reference 3.14); what is only being drafted is a measure of the rectification ledger. */
import type { Workflow } from '../../register.ts';
import { blank } from '../common/way-back.ts';
import { refuseDisorder, type Guard } from '../common/rules.ts';

const rule = '整改建章立制登记';
const evaluatedInOrder: Guard = ({ values, today }) =>
  refuseDisorder(values, today, 'issuedAt', '印发日期', 'evaluatedAt', '评估日期');

const abolishedInOrder: Guard = ({ values, today }) =>
  refuseDisorder(values, today, 'issuedAt', '印发日期', 'abolishedAt', '停止执行日期');

export const institutionWorkflow: Workflow = {
  initial: 'ISSUED',
  create: { permission: 'effect.register', stamps: { registeredBy: 'actor' } },
  states: [
    { code: 'ISSUED', label: '已印发', tone: 'success' },
    { code: 'ABOLISHED', label: '已停止执行', tone: 'neutral', final: true, reachedBy: 'abolishedAt' },
  ],
  transitions: [
    {
      key: 'evaluate',
      label: '评估',
      from: ['ISSUED'],
      to: 'ISSUED',
      permission: 'effect.register',
      asks: ['evaluation', 'evaluatedAt'],
      requires: ['evaluation', 'evaluatedAt'],
      guard: evaluatedInOrder,
      basis: `${rule}：执行情况评估`,
    },
    {
      key: 'abolish',
      label: '停止执行',
      from: ['ISSUED'],
      to: 'ABOLISHED',
      permission: 'effect.register',
      asks: ['abolishedAt'],
      requires: ['abolishedAt'],
      reasonRequired: true,
      guard: abolishedInOrder,
      basis: `${rule}：废止或者被新制度代替`,
    },
    {
      key: 'restore',
      label: '撤销停止执行',
      from: ['ABOLISHED'],
      to: 'ISSUED',
      permission: 'effect.approve',
      asks: [],
      requires: [],
      reasonRequired: true,
      stamps: blank('abolishedAt'),
      basis: `${rule}：登记有误的更正`,
    },
  ],
};
