/** 了解工作: what a group did to find out, counted as offices report it (reference 3.9). */
import { defineRegister } from '../../register.ts';
import { crossRound } from '../common/cross-round.ts';
import { secrecyFields } from '../common/secrecy-fields.ts';
import { activityChecks } from './checks.ts';
import { activityFields } from './fields.ts';
import { activityWorkflow } from './workflow.ts';

export const activity = defineRegister({
  id: 'activity',
  label: '了解工作',
  unit: '次',
  area: 'problem',
  group: '巡察了解',
  repeats: ['heldAt', 'kind', 'subject'],
  eventLog: true,
  numbering: 'LJ-{year}-{seq:5}',
  fields: [...activityFields, ...secrecyFields],
  children: [],
  workflow: activityWorkflow,
  deadlines: [],
  checks: activityChecks,
  causes: [
    crossRound({
      ...{
        fills: 'isCross',
        label: '交叉巡察',
        why: '交叉巡察中的重点谈话由非本地干部担任，没有填写的不核对。',
      },
      asksOf: ({ kind }) => kind === 'TALK',
    }),
  ],
  dateField: 'heldAt',
  forms: [],
});
