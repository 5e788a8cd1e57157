/** 说情打招呼登记: who tried to influence an inspection, and what was done about it (reference 2.4, F42). */
import { defineRegister } from '../../register.ts';
import { words } from '../../text/words.ts';
import { fieldsOf } from '../common/fields-of.ts';
import { inspectionFields } from '../common/inspection-fields.ts';
import { dateOf, refuseDisorder, refuseFuture } from '../common/rules.ts';
import { secrecyCheck, secrecyFields } from '../common/secrecy-fields.ts';
import { interferenceWorkflow } from './workflow.ts';

const event = '说情打招呼';
const handling = '报告与处理';
const main = fieldsOf(event);
const after = fieldsOf(handling);

export const interferenceLog = defineRegister({
  id: 'interferenceLog',
  label: '说情打招呼登记',
  unit: '次',
  area: 'office',
  group: '工作台账',
  repeats: ['happenedAt', 'handler', 'name'],
  eventLog: true,
  numbering: 'SQ-{year}-{seq:4}',
  fields: [
    main.date('happenedAt', '日期', {
      required: true,
      listWidth: 104,
      filter: 'dateRange',
      notCloned: true,
      synonyms: words('时间 发生日期 说情日期 说情时间'),
      example: '2026-04-17',
    }),
    main.code('way', '方式', 'interferenceWay', {
      required: true,
      listWidth: 88,
      filter: 'codes',
      synonyms: words('说情方式 打招呼方式'),
      example: '电话',
    }),
    main.text('handler', '被说情人', 60, {
      required: true,
      listWidth: 96,
      filter: 'text',
      synonyms: words('填报人 登记报告人 接受说情人'),
      help: '受到说情、打招呼的巡察工作人员。',
    }),
    main.text('name', '说情人', 60, {
      required: true,
      listWidth: 96,
      filter: 'text',
      searchable: true,
      synonyms: words('说情人姓名 打招呼人 干预人'),
    }),
    main.text('unit', '说情人单位及职务', 100, {
      listWidth: 160,
      searchable: true,
      synonyms: words('单位及职务 单位职务 说情人单位'),
    }),
    main.code('identity', '说情人身份', 'interferenceIdentity', { filter: 'codes', synonyms: words('身份') }),
    main.text('forWhom', '为谁说情', 100, {
      searchable: true,
      synonyms: words('说情对象 被说情对象 为何人说情'),
    }),
    ...inspectionFields(event, '与某一轮巡察无关的不填。').map((field) =>
      field.key === 'targetId' ? { ...field, listWidth: 160 } : field,
    ),
    main.longText('content', '说情内容', 2000, {
      required: true,
      filter: 'text',
      searchable: true,
      notCloned: true,
      synonyms: words('内容 具体内容 说情事项 主要内容'),
    }),
    main.text('answer', '当时答复', 500, { span: 24, notCloned: true, synonyms: words('答复情况') }),
    after.text('reportedTo', '向谁报告', 100, { notCloned: true, synonyms: words('报告对象 受理报告人') }),
    after.date('reportedAt', '报告日期', {
      filter: 'dateRange',
      notCloned: true,
      synonyms: words('报告时间'),
    }),
    after.longText('handling', '处理情况', 2000, {
      filter: 'text',
      searchable: true,
      notCloned: true,
      synonyms: words('处理意见 处理结果'),
    }),
    after.text('handledName', '处理审批人', 60, { notCloned: true }),
    after.date('handledAt', '处理日期', { filter: 'dateRange', notCloned: true }),
    after.stamp('registeredBy', '登记人'),
    after.stamp('handledBy', '处理登记人'),
    ...secrecyFields,
  ],
  children: [],
  workflow: interferenceWorkflow,
  deadlines: [
    {
      rule: 'I_REPORT',
      label: '说情打招呼报告',
      start: (values) => dateOf(values, 'happenedAt'),
      met: (values) => dateOf(values, 'reportedAt'),
    },
  ],
  checks: [
    secrecyCheck,
    {
      key: 'datesInOrder',
      severity: 'error',
      check: ({ values, today }) =>
        refuseFuture(values, today, 'happenedAt', '日期') ??
        refuseDisorder(values, today, 'happenedAt', '日期', 'reportedAt', '报告日期') ??
        refuseDisorder(values, today, 'reportedAt', '报告日期', 'handledAt', '处理日期'),
    },
  ],
  title: 'name',
  dateField: 'happenedAt',
  forms: ['F42'],
});
