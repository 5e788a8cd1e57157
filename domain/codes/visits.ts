/** Code lists of 回访 and 说情打招呼登记 (reference 2.1, 2.4). */
import { codeList } from './rows.ts';

const proposal = { basis: '软件建议，待本办核定', verified: false };

export const visitWays = codeList('visitWay', '回访方式', proposal, [
  ['ON_SITE', '实地（当面）', '实地 当面 入户 上门'],
  ['PHONE', '电话', '电话回访'],
  ['SURVEY', '问卷', '问卷调查 满意度测评'],
]);

export const visitedKinds = codeList('visitedKind', '回访对象', proposal, [
  ['PETITIONER', '信访反映人（不写姓名）', '反映人 信访人'],
  ['RESIDENT', '群众', '村民 居民 服务对象'],
  ['CADRE', '被巡察单位干部职工', '干部 职工 单位干部'],
  ['DISCIPLINED', '受处分人员', '受处分干部 被处分人'],
]);

export const satisfactions = codeList('satisfaction', '满意度', proposal, [
  ['SATISFIED', '满意', '很满意'],
  ['BASICALLY', '基本满意', '较满意 比较满意'],
  ['UNSATISFIED', '不满意', '不太满意'],
]);

export const interferenceWays = codeList('interferenceWay', '说情方式', proposal, [
  ['IN_PERSON', '当面', '面谈 上门'],
  ['PHONE', '电话', '来电 打电话'],
  ['MESSAGE', '短信、微信', '短信 微信 网络'],
  ['NOTE', '批条、信函', '批条 信函 递条子'],
  ['THROUGH', '托人转达', '托人 他人转达'],
  ['OTHER', '其他', '其它'],
]);

export const interferenceIdentities = codeList('interferenceIdentity', '说情人身份', proposal, [
  ['LEADER', '领导干部', '领导'],
  ['COLLEAGUE', '巡察机构工作人员', '同事 本单位人员'],
  ['CONCERNED', '被巡察单位或者被反映人', '当事人 被巡察单位人员'],
  ['RELATIVE', '亲友、特定关系人', '亲友 亲属 朋友'],
  ['OTHER', '其他', '其它'],
]);
