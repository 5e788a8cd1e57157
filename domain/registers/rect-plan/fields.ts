/** Fields of 整改方案: one per inspected organisation and feedback (reference 3.5). */
import type { Field } from '../../register.ts';
import { words } from '../../text/words.ts';
import { extensionFields } from '../common/extension.ts';
import { targetFirst } from '../common/inspection-fields.ts';
import { secrecyFields } from '../common/secrecy-fields.ts';
import { openTerm, planTerm } from './extensions.ts';
import { countFields } from './counts.ts';

const basics = '反馈与方案';
const review = '会审';
const reports = '整改报告';
const disclosure = '通报与公开';
const evaluation = '评估与总结';

const day = { type: 'date', notCloned: true } as const;
const stamped = { derived: true, notCloned: true } as const;

const basicFields: readonly Field[] = [
  {
    key: 'feedbackAt',
    label: '反馈日期',
    ...day,
    required: true,
    section: basics,
    listWidth: 104,
    filter: 'dateRange',
    synonyms: words('反馈日 反馈时间'),
  },
  { key: 'feedbackDocNo', label: '反馈文号', type: 'text', maxLength: 60, section: basics, searchable: true },
  {
    key: 'baseline',
    label: '时限基准',
    type: 'code',
    list: 'rectBaseline',
    section: basics,
    help: '不选按“1个月报方案、3个月集中整改”计算；长短在时限规则中修改。',
  },
  {
    key: 'statedCount',
    label: '反馈问题数（文件所载）',
    type: 'integer',
    min: 0,
    section: basics,
    help: '与台账中的整改事项数核对。',
  },
  { key: 'planDueAt', label: '报方案期限', type: 'date', section: basics, filter: 'dateRange', ...stamped },
  ...extensionFields(basics, {}, planTerm),
  { key: 'planSubmittedAt', label: '报方案日期', ...day, section: basics, filter: 'dateRange' },
  {
    key: 'planSubmittedBy',
    label: '方案登记人',
    type: 'user',
    section: basics,
    ...stamped,
  },
  {
    key: 'planPledgeBy',
    label: '方案签字背书人',
    type: 'text',
    maxLength: 30,
    section: basics,
    namesPerson: true,
    notCloned: true,
    help: '被巡察党组织主要负责人。',
  },
  { key: 'planPledgeAt', label: '方案签字背书日期', ...day, section: basics },
  {
    key: 'planPledgeScan',
    label: '方案签字背书扫描件',
    type: 'text',
    namesAttachment: true,
    maxLength: 200,
    section: basics,
    notCloned: true,
    help: '先把签字背书的扫描件添加到本件的附件，再从中选择。',
  },
];

const reviewFields: readonly Field[] = [
  {
    key: 'reviewOrgans',
    label: '会审单位',
    type: 'codes',
    list: 'reviewOrgan',
    section: review,
    span: 16,
    help: '五方会审：纪委监委、组织部、宣传部、巡察办、巡察组。',
    notCloned: true,
  },
  { key: 'planApprovedAt', label: '方案审定日期', ...day, section: review },
  { key: 'planApprovedBy', label: '方案审定人', type: 'user', section: review, ...stamped },
  {
    key: 'democraticLifeAt',
    label: '专题民主生活会日期',
    ...day,
    section: review,
    synonyms: words('专题民主生活会'),
  },
  { key: 'studySessions', label: '集中学习（次）', type: 'integer', min: 0, section: review, span: 4 },
  { key: 'partyLectures', label: '专题党课（次）', type: 'integer', min: 0, section: review, span: 4 },
];

const reportFields: readonly Field[] = [
  {
    key: 'concentratedDueAt',
    label: '集中整改期限',
    type: 'date',
    section: reports,
    listWidth: 104,
    filter: 'dateRange',
    ...stamped,
  },
  { key: 'progressReportAt', label: '报整改情况日期', ...day, section: reports, filter: 'dateRange' },
  { key: 'headReportAt', label: '报主要负责人组织落实情况日期', ...day, section: reports },
  {
    key: 'reportPledgeBy',
    label: '报告签字背书人',
    type: 'text',
    maxLength: 30,
    section: reports,
    namesPerson: true,
    notCloned: true,
  },
  { key: 'reportPledgeAt', label: '报告签字背书日期', ...day, section: reports },
  {
    key: 'reportPledgeScan',
    label: '报告签字背书扫描件',
    type: 'text',
    namesAttachment: true,
    maxLength: 200,
    section: reports,
    notCloned: true,
    help: '先把签字背书的扫描件添加到本件的附件，再从中选择。',
  },
  { key: 'reportRecordedBy', label: '报告登记人', type: 'user', section: reports, ...stamped },
  {
    key: 'reportReviewOrgans',
    label: '报告审核单位',
    type: 'codes',
    list: 'reviewOrgan',
    section: reports,
    span: 16,
    help: '不填的与会审单位相同。',
    notCloned: true,
  },
  { key: 'checkedAt', label: '纪检监察机关检查日期', ...day, section: reports },
  { key: 'redoDueAt', label: '重新整改期限', ...day, section: reports },
  { key: 'reportApprovedAt', label: '报告审定日期', ...day, section: reports },
  { key: 'reportApprovedBy', label: '报告审定人', type: 'user', section: reports, ...stamped },
  { key: 'followReportAt', label: '持续整改情况报告日期', ...day, section: reports },
];

const disclosureFields: readonly Field[] = [
  {
    key: 'openDueAt',
    label: '通报公开期限',
    type: 'date',
    section: disclosure,
    filter: 'dateRange',
    ...stamped,
  },
  ...extensionFields(disclosure, {}, openTerm),
  { key: 'openInnerAt', label: '党内通报日期', ...day, section: disclosure, synonyms: words('党内通报') },
  { key: 'openPublicAt', label: '社会公开日期', ...day, section: disclosure, synonyms: words('社会公开') },
  {
    key: 'withholdGrounds',
    label: '不公开情形',
    type: 'codes',
    list: 'withholdGround',
    section: disclosure,
    span: 24,
    notCloned: true,
  },
  {
    key: 'withholdNote',
    label: '不公开的内容和理由',
    type: 'longText',
    maxLength: 1000,
    section: disclosure,
    span: 24,
    notCloned: true,
  },
  { key: 'disclosedBy', label: '公开批准人', type: 'user', section: disclosure, ...stamped },
];

const evaluationFields: readonly Field[] = [
  {
    key: 'evalScheme',
    label: '评估方案',
    type: 'code',
    list: 'evalScheme',
    section: evaluation,
    notCloned: true,
    help: '选定后，“评估评分”可以按本办的评估指标表一次列出。',
  },
  {
    key: 'publicVerdict',
    label: '群众评判',
    type: 'code',
    list: 'publicSatisfaction',
    section: evaluation,
    notCloned: true,
  },
  { key: 'evaluatedAt', label: '评估日期', ...day, section: evaluation },
  {
    key: 'grade',
    label: '评估等次',
    type: 'code',
    list: 'evalGrade',
    section: evaluation,
    listWidth: 88,
    filter: 'codes',
    notCloned: true,
  },
  { key: 'interviewAt', label: '约谈日期', ...day, section: evaluation },
  { key: 'lookbackAt', label: '整改“回头看”日期', ...day, section: evaluation },
  { key: 'evaluatedBy', label: '评估登记人', type: 'user', section: evaluation, ...stamped },
  { key: 'summedUpAt', label: '整改总结日期', ...day, section: evaluation },
  {
    key: 'archiveBoxNo',
    label: '案卷号',
    type: 'text',
    maxLength: 60,
    section: evaluation,
    searchable: true,
    notCloned: true,
  },
  { key: 'registeredBy', label: '登记人', type: 'user', section: evaluation, ...stamped },
];

export const planFields: readonly Field[] = [
  ...targetFirst(basics, '轮次没有定名的，可以先不填。', 'required'),
  ...basicFields,
  ...countFields,
  ...reviewFields,
  ...reportFields,
  ...disclosureFields,
  ...evaluationFields,
  ...secrecyFields,
];
