import { codeList } from './rows.ts';

const leadForm = { basis: '问题线索登记表通行栏目', verified: true };
const admission = { basis: '巡察问题线索界定的通行做法', verified: true };
const proposal = { basis: '软件建议，待本办核定', verified: false };
const regulation = { basis: '中国共产党纪律处分条例（2023年修订）', verified: true };
const toVerify = { basis: '公职人员政务处分法（待核）', verified: false };

export const leadSources = codeList('leadSource', '线索来源', leadForm, [
  ['PETITION', '信访举报', '信访 举报 来信来访 群众举报'],
  ['ASSIGNED', '上级交办', '交办 上级转办 上级转交'],
  ['INSTRUCTED', '领导批示', '批示 领导批转 领导交办'],
  ['POLICE', '公检法机关移交', '公检法移交 公安移交 检察院移交 法院移交'],
  ['SUPERVISION', '监督检查中发现', '监督检查 日常监督 监督检查发现'],
  ['INVESTIGATION', '审查调查中发现', '审查调查 审查调查发现'],
  ['AUDIT', '审计中发现', '审计 审计发现 审计移交'],
  ['INSPECTION', '巡视巡察中发现', '巡察 巡视 巡察发现 巡察中发现 巡视巡察'],
  ['ENFORCEMENT', '其他行政执法机关移交', '行政执法机关移交 行政机关移交 执法机关移交'],
  ['OTHER', '其他', '其它'],
]);

export const leadSubSources = codeList(
  'leadSubSource',
  '巡察发现途径',
  { basis: '巡察了解的主要方式', verified: true },
  [
    ['LETTER', '来信', '信件 群众来信'],
    ['CALL', '来电', '电话 来电短信'],
    ['VISIT', '来访', '接访'],
    ['NETWORK', '网络', '网上 电子邮件 邮箱 网上举报'],
    ['TALK', '个别谈话', '谈话 谈话了解'],
    ['DOCUMENTS', '查阅资料', '调阅资料 查阅'],
    ['ACCOUNTS', '账目凭证', '账目 财务凭证 查账'],
    ['FIELD', '走访（入户）', '走访 入户 实地走访 下沉了解'],
    ['QUESTIONNAIRE', '问卷', '问卷调查'],
    ['POLL', '民主测评', '测评'],
    ['DECLARATION', '个人有关事项抽查', '个人事项抽查 个人有关事项报告抽查'],
    ['AUDIT_MATERIAL', '审计材料', '审计报告 审计底稿'],
    ['DISCIPLINE', '纪委提供', '纪委监委提供 纪检监察机关提供'],
    ['SPECIAL_CHECK', '专项检查（选人用人/意识形态）', '专项检查 选人用人检查 意识形态检查'],
    ['OTHER', '其他', '其它'],
  ],
);

export const leadExclusions = codeList('leadExclusion', '不作为线索的情形', admission, [
  ['NONE', '不属于以下情形', '无 不属于 没有'],
  ['SHORTCOMING', '一般性工作缺点（提整改建议）', '一般性工作缺点 工作不足 一般问题'],
  ['LITIGATION', '涉法涉诉（转送有关机关）', '涉法涉诉 诉讼'],
  ['PERSONAL', '个人诉求（转送有关机关）', '个人诉求 个人利益诉求'],
]);

export const leadImportances = codeList('leadImportance', '重要程度', leadForm, [
  ['NORMAL', '一般', '普通'],
  ['IMPORTANT', '重要', '比较重要'],
  ['MAJOR', '重大', '特别重要'],
]);

export const handoverTargets = codeList(
  'handoverTo',
  '移交对象',
  { basis: '巡察问题线索移交的通行做法', verified: true },
  [
    ['DISCIPLINE', '纪委监委', '纪委 监委 纪检监察机关 案管室 县纪委监委 市纪委监委'],
    ['DISPATCHED', '派驻纪检监察组', '派驻组 派驻机构'],
    ['ORG_DEPT', '组织部', '组织部门 县委组织部 市委组织部'],
    ['AUDIT', '审计局', '审计机关 审计部门'],
    ['POLITICS_LAW', '政法委', '政法机关 政法部门'],
    ['POLICE', '公安机关', '公安局 公安'],
    ['PROSECUTION', '检察机关', '检察院 人民检察院'],
    ['UPPER_OFFICE', '上级巡察办', '上级巡察机构 市委巡察办'],
    ['LOWER', '下级纪委', '下级纪检监察机关 乡镇纪委'],
    ['TARGET_ORG', '被巡察党组织', '被巡察单位 交办被巡察单位'],
  ],
);

export const dispositions = codeList(
  'disposition',
  '处置方式',
  { basis: '纪检监察机关线索处置四类方式', verified: true },
  [
    ['TALK_LETTER', '谈话函询', '谈话 函询'],
    ['PRELIM', '初步核实', '初核'],
    ['SUSPEND', '暂存待查', '暂存'],
    ['CLOSE', '予以了结', '了结'],
  ],
);

export const fourForms = codeList('fourForms', '四种形态', regulation, [
  ['F1', '第一种形态', '第一形态 一'],
  ['F2', '第二种形态', '第二形态 二'],
  ['F3', '第三种形态', '第三形态 三'],
  ['F4', '第四种形态', '第四形态 四'],
]);

export const consultConclusions = codeList('consultConclusion', '会商结论', proposal, [
  ['LEAD', '作为问题线索移交', '移交 同意移交 作为线索'],
  ['MORE', '补充了解后再议', '补充了解 补充材料'],
  ['DOWNGRADE', '不作为线索，转一般问题', '转一般问题 不作为线索'],
]);

export const dualReportReceivers = codeList(
  'dualReportTo',
  '双汇报对象',
  { basis: '县级交叉巡察双汇报制度', verified: true },
  [
    ['CITY_GROUP', '市委巡察工作领导小组', '市委领导小组'],
    ['LOCAL', '被巡察地巡察工作领导小组和书记专题会', '被巡察地领导小组 书记专题会 县委书记专题会'],
  ],
);

export const leadProgressKinds = codeList('leadProgress', '办理进展环节', leadForm, [
  ['TALK', '谈话函询', '谈话 函询'],
  ['PRELIM', '初步核实', '初核'],
  ['FILING', '立案', '立案审查调查'],
  ['TRIAL', '审理', '案件审理'],
  ['DECISION', '作出处理决定', '处分决定 处理决定'],
  ['REVIEW', '暂存件清理', '定期清理'],
  ['OTHER', '其他', '其它'],
]);

export const leadUrgeKinds = codeList(
  'leadUrgeKind',
  '线索催办方式',
  { basis: '有关县区线索办理预警办法（待核）', verified: false },
  [
    ['PHONE', '电话提醒', '电话'],
    ['NOTICE', '提示函', '提醒函'],
    ['SUPERVISE', '督办函', '督办'],
    ['INTERVIEW', '约谈', '约谈主要领导'],
    ['OTHER', '其他', '其它'],
  ],
);

export const leadResults = codeList('leadResult', '处置结果', leadForm, [
  ['CLEARED', '了结澄清', '澄清 失实了结 了结'],
  ['TALK_REMINDER', '谈话提醒', '提醒谈话'],
  ['CRITICISED', '责令检查批评教育', '批评教育 责令检查'],
  ['ADMONISHED', '诫勉谈话', '诫勉'],
  ['ORG_HANDLING', '给予组织处理', '组织处理'],
  ['SANCTIONED', '给予党纪政务处分', '党纪处分 政务处分 立案处分'],
  ['JUDICIAL', '移送司法机关', '移送司法 移送检察机关'],
  ['SUSPENDED', '暂存待查', '暂存'],
  ['OTHER', '其他', '其它'],
]);

export const partySanctions = codeList('partySanction', '党纪处分', regulation, [
  ['WARNING', '警告', '党内警告'],
  ['SERIOUS_WARNING', '严重警告', '党内严重警告'],
  ['REMOVAL', '撤销党内职务', '撤职'],
  ['PROBATION_1', '留党察看一年', '留党察看1年'],
  ['PROBATION_2', '留党察看两年', '留党察看2年 留党察看二年'],
  ['EXPULSION', '开除党籍', '开除'],
]);

export const adminSanctions = codeList('adminSanction', '政务处分', toVerify, [
  ['WARNING', '警告', '政务警告'],
  ['DEMERIT', '记过', '政务记过'],
  ['MAJOR_DEMERIT', '记大过', '政务记大过'],
  ['DEMOTION', '降级', '政务降级'],
  ['REMOVAL', '撤职', '政务撤职'],
  ['DISMISSAL', '开除', '开除公职 政务开除'],
]);

export const orgHandlings = codeList(
  'orgHandling',
  '组织处理',
  { basis: '组织处理的通行种类', verified: true },
  [
    ['SUSPENDED', '停职检查', '停职'],
    ['TRANSFERRED', '调整职务', '调整岗位 调离岗位'],
    ['RESIGNED', '责令辞职', '引咎辞职'],
    ['REMOVED', '免职', '免去职务'],
    ['DEMOTED', '降职', '降低职务'],
    ['DISMISSED', '辞退、解聘', '辞退 解聘'],
    ['HONOUR', '取消荣誉称号', '撤销荣誉称号'],
    ['CPPCC', '撤销政协委员资格', '撤销政协委员'],
    ['DEPUTY', '终止代表资格', '终止人大代表资格 终止党代表资格 罢免代表'],
  ],
);

export { otherMeasures } from './lead-measures.ts';
