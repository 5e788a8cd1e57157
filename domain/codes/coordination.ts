/** Code lists of 协作事项: three mechanisms over four phases (reference 2.3, 3.10). */
import { codeList } from './rows.ts';

const suzhou = { basis: '苏州巡纪、巡组、巡审协作三项机制', verified: true };
const practice = { basis: '各地巡察协作的通行做法（待核）', verified: false };

export const coordMechanisms = codeList('coordMechanism', '协作机制', suzhou, [
  ['DISCIPLINE', '巡纪协作', '巡纪 纪委监委'],
  ['ORG', '巡组协作', '巡组 组织部'],
  ['AUDIT', '巡审协作', '巡审 审计局'],
  ['OTHER', '其他协作', '其他 政法 财政 信访 统计 公安 宣传'],
]);

export const coordPhases = codeList('coordPhase', '协作阶段', suzhou, [
  ['PRE', '巡前'],
  ['DURING', '巡中'],
  ['POST', '巡后'],
  ['DAILY', '日常'],
]);

/** Each kind stands under its mechanism. */
export const coordTypes = codeList('coordType', '协作事项类型', practice, [
  ['D_REPORT', '通报党风廉政情况', '通报领导干部情况', 'DISCIPLINE'],
  ['D_LEADS', '提供问题线索', '', 'DISCIPLINE'],
  ['D_CONSULT', '问题线索会商', '线索会商', 'DISCIPLINE'],
  ['D_IMPORTANT', '重要情况沟通', '', 'DISCIPLINE'],
  ['D_DISPOSAL', '线索处置反馈', '', 'DISCIPLINE'],
  ['D_RECTIFY', '整改督查', '整改监督', 'DISCIPLINE'],
  ['O_REPORT', '通报干部情况', '', 'ORG'],
  ['O_APPOINTMENT', '选人用人专项检查', '', 'ORG'],
  ['O_BORROW', '抽调人员', '', 'ORG'],
  ['O_RECTIFY', '选人用人整改督查', '', 'ORG'],
  ['O_USE', '成果运用（考核、任用）', '成果运用', 'ORG'],
  ['A_REPORT', '提供审计报告', '', 'AUDIT'],
  ['A_PAPERS', '提供审计工作底稿', '提供审计底稿', 'AUDIT'],
  ['A_BOOKS', '财务账册复核', '账册复核', 'AUDIT'],
  ['A_BORROW', '借调审计人员', '', 'AUDIT'],
  ['A_LEADS', '移送审计线索', '', 'AUDIT'],
  ['A_URGE', '审计整改联合督促', '', 'AUDIT'],
  ['A_PLAN', '联动计划会商', '', 'AUDIT'],
  ['X_MATTERS', '抽查个人有关事项', '个人有关事项抽查', 'OTHER'],
  ['X_QUERY', '不动产、工商、户籍查询', '信息查询', 'OTHER'],
  ['X_OTHER', '其他协助', '其他', 'OTHER'],
]);

export const coordEvaluations = codeList('coordEvaluation', '协作评价', practice, [
  ['GOOD', '满意'],
  ['FAIR', '基本满意'],
  ['POOR', '不满意'],
]);
