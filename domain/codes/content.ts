import { codeList, codeRows } from './rows.ts';
import type { CodeListSeed } from './rows.ts';

const published = { basis: '县级巡察机构公开的信访统计口径', verified: true };
const proposal = { basis: '软件建议，待本办核定', verified: false };
const articles = { basis: '市县巡察机构公开经验材料中的监督重点领域', verified: true };
const disciplineRule = { basis: '纪检监察机关处理检举控告工作规则', verified: true };

export const petitionCategories = codeList('petitionCategory', '信访性质', published, [
  ['ACCUSATION', '检举控告类', '检举控告 检举 控告 举报 举报类'],
  ['APPEAL', '申诉类', '申诉'],
  ['SUGGESTION', '批评建议类', '批评建议 建议 意见建议 批评'],
  ['OUT_OF_SCOPE', '业务范围外', '业务外 范围外 个人诉求 涉法涉诉 纠纷 业务范围外类'],
  ['NO_SUBSTANCE', '无实质内容', '无实质 无内容 无实质内容类'],
]);

export const issueGroups = codeList(
  'issueGroup',
  '问题类别',
  { basis: '举报问题类别表（2015年版处分条例口径）', verified: true },
  [
    ['L', '涉法', '涉法问题 涉法类'],
    ['P', '政治纪律', '违反政治纪律'],
    ['O', '组织纪律', '违反组织纪律'],
    ['I', '廉洁纪律', '违反廉洁纪律'],
    ['M', '群众纪律', '违反群众纪律'],
    ['W', '工作纪律', '违反工作纪律'],
    ['S', '生活纪律', '违反生活纪律'],
    ['D', '职务违法犯罪', '职务违法 职务犯罪'],
    ['X', '其他诉求', '其他'],
  ],
);

const issueLabels: readonly (readonly [group: string, labels: string])[] = [
  [
    'L',
    '贪污贿赂行为 失职渎职行为 破坏社会主义市场经济秩序行为 侵犯人身权利民主权利行为 妨害社会管理秩序行为 其他涉法行为',
  ],
  [
    'P',
    '公开发表危害党的言论 参加反对党和政府的活动或组织 在党内搞团团伙伙 妨碍党和国家方针政策实施 对抗组织审查 组织参加迷信活动 叛逃及涉外活动中损害党和国家利益 无原则一团和气和违反政治规矩',
  ],
  [
    'O',
    '违反民主集中制原则 不按要求请示报告有关事项 违规组织参加老乡会校友会战友会 侵犯党员权利 在投票和选举中搞非组织活动 违反干部选拔任用规定 在人事劳动工作中违规谋利 违规发展党员 违规办理出国证件和在境外脱离组织',
  ],
  [
    'I',
    '权权交易和纵容特定关系人以权谋利 违规接受礼品礼金宴请服务 违规操办婚丧喜庆事宜 违规从事营利活动 违反工作生活待遇规定 违规占用使用公私财物 违规参与公款宴请消费 违规自定薪酬和发放津贴补贴奖金 公款旅游 违反公务接待管理规定 违反公务用车管理规定 违反会议活动管理规定 违反办公用房管理规定 权色钱色交易 其他违反廉洁纪律行为',
  ],
  ['M', '侵害群众利益 漠视群众利益 侵犯群众知情权 其他违反群众纪律行为'],
  [
    'W',
    '主体责任落实不力 违规干预市场经济活动 违规干预执纪执法司法活动 泄露扩散窃取私存党的秘密 违反考试录取工作规定 其他违反工作纪律行为',
  ],
  ['S', '生活奢靡 不正当性关系 其他违反生活纪律行为'],
];

const issueSynonyms: Readonly<Record<string, string>> = {
  L1: '贪污贿赂 贪污 受贿 行贿',
  L2: '失职渎职 渎职',
  I2: '违规收受礼品礼金 收受礼品礼金 违规吃喝',
  I3: '大操大办 违规操办酒席',
  I8: '违规发放津补贴 违规发放津贴补贴 滥发津补贴',
  I9: '公款报销旅游费用 公款报销私人旅游费用',
  I11: '公车私用 私车公养',
  M1: '侵占群众利益 与民争利 克扣群众财物 优亲厚友',
  O5: '拉票贿选 拉票',
  W1: '履行主体责任不力 主体责任',
};

const issueRows = issueLabels.flatMap(([group, labels]) =>
  labels.split(' ').map((label, index) => {
    const code = `${group}${index + 1}`;
    return [code, label, issueSynonyms[code] ?? '', group] as const;
  }),
);

const dutyCrimes = ['贪污贿赂', '滥用职权', '玩忽职守', '权力寻租', '利益输送', '徇私舞弊', '浪费国家资财'];

/** 反映问题类型: the 51 rows of the discipline organs' form, then the office's own rows. */
export const issues: CodeListSeed = {
  id: 'issue',
  label: '反映问题类型',
  codes: [
    ...codeRows('issue', { basis: '举报问题类别表（2015年版处分条例口径）', verified: true }, issueRows, 0),
    ...codeRows(
      'issue',
      { basis: '纪检监察机关处理检举控告工作规则第四条（2020年）用语，列入本表待核', verified: false },
      dutyCrimes.map((label, index) => [`D${index + 1}`, `${label}（职务违法犯罪）`, '', 'D'] as const),
      issueRows.length,
    ),
    ...codeRows(
      'issue',
      proposal,
      [
        ['X1', '申诉', '', 'X'],
        ['X2', '个人诉求', '个人求决', 'X'],
        ['X3', '涉法涉诉', '诉讼 仲裁', 'X'],
      ],
      issueRows.length + dutyCrimes.length,
    ),
  ],
};

export const themes = codeList('theme', '领域标签', articles, [
  ['POVERTY', '扶贫/乡村振兴', '扶贫 乡村振兴 脱贫攻坚 扶贫领域'],
  ['EDUCATION', '教育', '教育领域 学校'],
  ['MEDICAL', '医疗', '医疗卫生 卫生健康 医保'],
  ['FOOD_DRUG', '食品药品安全', '食品药品 食药安全 食品安全'],
  ['ORGANISED_CRIME', '涉黑“保护伞”', '保护伞 涉黑保护伞 涉黑涉恶 扫黑除恶'],
  ['SERVICE_REFORM', '放管服', '放管服改革 营商环境 窗口服务'],
  ['CIVIL_AFFAIRS', '低保/民政', '低保 民政 社会救助 敬老院 养老'],
  ['FUNERAL', '殡葬', '殡葬管理 公墓'],
  ['TENDER', '工程招投标', '招投标 工程建设 工程项目'],
  ['APPOINTMENT', '选人用人', '干部选拔任用 用人'],
  ['FORMALISM', '形式主义官僚主义', '形式主义 官僚主义 作风'],
  ['EIGHT_RULES', '中央八项规定精神', '八项规定 违反八项规定 四风'],
  ['HOUSING', '危房改造', '危旧房 住房保障'],
  ['COLLECTIVE_ASSETS', '农村集体“三资”', '三资 集体三资 村集体资产 集体土地'],
]);

export const checkabilities = codeList('checkability', '可查性', disciplineRule, [
  ['CONCRETE', '具体可查', '可查 具体'],
  ['VAGUE', '笼统', '内容笼统 不具体'],
  ['NO_SUBSTANCE', '无实质内容', '无实质 无内容'],
]);

export const urgencies = codeList('urgency', '紧急程度', proposal, [
  ['NORMAL', '一般', '平件 普通'],
  ['URGENT', '紧急', '急 急件 加急'],
  ['SENSITIVE', '重大敏感', '重大 敏感 重大紧急'],
]);

export const jurisdictions = codeList('jurisdiction', '管辖', disciplineRule, [
  ['UPPER', '上级管理干部', '上级 上级管辖 属上级'],
  ['SELF', '本级', '本级管辖 本级管理'],
  ['LOWER', '下级', '下级管辖 下级管理'],
  ['OTHER_ORGAN', '信访/政法/行政机关', '其他机关 其他部门 信访部门 政法机关 行政机关'],
  ['NONE', '不属受理范围', '不受理 不属于受理范围'],
]);
