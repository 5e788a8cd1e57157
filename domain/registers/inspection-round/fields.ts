/** Fields of 巡察轮次 (reference 3.6), stage by stage. */
import type { Field } from '../../register.ts';
import { words } from '../../text/words.ts';
import { fieldsOf } from '../common/fields-of.ts';

const main = fieldsOf('轮次');
const prepare = fieldsOf('巡察准备');
const stay = fieldsOf('巡察了解');
const report = fieldsOf('巡察报告');
const feedback = fieldsOf('反馈与移交');
const close = fieldsOf('整改与归档');
const once = { notCloned: true } as const;

/** The round itself. */
const basics: readonly Field[] = [
  main.text('name', '轮次名称', 60, {
    required: true,
    span: 12,
    listWidth: 200,
    filter: 'text',
    searchable: true,
    ...once,
    synonyms: words('轮次 巡察轮次 批次'),
    example: '十四届县委第三轮巡察',
    help: '各登记簿的“巡察轮次”按这个名称归集。',
  }),
  main.integer('roundNo', '第几轮', { min: 1, max: 99, required: true, notSummed: true, ...once }),
  main.text('term', '党委届次', 60, { filter: 'text', example: '第十四届县委' }),
  main.code('level', '巡察层级', 'inspectionLevel', { required: true, filter: 'codes', listWidth: 80 }),
  main.codes('kinds', '巡察方式', 'inspectionKind', {
    required: true,
    span: 16,
    filter: 'codes',
    listWidth: 140,
  }),
  main.text('theme', '专项主题', 100, { searchable: true, example: '扶贫领域专项巡察' }),
  main.boolean('villageScope', '村（社区）延伸巡察口径', {
    filter: 'boolean',
    help: '村（社区）延伸巡察单独统计，不与市县本级巡察混算。',
  }),
  main.records('jointRounds', '联动的轮次', 'inspectionRound', { span: 16, ...once }),
  main.codes('linkage', '联动类型', 'linkageType', { span: 24, filter: 'codes' }),
  main.codes('categorySchemes', '问题分类方案', 'categoryScheme', {
    span: 24,
    filter: 'codes',
    help: '本轮的问题按哪几套方案分类，可以选几套；底稿签字、问题审定时核对每套都已归类。方案和类别在代码表中增改。',
  }),
  main.record('plan', '所属计划', 'inspectionPlan', { ...once }),
  main.record('campaign', '所属联动行动', 'campaign', {
    ...once,
    help: '本轮是哪一项联动行动的一部分；上级发来的也可以选。联动行动的页面上列出它的各轮。',
  }),
];

/** What each stage leaves behind: the gates of 3.6.1. */
const preparation: readonly Field[] = [
  prepare.text('schemeNo', '工作方案文号', 60, once),
  prepare.date('schemeApprovedAt', '方案批准日期', once),
  prepare.text('taskPlanApprover', '任务分工批准人', 60, once),
  prepare.text('authorizationNo', '授权决定文号', 60, once),
  prepare.date('authorizedAt', '授权日期', once),
  prepare.date('informedAt', '函请提供情况日期', {
    ...once,
    help: '函请纪检监察、组织、信访、审计、公检法等提供情况。',
  }),
  prepare.date('trainedAt', '培训日期', once),
  prepare.date('startAt', '动员部署日期', { ...once, listWidth: 104, filter: 'dateRange' }),
  prepare.date('entryNoticeAt', '进驻通知日期', once),
];

const staying: readonly Field[] = [
  stay.date('stayFrom', '进驻日期', { ...once, listWidth: 104, filter: 'dateRange' }),
  stay.date('stayTo', '驻点结束日期', { ...once, listWidth: 104, filter: 'dateRange' }),
  stay.date('petitionCutoffAt', '信访受理截止', {
    ...once,
    help: '空着的，巡察公告（F39）按驻点结束前的天数（时限规则 P_CUTOFF）计算，各被巡察党组织另有结束日期的按各自的日期。',
  }),
  stay.date('noticeIssuedAt', '公告发布日期', once),
];

const reporting: readonly Field[] = [
  report.date('reportedAt', '报告成稿日期', once),
  report.date('leadGroupHeardAt', '领导小组听取汇报', once),
  report.date('secretaryMeetingAt', '书记专题会议', once),
  report.text('reportNo', '报告文号', 60, once),
];

const returning: readonly Field[] = [
  feedback.date('feedbackFrom', '反馈开始', { ...once, filter: 'dateRange' }),
  feedback.date('feedbackTo', '反馈结束', once),
  feedback.boolean('fedBackTwice', '向主要负责人和班子分别反馈', once),
  feedback.boolean('copiedToFour', '已抄告四方', {
    ...once,
    help: '分管领导、主责部门、纪检监察机关、组织部门。',
  }),
  feedback.date('handedOverAt', '线索移交日期', once),
  feedback.text('handoverNo', '移交函文号', 60, once),
  feedback.date('adviceAt', '巡察建议书日期', once),
];

const closing: readonly Field[] = [
  close.date('rectifiedAt', '整改情况汇总日期', once),
  close.date('summaryAt', '一巡察一总结', once),
  close.date('analysisAt', '一巡察一分析', once),
  close.date('proposalAt', '一巡察一建议', once),
  close.date('archivedAt', '立卷归档日期', once),
  close.text('archiveBoxNo', '案卷号', 60, once),
  close.stamp('registeredBy', '登记人'),
  close.stamp('movedBy', '最近推进人'),
];

export const roundFields: readonly Field[] = [
  ...basics,
  ...preparation,
  ...staying,
  ...reporting,
  ...returning,
  ...closing,
];

/** What other offices plan by: which round it is and when its stages are; papers and their numbers stay here. */
export const roundFieldsSent: readonly string[] = [
  ...['name', 'roundNo', 'term', 'level', 'kinds', 'theme', 'villageScope', 'jointRounds', 'linkage', 'plan'],
  ...['campaign', 'categorySchemes'],
  ...['startAt', 'entryNoticeAt', 'stayFrom', 'stayTo', 'petitionCutoffAt', 'noticeIssuedAt'],
  ...['feedbackFrom', 'feedbackTo', 'rectifiedAt', 'archivedAt'],
];
