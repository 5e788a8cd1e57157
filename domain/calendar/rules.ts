/** The deadline rules a new vault starts with (reference 3.1.5, 3.22); the office edits them there. */
import type { DeadlineRule } from '../register.ts';
import { leadRuleSeed } from './lead-rules.ts';

type Length = readonly [length: number, unit: DeadlineRule['unit']];

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
  ...leadRuleSeed,
];

function rule(
  code: string,
  label: string,
  [length, unit]: Length,
  basis: string,
  verified: boolean,
): DeadlineRule {
  const rollToWorkday = unit !== 'workday' && code !== 'P_CUTOFF';
  return { code, label, length, unit, rollToWorkday, basis, verified, validFrom: null, validTo: null };
}
