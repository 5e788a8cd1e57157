/** Fields of 巡察组 (reference 3.6). */
import type { Field } from '../../register.ts';
import { words } from '../../text/words.ts';
import { fieldsOf } from '../common/fields-of.ts';

const main = fieldsOf('巡察组');
const contact = fieldsOf('联系方式');
const once = { notCloned: true } as const;

export const groupFields: readonly Field[] = [
  main.record('round', '巡察轮次', 'inspectionRound', { required: true }),
  main.text('name', '组别', 60, {
    required: true,
    listWidth: 120,
    filter: 'text',
    searchable: true,
    synonyms: words('巡察组 组名 巡察组名称'),
    example: '县委第一巡察组',
  }),
  main.date('formedAt', '组建日期', { filter: 'dateRange', ...once }),
  main.code('mode', '编组方式', 'groupMode', { required: true, listWidth: 88, filter: 'codes' }),
  main.region('targetRegion', '被巡察地', { synonyms: words('被巡察县 被巡察县（市、区）') }),
  main.text('sendingRegions', '派出地', 200, {
    listWidth: 120,
    searchable: true,
    synonyms: words('派出县 派出县（市、区）'),
    help: '交叉巡察填写派出的县（市、区），几个用顿号隔开。',
  }),
  main.text('profile', '回避方案', 40, {
    namesRowOf: 'avoidanceProfile',
    help: '从“基础数据—计划与编组规则”的回避方案中选择；空着的按最严的方案审查。',
  }),
  main.text('inCharge', '分管领导', 60, { help: '分管本组工作的领导小组成员。' }),
  main.boolean('dualAuthorization', '市县两级授权', { filter: 'boolean' }),
  main.record('parentGroup', '所属大组', 'inspectionGroup', {
    help: '1+6、1托N 时填写统领的组。',
    ...once,
  }),
  main.record('guidedBy', '指导组', 'inspectionGroup', once),
  main.text('branch', '临时党支部', 100, { help: '组长任书记。' }),
  contact.text('phone', '值班电话', 60, { example: '0000-1234567' }),
  contact.text('hours', '接听时间', 60, { example: '工作日 8:30—17:30' }),
  contact.text('smsPhone', '短信手机', 40),
  contact.text('postBox', '信箱', 100, { help: '邮政信箱、意见箱的位置。' }),
  contact.text('address', '通信地址', 200, { span: 16 }),
  contact.text('postcode', '邮政编码', 10),
  contact.text('email', '电子邮箱', 100),
  contact.stamp('registeredBy', '登记人'),
];
