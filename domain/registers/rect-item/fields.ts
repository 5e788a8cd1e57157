/** What an item of the ledger says: problem, duty and time (reference 3.5). */
import type { Field } from '../../register.ts';
import { words } from '../../text/words.ts';
import { extensionFields } from '../common/extension.ts';
import { progressFields } from './progress-fields.ts';
import { currentDue } from './standing.ts';

const basics = '问题';
const duty = '责任与时限';

const computed = { derived: true, notCloned: true } as const;

const problemFields: readonly Field[] = [
  { key: 'plan', label: '整改方案', type: 'record', list: 'rectPlan', required: true, section: basics },
  {
    key: 'problem',
    label: '反馈问题',
    type: 'record',
    list: 'problem',
    // What nobody has confirmed is no problem to put right yet (reference 3.4).
    chosenIn: ['CONFIRMED', 'FED_BACK', 'SIGNED_FOR', 'ARCHIVED'],
    section: basics,
    notCloned: true,
  },
  {
    key: 'notice',
    label: '立行立改通知书',
    type: 'record',
    list: 'urgeNotice',
    section: basics,
    notCloned: true,
    help: '驻点期间没有改完、转入台账的，由哪一份通知书转来。',
  },
  {
    key: 'targetId',
    label: '被巡察党组织',
    type: 'text',
    section: basics,
    listWidth: 140,
    filter: 'text',
    searchable: true,
    names: 'target',
    namesOrganisation: true,
    ...computed,
    computed: ({ related }) => related('plan')[0]?.values['targetId'] ?? null,
  },
  {
    key: 'roundId',
    label: '巡察轮次',
    type: 'text',
    section: basics,
    filter: 'text',
    ...computed,
    computed: ({ related }) => related('plan')[0]?.values['roundId'] ?? null,
  },
  {
    key: 'groupId',
    label: '巡察组',
    type: 'text',
    section: basics,
    filter: 'text',
    ...computed,
    computed: ({ related }) => related('plan')[0]?.values['groupId'] ?? null,
  },
  {
    key: 'feedbackAt',
    label: '反馈日期',
    type: 'date',
    section: basics,
    filter: 'dateRange',
    ...computed,
    computed: ({ related }) => related('plan')[0]?.values['feedbackAt'] ?? null,
  },
  {
    key: 'seq',
    label: '序号',
    type: 'integer',
    min: 1,
    section: basics,
    span: 4,
    listWidth: 64,
    notSummed: true,
    ownSerial: true,
  },
  {
    key: 'aspect',
    label: '反馈重点方面',
    type: 'text',
    carriesDown: true,
    maxLength: 200,
    section: basics,
    span: 10,
    filter: 'text',
    synonyms: words('巡察反馈重点方面 巡视反馈重点方面 聚焦方面 方面'),
    example: '贯彻落实党中央决策部署方面',
  },
  {
    key: 'content',
    label: '重点内容',
    type: 'text',
    carriesDown: true,
    maxLength: 500,
    section: basics,
    span: 10,
    synonyms: words('问题类别'),
  },
  {
    key: 'statement',
    label: '具体问题',
    type: 'longText',
    maxLength: 2000,
    required: true,
    section: basics,
    span: 24,
    listWidth: 260,
    filter: 'text',
    searchable: true,
    synonyms: words('问题 问题内容 存在问题 整改问题'),
    example: '违规发放津贴补贴的问题',
  },
  {
    key: 'objective',
    label: '整改目标',
    type: 'longText',
    maxLength: 1000,
    section: basics,
    span: 24,
    synonyms: words('目标'),
  },
  { key: 'registeredBy', label: '登记人', type: 'user', section: basics, ...computed },
  { key: 'registeredAt', label: '登记日期', type: 'date', section: basics, ...computed, filter: 'dateRange' },
];

function person(key: string, label: string, synonyms: string): Field {
  return {
    key,
    label,
    type: 'text',
    maxLength: 100,
    section: duty,
    filter: 'text',
    searchable: true,
    namesPerson: true,
    synonyms: words(synonyms),
  };
}

const dutyFields: readonly Field[] = [
  { ...person('leader', '责任领导', '牵头领导 包抓领导'), listWidth: 88 },
  person('chargeLeader', '分管领导', '分管负责人'),
  person('leadDept', '牵头部门', '责任部门 牵头单位 整体牵头部门 责任单位 责任科室'),
  person('leadDeptHead', '牵头部门负责人', '部门负责人'),
  person('coDepts', '配合部门', '配合单位 协办部门'),
  person('person', '责任人', '具体责任人 经办人'),
  {
    key: 'type',
    label: '整改类型',
    type: 'code',
    list: 'rectType',
    required: true,
    foundByImport: true,
    section: duty,
    listWidth: 88,
    filter: 'codes',
  },
  {
    key: 'dueAt',
    label: '整改时限',
    type: 'date',
    section: duty,
    filter: 'dateRange',
    synonyms: words('完成时限 整改期限 完成时间 时限'),
    help: '开始整改后不再改动；要推迟的办理延期，原时限保留。',
  },
  {
    key: 'dueText',
    label: '时限原文',
    type: 'text',
    maxLength: 60,
    section: duty,
    example: '2026年6月底',
  },
  {
    key: 'institutionPlanned',
    label: '须建章立制',
    type: 'boolean',
    section: duty,
    span: 4,
    help: '方案中有建章立制措施的，制度出台后才能认定完成。',
  },
  { key: 'accountabilityNeeded', label: '须追责问责', type: 'boolean', section: duty, span: 4 },
  {
    key: 'currentDueAt',
    label: '现行时限',
    type: 'date',
    section: duty,
    listWidth: 104,
    filter: 'dateRange',
    ...computed,
    computed: ({ values }) => currentDue(values),
  },
  ...extensionFields(duty),
  { key: 'redoDueAt', label: '退回后时限', type: 'date', section: duty, notCloned: true },
];

export const itemFields: readonly Field[] = [...problemFields, ...dutyFields, ...progressFields];
