/** Fields of 被巡察党组织 (reference 3.6), in the order in which a clerk types. */
import type { Field } from '../../register.ts';
import { words } from '../../text/words.ts';
import { fieldsOf } from '../common/fields-of.ts';

const basics = '党组织';
const people = '领导与规模';
const choice = '巡察安排';
const main = fieldsOf(basics);
const body = fieldsOf(people);
const plan = fieldsOf(choice);

export const targetFields: readonly Field[] = [
  main.text('name', '党组织名称', 100, {
    required: true,
    span: 16,
    listWidth: 240,
    filter: 'text',
    searchable: true,
    notCloned: true,
    synonyms: words('被巡察党组织 被巡察单位 单位名称 党组织 巡察对象 名称 单位'),
    example: '县民政局党组',
    help: '写全称；各登记簿的“被巡察党组织”按这个名称归集。',
  }),
  main.text('aliases', '曾用名、简称', 200, {
    searchable: true,
    notCloned: true,
    synonyms: words('简称 曾用名 原名称 别名'),
    example: '县民政局、民政局',
    help: '几个名称用顿号隔开；信访件、台账里写这些名称的也归到这里。',
  }),
  main.code('orgType', '党组织类型', 'targetType', {
    required: true,
    listWidth: 136,
    filter: 'codes',
    synonyms: words('类型 单位类型 单位性质 类别'),
    example: '县直单位',
  }),
  main.code('level', '层级', 'targetLevel', { filter: 'codes', synonyms: words('级别 单位层级') }),
  main.region('region', '所在地', {
    synonyms: words('地区 所在县区 县区 区划 所属县（市、区）'),
    help: '地域回避按所在县（市、区）判断；市直单位选本市。',
  }),
  main.text('area', '片区', 40, {
    listWidth: 88,
    filter: 'text',
    synonyms: words('所属片区 督察片区'),
    example: '东片区',
  }),
  main.text('systemTag', '系统（领域）', 60, {
    listWidth: 104,
    filter: 'text',
    synonyms: words('系统 领域 行业 所属系统'),
    example: '民政系统',
    help: '同一系统市县同步巡察时按这一栏归集。',
  }),
  main.record('parent', '上级党组织', 'target', { span: 12, notCloned: true }),
  body.text('superiorLeader', '分管领导', 60, { filter: 'text', synonyms: words('分管县领导 分管市领导') }),
  body.integer('memberCount', '党员人数', { min: 0, synonyms: words('党员数') }),
  body.integer('staffCount', '干部职工人数', { min: 0, synonyms: words('人数 在编人数') }),
  plan.codes('selectionBasis', '确定依据', 'selectionBasis', {
    span: 16,
    filter: 'codes',
    synonyms: words('选择依据 列入依据'),
  }),
  plan.text('lastRound', '上次巡察轮次', 60, {
    filter: 'text',
    notCloned: true,
    synonyms: words('上次巡察 上一次巡察 最近一次巡察'),
    example: '十三届县委第四轮',
  }),
  plan.date('lastFeedbackAt', '上次反馈日期', {
    filter: 'dateRange',
    listWidth: 104,
    notCloned: true,
    synonyms: words('上次巡察时间 上次巡察日期 最近巡察时间'),
    help: '本届内巡察并反馈的，由轮次自动计入覆盖；这里登记以前的情况。',
  }),
  plan.stamp('registeredBy', '登记人'),
];
