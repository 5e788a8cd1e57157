/** 巡察轮次: a round with its seven stages (reference 3.6). */
import { defineRegister } from '../../register.ts';
import { dateOf } from '../common/rules.ts';
import { secrecyCheck, secrecyFields } from '../common/secrecy-fields.ts';
import { roundFields, roundFieldsSent } from './fields.ts';
import { roundWorkflow } from './workflow.ts';

export const inspectionRound = defineRegister({
  id: 'inspectionRound',
  label: '巡察轮次',
  unit: '轮',
  area: 'planning',
  group: '计划与编组',
  repeats: ['name'],
  numbering: 'LC{region}-{year}-{seq:3}',
  title: 'name',
  fields: [...roundFields, ...secrecyFields],
  children: [],
  travels: [
    { kind: 'planning', direction: 'down', which: 'addressed' },
    { kind: 'planning', direction: 'up', which: 'all' },
    { kind: 'configuration', direction: 'toGroup', which: 'addressed' },
  ],
  sends: { fields: roundFieldsSent, children: {}, attachments: false },
  workflow: roundWorkflow,
  deadlines: [
    {
      rule: 'N_REPORT',
      label: '报告成稿',
      start: (values) => dateOf(values, 'stayTo'),
      met: (values) => dateOf(values, 'reportedAt'),
    },
    {
      rule: 'N_MEETING',
      label: '书记专题会议',
      start: (values) => dateOf(values, 'stayTo'),
      met: (values) => dateOf(values, 'secretaryMeetingAt'),
    },
    {
      rule: 'N_FEEDBACK',
      label: '反馈与移交',
      start: (values) => dateOf(values, 'secretaryMeetingAt'),
      met: (values) => dateOf(values, 'feedbackTo'),
    },
  ],
  checks: [secrecyCheck],
  dateField: 'startAt',
  forms: ['F33', 'F34', 'F35'],
});
