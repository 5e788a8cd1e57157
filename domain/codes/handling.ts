import { codeList } from './rows.ts';

const forms = { basis: '问题线索登记表、信访件登记表通行栏目', verified: true };
const proposal = { basis: '软件建议，待本办核定', verified: false };
const rule = { basis: '纪检监察机关处理检举控告工作规则', verified: true };

export const handlings = codeList('handling', '办理方式', forms, [
  ['SELF', '自办', '自行办理 本办办理 自查'],
  ['FORWARD', '转办', '转 转有关单位 转办(不要结果) 转送'],
  ['ASSIGN', '交办', '交 交办(要结果) 要结果'],
  ['SUPERVISE', '督办', '督 督促办理'],
  ['ASSIST', '协办', '协同办理 配合办理'],
  ['TRANSFER', '移送', '转线索 转问题线索 移交 移送有权机关 移交纪委 转纪委'],
  ['SEALED', '径送', '直送 径送上级'],
  ['IMMEDIATE', '立行立改', '交被巡察单位立行立改 即知即改 边巡边改 立改'],
  ['RETAIN', '留存备查', '留存 留存归档 暂存 存查 备查'],
  ['MERGE', '并件', '并案 合并 已合并 并入'],
  ['NOT_ACCEPT', '不予受理', '不受理 不予办理'],
  ['RETURN', '退回', '已退回 退'],
]);

export const notAcceptReasons = codeList(
  'notAcceptReason',
  '不予受理原因',
  { basis: '检举控告工作规则（待核）', verified: false },
  [
    ['NO_SUBSTANCE', '仅列行为名称无实质内容', '无实质内容'],
    ['LEGAL_REMEDY', '已（应）通过诉讼、仲裁、行政复议等解决', '诉讼 仲裁 行政复议 涉法涉诉'],
    ['NO_JURISDICTION', '不属管辖', '不属于管辖范围 超出受理范围 不属受理范围'],
    ['REPEAT', '重复无新内容', '重复 重复件'],
    ['OTHER', '其他', '其它'],
  ],
);

export const duplicateDecisions = codeList('dupDecision', '重复认定', rule, [
  ['FIRST', '初次件', '初件 初信初访 非重复 初次 首次'],
  ['REPEAT', '重复件', '重复 重信重访 重件 重复信访'],
  ['SUPPLEMENT', '补充件（有新内容）', '补充件 补充 有新内容'],
]);

export const replyResults = codeList('replyResult', '回告结论', proposal, [
  ['TRUE', '属实', '反映属实 基本属实 查实'],
  ['PARTLY_TRUE', '部分属实', '部分查实 反映部分属实'],
  ['UNTRUE', '不属实', '反映不属实 失实 查否'],
  ['UNDECIDED', '无法查实', '无法核实 难以查实 查无实据'],
  ['PENDING', '正在办理', '办理中 在办 正在核查'],
  ['OTHER', '其他', '其它'],
]);

export const notifyWays = codeList(
  'notifyWay',
  '告知（反馈）方式',
  { basis: '实名举报受理告知、办结反馈的通行方式', verified: true },
  [
    ['PHONE', '电话', '电话告知 电话反馈 来电'],
    ['INTERVIEW', '面谈', '当面 面告 当面告知 当面反馈 口头'],
    ['WRITTEN', '书面', '信函 书面告知 书面反馈 复信'],
    ['SMS', '短信', '手机短信'],
  ],
);

const secrecyLaw = { basis: '国家秘密文件、资料和其他物品标志的规定', verified: true };

export const markKinds = codeList('markKind', '秘密种类', secrecyLaw, [
  ['STATE_SECRET', '国家秘密', '国密 涉密'],
  ['WORK_SECRET', '工作秘密', '内部 内部资料'],
  ['NONE', '不标注', '无 公开 非密 不涉密'],
]);

export const secrecyLevels = codeList('secrecyLevel', '密级', secrecyLaw, [
  ['TOP_SECRET', '绝密', '绝密级'],
  ['SECRET', '机密', '机密级'],
  ['CONFIDENTIAL', '秘密', '秘密级'],
]);
