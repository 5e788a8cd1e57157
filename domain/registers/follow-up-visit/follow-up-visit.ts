/** 回访: going back to see whether what was promised has arrived, and whether people are content (reference 2.1). */
import { defineRegister } from '../../register.ts';
import { words } from '../../text/words.ts';
import { fieldsOf } from '../common/fields-of.ts';
import { inspectionFields } from '../common/inspection-fields.ts';
import { dateOf, filled, refuseFuture } from '../common/rules.ts';
import { secrecyCheck, secrecyFields } from '../common/secrecy-fields.ts';
import { followUpVisitWorkflow } from './workflow.ts';

const visit = '回访';
const outcome = '回访结果';
const main = fieldsOf(visit);
const result = fieldsOf(outcome);

export const followUpVisit = defineRegister({
  id: 'followUpVisit',
  label: '回访',
  unit: '次',
  area: 'effect',
  group: '工作台账',
  origins: [
    {
      register: 'rectItem',
      label: '安排回访',
      field: 'items',
      fill: ({ values }) => ({
        values: {
          roundId: values['roundId'] ?? null,
          targetId: values['targetId'] ?? null,
          matter: typeof values['statement'] === 'string' ? values['statement'].slice(0, 300) : null,
          problems: typeof values['problem'] === 'string' ? [values['problem']] : null,
        },
        children: {},
      }),
    },
  ],
  repeats: ['visitedAt', 'matter'],
  eventLog: true,
  numbering: 'HF-{year}-{seq:4}',
  fields: [
    main.date('visitedAt', '回访日期', {
      required: true,
      listWidth: 104,
      filter: 'dateRange',
      notCloned: true,
      synonyms: words('日期 回访时间 计划回访日期'),
      example: '2026-04-17',
    }),
    main.code('way', '回访方式', 'visitWay', {
      required: true,
      listWidth: 88,
      filter: 'codes',
      synonyms: words('方式'),
      example: '实地',
    }),
    main.text('place', '地点', 100, { listWidth: 120, filter: 'text', synonyms: words('回访地点') }),
    ...inspectionFields(visit, '与某一轮巡察无关的不填。').map((field) =>
      field.key === 'targetId' ? { ...field, listWidth: 160 } : field,
    ),
    main.text('matter', '回访事项', 300, {
      required: true,
      span: 24,
      listWidth: 280,
      filter: 'text',
      searchable: true,
      synonyms: words('事项 回访内容 内容'),
      example: '直管住宅房产过户登记办理情况',
    }),
    main.record('petition', '对应信访件', 'petition', {
      notCloned: true,
      help: '回访反映人的在此关联信访件，不在本表写姓名、电话。',
    }),
    main.records('items', '对应整改事项', 'rectItem', { span: 12, notCloned: true }),
    main.records('problems', '对应反馈问题', 'problem', {
      span: 12,
      notCloned: true,
      chosenIn: ['CONFIRMED', 'FED_BACK', 'SIGNED_FOR', 'ARCHIVED'],
    }),
    main.text('matterNo', '原表所写对应编号', 200, {
      span: 16,
      searchable: true,
      synonyms: words('对应问题（整改事项）编号'),
      help: '导入的表写有编号的照抄；库内的在上面各栏关联。',
    }),
    main.code('visitedKind', '回访对象', 'visitedKind', {
      required: true,
      filter: 'codes',
      listWidth: 112,
      synonyms: words('被回访人 被回访对象'),
    }),
    main.integer('visitedCount', '回访人数', {
      min: 0,
      max: 99_999,
      span: 4,
      filter: 'numberRange',
      synonyms: words('人数 回访人次'),
    }),
    main.text('visitors', '回访人', 200, {
      span: 12,
      filter: 'text',
      synonyms: words('回访人员 回访工作人员'),
      help: '当面回访须两人以上。',
    }),
    result.code('satisfaction', '满意度', 'satisfaction', {
      listWidth: 88,
      filter: 'codes',
      notCloned: true,
      synonyms: words('满意情况 满意程度'),
    }),
    result.longText('findings', '回访情况', 4000, {
      filter: 'text',
      searchable: true,
      notCloned: true,
      synonyms: words('回访结果 了解情况'),
    }),
    result.boolean('foundProblem', '发现新问题（反弹）', {
      span: 8,
      filter: 'boolean',
      notCloned: true,
      synonyms: words('是否发现问题 是否反弹'),
    }),
    result.longText('followUp', '跟进措施', 2000, {
      searchable: true,
      notCloned: true,
      synonyms: words('后续措施 处理意见'),
    }),
    result.date('closedAt', '办结日期', { filter: 'dateRange', notCloned: true }),
    result.stamp('registeredBy', '登记人'),
    ...secrecyFields,
  ],
  children: [],
  workflow: followUpVisitWorkflow,
  deadlines: [
    {
      // Until somebody has gone, the day of the visit is the day that was planned. Afterwards it is the day they went, and
      // whether that was in time nobody can tell: the clock runs no longer.
      rule: 'V_VISIT',
      label: '计划回访',
      start: (values) => (filled(values['satisfaction']) ? undefined : dateOf(values, 'visitedAt')),
      met: () => undefined,
      fixedDue: (values) => dateOf(values, 'visitedAt'),
    },
  ],
  checks: [
    secrecyCheck,
    {
      key: 'closedAlready',
      severity: 'error',
      check: ({ values, today }) => refuseFuture(values, today, 'closedAt', '办结日期'),
    },
  ],
  dateField: 'visitedAt',
  forms: [],
});
