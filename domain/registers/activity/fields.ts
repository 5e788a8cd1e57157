/** Fields of 了解工作 (reference 3.9), in the order in which a clerk types. */
import type { Field } from '../../register.ts';
import { words } from '../../text/words.ts';
import { fieldsOf } from '../common/fields-of.ts';
import { inspectionFields } from '../common/inspection-fields.ts';
import { maturityField } from '../common/maturity.ts';

const work = '了解工作';
const checking = '核对';
const main = fieldsOf(work);
const outcome = fieldsOf(checking);

export const activityFields: readonly Field[] = [
  main.code('kind', '方式', 'activityKind', {
    required: true,
    listWidth: 112,
    filter: 'codes',
    synonyms: words('了解方式 工作方式 巡察方式 类型 类别'),
    example: '个别谈话',
  }),
  main.date('heldAt', '日期', {
    required: true,
    listWidth: 104,
    filter: 'dateRange',
    notCloned: true,
    synonyms: words('开展日期 开展时间 时间 工作日期'),
    example: '2026-04-17',
  }),
  main.text('place', '地点', 100, { listWidth: 120, filter: 'text', synonyms: words('开展地点') }),
  ...inspectionFields(work, '与某一轮巡察无关的不填。').map((field) =>
    field.key === 'targetId' ? { ...field, listWidth: 160 } : field,
  ),
  main.text('subject', '内容', 300, {
    required: true,
    span: 24,
    listWidth: 240,
    filter: 'text',
    searchable: true,
    notCloned: true,
    synonyms: words('工作内容 主要内容 事项 主题'),
    example: '与县民政局中层以上干部个别谈话',
  }),
  main.text('counterpart', '对象', 300, {
    span: 12,
    searchable: true,
    synonyms: words('谈话对象 走访对象 了解对象 对象（单位、人员）'),
    help: '反映问题的群众不写姓名。',
  }),
  main.text('people', '参加人员', 300, {
    span: 12,
    synonyms: words('巡察组人员 工作人员 谈话人 走访人员'),
  }),
  main.boolean('isCross', '交叉巡察', {
    span: 4,
    filter: 'boolean',
    synonyms: words('是否交叉巡察'),
    help: '交叉巡察中的重点谈话由非本地干部担任。',
  }),
  main.boolean('isLocal', '有被巡察地干部参加', {
    span: 4,
    filter: 'boolean',
    notCloned: true,
    synonyms: words('本地干部参加 是否本地干部'),
  }),
  main.integer('count', '数量', {
    required: true,
    min: 0,
    max: 9_999_999,
    span: 4,
    listWidth: 72,
    filter: 'numberRange',
    notCloned: true,
    synonyms: words('人次 份数 次数 户数 回收数 数'),
    example: '12',
    help: '问卷、测评填回收数。',
  }),
  main.code('countUnit', '计量单位', 'activityUnit', {
    span: 4,
    listWidth: 64,
    filter: 'codes',
    synonyms: words('数量单位'),
    help: '不填按该方式的通行单位计。',
  }),
  main.integer('issued', '发放数', {
    min: 0,
    max: 9_999_999,
    span: 4,
    notCloned: true,
    synonyms: words('发放份数 发出数'),
    help: '只填问卷、测评。',
  }),
  main.longText('result', '了解情况', 4000, {
    filter: 'text',
    searchable: true,
    notCloned: true,
    synonyms: words('结果 了解结果 情况记录'),
  }),
  maturityField(work),
  main.text('recorder', '记录人', 60, { synonyms: words('记录') }),
  outcome.stamp('registeredBy', '登记人'),
  outcome.text('checkedName', '核对人', 60, { notCloned: true, synonyms: words('核对 组长签字') }),
  outcome.date('checkedAt', '核对日期', { notCloned: true }),
  outcome.stamp('checkedBy', '核对登记人'),
];
