/** 整改方案: the rectification of one inspected organisation after one feedback (reference 3.5). */
import { defineRegister } from '../../register.ts';
import { secrecyCheck } from '../common/secrecy-fields.ts';
import { planChildren } from './children.ts';
import { planDeadlines } from './deadlines.ts';
import { planFields } from './fields.ts';
import { planWorkflow } from './workflow.ts';

export const rectPlan = defineRegister({
  id: 'rectPlan',
  label: '整改方案',
  unit: '份',
  area: 'rectification',
  group: '问题整改',
  travels: [
    { kind: 'rectification', direction: 'up', which: 'all' },
    { kind: 'rectification', direction: 'down', which: 'addressed' },
  ],
  repeats: ['targetId', 'feedbackAt'],
  numbering: 'FA{region}-{year}-{seq:4}',
  fields: planFields,
  children: planChildren,
  workflow: planWorkflow,
  deadlines: planDeadlines,
  checks: [secrecyCheck],
  forTarget: true,
  dateField: 'feedbackAt',
  forms: ['F26', 'F31'],
});
