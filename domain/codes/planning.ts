/** Code lists of plans, rounds, groups and inspected organisations (reference 1.3, 3.6 and the source articles). */
import { codeList } from './rows.ts';

const practice = { basis: '市县巡察工作的通行做法', verified: true };

export const inspectionKinds = codeList('inspectionKind', '巡察方式', practice, [
  ['REGULAR', '常规巡察', '常规 例行巡察'],
  ['SPECIAL', '专项巡察', '专项'],
  ['MOBILE', '机动巡察', '机动 机动式巡察'],
  ['ELEVATED', '提级巡察', '提级'],
  ['CROSS', '交叉巡察', '交叉'],
  ['LINKED', '联动巡察', '联动 上下联动'],
  ['SYNCHRONOUS', '同步巡察', '同步'],
  ['RELAY', '接力式巡察', '接力 接力巡察'],
  ['EXTENDED', '延伸巡察', '延伸'],
  ['LOOKBACK', '巡察“回头看”', '回头看 巡察回头看'],
  ['VILLAGE_DIRECT', '对村（社区）巡察', '对村巡察 村居巡察 对村(社区)巡察'],
  ['INTERNAL', '内部巡察', '内巡'],
]);

export const targetTypes = codeList('targetType', '党组织类型', practice, [
  ['COUNTY', '县（市、区）党委', '县委 区委 县区党委'],
  ['CITY_DEPARTMENT', '市直单位', '市直 市直党组 市直部门'],
  ['COUNTY_DEPARTMENT', '县（市、区）直单位', '县直 县直单位 县区直单位 县区直部门 区直单位 县委组成部门'],
  ['TOWNSHIP', '乡镇党委', '乡镇 镇党委 乡党委'],
  ['STREET', '街道党工委', '街道'],
  ['VILLAGE', '村（社区）党组织', '村 社区 村党支部 行政村'],
  ['ENTERPRISE', '国有企业', '国企 企业'],
  ['INSTITUTION', '事业单位', '事业'],
  ['SCHOOL', '学校', '高校 中小学'],
  ['HOSPITAL', '医院', '卫生院'],
  ['PARK', '园区', '开发区 高新区'],
  ['COURT', '法院', '人民法院'],
  ['PROCURATORATE', '检察院', '人民检察院'],
  ['OTHER', '其他', '其它'],
]);

export const targetLevels = codeList('targetLevel', '党组织层级', practice, [
  ['CITY', '市级', '市'],
  ['COUNTY', '县级', '县 县区级'],
  ['TOWNSHIP', '乡镇级', '乡镇'],
  ['VILLAGE', '村级', '村'],
]);

export const selectionBases = codeList('selectionBasis', '确定依据', practice, [
  ['CONCERN', '社会关注度', '社会关注'],
  ['PETITIONS', '信访反映量', '信访反映 信访'],
  ['UPPER_FEEDBACK', '上级巡视反馈重点', '上级反馈 巡视反馈'],
  ['UPPER_FIELD', '上级重点领域', '重点领域'],
  ['AUDIT_PLAN', '经济责任审计计划', '审计计划'],
  ['SAME_KIND', '同类单位同步巡', '同类同步 同类'],
  ['KEY_ELEVATED', '重点单位提级巡', '重点提级 重点'],
  ['HARD_CROSS', '难点单位交叉巡', '难点交叉 难点'],
  ['TERM_CHANGE', '换届', '村社换届'],
  ['COVERAGE', '全覆盖任务', '全覆盖'],
]);

export const linkageTypes = codeList('linkageType', '联动类型', practice, [
  ['TASK', '任务部署联动', '任务部署'],
  ['ORGANISATION', '组织方式联动', '组织方式'],
  ['RESULTS', '成果运用联动', '成果运用'],
  ['INFORMATION', '信息运用联动', '信息运用'],
  ['PUBLICITY', '舆论宣传联动', '舆论宣传'],
  ['FORCES', '队伍力量联动', '队伍力量'],
  ['NEXT_TASK', '监督任务联动', '监督任务'],
  ['NEXT_TARGET', '监督对象联动', '监督对象'],
  ['NEXT_RESULTS', '监督成果运用联动', '监督成果'],
]);

export const planKinds = codeList('planKind', '规划类别', practice, [
  ['TERM', '五年规划', '届规划 全覆盖规划 规划'],
  ['YEAR', '年度计划', '计划 年度'],
]);

export const groupModes = codeList('groupMode', '编组方式', practice, [
  ['NORMAL', '本级编组', '常规编组 本级'],
  ['WHOLE_UNIT', '成建制', '成建制交叉'],
  ['MIXED', '混编', '混编交叉 混合编组'],
]);

export const crossKindList = codeList('crossKind', '交叉方式', practice, [
  ['RING', '推磨', '推磨式 推磨交叉'],
  ['MIXED', '混编', '混编交叉'],
  ['EXCHANGE', '互派', '互派式'],
  ['ROLLING', '滚动', '滚动式'],
  ['MOBILE', '机动', '机动式'],
  ['SYSTEM', '同一系统', '系统 同系统'],
  ['AREA', '片区', '片区联动'],
]);

export const memberRoles = codeList('memberRole', '组内职务', practice, [
  ['LEADER', '组长'],
  ['DEPUTY', '副组长'],
  ['LIAISON', '联络员'],
  ['MEMBER', '成员', '组员'],
  ['PETITION', '信访专员', '信访接待员'],
  ['FINANCE', '财务专员', '财务人员'],
  ['APPOINTMENT', '选人用人检查组成员', '选人用人专员'],
  ['INFORMATION', '信息员', '信息专员'],
]);

export const authorizationKinds = codeList('authorizationKind', '授权类别', practice, [
  ['OWN', '本级党委授权', '县委授权 本级授权'],
  ['CITY', '市委授权', '市级授权 州委授权'],
  ['TARGET_COUNTY', '被巡察县（市、区）党委授权', '被巡察县授权 县市委授权'],
]);

export const avoidanceResults = codeList('avoidanceResult', '回避审查结果', practice, [
  ['CLEAR', '无需回避', '不需回避'],
  ['CHECK', '需核实', '待核实'],
  ['EXCEPTION', '例外准入', '例外'],
  ['AVOID', '回避（更换）', '回避 更换'],
]);

export const levelsOfOffice = codeList('inspectionLevel', '巡察层级', practice, [
  ['CITY', '市级'],
  ['COUNTY', '县级'],
]);

export const specialInspectionKinds = codeList('specialInspectionKind', '专项检查', practice, [
  ['APPOINTMENT', '选人用人专项检查', '选人用人'],
  ['IDEOLOGY', '意识形态工作责任制专项检查', '意识形态'],
  ['OTHER', '其他专项检查', '其他'],
]);

export const avoidanceClasses = codeList('avoidanceClass', '回避类别', practice, [
  ['POST', '任职回避'],
  ['PLACE', '地域回避'],
  ['DUTY', '公务回避'],
  ['PRACTICE', '轮换要求'],
]);
