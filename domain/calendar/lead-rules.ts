/** Lengths for leads (reference 3.3.5, 3.3.6, 3.5.3): clocks, lights and how long a sanction holds. */
import type { DeadlineRule } from '../register.ts';

type Row = readonly [
  code: string,
  label: string,
  length: number,
  unit: DeadlineRule['unit'],
  basis: string,
  verified: boolean,
];

const rulesOfWork = '纪检监察机关监督执纪工作规则（待核）';
const local = '地方线索处置办法，待本办核定';
const changwu = '长武县线索三色预警办法（参数可改）';
const proposal = '软件建议，待本办核定';
const discipline = '中国共产党纪律处分条例（2023年修订）';
const publicServants = '公职人员政务处分法（待核）';

/** Clocks; a due date on a day off moves to the next working day. */
const clocks: readonly Row[] = [
  ['L_DISPOSE_OPINION', '受理后提出处置意见（逾期蓝灯）', 1, 'month', rulesOfWork, false],
  ['L_LETTER_REPLY', '函询后书面说明', 15, 'workday', rulesOfWork, false],
  ['L_TALKLETTER_REPORT', '谈话函询结束后报告', 30, 'day', rulesOfWork, false],
  ['L_PRELIM', '初步核实', 15, 'workday', local, false],
  [
    'L_FEEDBACK',
    '移交后反馈办理情况',
    3,
    'month',
    '巡视工作条例（2015年、2017年），2024年修订文本待核',
    false,
  ],
  ['L_LONGSTOP', '反馈后办结', 6, 'month', '地方做法：半年，最长不超过1年', true],
  ['L_SUSPEND_REVIEW', '暂存待查件清理', 6, 'month', proposal, false],
  ['L_GREEN_HANDOVER', '绿色通道（优先办理）线索入库后移交', 15, 'workday', proposal, false],
  ['L_FAST_HANDOVER', '批准直查快办后移交', 3, 'workday', proposal, false],
  ['L_BLUE_TALK', '蓝灯：谈话函询超过1个月', 1, 'month', changwu, true],
  ['L_YELLOW_TALK', '黄灯：谈话函询2个月无进展', 2, 'month', changwu, true],
  ['L_RED_TALK', '红灯：谈话函询3个月', 3, 'month', changwu, true],
  ['L_YELLOW_PRELIM', '黄灯：初步核实3个月', 3, 'month', changwu, true],
  ['L_RED_PRELIM', '红灯：初步核实6个月', 6, 'month', changwu, true],
];

/** How long a sanction holds, from the day of the decision; never moved. */
const sanctions: readonly Row[] = [
  ['S_PARTY_WARNING', '党内警告影响期', 12, 'month', discipline, true],
  ['S_PARTY_SERIOUS_WARNING', '党内严重警告影响期', 18, 'month', discipline, true],
  ['S_PARTY_REMOVAL', '撤销党内职务影响期', 24, 'month', discipline, true],
  ['S_PARTY_PROBATION_1', '留党察看一年及恢复权利后影响期', 36, 'month', discipline, true],
  ['S_PARTY_PROBATION_2', '留党察看两年及恢复权利后影响期', 48, 'month', discipline, true],
  ['S_PARTY_EXPULSION', '开除党籍后不得重新入党', 60, 'month', discipline, true],
  ['S_ADMIN_WARNING', '政务警告期间', 6, 'month', publicServants, false],
  ['S_ADMIN_DEMERIT', '政务记过期间', 12, 'month', publicServants, false],
  ['S_ADMIN_MAJOR_DEMERIT', '政务记大过期间', 18, 'month', publicServants, false],
  ['S_ADMIN_DEMOTION', '政务降级期间', 24, 'month', publicServants, false],
  ['S_ADMIN_REMOVAL', '政务撤职期间', 24, 'month', publicServants, false],
];

export const leadRuleSeed: readonly DeadlineRule[] = [
  ...clocks.map((row) => toRule(row, true)),
  ...sanctions.map((row) => toRule(row, false)),
];

function toRule([code, label, length, unit, basis, verified]: Row, roll: boolean): DeadlineRule {
  return {
    code,
    label,
    length,
    unit,
    rollToWorkday: roll && unit !== 'workday',
    basis,
    verified,
    validFrom: null,
    validTo: null,
  };
}
