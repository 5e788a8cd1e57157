import { codeList } from './rows.ts';

const registerForm = { basis: '来访接待登记表、来电记录表通行栏目', verified: true };
const proposal = { basis: '软件建议，待本办核定', verified: false };

/** Codes are those of 信访方式, so that a letter made from a reception keeps its way of coming. */
export const receptionKinds = codeList('receptionKind', '接待类别', registerForm, [
  ['VISIT', '来访', '访 上访 接访 群众来访 当面反映'],
  ['CALL', '来电', '电 电话 群众来电 举报电话'],
  ['SMS', '短信', '手机短信 短信举报'],
]);

export const receptionHandlings = codeList('receptionHandling', '接待处理方式', proposal, [
  ['ANSWERED', '当场答复', '答复 当面答复 现场答复'],
  ['REGISTERED', '登记受理', '受理 登记 转信访件 登记信访件'],
  ['GUIDED', '引导', '引导到有关部门 告知 解释引导'],
  ['FORWARDED', '转送', '转送有关部门 转交'],
]);
