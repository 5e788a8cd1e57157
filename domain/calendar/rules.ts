/** The deadline rules a new vault starts with (reference 3.1.5, 3.5.3, 3.5.4, 3.22); the office edits them there. */
import type { DeadlineRule } from '../register.ts';
import { leadRuleSeed } from './lead-rules.ts';

type Length = readonly [length: number, unit: DeadlineRule['unit']];

/** Lengths that count back from a day and therefore never move to a working day. */
const backwards = ['P_CUTOFF', 'R_GREEN', 'R_YELLOW'];

const handlingRule = '纪检监察机关处理检举控告工作规则';

export const deadlineRuleSeed: readonly DeadlineRule[] = [
  rule('P_REGISTER', '收件后登记', [1, 'workday'], '软件建议，待本办核定', false),
  rule(
    'P_FORWARD_LOWER',
    '转来件受理或转送下级',
    [5, 'workday'],
    `${handlingRule}第十六条（巡察机构参照）`,
    true,
  ),
  rule('P_SEALED_UPPER', '属上级受理的径送', [5, 'workday'], `${handlingRule}第十五条`, true),
  rule(
    'P_REALNAME_INFORM',
    '实名检举控告告知受理情况',
    [15, 'workday'],
    `${handlingRule}（实名检举控告）`,
    true,
  ),
  rule(
    'P_REALNAME_FEEDBACK',
    '实名检举控告反馈处理结果',
    [15, 'workday'],
    `${handlingRule}（实名检举控告）`,
    true,
  ),
  rule('P_DEPT_QUARTER', '承办部门反馈办理情况（每季度）', [3, 'month'], `${handlingRule}第十八条`, true),
  rule(
    'P_APPEALTYPE_INFORM',
    '申诉类书面告知是否受理',
    [15, 'day'],
    '原《信访条例》；现行《信访工作条例》待核',
    false,
  ),
  rule('P_APPEALTYPE_CLOSE', '申诉类办结', [60, 'day'], '原《信访条例》，经批准可延长不超过30日', true),
  rule('P_REVIEW', '复查', [30, 'day'], '信访工作条例（待核）', false),
  rule('P_RECHECK', '复核', [30, 'day'], '信访工作条例（待核）', false),
  rule('P_ASSIGN_REPLY', '交办、督办件回告', [30, 'day'], '软件建议，待本办核定', false),
  rule('M_MINUTES', '会后印发会议纪要', [5, 'workday'], '软件建议，待本办核定', false),
  rule('A_RETURN', '归还审计材料', [3, 'month'], '软件建议，待本办核定', false),
  rule('U_REPLY', '成果运用回复', [30, 'day'], '软件建议，待本办核定', false),
  rule('I_REPORT', '说情打招呼报告', [1, 'workday'], '软件建议，待本办核定', false),
  rule('P_CUTOFF', '巡察结束前停止受理', [3, 'day'], '各地巡察公告的通行做法', true),
  rule('N_REPORT', '驻点结束后报告成稿', [15, 'day'], '软件建议，待本办核定', false),
  rule('N_MEETING', '驻点结束后召开书记专题会议', [1, 'month'], '有关县公开的请示报告制度（待核）', false),
  rule('N_FEEDBACK', '审定后反馈与移交', [10, 'workday'], '软件建议，待本办核定', false),
  rule('J_RECTIFY', '检查巡察工作反馈后整改', [3, 'month'], '软件建议，待本办核定', false),
  rule('W_WIPE', '借用结束后收回、清理组工作站', [5, 'workday'], '软件建议，待本办核定', false),
  rule('X_REPLY', '协作事项答复', [15, 'workday'], '软件建议，待本办核定', false),
  ...leadRuleSeed,
  rule('R_PLAN', '反馈后报整改方案', [1, 'month'], '2024年市级通知的公开做法（待核）', false),
  rule('R_PLAN_15', '反馈后报整改方案（15个工作日）', [15, 'workday'], '待核', false),
  rule(
    'R_CONC',
    '集中整改并报整改情况、主要负责人组织落实情况',
    [3, 'month'],
    '有关县区公开的整改办法（待核）',
    false,
  ),
  rule('R_CONC_2', '集中整改并报告（2个月）', [2, 'month'], '2015年、2017年巡视工作条例第二十七条', true),
  rule('R_CONC_6', '集中整改并报告（6个月）', [6, 'month'], '2024年巡视工作条例（待核）', false),
  rule('R_CHECK', '纪检监察机关检查督查整改', [2, 'month'], '反馈2个月后检查督查（待核）', false),
  rule('R_OPEN', '整改情况通报和公开', [1, 'month'], '软件建议，待本办核定', false),
  rule('R_FOLLOW', '持续整改情况报告', [6, 'month'], '有关县区公开的整改办法（待核）', false),
  rule('R_ITEM', '整改事项、整改措施', [3, 'month'], '以写明的时限为准，没有写明的不计算（待核）', false),
  rule('R_UPKEEP', '长期坚持事项复查', [6, 'month'], '软件建议，待本办核定', false),
  rule('R_GREEN', '到期前发绿色预警函', [20, 'day'], '有关县区预警办法（待核）', false),
  rule('R_YELLOW', '到期前发黄色预警函', [10, 'day'], '有关县区预警办法（待核）', false),
  rule('R_NOTICE', '提示、督办、预警文书回复', [15, 'workday'], '软件建议，待本办核定', false),
  rule('V_VISIT', '计划回访', [0, 'day'], '以登记的计划回访日期为准', true),
  rule('S_TASK', '日常监督任务', [1, 'month'], '软件建议，待本办核定', false),
];

function rule(
  code: string,
  label: string,
  [length, unit]: Length,
  basis: string,
  verified: boolean,
): DeadlineRule {
  const rollToWorkday = unit !== 'workday' && !backwards.includes(code);
  return { code, label, length, unit, rollToWorkday, basis, verified, validFrom: null, validTo: null };
}
