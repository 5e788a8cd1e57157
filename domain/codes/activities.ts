/** Code lists of 了解工作 (reference 3.9). */
import { codeList } from './rows.ts';

export const activityKinds = codeList(
  'activityKind',
  '了解工作方式',
  { basis: '巡察工作通行方式', verified: true },
  [
    ['REPORT', '听取汇报', '专题汇报 听取专题汇报 听汇报'],
    ['TALK', '个别谈话', '谈话 个别谈话了解'],
    ['VOTE', '民主测评', '测评'],
    ['SURVEY', '问卷调查', '问卷 调查问卷'],
    ['DOCUMENTS', '查阅资料', '调阅资料 查阅（调阅）资料 调阅 查阅 调阅文件'],
    ['VISIT', '走访调研', '走访 实地走访 入户走访'],
    ['FIELD', '下沉了解', '下沉 延伸了解'],
    ['SIT_IN', '列席会议', '列席'],
    ['DECLARATION', '抽查个人有关事项', '个人有关事项抽查 个人事项抽查 抽查核实个人有关事项'],
    ['PETITION', '受理信访', '信访受理 受理来信来访'],
    ['UNDERCOVER', '明察暗访', '暗访 明查暗访'],
    ['ASSISTANCE', '提请协助', '提请有关单位协助 协助查询'],
    ['FORUM', '座谈会', '座谈 召开座谈会'],
  ],
);

export const activityUnits = codeList(
  'activityUnit',
  '计量单位',
  { basis: '巡察工作量统计通行单位', verified: true },
  [
    ['TIME', '次', '场 场次'],
    ['PERSON_TIME', '人次'],
    ['PERSON', '人', '名'],
    ['SHEET', '份', '册 卷'],
    ['HOUSEHOLD', '户'],
    ['PLACE', '处', '个点 点'],
    ['ITEM_TIME', '件次', '件（次）'],
    ['LETTER', '件', '封'],
    ['BATCH', '批', '批次'],
  ],
);
