/** 反馈问题: what an inspected organisation is told to put right (reference 3.4). */
import { defineRegister } from '../../register.ts';
import { sortedOnce } from '../common/categories.ts';
import { inspectionOf } from '../common/inspection-fields.ts';
import { refuseUnripe } from '../common/maturity.ts';
import { joined, namedByAny } from '../common/merged.ts';
import { datesInOrder, inSequence } from '../common/rules.ts';
import { secrecyCheck } from '../common/secrecy-fields.ts';
import { commonNamesNobody } from './checks.ts';
import { problemChildren, problemFields, problemSendsReduced } from './fields.ts';
import { problemWorkflow } from './workflow.ts';

/** What has not been fed back is nobody's yet; common problems go down to every office, as a circular of their own. */
const fedBackStates = ['FED_BACK', 'SIGNED_FOR', 'ARCHIVED'];

export const problem = defineRegister({
  id: 'problem',
  label: '反馈问题',
  unit: '个',
  area: 'problem',
  group: '问题整改',
  origins: [
    {
      register: 'problemDraft',
      label: '转为反馈问题',
      field: 'drafts',
      from: ['LEADER_OK', 'IN_REPORT', 'FILED_OFFICE'],
      refuses: ({ no, values }) => refuseUnripe(`底稿${no}`, values),
      fill: (draft, _text, { merged = [] } = {}) => ({
        values: {
          roundId: draft.values['roundId'] ?? null,
          groupId: draft.values['groupId'] ?? null,
          targetId: draft.values['targetId'] ?? null,
          catL1: draft.values['catL1'] ?? null,
          statement: draft.values['title'] ?? null,
          facts: joined([draft, ...merged], 'summary', 4000),
          period: joined([draft, ...merged], 'occurred', 60, '；'),
          responsible: joined([draft, ...merged], 'responsible', 200, '；'),
          funds: namedByAny([draft, ...merged], 'funds'),
        },
        children: { categories: (draft.children['categories'] ?? []).map(({ values }) => values) },
      }),
    },
    {
      register: 'lead',
      label: '转为一般问题',
      field: 'leadIds',
      from: ['DOWNGRADED'],
      fill: ({ values }) => ({
        values: {
          ...inspectionOf({ values }),
          statement: values['title'] ?? null,
          facts: values['problemIntro'] ?? null,
          amount: values['amount'] ?? null,
          suggestion: values['rectAdvice'] ?? null,
          funds: values['fundIds'] ?? null,
        },
        children: {},
      }),
    },
  ],
  travels: [
    { kind: 'problems', direction: 'up', which: 'all', states: fedBackStates },
    {
      ...{ kind: 'problems', direction: 'down', which: 'addressed', states: fedBackStates },
      foundByGroup: true,
      only: { field: 'isCommon', is: false },
    },
    {
      ...{ kind: 'commonProblems', direction: 'down', which: 'all', states: fedBackStates },
      only: { field: 'isCommon', is: true },
      ...{ reducedElsewhere: true, foundByGroup: true },
    },
  ],
  sendsReduced: problemSendsReduced,
  repeats: ['targetId', 'statement'],
  numbering: 'WT{region}-{year}-{seq:5}',
  fields: problemFields,
  children: problemChildren,
  workflow: problemWorkflow,
  deadlines: [],
  checks: [
    secrecyCheck,
    sortedOnce,
    commonNamesNobody,
    datesInOrder(
      inSequence(
        ['confirmedAt', '审定日期'],
        ['feedbackAt', '反馈日期'],
        ['signedForAt', '签收（认领）日期'],
      ),
    ),
  ],
  outsideReaders: 'target',
  dateField: 'registeredAt',
  forms: ['F20', 'F30'],
});
