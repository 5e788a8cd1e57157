/** 协作事项: what the office asks of discipline, organisation, audit and other departments (reference 3.10). */
import { dayNumber } from '../../calendar/dates.ts';
import {
  defineRegister,
  type ChildRow,
  type ChildTable,
  type Field,
  type RecordCheck,
  type Values,
} from '../../register.ts';
import { words } from '../../text/words.ts';
import { fieldsOf } from '../common/fields-of.ts';
import { inspectionFields, inspectionOf } from '../common/inspection-fields.ts';
import { dateOf, filled, refuseDisorder } from '../common/rules.ts';
import { secrecyCheck, secrecyFields } from '../common/secrecy-fields.ts';
import { answeredFields, endedUnanswered } from '../reply/asked.ts';
import { coordWorkflow, sentStates } from './workflow.ts';

const main = fieldsOf('协作事项');
const sending = fieldsOf('商请与签收');
const answer = fieldsOf('答复与办结');
const once = { notCloned: true } as const;

/** Calendar days from sending to the answer. */
function daysToReply(values: Values): number | null {
  const from = dateOf(values, 'sentAt');
  const to = dateOf(values, 'replyAt');
  return from === undefined || to === undefined ? null : dayNumber(to) - dayNumber(from);
}

/** Copies of what has come; a document without a number of copies is one. */
function materialsReceived(rows: readonly ChildRow[]): number {
  return rows
    .filter(({ values }) => filled(values['receivedAt']))
    .reduce((sum, { values }) => sum + (typeof values['copies'] === 'number' ? values['copies'] : 1), 0);
}

const fields: readonly Field[] = [
  main.code('mechanism', '协作机制', 'coordMechanism', { required: true, listWidth: 96, filter: 'codes' }),
  main.code('phase', '协作阶段', 'coordPhase', { required: true, listWidth: 72, filter: 'codes' }),
  main.code('type', '事项类型', 'coordType', {
    required: true,
    narrowedBy: 'mechanism',
    listWidth: 150,
    filter: 'codes',
  }),
  main.text('title', '事项名称', 100, {
    required: true,
    span: 16,
    listWidth: 220,
    filter: 'text',
    searchable: true,
    synonyms: words('协作事项 事项'),
    example: '商请提供县民政局近三年审计报告',
  }),
  main.text('toDept', '协作单位', 100, {
    required: true,
    listWidth: 120,
    filter: 'text',
    searchable: true,
    synonyms: words('商请单位 发往单位 协助单位'),
    example: '县审计局',
  }),
  main.longText('content', '商请内容', 2000, {
    required: true,
    searchable: true,
    synonyms: words('内容 具体事项'),
  }),
  main.longText('legalBasis', '依据', 500, { synonyms: words('法规依据 制度依据') }),
  ...inspectionFields('协作事项', '日常协作与某一轮巡察无关的不填。'),
  main.record('plan', '督查的整改方案', 'rectPlan', {
    ...once,
    help: '反馈满两个月的整改督查，从整改方案发起。',
  }),
  sending.text('docNo', '商请函号', 60, { ...once, searchable: true, synonyms: words('函号 商请函文号') }),
  sending.text('contact', '我方联系人', 60),
  sending.text('contactPhone', '联系电话', 40),
  sending.date('sentAt', '发出日期', { ...once, listWidth: 104, filter: 'dateRange' }),
  sending.date('dueAt', '要求答复日期', {
    ...once,
    filter: 'dateRange',
    synonyms: words('答复期限 回复期限 期限'),
  }),
  sending.date('signedAt', '签收日期', once),
  sending.text('signedBy', '签收人', 60, once),
  answer.date('replyAt', '答复日期', {
    ...once,
    listWidth: 104,
    filter: 'dateRange',
    synonyms: words('回复日期'),
  }),
  answer.longText('replySummary', '答复内容', 2000, {
    ...once,
    searchable: true,
    synonyms: words('回复内容'),
  }),
  answer.text('replyDocNo', '复函文号', 60, once),
  answer.integer('replyDays', '答复用时（天）', {
    derived: true,
    notSummed: true,
    computed: ({ values }) => daysToReply(values),
    ...once,
  }),
  answer.integer('materialCount', '已提供材料（份）', {
    derived: true,
    computed: ({ children }) => materialsReceived(children['materials'] ?? []),
    ...once,
  }),
  answer.code('evaluation', '协作评价', 'coordEvaluation', { ...once, filter: 'codes' }),
  ...answeredFields({
    section: '答复与办结',
    answeredLabel: '数据包答复日期',
    replies: 'coordReply',
    repliesLabel: '协作回复',
    endedAt: 'replyAt',
    wants: (values) => filled(values['sentAt']),
  }),
  answer.date('closedAt', '办结日期', once),
  answer.stamp('registeredBy', '登记人'),
  answer.stamp('approvedBy', '批准人'),
];

const requestFieldsSent: readonly string[] = [
  ...['mechanism', 'phase', 'type', 'title', 'toDept', 'content', 'legalBasis'],
  ...['roundId', 'groupId', 'targetId', 'docNo', 'contact', 'contactPhone', 'sentAt', 'dueAt'],
];

const paper = fieldsOf('材料清单');

/** What is asked for and what came: late, incomplete and contradictory material is a complaint of its own. */
const materials: ChildTable = {
  key: 'materials',
  label: '材料清单',
  section: '材料清单',
  title: 'name',
  fields: [
    paper.text('name', '材料名称', 200, { required: true, span: 12, synonyms: words('需提供材料') }),
    paper.text('docNo', '文号', 60),
    paper.code('secrecyLevel', '密级', 'secrecyLevel', { span: 6 }),
    paper.integer('copies', '份数', { min: 0, span: 4 }),
    paper.integer('pages', '页数', { min: 0, span: 4 }),
    paper.text('provider', '提供人', 60),
    paper.date('receivedAt', '收到日期', { span: 6 }),
    paper.boolean('complete', '材料完整', { span: 6 }),
    paper.date('returnedAt', '归还日期', { span: 6 }),
    paper.text('returnedTo', '归还签收', 60),
  ],
};

const dueAfterSending: RecordCheck = {
  key: 'dueAfterSending',
  severity: 'error',
  check: ({ values }) => refuseDisorder(values, '9999-12-31', 'sentAt', '发出日期', 'dueAt', '要求答复日期'),
};

export const coordRequest = defineRegister({
  id: 'coordRequest',
  label: '协作事项',
  unit: '项',
  area: 'coordination',
  group: '协作配合',
  origins: [
    {
      register: 'rectPlan',
      label: '商请整改督查',
      field: 'plan',
      from: ['CONCENTRATED', 'REDO', 'CONTINUING'],
      fill: ({ values }, text) => ({
        values: {
          mechanism: 'DISCIPLINE',
          phase: 'POST',
          type: 'D_RECTIFY',
          title: `${text('targetId')}整改情况督查`,
          ...inspectionOf({ values }),
        },
        children: {},
      }),
    },
  ],
  repeats: ['title', 'toDept', 'sentAt'],
  numbering: 'XZ{region}-{year}-{seq:4}',
  title: 'title',
  fields: [...fields, ...secrecyFields],
  children: [materials],
  // What is asked of another office; how its work was valued, and who lent what here, is no business of its own.
  // No scans: those of one office's answer lie with the request as well, and would go to the next one asked.
  travels: [{ kind: 'coordination', direction: 'down', which: 'addressed', states: sentStates }],
  sends: {
    fields: requestFieldsSent,
    children: { materials: ['name', 'docNo', 'secrecyLevel', 'copies', 'pages'] },
    attachments: false,
  },
  workflow: coordWorkflow,
  deadlines: [
    {
      rule: 'X_REPLY',
      label: '协作答复',
      start: (values) => dateOf(values, 'sentAt'),
      met: (values) => dateOf(values, 'replyAt') ?? dateOf(values, 'answeredAt'),
      fixedDue: (values) => dateOf(values, 'dueAt'),
      answeredIn: 'answeredAt',
      stoppedFor: endedUnanswered,
    },
  ],
  checks: [secrecyCheck, dueAfterSending],
  dateField: 'sentAt',
  forms: ['F40', 'F41'],
});
