/** 整改方案: the rectification of one inspected organisation after one feedback (reference 3.5). */
import { defineRegister } from '../../register.ts';
import { datesInOrder, inSequence, type DateOrder } from '../common/rules.ts';
import { secrecyCheck } from '../common/secrecy-fields.ts';
import { marksCheck } from './checks.ts';
import { planChildren } from './children.ts';
import { planDeadlines } from './deadlines.ts';
import { planFields } from './fields.ts';
import { planWorkflow } from './workflow.ts';

const planOrders: readonly DateOrder[] = [
  ...inSequence(
    ['feedbackAt', '反馈日期'],
    ['planSubmittedAt', '报方案日期'],
    ['planApprovedAt', '方案审定日期'],
    ['progressReportAt', '报整改情况日期'],
    ['reportApprovedAt', '报告审定日期'],
    ['evaluatedAt', '评估日期'],
    ['summedUpAt', '整改总结日期'],
  ),
  ['feedbackAt', '反馈日期', 'planPledgeAt', '方案签字背书日期'],
  ['planApprovedAt', '方案审定日期', 'headReportAt', '报主要负责人组织落实情况日期'],
  ['planApprovedAt', '方案审定日期', 'reportPledgeAt', '报告签字背书日期'],
  ['reportApprovedAt', '报告审定日期', 'openInnerAt', '党内通报日期'],
  ['reportApprovedAt', '报告审定日期', 'openPublicAt', '社会公开日期'],
];

export const rectPlan = defineRegister({
  id: 'rectPlan',
  label: '整改方案',
  unit: '份',
  area: 'rectification',
  group: '问题整改',
  travels: [
    { kind: 'rectification', direction: 'up', which: 'all' },
    { kind: 'rectification', direction: 'down', which: 'addressed', foundByGroup: true },
  ],
  repeats: ['targetId', 'feedbackAt'],
  numbering: 'FA{region}-{year}-{seq:4}',
  fields: planFields,
  children: planChildren,
  workflow: planWorkflow,
  deadlines: planDeadlines,
  checks: [secrecyCheck, marksCheck, datesInOrder(planOrders)],
  outsideReaders: 'target',
  dateField: 'feedbackAt',
  forms: ['F26', 'F31'],
});
