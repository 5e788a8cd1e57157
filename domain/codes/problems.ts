import { codeList } from './rows.ts';

const draft = { basis: '各地巡察问题底稿通行栏目', verified: true };
const proposal = { basis: '软件建议，待本办核定', verified: false };
const schemes = { basis: '各地巡察监督重点的公开表述（待核）', verified: false };

/** Ways to sort problems; a round may use several at once, and an office adds its own. */
export const categorySchemes = codeList('categoryScheme', '问题分类方案', schemes, [
  ['FOCUS', '三个聚焦', '三个聚焦一个整改 三聚焦'],
  ['GATHER', '四个聚焦聚力', '四聚焦聚力'],
  ['FULFIL', '四个落实', '四落实'],
  ['DISCIPLINE', '六大纪律', '六项纪律'],
  ['POVERTY', '八个方面（扶贫专项）', '八个方面'],
  ['MAJOR', '三大问题', '三个紧盯'],
]);

/** First level: the parent names the scheme. */
export const firstCategories = codeList('categoryL1', '问题分类（一级）', schemes, [
  [
    'FOCUS_POLICY',
    '聚焦党的理论路线方针政策和党中央决策部署在基层贯彻落实情况',
    '贯彻落实党中央决策部署方面 贯彻落实党的路线方针政策方面 贯彻落实党中央决策部署',
    'FOCUS',
  ],
  [
    'FOCUS_PEOPLE',
    '聚焦群众身边腐败问题和不正之风',
    '群众身边腐败问题和不正之风方面 群众身边腐败问题和不正之风',
    'FOCUS',
  ],
  [
    'FOCUS_ORG',
    '聚焦基层党组织领导班子和干部队伍建设',
    '基层党组织领导班子和干部队伍建设方面 软弱涣散、组织力欠缺方面 基层党组织软弱涣散、组织力欠缺',
    'FOCUS',
  ],
  [
    'FOCUS_RECTIFY',
    '聚焦巡察（各类监督）整改和成果运用',
    '整改落实方面 巡察整改和成果运用方面 巡察整改落实方面',
    'FOCUS',
  ],
  ['FULFIL_POLICY', '落实党的理论路线方针政策和党中央重大决策部署', '', 'FULFIL'],
  ['FULFIL_STRICT', '落实全面从严治党战略部署', '落实全面从严治党方面', 'FULFIL'],
  ['FULFIL_ORG', '落实新时代党的组织路线', '落实新时代党的组织路线方面', 'FULFIL'],
  ['FULFIL_RECTIFY', '落实巡视巡察等整改', '落实巡视巡察整改方面', 'FULFIL'],
  ['DISC_POLITICAL', '政治纪律', '违反政治纪律', 'DISCIPLINE'],
  ['DISC_ORG', '组织纪律', '违反组织纪律', 'DISCIPLINE'],
  ['DISC_INTEGRITY', '廉洁纪律', '违反廉洁纪律', 'DISCIPLINE'],
  ['DISC_MASSES', '群众纪律', '违反群众纪律', 'DISCIPLINE'],
  ['DISC_WORK', '工作纪律', '违反工作纪律', 'DISCIPLINE'],
  ['DISC_LIFE', '生活纪律', '违反生活纪律', 'DISCIPLINE'],
  ['POV_1', '党组织领导班子及成员政治意识强不强', '', 'POVERTY'],
  ['POV_2', '党组织领导核心作用发挥好不好', '', 'POVERTY'],
  ['POV_3', '党组织履行扶贫主体责任到位不到位', '', 'POVERTY'],
  ['POV_4', '同级纪检监察机关监督责任落实到位不到位', '', 'POVERTY'],
  ['POV_5', '扶贫部门牵头抓总作用发挥好不好', '', 'POVERTY'],
  ['POV_6', '各级帮扶单位帮扶工作实不实', '', 'POVERTY'],
  ['POV_7', '扶贫资金落实好不好', '', 'POVERTY'],
  ['POV_8', '扶贫第一书记和驻村干部履职到位不到位', '', 'POVERTY'],
  ['MAJOR_LEAD', '党的领导弱化', '', 'MAJOR'],
  ['MAJOR_BUILD', '党的建设缺失', '', 'MAJOR'],
  ['MAJOR_STRICT', '全面从严治党不力', '', 'MAJOR'],
]);

/** Second level: local lists of forms a problem takes; the parent names the first level. Offices import their own. */
export const secondCategories = codeList('categoryL2', '问题分类（二级）', proposal, [
  ['L2_STUDY', '学习贯彻不深入', '', 'FOCUS_POLICY'],
  ['L2_DECISION', '决策部署落实不到位', '', 'FOCUS_POLICY'],
  ['L2_DUTY', '职能责任履行不到位', '', 'FOCUS_POLICY'],
  ['L2_FUNDS', '惠民惠农资金管理使用不规范', '', 'FOCUS_PEOPLE'],
  ['L2_PROJECT', '工程项目和招标采购不规范', '', 'FOCUS_PEOPLE'],
  ['L2_STYLE', '形式主义、官僚主义', '形式主义官僚主义', 'FOCUS_PEOPLE'],
  ['L2_EIGHT', '违反中央八项规定精神', '', 'FOCUS_PEOPLE'],
  ['L2_LEADERS', '领导班子作用发挥不充分', '', 'FOCUS_ORG'],
  ['L2_CADRES', '选人用人和干部管理不规范', '', 'FOCUS_ORG'],
  ['L2_BASE', '基层党组织建设薄弱', '', 'FOCUS_ORG'],
  ['L2_OLD', '以往监督发现的问题整改不到位', '', 'FOCUS_RECTIFY'],
  ['L2_USE', '成果运用不充分', '', 'FOCUS_RECTIFY'],
]);

export const severities = codeList('severity', '问题程度', draft, [
  ['GENERAL', '一般'],
  ['RATHER_SERIOUS', '较重', '较严重'],
  ['SERIOUS', '严重'],
]);

export const draftSources = codeList('draftSource', '问题来源', proposal, [
  ['DOCUMENTS', '查阅资料', '调阅资料 查阅（调阅）资料'],
  ['TALK', '个别谈话', '谈话'],
  ['PETITION', '信访反映', '信访件 来信来访'],
  ['VISIT', '走访调研', '下沉了解 实地走访'],
  ['REPORT', '听取汇报', '专题汇报'],
  ['SURVEY', '问卷调查、民主测评', '问卷调查 民主测评'],
  ['SPECIAL', '专项检查', '选人用人检查 意识形态检查'],
  ['AUDIT', '审计材料', '审计移交'],
  ['OTHER', '其他', '其它'],
]);
