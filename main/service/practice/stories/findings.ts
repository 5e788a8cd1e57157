/** What the invented inspections found. */

/** The round, the group and the organisation of the practice year. */
export function inspected(place: string): {
  readonly roundId: string;
  readonly groupId: string;
  readonly targetId: string;
} {
  return { roundId: '2026年第二轮', groupId: '第二巡察组', targetId: `${place}民政局党组` };
}

export interface Finding {
  readonly title: string;
  readonly statement: string;
  readonly catL1: string;
  readonly catL2: string;
  readonly basis: string;
  readonly suggestion: string;
  readonly rectType: 'IMMEDIATE' | 'BY_DATE' | 'LONG_TERM';
  /** In 分; null when no money is concerned. */
  readonly amount: number | null;
}

const policy = 'FOCUS_POLICY';
const people = 'FOCUS_PEOPLE';
const organisation = 'FOCUS_ORG';

export const findings: readonly Finding[] = [
  {
    title: '党组学习不经常',
    statement: '党组理论学习中心组2025年仅学习5次，未结合民政工作研究落实措施。',
    catL1: policy,
    catL2: 'L2_STUDY',
    basis: '党委（党组）理论学习中心组学习规则',
    suggestion: '制定年度学习计划，每季度集体研讨不少于一次。',
    rectType: 'LONG_TERM',
    amount: null,
  },
  {
    title: '危房改造补助拨付滞后',
    statement: '2025年危房改造补助滞留专户22万元，涉及3个乡镇19户。',
    catL1: people,
    catL2: 'L2_FUNDS',
    basis: '农村危房改造补助资金管理有关规定',
    suggestion: '立即清理专户结存资金，足额拨付到户。',
    rectType: 'IMMEDIATE',
    amount: 22_000_000,
  },
  {
    title: '低保动态管理不严',
    statement: '抽查发现11户死亡后仍领取低保金，多发3.6万元。',
    catL1: people,
    catL2: 'L2_FUNDS',
    basis: '社会救助有关规定',
    suggestion: '追回多发资金，建立按月比对制度。',
    rectType: 'BY_DATE',
    amount: 3_600_000,
  },
  {
    title: '敬老院采购不规范',
    statement: '2家敬老院食材采购未询价，由同一供应商长期供货。',
    catL1: people,
    catL2: 'L2_PROJECT',
    basis: '政府采购、内部控制有关规定',
    suggestion: '规范采购程序，公开采购结果。',
    rectType: 'BY_DATE',
    amount: 48_600_000,
  },
  {
    title: '津贴补贴发放不规范',
    statement: '2024年以加班名义发放值班补贴，标准无依据。',
    catL1: people,
    catL2: 'L2_EIGHT',
    basis: '中央八项规定精神有关规定',
    suggestion: '清退违规发放的补贴，追究有关人员责任。',
    rectType: 'BY_DATE',
    amount: 5_240_000,
  },
  {
    title: '议事规则执行不到位',
    statement: '3次大额支出由局长办公会代替党组会研究。',
    catL1: organisation,
    catL2: 'L2_LEADERS',
    basis: '党组讨论和决定党组职责范围内事项的规则',
    suggestion: '修订议事规则，列明须经党组研究的事项。',
    rectType: 'BY_DATE',
    amount: null,
  },
  {
    title: '干部档案审核不严',
    statement: '2名中层干部档案缺任免审批材料，未及时补正。',
    catL1: organisation,
    catL2: 'L2_CADRES',
    basis: '干部人事档案工作条例',
    suggestion: '逐卷核查，限期补正。',
    rectType: 'BY_DATE',
    amount: null,
  },
  {
    title: '机关党支部生活不正常',
    statement: '第二党支部2025年第三季度未召开党员大会。',
    catL1: organisation,
    catL2: 'L2_BASE',
    basis: '中国共产党支部工作条例（试行）',
    suggestion: '落实组织生活制度，按季检查。',
    rectType: 'LONG_TERM',
    amount: null,
  },
  {
    title: '上轮巡察问题整改不彻底',
    statement: '上轮反馈的公务用车管理问题，派车登记仍不完整。',
    catL1: 'FOCUS_RECTIFY',
    catL2: 'L2_OLD',
    basis: '巡察整改有关规定',
    suggestion: '完善派车登记，按月公示。',
    rectType: 'BY_DATE',
    amount: null,
  },
  {
    title: '项目资料归档不及时',
    statement: '养老服务设施项目竣工资料未及时归档。',
    catL1: people,
    catL2: 'L2_PROJECT',
    basis: '建设项目档案管理规定',
    suggestion: '补齐资料，落实专人管理。',
    rectType: 'BY_DATE',
    amount: null,
  },
];
