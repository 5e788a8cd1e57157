import { completionStandards } from './completion-standards.ts';
import { codeList } from './rows.ts';

const ledger = { basis: '各地巡察整改台账、整改通报通行栏目', verified: true };
const proposal = { basis: '软件建议，待本办核定', verified: false };
const local = { basis: '有关市县公开的整改办法（待核）', verified: false };

export const rectTypes = codeList('rectType', '整改类型', ledger, [
  ['IMMEDIATE', '立行立改', '即知即改 边巡边改 立改 立即整改'],
  ['BY_DATE', '限期整改', '阶段性 限期 阶段性整改 集中整改'],
  ['LONG_TERM', '长期坚持', '长期整改 长期 持续坚持 持续整改'],
]);

/** In which stage of its rectification an item is to be put right; offices name and divide the stages in their own way. */
export const rectStages = codeList('rectStage', '整改阶段', local, [
  ['IMMEDIATE', '即知即改', '边巡边改阶段 边查边改 驻点期间'],
  ['CONCENTRATED', '集中整改', '集中整改阶段 集中整改期 集中整改期内'],
  ['CONTINUING', '持续整改', '持续整改阶段 深化整改 巩固提升'],
  ['FULL', '全面整改', '全面整改阶段'],
  ['SUMMED_UP', '整改总结', '整改总结阶段 总结阶段'],
]);

/** How far an item has come, as lists show it; worked out from what has been recorded. */
export const rectStatuses = codeList('rectStatus', '整改状态', ledger, [
  ['NOT_STARTED', '未启动', '未开始'],
  ['IN_PROGRESS', '正在整改', '整改中 正在推进 推进中'],
  ['BASIC', '基本完成', '取得阶段性成果'],
  ['LONG_TERM', '长期坚持', '持续坚持'],
  ['DONE', '已完成', '完成 整改完成 已整改'],
  ['CLOSED', '已销号', '销号'],
  ['REOPENED', '反弹重开', '反弹回潮'],
  ['CANCELLED', '已核销', '核销'],
  ['NOT_DONE', '未完成', '逾期未完成 到期未完成'],
]);

/** What an item is judged to have reached. */
export const rectCompletions = codeList('rectCompletion', '完成情况', ledger, [
  ['DONE', '已完成', '完成 整改完成 已整改', null, completionStandards.DONE],
  ['BASIC', '基本完成', '取得阶段性成果', null, completionStandards.BASIC],
  ['LONG_TERM', '长期坚持', '持续坚持', null, completionStandards.LONG_TERM],
]);

/** What became of a relapse that was reported. */
export const relapseVerdicts = codeList('relapseVerdict', '反弹核实结论', proposal, [
  ['RELAPSE', '属于反弹'],
  ['NONE', '不属反弹'],
]);

/** Sets of deadlines an office picks from for each inspected organisation; their lengths are deadline rules. */
export const rectBaselines = codeList('rectBaseline', '整改时限基准', local, [
  ['STANDARD', '1个月报方案、3个月集中整改'],
  ['TWO_MONTHS', '1个月报方案、2个月集中整改'],
  ['SIX_MONTHS', '1个月报方案、6个月集中整改'],
  ['FIFTEEN_DAYS', '15个工作日报方案、3个月集中整改'],
]);

export const reviewOrgans = codeList('reviewOrgan', '会审单位', local, [
  ['DISCIPLINE', '纪委监委', '纪检监察机关 纪委'],
  ['ORGANISATION', '组织部', '组织部门'],
  ['PUBLICITY', '宣传部', '宣传部门'],
  ['OFFICE', '巡察办', '巡察机构'],
  ['GROUP', '巡察组'],
]);

export const reviewVerdicts = codeList('reviewVerdict', '会审结论', proposal, [
  ['AGREE', '同意', '通过'],
  ['REVISE', '修改后再审', '退回修改 修改'],
]);

/** The reports that are reviewed beside the plan. */
export const reviewedReports = codeList('reviewedReport', '审核的报告', local, [
  ['REPORT', '整改情况报告', '整改报告 整改进展情况报告'],
  ['HEAD_REPORT', '主要负责人组织落实情况报告', '主要负责人报告 组织落实情况报告'],
]);

/** The five kinds that may be withheld from the public. */
export const withholdGrounds = codeList('withholdGround', '不公开情形', local, [
  ['STATE_SECRET', '涉及国家秘密'],
  ['UNDER_INQUIRY', '正在初核或者已立案尚未公布'],
  ['PUBLIC_OPINION', '可能引起大的负面炒作'],
  ['UNREST', '可能引发大规模上访或者群体性事件'],
  ['SENSITIVE', '重大敏感事项'],
]);

export const satisfactions = codeList('publicSatisfaction', '群众满意度', local, [
  ['GOOD', '满意', '好'],
  ['FAIR', '基本满意', '较好 一般'],
  ['BAD', '不满意', '差'],
]);

export const evalGrades = codeList('evalGrade', '评估等次', local, [
  ['EXCELLENT', '优秀'],
  ['PASS', '合格'],
  ['BARELY', '基本合格'],
  ['FAIL', '不合格'],
]);

export const evalSchemes = codeList('evalScheme', '评估方案', local, [
  ['FIVE_LOOKS', '“五看”百分制'],
  ['SIX_ASPECTS', '六方面二十指标'],
  ['PUBLIC', '群众评判'],
]);

export const evalAspects = codeList('evalAspect', '评估方面', local, [
  ['FIVE_1', '看责任落实', '', 'FIVE_LOOKS'],
  ['FIVE_2', '看问题整改', '', 'FIVE_LOOKS'],
  ['FIVE_3', '看建章立制', '', 'FIVE_LOOKS'],
  ['FIVE_4', '看追责问责', '', 'FIVE_LOOKS'],
  ['FIVE_5', '看促进改革发展', '', 'FIVE_LOOKS'],
  ['SIX_1', '责任落实', '', 'SIX_ASPECTS'],
  ['SIX_2', '任务落实', '', 'SIX_ASPECTS'],
  ['SIX_3', '组织落实', '', 'SIX_ASPECTS'],
  ['SIX_4', '满意度测评', '', 'SIX_ASPECTS'],
  ['SIX_5', '督查组测评', '', 'SIX_ASPECTS'],
  ['SIX_6', '创新', '', 'SIX_ASPECTS'],
  ['PUBLIC_1', '群众评判', '', 'PUBLIC'],
]);

export const urgeKinds = codeList('urgeKind', '文书种类', local, [
  ['REMINDER', '提示函'],
  ['URGE', '督办单', '督办函 督办通知单'],
  ['GREEN', '绿色预警函', '绿色预警'],
  ['YELLOW', '黄色预警函', '黄色预警'],
  ['RED', '红色预警函', '红色预警'],
  ['IMMEDIATE', '立行立改通知书', '立行立改通知'],
  ['INTERVIEW', '约谈通知', '约谈'],
  ['CIRCULAR', '通报', '情况通报'],
  ['PROPOSAL', '建议书', '监督建议书 整改建议书'],
  ['ADMONITION', '提醒函'],
]);
