/** 提示函、督办单、预警函、立行立改通知书 and their like: what the office sends, to whom, and the reply (reference 3.5, 3.5.3, 3.12). */
import { defineRegister, type Field } from '../../register.ts';
import { words } from '../../text/words.ts';
import { dateOf, datesInOrder, filled, inSequence } from '../common/rules.ts';
import { targetFirst } from '../common/inspection-fields.ts';
import { secrecyCheck, secrecyFields } from '../common/secrecy-fields.ts';
import { answeredFields, endedUnanswered } from '../reply/asked.ts';
import { noticeOrigins } from './origins.ts';
import { recipientLabels, recipientsCheck, recipientsProposal } from './recipients.ts';
import { noticeForms, noticeFormsWhen, wantsNoReply } from './kinds.ts';
import { noticeWorkflow } from './workflow.ts';

const basics = '文书';
const recipients = '发送对象';
const exchange = '签收与回复';
const stamped = { derived: true, notCloned: true } as const;

const basicFields: readonly Field[] = [
  {
    key: 'kind',
    label: '文书种类',
    type: 'code',
    list: 'urgeKind',
    required: true,
    section: basics,
    listWidth: 120,
    filter: 'codes',
  },
  {
    key: 'docNo',
    label: '文号',
    type: 'text',
    maxLength: 60,
    section: basics,
    searchable: true,
    notCloned: true,
  },
  {
    key: 'draftedAt',
    label: '拟制日期',
    type: 'date',
    required: true,
    section: basics,
    filter: 'dateRange',
    notCloned: true,
  },
  {
    key: 'items',
    label: '整改事项',
    type: 'records',
    list: 'rectItem',
    section: basics,
    span: 24,
    notCloned: true,
  },
  {
    key: 'task',
    label: '日常监督任务',
    type: 'record',
    list: 'supervisionTask',
    section: basics,
    span: 24,
    notCloned: true,
  },
  {
    key: 'visit',
    label: '回访',
    type: 'record',
    list: 'followUpVisit',
    section: basics,
    span: 24,
    notCloned: true,
  },
  source('drafts', '所据问题底稿', 'problemDraft'),
  source('problems', '所据反馈问题', 'problem'),
  source('petitions', '所据信访件', 'petition'),
  {
    key: 'matter',
    label: '事由',
    type: 'longText',
    maxLength: 2000,
    required: true,
    section: basics,
    span: 24,
    listWidth: 260,
    searchable: true,
    synonyms: words('问题 主要问题'),
  },
  {
    key: 'demand',
    label: '要求',
    type: 'longText',
    maxLength: 1000,
    required: true,
    section: basics,
    span: 24,
  },
  {
    key: 'stayEndsAt',
    label: '驻点结束日期',
    type: 'date',
    section: basics,
    help: '立行立改须在驻点期间完成。',
  },
  {
    key: 'replyDueAt',
    label: '回复期限',
    type: 'date',
    section: basics,
    filter: 'dateRange',
    notCloned: true,
    help: '通报不要求回复的，可以不填。',
  },
  {
    key: 'interviewOn',
    label: '约谈日期',
    type: 'date',
    section: basics,
    help: '约谈通知须填写约谈日期、时间、地点。',
    notCloned: true,
  },
  {
    key: 'interviewTime',
    label: '约谈时间',
    type: 'text',
    maxLength: 40,
    section: basics,
    notCloned: true,
    example: '上午9时',
  },
  {
    key: 'interviewPlace',
    label: '约谈地点',
    type: 'text',
    maxLength: 100,
    section: basics,
    span: 16,
    notCloned: true,
  },
  {
    key: 'noReply',
    label: '无须回复',
    type: 'boolean',
    section: basics,
    ...stamped,
    computed: ({ values }) => (wantsNoReply(values) ? true : null),
  },
];

/** What 立行立改 rests on. It stays in the office: whoever gets the letter is not told of letters and papers behind it. */
function source(key: string, label: string, list: string): Field {
  return { key, label, type: 'records', list, section: basics, span: 24, notCloned: true };
}

function name(key: string, label: string, maxLength: number): Field {
  return { key, label, type: 'text', maxLength, section: recipients, searchable: true };
}

const recipientFields: readonly Field[] = [
  { ...name('toOrg', recipientLabels.toOrg, 100), namesOrganisation: 'addressee' },
  { ...name('toPerson', recipientLabels.toPerson, 30), namesPerson: true },
  { ...name('chargeLeader', recipientLabels.chargeLeader, 30), namesPerson: true },
  { ...name('orgHead', recipientLabels.orgHead, 30), namesPerson: true },
  name('copyTo', '抄送', 200),
];

const exchangeFields: readonly Field[] = [
  { key: 'approvedBy', label: '签发人', type: 'user', section: exchange, ...stamped },
  { key: 'approvedAt', label: '签发日期', type: 'date', section: exchange, ...stamped },
  {
    key: 'sentAt',
    label: '发出日期',
    type: 'date',
    section: exchange,
    listWidth: 104,
    filter: 'dateRange',
    notCloned: true,
  },
  {
    key: 'signedBy',
    label: '签收人',
    type: 'text',
    maxLength: 30,
    section: exchange,
    notCloned: true,
    namesPerson: true,
  },
  { key: 'signedAt', label: '签收日期', type: 'date', section: exchange, notCloned: true },
  {
    key: 'replyAt',
    label: '回复日期',
    type: 'date',
    section: exchange,
    listWidth: 104,
    filter: 'dateRange',
    notCloned: true,
  },
  {
    key: 'replyText',
    label: '办理情况回告',
    type: 'longText',
    maxLength: 2000,
    section: exchange,
    span: 24,
    notCloned: true,
  },
  ...answeredFields({
    section: exchange,
    answeredLabel: '数据包回复日期',
    replies: 'noticeReply',
    repliesLabel: '督办回复',
    endedAt: 'replyAt',
    wants: (values) => filled(values['sentAt']) && !wantsNoReply(values),
  }),
  { key: 'draftedBy', label: '拟制人', type: 'user', section: exchange, ...stamped },
];

/** Not who else was asked and has not answered, nor who received it there and what he said. */
const noticeFieldsSent: readonly string[] = [
  ...[
    'roundId',
    'groupId',
    'targetId',
    'kind',
    'docNo',
    'draftedAt',
    'items',
    'task',
    'visit',
    'matter',
    'demand',
  ],
  ...['stayEndsAt', 'replyDueAt', 'interviewOn', 'interviewTime', 'interviewPlace', 'noReply'],
  ...['toOrg', 'toPerson', 'chargeLeader', 'orgHead', 'copyTo', 'approvedBy', 'approvedAt', 'sentAt'],
  ...['signedAt', 'replyAt', 'answeredAt', 'draftedBy'],
  ...secrecyFields.map(({ key }) => key),
];

export const urgeNotice = defineRegister({
  id: 'urgeNotice',
  label: '督办文书',
  unit: '份',
  area: 'rectification',
  group: '问题整改',
  origins: noticeOrigins,
  travels: [
    {
      ...{ kind: 'instructions', direction: 'down', which: 'addressed', foundByGroup: true },
      states: ['SENT', 'SIGNED', 'REPLIED', 'CLOSED', 'WITHDRAWN'],
    },
  ],
  sends: { fields: noticeFieldsSent, children: {}, attachments: 'chosen' },
  repeats: ['draftedAt', 'kind', 'matter'],
  numbering: 'DB{region}-{year}-{seq:4}',
  fields: [
    ...targetFirst(basics, '轮次没有定名的，可以先不填。', 'required'),
    ...basicFields,
    ...recipientFields,
    ...exchangeFields,
    ...secrecyFields,
  ],
  children: [],
  workflow: noticeWorkflow,
  deadlines: [
    {
      rule: 'R_NOTICE',
      label: '回复',
      start: (values) => (wantsNoReply(values) ? undefined : dateOf(values, 'sentAt')),
      met: (values) => dateOf(values, 'replyAt') ?? dateOf(values, 'answeredAt'),
      fixedDue: (values) => dateOf(values, 'replyDueAt'),
      answeredIn: 'answeredAt',
      stoppedFor: endedUnanswered,
    },
  ],
  checks: [
    secrecyCheck,
    recipientsCheck,
    datesInOrder(
      inSequence(
        ['approvedAt', '签发日期'],
        ['sentAt', '发出日期'],
        ['signedAt', '签收日期'],
        ['replyAt', '回复日期'],
      ),
    ),
  ],
  proposals: [recipientsProposal],
  outsideReaders: 'target',
  dateField: 'draftedAt',
  forms: noticeForms,
  formsWhen: noticeFormsWhen,
});
