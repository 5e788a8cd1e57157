/** 检查巡察工作: the inspection work of an office or round looked into by the level above it (reference 2.2). */
import { defineRegister, type ChildTable, type Field } from '../../register.ts';
import { words } from '../../text/words.ts';
import { fieldsOf } from '../common/fields-of.ts';
import { dateOf, datesInOrder, inSequence } from '../common/rules.ts';
import { secrecyCheck, secrecyFields } from '../common/secrecy-fields.ts';
import { selfInspectionWorkflow } from './workflow.ts';

const basics = '检查';
const finding = '检查发现的问题';
const ending = '反馈与整改';
const main = fieldsOf(basics);
const item = fieldsOf(finding);
const end = fieldsOf(ending);
const once = { notCloned: true } as const;

const fields: readonly Field[] = [
  main.text('checked', '被检查单位', 100, {
    required: true,
    span: 12,
    listWidth: 200,
    filter: 'text',
    searchable: true,
    synonyms: words('受检单位 被检查的巡察机构 检查对象'),
    example: '某县委巡察工作领导小组办公室',
    help: '被检查的党委、巡察办或者巡察组。',
  }),
  main.text('roundId', '被检查轮次', 60, {
    names: 'inspectionRound',
    filter: 'text',
    synonyms: words('巡察轮次 轮次'),
    help: '只检查某一轮的填写。',
  }),
  main.text('campaign', '联动行动', 60, { names: 'campaign', filter: 'text' }),
  main.date('from', '检查日期', {
    required: true,
    listWidth: 104,
    filter: 'dateRange',
    ...once,
    synonyms: words('开始日期 检查时间 日期'),
  }),
  main.date('to', '结束日期', { filter: 'dateRange', ...once, synonyms: words('截止日期') }),
  main.text('checkedBy', '检查单位', 100, {
    required: true,
    span: 12,
    listWidth: 160,
    filter: 'text',
    synonyms: words('组织检查单位 检查组'),
    example: '市委巡察工作领导小组办公室',
  }),
  main.text('people', '检查人员', 200, { span: 12, ...once, synonyms: words('检查组成员') }),
  main.codes('methods', '检查方式', 'selfInspectionMethod', {
    required: true,
    span: 24,
    listWidth: 144,
    filter: 'codes',
    synonyms: words('方式 方法'),
    example: '专项督查、抽查案卷',
  }),
  main.longText('content', '检查情况', 4000, { searchable: true, ...once, synonyms: words('检查内容 内容') }),
  end.date('fedBackAt', '反馈日期', { listWidth: 104, filter: 'dateRange', ...once }),
  end.text('docNo', '反馈文号', 60, { searchable: true, ...once }),
  end.code('result', '检查评价', 'selfInspectionResult', { listWidth: 88, filter: 'codes', ...once }),
  end.date('dueAt', '整改期限', { filter: 'dateRange', ...once }),
  end.date('rectifiedAt', '整改完成日期', { filter: 'dateRange', ...once }),
  end.longText('rectification', '整改情况', 4000, { searchable: true, ...once }),
  end.stamp('registeredBy', '登记人'),
  end.stamp('approvedBy', '反馈登记人'),
  end.stamp('acceptedBy', '整改核销人'),
];

const items: ChildTable = {
  key: 'items',
  label: finding,
  section: finding,
  title: 'issue',
  later: true,
  fields: [
    item.code('aspect', '检查方面', 'selfInspectionAspect', { required: true }),
    item.longText('issue', '问题', 1000, {
      required: true,
      searchable: true,
      synonyms: words('存在问题 检查发现的问题'),
    }),
    item.longText('demand', '整改要求', 1000),
    item.text('owner', '责任单位（人）', 100),
    item.longText('measure', '整改情况', 1000, once),
    item.date('doneAt', '整改完成', { span: 6, ...once }),
  ],
};

export const selfInspection = defineRegister({
  id: 'selfInspection',
  label: '检查巡察工作',
  unit: '次',
  area: 'planning',
  group: '上下联动',
  repeats: ['checked', 'from'],
  numbering: 'JCGZ{region}-{year}-{seq:3}',
  title: 'checked',
  fields: [...fields, ...secrecyFields],
  children: [items],
  workflow: selfInspectionWorkflow,
  deadlines: [
    {
      rule: 'J_RECTIFY',
      label: '检查巡察工作整改',
      start: (values) => dateOf(values, 'fedBackAt'),
      met: (values) => dateOf(values, 'rectifiedAt'),
      fixedDue: (values) => dateOf(values, 'dueAt'),
    },
  ],
  checks: [
    secrecyCheck,
    datesInOrder(
      inSequence(['from', '检查日期'], ['fedBackAt', '反馈日期'], ['rectifiedAt', '整改完成日期']),
    ),
  ],
  dateField: 'from',
  forms: [],
});
