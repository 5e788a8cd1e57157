/** Fields of 人才库人员 (reference 3.7), in the order of the office's own form. */
import type { Field } from '../../register.ts';
import { words } from '../../text/words.ts';
import { monthInCell, roundsInCell } from './cells.ts';
import { fieldsOf } from '../common/fields-of.ts';

const self = fieldsOf('基本情况');
const places = fieldsOf('回避情况');
const pool = fieldsOf('入库与使用');
const once = { notCloned: true } as const;

export const personFields: readonly Field[] = [
  self.text('name', '姓名', 60, {
    required: true,
    listWidth: 88,
    filter: 'text',
    searchable: true,
    ...once,
    example: '李某某',
  }),
  self.code('sex', '性别', 'gender', { span: 4, filter: 'codes', listWidth: 56 }),
  self.text('birth', '出生年月', 10, {
    span: 4,
    example: '1985-07',
    spelled: monthInCell,
    synonyms: words('出生日期 出生时间'),
    ...once,
  }),
  { ...self.text('idNo', '身份证号', 20, once), type: 'idNumber' },
  self.code('political', '政治面貌', 'politicalStatus', { filter: 'codes' }),
  self.date('joinPartyAt', '入党时间', once),
  self.date('joinWorkAt', '参加工作时间', once),
  self.text('unit', '单位', 100, {
    required: true,
    span: 12,
    listWidth: 160,
    filter: 'text',
    searchable: true,
    synonyms: words('工作单位 单位名称 所在单位'),
  }),
  self.text('post', '职务', 60, { listWidth: 96, filter: 'text', synonyms: words('现任职务 岗位') }),
  self.code('rank', '职级', 'personRank', {
    filter: 'codes',
    listWidth: 72,
    synonyms: words('级别 行政级别'),
  }),
  self.codes('majors', '专业特长', 'major', {
    span: 12,
    filter: 'codes',
    listWidth: 120,
    synonyms: words('专家领域 专业领域 特长 专业 擅长领域'),
  }),
  {
    ...self.text('phone', '联系电话', 40, { synonyms: words('电话 手机 手机号码 联系方式'), ...once }),
    type: 'phone',
  },
  places.region('workRegion', '工作地', {
    synonyms: words('现工作地'),
    help: '空着的，按单位名称认定县（市、区）。',
  }),
  places.region('residence', '现居住地', { synonyms: words('居住地 家庭住址 住址') }),
  places.region('upbringing', '成长地（籍贯）', { synonyms: words('籍贯 成长地 出生地') }),
  pool.codes('pools', '所在库', 'pool', {
    span: 12,
    filter: 'codes',
    listWidth: 96,
    synonyms: words('人才库 库别'),
  }),
  pool.text('recommendedBy', '推荐单位', 100, {}),
  pool.date('nominatedAt', '推荐日期', { filter: 'dateRange', ...once }),
  pool.boolean('qualified', '资格审查通过', once),
  pool.date('admittedAt', '入库日期', {
    filter: 'dateRange',
    ...once,
    help: '表格导入时填有入库日期的，也由第二人办理“审定入库”后才算在库；可以成批办理。',
  }),
  pool.text('admittedBy', '审定会议', 100, once),
  pool.integer('formerRounds', '入库前参巡轮数', {
    min: 0,
    max: 99,
    notSummed: true,
    ...once,
    spelled: roundsInCell,
    synonyms: words('巡察经历 参巡次数 参加巡察次数'),
    help: '以后各轮由编组自动计入。',
  }),
  pool.boolean('frontline', '有基层工作经历', { filter: 'boolean' }),
  pool.text('leftReason', '出库（暂停）原因', 200, once),
  pool.stamp('registeredBy', '登记人'),
  pool.stamp('admittedRecordedBy', '审定登记人'),
];
