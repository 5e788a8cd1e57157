/** Fields of 督导组 (reference 2.4, 3.8): who leads it, by whose order, over which rounds. */
import type { Field } from '../../register.ts';
import { words } from '../../text/words.ts';
import { fieldsOf } from '../common/fields-of.ts';

const main = fieldsOf('督导组');
const head = fieldsOf('组长');
const report = fieldsOf('督导总结');
const once = { notCloned: true } as const;

export const supervisionFields: readonly Field[] = [
  main.text('name', '督导组名称', 60, {
    required: true,
    span: 16,
    listWidth: 200,
    filter: 'text',
    searchable: true,
    ...once,
    synonyms: words('督导组 组别 名称'),
    example: '市委巡察第一督导组',
  }),
  main.code('level', '派出层级', 'inspectionLevel', { required: true, listWidth: 80, filter: 'codes' }),
  main.date('formedAt', '组建日期', {
    required: true,
    listWidth: 104,
    filter: 'dateRange',
    ...once,
    synonyms: words('成立日期 日期'),
  }),
  main.text('campaign', '联动行动', 60, { names: 'campaign', filter: 'text', span: 12 }),
  main.longText('task', '督导任务', 1000, { searchable: true, synonyms: words('任务 职责') }),
  main.text('docNo', '派出文号', 60, { searchable: true, ...once, synonyms: words('文号 授权文号') }),
  main.text('phone', '联系电话', 40),
  head.text('head', '组长', 60, {
    required: true,
    names: 'poolPerson',
    namesPerson: true,
    listWidth: 88,
    filter: 'text',
    searchable: true,
    synonyms: words('督导组组长 组长姓名'),
  }),
  head.text('headUnit', '组长单位及职务', 100, { listWidth: 160, synonyms: words('单位及职务 组长职务') }),
  head.code('headRank', '组长职级', 'personRank', {
    required: true,
    filter: 'codes',
    synonyms: words('职级 级别'),
    help: '最低要求在“基础数据—计划与编组规则”的“督导组组长职级”中设定。',
  }),
  head.text('headReason', '职级说明', 200, {
    span: 16,
    ...once,
    help: '组长职级不在规定之列的，写明经谁同意、什么理由。',
  }),
  report.date('startedAt', '开始督导日期', { ...once, filter: 'dateRange' }),
  report.date('endedAt', '督导结束日期', { ...once, filter: 'dateRange' }),
  report.longText('summary', '督导总结', 4000, { searchable: true, ...once }),
  report.stamp('registeredBy', '登记人'),
  report.stamp('approvedBy', '派出登记人'),
];
