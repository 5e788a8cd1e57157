/** Fields of 问题底稿 (reference 3.4, F19). */
import type { ChildTable, Field } from '../../register.ts';
import { words } from '../../text/words.ts';
import { categoriesIn } from '../common/categories.ts';
import { targetFirst } from '../common/inspection-fields.ts';
import { maturityField } from '../common/maturity.ts';
import { secrecyFields } from '../common/secrecy-fields.ts';

const basics = '底稿';
const content = '问题';
const signing = '三审签名';

const contentFields: readonly Field[] = [
  {
    key: 'title',
    label: '底稿名称',
    type: 'text',
    maxLength: 100,
    required: true,
    section: basics,
    span: 16,
    listWidth: 220,
    filter: 'text',
    searchable: true,
    synonyms: words('名称 问题名称'),
  },
  {
    key: 'draftedAt',
    label: '编制日期',
    type: 'date',
    required: true,
    section: basics,
    listWidth: 104,
    filter: 'dateRange',
    synonyms: words('编制时间 底稿日期'),
  },
  {
    key: 'origin',
    label: '问题来源',
    type: 'code',
    list: 'draftSource',
    section: basics,
    listWidth: 104,
    filter: 'codes',
    synonyms: words('来源'),
  },
  {
    key: 'activities',
    label: '所据了解工作',
    type: 'records',
    list: 'activity',
    section: basics,
    span: 12,
    notCloned: true,
  },
  {
    key: 'funds',
    label: '所据三数比对',
    type: 'records',
    list: 'fundComparison',
    section: basics,
    span: 12,
    notCloned: true,
  },
  {
    key: 'auditMaterials',
    label: '所据审计材料',
    type: 'records',
    list: 'auditMaterial',
    section: basics,
    span: 12,
    notCloned: true,
  },
  {
    key: 'petitions',
    label: '所据信访件',
    type: 'records',
    list: 'petition',
    section: basics,
    span: 12,
    notCloned: true,
  },
  maturityField(basics),
  {
    key: 'catL1',
    label: '聚焦方面',
    type: 'code',
    list: 'categoryL1',
    section: basics,
    span: 16,
    filter: 'codes',
    synonyms: words('监督重点 方面'),
  },
  {
    key: 'summary',
    label: '问题概述',
    type: 'longText',
    maxLength: 4000,
    required: true,
    section: content,
    span: 24,
    searchable: true,
    synonyms: words('问题概要 问题（线索）概要 问题描述'),
  },
  {
    key: 'discovery',
    label: '发现过程',
    type: 'longText',
    maxLength: 2000,
    section: content,
    span: 24,
    help: '写明了解方式、时间、地点和在场人员。',
    synonyms: words('发现经过 了解过程'),
  },
  {
    key: 'ways',
    label: '了解方式',
    type: 'codes',
    list: 'draftSource',
    section: content,
    span: 16,
    synonyms: words('方式'),
  },
  { key: 'occurred', label: '问题发生时间', type: 'text', maxLength: 60, section: content },
  { key: 'place', label: '地点', type: 'text', maxLength: 100, section: content, span: 16 },
  {
    key: 'policyBasis',
    label: '定性依据（政策条款）',
    type: 'longText',
    maxLength: 1000,
    section: content,
    span: 24,
    synonyms: words('政策依据 定性依据'),
  },
  {
    key: 'responsible',
    label: '责任主体、责任人',
    type: 'text',
    maxLength: 200,
    section: content,
    span: 24,
    searchable: true,
    synonyms: words('责任主体 责任人'),
  },
];

function signed(key: string, title: string): readonly Field[] {
  return [
    { key: `${key}Name`, label: title, type: 'text', maxLength: 30, section: signing, notCloned: true },
    { key: `${key}At`, label: `${title}签字日期`, type: 'date', section: signing, notCloned: true },
    {
      key: `${key}RecordedBy`,
      label: `${title}签字登记人`,
      type: 'user',
      section: signing,
      derived: true,
      notCloned: true,
    },
  ];
}

const filingFields: readonly Field[] = [
  {
    key: 'mergedInto',
    label: '并入的底稿',
    type: 'record',
    list: 'problemDraft',
    mergesInto: true,
    section: '归并与备案',
    notCloned: true,
  },
  { key: 'filedAt', label: '报巡察办备案日期', type: 'date', section: '归并与备案', notCloned: true },
  {
    key: 'archiveBoxNo',
    label: '案卷号',
    type: 'text',
    maxLength: 60,
    section: '归并与备案',
    searchable: true,
    notCloned: true,
  },
  {
    key: 'registeredBy',
    label: '登记人',
    type: 'user',
    section: '归并与备案',
    derived: true,
    notCloned: true,
  },
];

export const draftFields: readonly Field[] = [
  ...targetFirst(basics, '轮次没有定名的，可以先不填。', 'required'),
  ...contentFields,
  ...signed('undertaker', '承办人'),
  ...signed('deputy', '副组长'),
  ...signed('leader', '组长'),
  ...filingFields,
  ...secrecyFields,
];

export const draftChildren: readonly ChildTable[] = [
  {
    key: 'evidence',
    label: '支撑材料',
    section: '支撑材料目录',
    title: 'name',
    fields: [
      {
        key: 'name',
        label: '材料名称',
        type: 'text',
        maxLength: 200,
        required: true,
        section: '支撑材料目录',
        span: 12,
      },
      { key: 'pages', label: '页数', type: 'integer', min: 1, section: '支撑材料目录', span: 4 },
      { key: 'origin', label: '提供单位（人）', type: 'text', maxLength: 100, section: '支撑材料目录' },
    ],
  },
  { ...categoriesIn('其他分类'), later: true },
];
