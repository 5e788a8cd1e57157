/** Fields of 反馈问题 (reference 3.4, F20). */
import type { ChildTable, Field } from '../../register.ts';
import type { Sends } from '../../sent-part.ts';
import { words } from '../../text/words.ts';
import { categoriesIn } from '../common/categories.ts';
import { targetFirst } from '../common/inspection-fields.ts';
import { secrecyFields } from '../common/secrecy-fields.ts';

const basics = '问题';
const facts = '事实与责任';
const feedback = '审定与反馈';

const statementFields: readonly Field[] = [
  {
    key: 'seq',
    label: '序号',
    notSummed: true,
    ownSerial: true,
    type: 'integer',
    min: 1,
    section: basics,
    span: 4,
    listWidth: 64,
    help: '在被巡察党组织的问题清单中的序号。',
    synonyms: words('问题序号'),
  },
  {
    key: 'catL1',
    label: '聚焦方面（一级）',
    type: 'code',
    list: 'categoryL1',
    section: basics,
    span: 10,
    listWidth: 160,
    filter: 'codes',
    synonyms: words('反馈重点方面 聚焦方面 一级分类 方面'),
  },
  {
    key: 'catL2',
    label: '问题类别（二级）',
    type: 'code',
    list: 'categoryL2',
    narrowedBy: 'catL1',
    section: basics,
    span: 10,
    filter: 'codes',
    synonyms: words('重点内容 问题类别 二级分类'),
  },
  {
    key: 'statement',
    label: '具体问题',
    type: 'longText',
    maxLength: 2000,
    required: true,
    section: basics,
    span: 24,
    listWidth: 300,
    filter: 'text',
    searchable: true,
    synonyms: words('问题 问题内容 反馈问题 问题表述 存在问题'),
    example: '扶贫项目验收弄虚作假的问题',
  },
  {
    key: 'severity',
    label: '问题程度',
    type: 'code',
    list: 'severity',
    section: basics,
    filter: 'codes',
    synonyms: words('严重程度'),
  },
  {
    key: 'rectType',
    label: '整改类型',
    type: 'code',
    list: 'rectType',
    section: basics,
    listWidth: 88,
    filter: 'codes',
  },
  {
    key: 'isCommon',
    label: '共性问题',
    type: 'boolean',
    section: basics,
    span: 4,
    filter: 'boolean',
    help: '勾“是”的，反馈后随“共性问题通报”下发下级各单位，供其对照整改，不必逐件选定；只由市级下发。不是该县问题的，被巡察党组织和事实不发，“具体问题”“整改建议”中也请勿写明单位和人员。',
  },
  { key: 'isSystemic', label: '体制机制问题', type: 'boolean', section: basics, span: 4, filter: 'boolean' },
  {
    key: 'fromPriorRound',
    label: '以往未整改的旧问题',
    type: 'boolean',
    section: basics,
    filter: 'boolean',
  },
];

const factFields: readonly Field[] = [
  {
    key: 'facts',
    label: '事实（时间、人员、金额）',
    type: 'longText',
    maxLength: 4000,
    section: facts,
    span: 24,
    searchable: true,
    synonyms: words('事实 具体表现'),
  },
  { key: 'amount', label: '涉及金额', type: 'money', min: 0, section: facts, filter: 'numberRange' },
  { key: 'period', label: '发生时间', type: 'text', maxLength: 60, section: facts },
  {
    key: 'responsible',
    label: '责任主体',
    type: 'text',
    maxLength: 200,
    section: facts,
    searchable: true,
    synonyms: words('责任单位'),
  },
  {
    key: 'suggestion',
    label: '整改建议',
    type: 'longText',
    maxLength: 2000,
    section: facts,
    span: 24,
    synonyms: words('整改意见'),
  },
  {
    key: 'drafts',
    label: '问题底稿',
    type: 'records',
    list: 'problemDraft',
    section: facts,
    span: 24,
    notCloned: true,
    help: '由哪些底稿归并而成。',
  },
  {
    key: 'leadIds',
    label: '原问题线索',
    type: 'records',
    list: 'lead',
    section: facts,
    span: 12,
    notCloned: true,
    help: '会商后不作为线索、转为一般问题的。',
  },
  {
    key: 'funds',
    label: '所据三数比对',
    type: 'records',
    list: 'fundComparison',
    section: facts,
    span: 12,
    notCloned: true,
  },
];

const feedbackFields: readonly Field[] = [
  { key: 'confirmedAt', label: '审定日期', type: 'date', section: feedback, notCloned: true },
  { key: 'confirmedBy', label: '审定人', type: 'user', section: feedback, derived: true, notCloned: true },
  {
    key: 'feedbackAt',
    label: '反馈日期',
    type: 'date',
    section: feedback,
    listWidth: 104,
    filter: 'dateRange',
    notCloned: true,
    synonyms: words('反馈时间'),
  },
  {
    key: 'feedbackDocNo',
    label: '反馈文号',
    type: 'text',
    maxLength: 60,
    section: feedback,
    notCloned: true,
  },
  {
    key: 'groupLeader',
    label: '巡察组组长',
    type: 'text',
    maxLength: 30,
    section: feedback,
    namesPerson: true,
  },
  {
    key: 'signedForBy',
    label: '被巡察党组织签收人',
    type: 'text',
    maxLength: 30,
    section: feedback,
    namesPerson: true,
    notCloned: true,
  },
  { key: 'signedForAt', label: '签收（认领）日期', type: 'date', section: feedback, notCloned: true },
  {
    key: 'archiveBoxNo',
    label: '案卷号',
    type: 'text',
    maxLength: 60,
    section: feedback,
    notCloned: true,
  },
  { key: 'registeredBy', label: '登记人', type: 'user', section: feedback, derived: true, notCloned: true },
  {
    key: 'registeredAt',
    label: '登记日期',
    type: 'date',
    section: feedback,
    filter: 'dateRange',
    derived: true,
    notCloned: true,
  },
];

export const problemFields: readonly Field[] = [
  ...targetFirst(basics, '轮次没有定名的，可以先不填。', 'required'),
  ...statementFields,
  ...factFields,
  ...feedbackFields,
  ...secrecyFields,
];

/** A round may sort its problems by several schemes at once; the first stands in the problem itself. */
export const problemChildren: readonly ChildTable[] = [categoriesIn('其他分类')];

/** What a county holds itself against of a problem found elsewhere: no organisation, no facts, no people, no scans. */
export const problemSendsReduced: Sends = {
  fields: [
    ...['catL1', 'catL2', 'statement', 'severity', 'rectType', 'isCommon', 'isSystemic', 'suggestion'],
    ...['feedbackAt', 'registeredAt'],
  ],
  children: { categories: ['scheme', 'catL1', 'catL2'] },
  attachments: false,
};
