/** Fields of 交叉编组方案 (reference 3.8). */
import type { ChildTable, Field } from '../../register.ts';
import { words } from '../../text/words.ts';
import { fieldsOf } from '../common/fields-of.ts';

const main = fieldsOf('方案');
const passed = fieldsOf('编组时写入各组');
const checked = fieldsOf('核对与审定');
const countySection = '参加的县（市、区）';
const county = fieldsOf(countySection);
const assignmentSection = '编组';
const assignment = fieldsOf(assignmentSection);
const aimSection = '被巡察党组织';
const aim = fieldsOf(aimSection);
const once = { notCloned: true } as const;

export const schemeFields: readonly Field[] = [
  main.record('round', '巡察轮次', 'inspectionRound', { required: true }),
  main.text('name', '方案名称', 60, {
    required: true,
    listWidth: 220,
    filter: 'text',
    searchable: true,
    synonyms: words('编组方案 交叉方案'),
    example: '六县（区）推磨编组方案',
  }),
  main.code('kind', '交叉方式', 'crossKind', {
    required: true,
    listWidth: 88,
    filter: 'codes',
    synonyms: words('方式 编组形式'),
  }),
  main.integer('shift', '推磨间隔', {
    min: 1,
    max: 99,
    notSummed: true,
    help: '推磨、混编、同一系统、片区：派出地与被巡察地在次序中相隔几个；滚动：由次序中的第几个县（市、区）派出。在“推磨编组”中选定。',
  }),
  main.text('systemTag', '系统（领域）', 60, {
    help: '同一系统的方案填写，与“被巡察党组织”中的系统（领域）一致。',
    example: '民政系统',
  }),
  main.text('area', '片区', 40, {
    help: '片区的方案填写，与“被巡察党组织”中的片区一致。',
    example: '东片区',
  }),
  main.longText('note', '编组要求', 500, { searchable: true }),
  passed.code('mode', '编组方式', 'groupMode', {
    help: '空着的：混编按“混编”，机动按“本级编组”，其他按“成建制”。',
  }),
  passed.text('profile', '回避方案', 40, {
    namesRowOf: 'avoidanceProfile',
    help: '写入各组；空着的按最严的方案审查。',
  }),
  passed.boolean('dualAuthorization', '市县两级授权', {
    help: '选“是”的，各组组长、副组长逐人登记市委和被巡察县（市、区）党委两级授权。',
  }),
  {
    ...checked.longText('findings', '核对情况', 4000, {
      ...once,
      help: '保存、办理时由软件按编组规则和以前各轮核对。',
    }),
    derived: true,
  },
  checked.text('meeting', '审定会议', 100, { ...once, example: '市委巡察工作领导小组会议' }),
  checked.date('approvedAt', '审定日期', { ...once, listWidth: 104, filter: 'dateRange' }),
  checked.text('docNo', '印发文号', 60, { ...once, searchable: true }),
  checked.date('appliedAt', '编组日期', { ...once, derived: true }),
  checked.stamp('registeredBy', '登记人'),
  checked.stamp('checkedBy', '核对人'),
  checked.stamp('approvedBy', '审定登记人'),
];

/** In the order of the ring. */
const counties: ChildTable = {
  key: 'counties',
  label: '参加的县（市、区）',
  section: countySection,
  title: 'county',
  fields: [
    county.region('county', '县（市、区）', {
      required: true,
      synonyms: words('县 县区'),
      help: '按推磨的次序填写，也可以在“推磨编组”中调整。',
    }),
    county.text('note', '说明', 100, { span: 12 }),
  ],
};

/** A line for each county a group goes to. */
const assignments: ChildTable = {
  key: 'assignments',
  label: '编组',
  section: assignmentSection,
  title: 'group',
  later: true,
  fields: [
    assignment.text('group', '组别', 60, {
      required: true,
      synonyms: words('巡察组 组名'),
      example: '第一交叉巡察组',
    }),
    assignment.text('sendingRegions', '派出地', 200, {
      synonyms: words('派出县 派出县（市、区）'),
      help: '几个用顿号隔开；市级机动组空着。',
    }),
    assignment.region('targetRegion', '被巡察地', {
      required: true,
      synonyms: words('被巡察县 被巡察县（市、区）'),
    }),
  ],
};

const aims: ChildTable = {
  key: 'targets',
  label: '被巡察党组织',
  section: aimSection,
  title: 'targetId',
  later: true,
  fields: [
    aim.text('group', '组别', 60, { required: true, synonyms: words('巡察组') }),
    aim.text('targetId', '被巡察党组织', 100, {
      required: true,
      names: 'target',
      namesOrganisation: true,
      span: 12,
    }),
    aim.date('from', '起', { span: 6, ...once }),
    aim.date('to', '止', { span: 6, ...once }),
  ],
};

export const schemeChildren = [counties, assignments, aims] as const;
