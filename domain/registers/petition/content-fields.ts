/** Fields of 信访件 about who reflects what (reference 3.1), in the order in which a clerk types. */
import type { Field } from '../../register.ts';
import { toHalfWidth } from '../../text/normalize.ts';
import { words } from '../../text/words.ts';

const petitioner = '反映人';
const accused = '被反映人';
const content = '反映内容';

const petitionerFields: readonly Field[] = [
  {
    key: 'isRealName',
    label: '实名举报',
    type: 'boolean',
    section: petitioner,
    listWidth: 72,
    filter: 'boolean',
    synonyms: words(
      '是否实名 实名/匿名 实名或匿名 实名匿名 署名情况 是否署名 实名 实（匿）名 实名与否 实名情况 署名/匿名 匿名/实名',
    ),
    example: '实名',
    help: '使用真实姓名（单位名称）并有具体联系方式的，才算实名。',
  },
  {
    key: 'realNameVerified',
    label: '实名核实',
    type: 'code',
    list: 'realNameVerified',
    section: petitioner,
    filter: 'codes',
    notCloned: true,
    synonyms: words('实名核实情况 核实情况 身份核实'),
  },
  {
    key: 'isJoint',
    label: '联名',
    type: 'boolean',
    section: petitioner,
    span: 4,
    filter: 'boolean',
    synonyms: words('是否联名 联名信 是否联名信'),
  },
  {
    key: 'jointCount',
    label: '联名人数',
    type: 'integer',
    min: 2,
    max: 99999,
    section: petitioner,
    span: 4,
    filter: 'numberRange',
    synonyms: words('人数 人次 信访人数 反映人数 来访人数 来访人次'),
    spelled: severalInCell,
  },
];

/** Ledgers count the people of every letter; one person writes alone, and signs with nobody. */
function severalInCell(cell: string): string {
  const count = /^\s*(\d+)\s*(?:人次|人|名)?\s*$/u.exec(toHalfWidth(cell))?.[1] ?? cell;
  return count === '1' ? '' : count;
}

const accusedFields: readonly Field[] = [
  {
    key: 'accusedClass',
    label: '被反映人分类',
    type: 'code',
    list: 'accusedClass',
    section: accused,
    filter: 'codes',
    synonyms: words('被反映人类别 被反映对象分类 对象分类'),
  },
];

const reflectedFields: readonly Field[] = [
  {
    key: 'category',
    label: '信访性质',
    type: 'code',
    list: 'petitionCategory',
    section: content,
    listWidth: 104,
    filter: 'codes',
    synonyms: words('内容类别 性质 信访类别 信访类型 类别 信访分类 反映性质 信访件类别'),
    example: '检举控告类',
  },
  {
    key: 'issueTypes',
    label: '反映问题类型',
    type: 'codes',
    list: 'issue',
    section: content,
    span: 16,
    filter: 'codes',
    synonyms: words('问题类型 问题类别 问题性质 涉嫌问题类型 反映问题类别 违纪类型 问题分类'),
  },
  {
    key: 'themeTags',
    label: '领域标签',
    type: 'codes',
    list: 'theme',
    section: content,
    span: 12,
    filter: 'codes',
    synonyms: words('领域 涉及领域 问题领域'),
  },
  {
    key: 'occurPlace',
    label: '问题属地',
    type: 'region',
    section: content,
    filter: 'codes',
    synonyms: words('属地 问题发生地 发生地 涉及地区 所属乡镇'),
  },
  {
    key: 'occurFrom',
    label: '问题发生时间起',
    type: 'date',
    section: content,
    synonyms: words('发生时间 问题发生时间 发生日期'),
  },
  { key: 'occurTo', label: '问题发生时间止', type: 'date', section: content, synonyms: words('发生时间止') },
  {
    key: 'summary',
    label: '反映的主要问题',
    type: 'longText',
    required: true,
    maxLength: 500,
    section: content,
    span: 24,
    listWidth: 320,
    filter: 'text',
    searchable: true,
    petitionersWords: true,
    synonyms: words(
      '主要问题 主要内容 内容摘要 反映主要问题 反映内容 反映问题 信访内容 举报内容 问题摘要 摘要 反映的问题 来信内容 主要诉求 事由 内容 信访事项 反映事项 举报事项 信访件内容 信件内容 来访事由 具体问题 反映情况 主要事项 问题描述 线索内容 问题线索内容 反映主要内容 信访主要内容 举报主要内容 反映的主要内容 信访反映主要问题 问题概述 内容概要 主要反映问题 来信来访内容 问题简述 信访问题 反映具体问题',
    ),
    example: '反映张某某违规发放津贴补贴。',
  },
  {
    key: 'checkability',
    label: '可查性',
    type: 'code',
    list: 'checkability',
    section: content,
    filter: 'codes',
    synonyms: words('是否可查 可查性分析'),
  },
  {
    key: 'urgency',
    label: '紧急程度',
    type: 'code',
    list: 'urgency',
    section: content,
    filter: 'codes',
    synonyms: words('缓急 轻重缓急 重要程度 缓急程度'),
  },
  {
    key: 'jurisdiction',
    label: '管辖',
    type: 'code',
    list: 'jurisdiction',
    section: content,
    filter: 'codes',
    synonyms: words('管辖范围 受理范围 管辖级别'),
    help: '选“上级管理干部”即按径送办理，只登记信封。',
  },
];

export const contentFields: readonly Field[] = [...petitionerFields, ...accusedFields, ...reflectedFields];
