/** 巡察规划与年度计划: what a term and a year mean to cover (reference 3.6, R-13). */
import { defineRegister, type ChildTable, type Field, type RecordCheck } from '../../register.ts';
import type { Sends } from '../../sent-part.ts';
import { words } from '../../text/words.ts';
import { fieldsOf } from '../common/fields-of.ts';
import { dateOf, refuseDisorder } from '../common/rules.ts';
import { secrecyCheck, secrecyFields } from '../common/secrecy-fields.ts';
import { approvedStates, planWorkflow } from './workflow.ts';

const basics = '规划（计划）';
const main = fieldsOf(basics);
const coverage = '覆盖任务';
const cover = fieldsOf(coverage);
const approval = '审定';
const approved = fieldsOf(approval);

const fields: readonly Field[] = [
  main.text('title', '名称', 100, {
    required: true,
    span: 16,
    listWidth: 280,
    filter: 'text',
    searchable: true,
    synonyms: words('规划名称 计划名称'),
    example: '中共某县第十四届委员会巡察工作规划',
  }),
  main.code('kind', '类别', 'planKind', { required: true, listWidth: 88, filter: 'codes' }),
  main.text('term', '党委届次', 60, {
    required: true,
    listWidth: 128,
    filter: 'text',
    synonyms: words('届次 届'),
    example: '第十四届县委',
  }),
  main.integer('year', '年度', {
    min: 2000,
    max: 2100,
    listWidth: 72,
    notSummed: true,
    help: '年度计划填写；五年规划不填。',
  }),
  main.date('from', '起始日期', { required: true, listWidth: 104, filter: 'dateRange', notCloned: true }),
  main.date('to', '截止日期', { required: true, listWidth: 104, filter: 'dateRange', notCloned: true }),
  main.record('termPlan', '所属五年规划', 'inspectionPlan', { span: 12, notCloned: true }),
  main.longText('guidance', '总体要求', 2000, { searchable: true }),
  main.codes('linkage', '联动类型', 'linkageType', { span: 24, filter: 'codes' }),
  approved.text('meeting', '审定会议', 100, { example: '县委常委会会议' }),
  approved.date('approvedAt', '审定日期', { filter: 'dateRange', notCloned: true }),
  approved.text('docNo', '印发文号', 60, { listWidth: 136, searchable: true, notCloned: true }),
  approved.stamp('registeredBy', '登记人'),
  approved.stamp('approvedBy', '审定登记人'),
];

const coverageTargets: ChildTable = {
  key: 'coverage',
  label: '覆盖任务',
  section: coverage,
  title: 'orgType',
  fields: [
    cover.code('orgType', '党组织类型', 'targetType', { required: true }),
    cover.integer('total', '应巡（家）', {
      required: true,
      min: 0,
      help: '本规划（计划）要巡察的数目；超过对象库中这一类总数的，请先补全对象库。',
    }),
    cover.text('note', '说明', 200, { span: 8 }),
  ],
};

const targets: ChildTable = {
  key: 'targets',
  label: '拟巡察对象',
  section: '拟巡察对象',
  title: 'targetId',
  later: true,
  fields: [
    cover.text('targetId', '被巡察党组织', 100, { required: true, names: 'target', span: 12 }),
    cover.code('mode', '巡察方式', 'inspectionKind', { required: true }),
    cover.text('roundId', '拟安排轮次', 60, { names: 'inspectionRound' }),
    cover.codes('basis', '确定依据', 'selectionBasis', { span: 16 }),
    cover.text('explanation', '遴选说明', 500, {
      span: 24,
      help: '从“选题遴选”列入的，写明当时的得分和各项情况。',
    }),
  ].map((field) => ({ ...field, section: '拟巡察对象' })),
};

const span: RecordCheck = {
  key: 'span',
  severity: 'error',
  check: ({ values }) => refuseDisorder(values, '9999-12-31', 'from', '起始日期', 'to', '截止日期'),
};

/** 年度计划 names its year, and its year is the one its dates lie in. */
const yearOfPlan: RecordCheck = {
  key: 'yearOfPlan',
  severity: 'error',
  check: ({ values }) => {
    if (values['kind'] !== 'YEAR') return undefined;
    const year = values['year'];
    const from = dateOf(values, 'from');
    if (typeof year === 'number' && (from === undefined || from.startsWith(String(year)))) return undefined;
    const why = typeof year === 'number' ? '起始日期不在这个年度内。' : '年度计划要写明年度。';
    return {
      type: 'PlanYearWrong',
      what: '年度不对。',
      why,
      next: '请改正年度或者起止日期。',
      fields: { year: why },
    };
  },
};

/** What the offices concerned plan by. Why an organisation was chosen stays here. */
const planSends: Sends = {
  fields: [
    ...['title', 'kind', 'term', 'year', 'from', 'to', 'termPlan', 'guidance', 'linkage'],
    ...['meeting', 'approvedAt', 'docNo'],
  ],
  children: { coverage: ['orgType', 'total', 'note'], targets: ['targetId', 'mode', 'roundId'] },
  attachments: false,
};

export const inspectionPlan = defineRegister({
  id: 'inspectionPlan',
  label: '巡察规划计划',
  unit: '个',
  area: 'planning',
  group: '计划与编组',
  repeats: ['title'],
  numbering: 'GH{region}-{year}-{seq:3}',
  fields: [...fields, ...secrecyFields],
  children: [coverageTargets, targets],
  travels: [
    { kind: 'planning', direction: 'down', which: 'addressed', states: approvedStates },
    { kind: 'planning', direction: 'up', which: 'all', states: approvedStates },
  ],
  sends: planSends,
  workflow: planWorkflow,
  deadlines: [],
  checks: [secrecyCheck, span, yearOfPlan],
  dateField: 'from',
  forms: [],
});
