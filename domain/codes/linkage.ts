/** Code lists of 联动行动、督导组、检查巡察工作 and 舆论宣传 (reference 2.1, 2.2, 2.4, 3.8). */
import { codeList } from './rows.ts';

const practice = { basis: '市县巡察上下联动的通行做法', verified: true };
const proposal = { basis: '软件建议，待本办核定', verified: false };

export const linkedLevels = codeList('linkedLevel', '联动层级', practice, [
  ['PROVINCE', '省级', '省 省委'],
  ['CITY', '市级', '市 市委'],
  ['COUNTY', '县级', '县 县区级'],
  ['TOWNSHIP', '乡镇级', '乡镇'],
  ['VILLAGE', '村级', '村 村（社区）'],
]);

/** Where a point to look at comes from; the first is what 接力式 hands down. */
export const focusSources = codeList('focusSource', '重点来源', proposal, [
  ['COMMON_PROBLEM', '上级通报的共性问题', '共性问题 上级共性问题'],
  ['UPPER_FEEDBACK', '上级巡视巡察反馈重点', '上级反馈 巡视反馈'],
  ['UPPER_FIELD', '上级部署的重点领域', '重点领域'],
  ['PETITIONS', '信访反映', '信访'],
  ['AUDIT', '审计发现', '审计'],
  ['OWN', '本级确定', '本级'],
]);

export const reuseQualities = codeList('reuseQuality', '成果质量评价', proposal, [
  ['SOLID', '问题扎实，可以直接运用', '好 扎实'],
  ['USABLE', '基本可用，须补充核实', '较好 一般'],
  ['WEAK', '不够扎实，退回或者重新了解', '差 较差'],
]);

export const nonCooperationKinds = codeList('nonCooperationKind', '配合不力情形', proposal, [
  ['LATE', '提供材料不及时', '材料迟报 不及时'],
  ['INCOMPLETE', '提供材料不完整', '不完整 材料不全'],
  ['CONTRADICTORY', '提供情况前后不一致', '不一致 合计与明细不符'],
  ['ABSENT', '应到会、应谈话未到', '缺席 未到'],
  ['CONCEALED', '隐瞒、拖延、推诿', '隐瞒 推诿 拖延'],
  ['OBSTRUCTED', '干扰、阻挠巡察', '干扰 阻挠'],
  ['OTHER', '其他', '其它'],
]);

export const nonCooperationHandlings = codeList('nonCooperationHandling', '配合不力处理', proposal, [
  ['REMIND', '当场提醒', '提醒'],
  ['CORRECT', '责令限期改正', '责令改正'],
  ['TALK', '约谈', '约谈提醒'],
  ['CIRCULAR', '通报批评', '通报'],
  ['ACCOUNTABLE', '移送问责', '问责 移送'],
]);

export const selfInspectionMethods = codeList('selfInspectionMethod', '检查方式', practice, [
  ['SPECIAL', '专项督查', '专项检查'],
  ['RETURN', '回访检查', '回访'],
  ['WITH_ROUND', '随巡视巡察同步检查', '同步检查'],
  ['FILES', '抽查案卷', '案卷评查 调阅案卷'],
  ['TALKS', '谈话、座谈', '座谈 谈话'],
  ['SURVEY', '问卷测评', '问卷 测评'],
]);

export const selfInspectionAspects = codeList('selfInspectionAspect', '检查方面', proposal, [
  ['DUTY', '党委主体责任、领导小组组织领导', '主体责任 组织领导'],
  ['POSITION', '政治巡察定位', '政治定位'],
  ['METHOD', '方式方法和工作程序', '程序 方式方法'],
  ['QUALITY', '发现问题和报告质量', '报告质量 发现问题'],
  ['RECTIFICATION', '反馈、移交和整改监督', '整改 成果运用'],
  ['TEAM', '队伍建设和纪律作风', '队伍 纪律作风'],
  ['SECRECY', '保密和档案', '保密 档案'],
  ['OTHER', '其他', '其它'],
]);

export const selfInspectionResults = codeList('selfInspectionResult', '检查评价', proposal, [
  ['GOOD', '好'],
  ['FAIRLY_GOOD', '较好'],
  ['FAIR', '一般'],
  ['POOR', '较差', '差'],
]);

export const publicityKinds = codeList('publicityKind', '宣传类别', proposal, [
  ['ANNOUNCEMENT', '巡察公告、进驻消息', '公告 进驻消息'],
  ['NEWS', '工作动态', '动态 信息'],
  ['EXPERIENCE', '经验做法', '经验 做法'],
  ['EFFECT', '整改成效', '成效'],
  ['WARNING', '典型案例、警示教育', '案例 警示'],
  ['POLICY', '政策解读', '解读'],
  ['OTHER', '其他', '其它'],
]);

export const publicityMedia = codeList('publicityMedium', '媒体类型', proposal, [
  ['PAPER', '报刊', '报纸 纸媒 杂志'],
  ['BROADCAST', '广播电视', '电视 广播'],
  ['SITE', '网站', '门户网站'],
  ['SOCIAL', '公众号、新媒体', '微信 公众号 新媒体'],
  ['BOARD', '公示栏、宣传栏', '公示栏 宣传栏'],
  ['BULLETIN', '内部简报', '简报'],
]);
