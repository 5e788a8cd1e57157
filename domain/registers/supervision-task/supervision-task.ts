/** 整改日常监督任务: by aspect, focus and method (reference 3.12). */
import { defineRegister, type Field, type RecordCheck } from '../../register.ts';
import { words } from '../../text/words.ts';
import { dateOf, datesInOrder, inSequence } from '../common/rules.ts';
import { inspectionOf, targetFirst } from '../common/inspection-fields.ts';
import { secrecyCheck, secrecyFields } from '../common/secrecy-fields.ts';
import { answeredFields, endedUnanswered } from '../reply/asked.ts';
import { taskWorkflow } from './workflow.ts';

const basics = '监督任务';
const outcome = '监督情况';
const stamped = { derived: true, notCloned: true } as const;

const fields: readonly Field[] = [
  {
    key: 'title',
    label: '任务名称',
    type: 'text',
    maxLength: 100,
    required: true,
    section: basics,
    span: 16,
    listWidth: 220,
    filter: 'text',
    searchable: true,
    synonyms: words('监督任务 监督事项'),
  },
  {
    key: 'supervisorType',
    label: '监督主体',
    type: 'code',
    list: 'supervisorType',
    required: true,
    section: basics,
    listWidth: 104,
    filter: 'codes',
    synonyms: words('监督单位'),
  },
  { key: 'supervisor', label: '监督人员', type: 'text', maxLength: 100, section: basics, span: 16 },
  {
    key: 'plan',
    label: '整改方案',
    type: 'record',
    list: 'rectPlan',
    section: basics,
    notCloned: true,
  },
  {
    key: 'items',
    label: '整改事项',
    type: 'records',
    list: 'rectItem',
    section: basics,
    span: 16,
    notCloned: true,
  },
  {
    key: 'aspects',
    label: '监督方面',
    type: 'codes',
    list: 'supervisionAspect',
    section: basics,
    span: 24,
    filter: 'codes',
  },
  {
    key: 'focuses',
    label: '监督重点',
    type: 'codes',
    list: 'supervisionFocus',
    section: basics,
    span: 24,
    filter: 'codes',
  },
  {
    key: 'methods',
    label: '监督方法',
    type: 'codes',
    list: 'supervisionMethod',
    section: basics,
    span: 24,
    filter: 'codes',
  },
  {
    key: 'plannedAt',
    label: '计划日期',
    type: 'date',
    required: true,
    section: basics,
    listWidth: 104,
    filter: 'dateRange',
    notCloned: true,
  },
  { key: 'dueAt', label: '完成期限', type: 'date', section: basics, filter: 'dateRange', notCloned: true },
  { key: 'startedAt', label: '开展日期', type: 'date', section: outcome, notCloned: true },
  {
    key: 'findings',
    label: '发现的问题',
    type: 'longText',
    maxLength: 2000,
    section: outcome,
    span: 24,
    searchable: true,
    notCloned: true,
  },
  {
    key: 'issueCount',
    label: '发现问题（个）',
    type: 'integer',
    min: 0,
    section: outcome,
    span: 4,
    notCloned: true,
  },
  {
    key: 'opinion',
    label: '监督意见',
    type: 'longText',
    maxLength: 1000,
    section: outcome,
    span: 24,
    notCloned: true,
  },
  {
    key: 'issuedKind',
    label: '发出文书',
    type: 'code',
    list: 'urgeKind',
    section: outcome,
    notCloned: true,
  },
  { key: 'issuedDocNo', label: '文书文号', type: 'text', maxLength: 60, section: outcome, notCloned: true },
  { key: 'urgedAt', label: '发函日期', type: 'date', section: outcome, notCloned: true },
  { key: 'repliedAt', label: '回复日期', type: 'date', section: outcome, notCloned: true },
  {
    key: 'followUp',
    label: '跟踪情况',
    type: 'longText',
    maxLength: 1000,
    section: outcome,
    span: 24,
    notCloned: true,
  },
  {
    key: 'result',
    label: '监督结论',
    type: 'code',
    list: 'supervisionResult',
    section: outcome,
    listWidth: 88,
    filter: 'codes',
    notCloned: true,
  },
  { key: 'doneAt', label: '完成日期', type: 'date', section: outcome, filter: 'dateRange', notCloned: true },
  ...answeredFields({
    section: outcome,
    answeredLabel: '数据包回复日期',
    replies: 'taskReply',
    repliesLabel: '监督任务回复',
    endedAt: 'doneAt',
    wants: () => true,
  }),
  { key: 'registeredBy', label: '登记人', type: 'user', section: outcome, ...stamped },
  { key: 'doneBy', label: '完成登记人', type: 'user', section: outcome, ...stamped },
];

const dueAfterPlan: RecordCheck = {
  key: 'dueAfterPlan',
  severity: 'error',
  check: ({ values }) => {
    const planned = dateOf(values, 'plannedAt');
    const due = dateOf(values, 'dueAt');
    if (planned === undefined || due === undefined || planned <= due) return undefined;
    return {
      type: 'DatesOutOfOrder',
      what: '完成期限不对。',
      why: '完成期限不能早于计划日期。',
      next: '请改正完成期限。',
      fields: { dueAt: '不能早于计划日期。' },
    };
  },
};

/** Not what the offices it was sent to have answered. */
const taskFieldsSent: readonly string[] = [
  ...['roundId', 'groupId', 'targetId', 'title', 'supervisorType', 'supervisor', 'plan', 'items'],
  ...[
    'aspects',
    'focuses',
    'methods',
    'plannedAt',
    'dueAt',
    'startedAt',
    'findings',
    'issueCount',
    'opinion',
  ],
  ...['issuedKind', 'issuedDocNo', 'urgedAt', 'repliedAt', 'followUp', 'result', 'doneAt'],
  ...['registeredBy', 'doneBy', ...secrecyFields.map(({ key }) => key)],
];

export const supervisionTask = defineRegister({
  id: 'supervisionTask',
  label: '日常监督任务',
  unit: '项',
  area: 'supervision',
  group: '问题整改',
  origins: [
    {
      register: 'rectPlan',
      label: '安排日常监督',
      field: 'plan',
      from: ['CONCENTRATED', 'REDO', 'CONTINUING', 'EVALUATED'],
      fill: ({ values }) => ({
        values: {
          ...inspectionOf({ values }),
        },
        children: {},
      }),
    },
  ],
  travels: [{ kind: 'instructions', direction: 'down', which: 'addressed', foundByGroup: true }],
  sends: { fields: taskFieldsSent, children: {}, attachments: 'chosen' },
  repeats: ['plannedAt', 'title'],
  numbering: 'JD{region}-{year}-{seq:4}',
  fields: [...targetFirst(basics, '轮次没有定名的，可以先不填。', 'required'), ...fields, ...secrecyFields],
  children: [],
  workflow: taskWorkflow,
  deadlines: [
    {
      rule: 'S_TASK',
      label: '监督任务',
      start: (values) => dateOf(values, 'plannedAt'),
      met: (values) => dateOf(values, 'doneAt'),
      fixedDue: (values) => dateOf(values, 'dueAt'),
      answeredIn: 'answeredAt',
      stoppedFor: endedUnanswered,
    },
  ],
  checks: [
    secrecyCheck,
    dueAfterPlan,
    datesInOrder([
      ...inSequence(['startedAt', '开展日期'], ['urgedAt', '发函日期'], ['repliedAt', '回复日期']),
      ['startedAt', '开展日期', 'doneAt', '完成日期'],
    ]),
  ],
  dateField: 'plannedAt',
  forms: [],
});
