/** 会议: what was put before which meeting, and what it decided (reference 3.19). */
import { defineRegister } from '../../register.ts';
import { dateOf } from '../common/rules.ts';
import { secrecyFields } from '../common/secrecy-fields.ts';
import { meetingChecks } from './checks.ts';
import { meetingChildren } from './children.ts';
import { meetingFields } from './fields.ts';
import { meetingWorkflow } from './workflow.ts';

export const meeting = defineRegister({
  id: 'meeting',
  label: '会议',
  unit: '次',
  area: 'office',
  group: '工作台账',
  repeats: ['heldAt', 'title'],
  eventLog: true,
  numbering: 'HY-{year}-{seq:4}',
  fields: [...meetingFields, ...secrecyFields],
  children: meetingChildren,
  workflow: meetingWorkflow,
  deadlines: [
    {
      rule: 'M_MINUTES',
      label: '会议纪要印发',
      start: (values) => (values['needsMinutes'] === true ? dateOf(values, 'heldAt') : undefined),
      met: (values) => dateOf(values, 'minutesAt'),
      dueField: 'minutesDueAt',
    },
  ],
  checks: meetingChecks,
  dateField: 'heldAt',
  forms: ['F43'],
});
