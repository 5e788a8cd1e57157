/** 联动行动: one matter that several levels look into together, after each other or for each other (reference 2.1, 2.2). */
import { defineRegister, type RecordCheck } from '../../register.ts';
import { refuseDisorder } from '../common/rules.ts';
import { secrecyCheck, secrecyFields } from '../common/secrecy-fields.ts';
import { campaignChildren, campaignFields, campaignSends } from './fields.ts';
import { campaignWorkflow } from './workflow.ts';

const span: RecordCheck = {
  key: 'span',
  severity: 'error',
  check: ({ values }) => refuseDisorder(values, '9999-12-31', 'from', '开始日期', 'to', '结束日期'),
};

const longestFocus = 500;

export const campaign = defineRegister({
  id: 'campaign',
  label: '联动行动',
  unit: '项',
  area: 'planning',
  group: '上下联动',
  origins: [
    {
      register: 'problem',
      label: '列入联动行动重点',
      field: 'problems',
      from: ['FED_BACK', 'SIGNED_FOR', 'ARCHIVED'],
      refuses: ({ no, values }) =>
        values['isCommon'] === true
          ? undefined
          : {
              type: 'ProblemNotCommon',
              what: `${no}不是共性问题，不能列入联动行动重点。`,
              why: '列入联动行动的是多个单位共有的问题。',
              next: '确属共性问题的，请先在该问题中将“共性问题”改为“是”。',
            },
      fill: ({ no, values }) => ({
        values: { modes: ['RELAY'], linkage: ['RESULTS'] },
        children: {
          focuses: [
            {
              focus: String(values['statement'] ?? '').slice(0, longestFocus),
              source: 'COMMON_PROBLEM',
              sourceNo: no,
            },
          ],
        },
      }),
    },
  ],
  repeats: ['name'],
  numbering: 'LD{region}-{year}-{seq:3}',
  title: 'name',
  fields: [...campaignFields, ...secrecyFields],
  children: campaignChildren,
  // A county sees the city's campaign it takes part in, and names it in its own rounds.
  travels: [
    { kind: 'planning', direction: 'down', which: 'addressed', states: ['APPROVED', 'RUNNING', 'CLOSED'] },
  ],
  sends: campaignSends,
  workflow: campaignWorkflow,
  deadlines: [],
  checks: [secrecyCheck, span],
  dateField: 'from',
  forms: [],
});
