/** Fields of 联动行动 (reference 2.1, 2.2): what is ordered, by whom, over which levels, and what it goes by. */
import type { ChildTable, Field } from '../../register.ts';
import type { Sends } from '../../sent-part.ts';
import { words } from '../../text/words.ts';
import { fieldsOf } from '../common/fields-of.ts';

const basics = '联动行动';
const deploying = '部署与审定';
const layering = '参与单位和轮次';
const focusing = '监督重点';
const reusing = '成果运用与质量';
const main = fieldsOf(basics);
const orders = fieldsOf(deploying);
const layer = fieldsOf(layering);
const focus = fieldsOf(focusing);
const reuse = fieldsOf(reusing);
const once = { notCloned: true } as const;

export const campaignFields: readonly Field[] = [
  main.text('name', '行动名称', 60, {
    required: true,
    span: 16,
    listWidth: 240,
    filter: 'text',
    searchable: true,
    ...once,
    synonyms: words('联动行动 联动行动名称 名称 专项名称'),
    example: '2026年乡村振兴领域三级联动巡察',
  }),
  main.text('term', '党委届次', 60, { filter: 'text', synonyms: words('届次 届'), example: '第十四届县委' }),
  main.integer('year', '年度', {
    min: 2000,
    max: 2199,
    listWidth: 72,
    filter: 'numberRange',
    notSummed: true,
    synonyms: words('年份'),
    example: '2026',
  }),
  main.codes('modes', '巡察方式', 'inspectionKind', {
    required: true,
    span: 16,
    listWidth: 160,
    filter: 'codes',
    synonyms: words('联动方式 方式'),
    example: '同步巡察、接力式巡察',
  }),
  main.codes('linkage', '联动类型', 'linkageType', {
    required: true,
    span: 24,
    filter: 'codes',
    example: '任务部署联动、成果运用联动',
  }),
  main.text('systemTag', '系统（领域）', 60, {
    filter: 'text',
    synonyms: words('系统 领域'),
    help: '同一系统、同一领域市县同步巡察的填写，如“人防系统”。',
  }),
  main.date('from', '开始日期', {
    required: true,
    listWidth: 104,
    filter: 'dateRange',
    ...once,
    synonyms: words('起始日期 开始时间 日期'),
    example: '2026-03-02',
  }),
  main.date('to', '结束日期', { filter: 'dateRange', ...once, synonyms: words('截止日期 结束时间') }),
  main.text('lead', '牵头单位', 100, { listWidth: 144, filter: 'text', synonyms: words('牵头 组织单位') }),
  main.record('plan', '所属计划', 'inspectionPlan', once),
  main.longText('upperMatter', '上级事项', 2000, {
    searchable: true,
    synonyms: words('上级部署 上级要求'),
    help: '省委巡视、市委巡察部署的事项，以及要求下级同步开展的内容。',
  }),
  main.longText('task', '行动任务', 2000, { searchable: true, synonyms: words('任务 主要任务 行动内容') }),
  orders.text('schemeNo', '方案文号', 60, {
    searchable: true,
    ...once,
    synonyms: words('实施方案文号 文号'),
  }),
  orders.text('meeting', '审定会议', 100, { ...once, example: '县委巡察工作领导小组会议' }),
  orders.date('approvedAt', '审定日期', { filter: 'dateRange', ...once }),
  orders.date('startedAt', '启动日期', { filter: 'dateRange', ...once }),
  orders.date('endedAt', '总结日期', { filter: 'dateRange', ...once }),
  orders.longText('summary', '行动总结', 4000, {
    searchable: true,
    ...once,
    synonyms: words('总结 行动成效'),
  }),
  orders.stamp('registeredBy', '登记人'),
  orders.stamp('approvedBy', '审定登记人'),
  focus.records('problems', '依据的共性问题', 'problem', {
    span: 24,
    chosenIn: ['FED_BACK', 'SIGNED_FOR', 'ARCHIVED'],
    ...once,
    help: '上级通报（或者本级反馈）的共性问题；有权查看反馈问题的人可以选择，也可以在共性问题的页面上点“列入联动行动重点”。',
  }),
];

const layers: ChildTable = {
  key: 'layers',
  label: '参与单位和轮次',
  section: layering,
  title: 'office',
  fields: [
    layer.code('level', '层级', 'linkedLevel', { required: true, span: 6 }),
    layer.text('office', '参与单位（地区）', 100, {
      required: true,
      span: 10,
      filter: 'text',
      searchable: true,
      synonyms: words('参与单位 参与地区 单位'),
    }),
    layer.text('roundId', '巡察轮次', 60, { names: 'inspectionRound', synonyms: words('轮次') }),
    layer.code('mode', '方式', 'inspectionKind', { required: true }),
    layer.text('targetId', '被巡察党组织', 100, {
      names: 'target',
      span: 16,
      filter: 'text',
      searchable: true,
      namesOrganisation: true,
      synonyms: words('被巡察单位 巡察对象'),
    }),
    layer.text('note', '承担任务', 200, { span: 24 }),
  ],
};

const focuses: ChildTable = {
  key: 'focuses',
  label: '监督重点',
  section: focusing,
  title: 'focus',
  fields: [
    focus.text('focus', '监督重点', 500, {
      required: true,
      span: 24,
      searchable: true,
      synonyms: words('重点 重点事项 监督重点事项'),
    }),
    focus.code('source', '来源', 'focusSource', { required: true, synonyms: words('重点来源') }),
    focus.text('sourceNo', '来源编号（文号）', 60, {
      ...once,
      help: '共性问题的编号，或者上级文件的文号。',
    }),
    focus.text('assigned', '承接单位', 100, { synonyms: words('承接 承担单位') }),
    focus.text('found', '了解情况', 500, { span: 24, ...once, help: '行动中对照这一重点发现了什么。' }),
  ],
};

const reused: ChildTable = {
  key: 'reused',
  label: '成果运用与质量',
  section: reusing,
  title: 'result',
  later: true,
  fields: [
    reuse.text('result', '被运用的成果', 200, { required: true, span: 16, synonyms: words('成果 运用成果') }),
    reuse.text('producedBy', '成果形成单位', 100, { required: true }),
    reuse.text('roundId', '形成成果的轮次', 60, { names: 'inspectionRound' }),
    reuse.text('usedBy', '运用单位', 100, { required: true }),
    reuse.date('usedAt', '运用日期', once),
    reuse.code('quality', '质量评价', 'reuseQuality', {}),
    reuse.text('remark', '质量说明', 500, { span: 24, help: '运用下级成果的，同时对其巡察质量作出评价。' }),
  ],
};

export const campaignChildren = [layers, focuses, reused] as const;

/**
 * What the offices that take part work by. What one of them found, what its results were worth and which organisation's
 * problems it rests on stays with whoever leads it.
 */
export const campaignSends: Sends = {
  fields: [
    ...['name', 'term', 'year', 'modes', 'linkage', 'systemTag', 'from', 'to', 'lead', 'plan'],
    ...['upperMatter', 'task', 'schemeNo', 'meeting', 'approvedAt', 'startedAt', 'endedAt'],
  ],
  children: {
    layers: ['level', 'office', 'roundId', 'mode', 'targetId', 'note'],
    focuses: ['focus', 'source', 'sourceNo', 'assigned'],
  },
  attachments: false,
};
