import { codeList } from './rows.ts';

/** The originals of the 5 aspects, 12 focus points and 10 methods are not public: these are proposals to be edited. */
const proposal = { basis: '软件建议，待本办核定', verified: false };
const practice = { basis: '各地巡察整改日常监督的公开做法（待核）', verified: false };

export const supervisionAspects = codeList('supervisionAspect', '监督方面', proposal, [
  ['A1', '责任落实'],
  ['A2', '问题整改'],
  ['A3', '线索处置'],
  ['A4', '建章立制'],
  ['A5', '作风成效'],
]);

export const supervisionFocuses = codeList('supervisionFocus', '监督重点', proposal, [
  ['F01', '学习传达'],
  ['F02', '整改方案'],
  ['F03', '主体责任'],
  ['F04', '第一责任人责任'],
  ['F05', '班子成员一岗双责'],
  ['F06', '专题民主生活会'],
  ['F07', '反馈问题整改进度'],
  ['F08', '立行立改'],
  ['F09', '线索办理'],
  ['F10', '追责问责'],
  ['F11', '制度建设与执行'],
  ['F12', '公开与群众满意度'],
]);

export const supervisionMethods = codeList('supervisionMethod', '监督方法', practice, [
  ['M01', '审核方案报告', '指导制定整改方案'],
  ['M02', '列席民主生活会（会议）', '列席民主生活会 列席会议'],
  ['M03', '听取汇报'],
  ['M04', '约谈提醒', '约谈 提醒谈话'],
  ['M05', '查阅台账资料', '查阅台账'],
  ['M06', '实地走访'],
  ['M07', '抽查核验', '现场检查'],
  ['M08', '问卷（满意度测评）', '问卷 满意度测评'],
  ['M09', '专题会商（联席）', '专题会商'],
  ['M10', '发函督办（通报）', '督办'],
]);

export const supervisorTypes = codeList('supervisorType', '监督主体', practice, [
  ['DISCIPLINE', '纪检监察室'],
  ['RESIDENT', '派驻纪检监察组', '派驻组'],
  ['ORGANISATION', '组织部'],
  ['PUBLICITY', '宣传部'],
  ['OFFICE', '巡察办'],
  ['GROUP', '巡察组'],
  ['SUPERIOR', '被巡察党组织的上级'],
]);

export const supervisionResults = codeList('supervisionResult', '监督结论', proposal, [
  ['FULL', '到位'],
  ['PARTLY', '基本到位'],
  ['NOT', '不到位'],
]);
