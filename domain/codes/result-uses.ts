/** Code lists of 成果运用 (reference 3.15). */
import { codeList } from './rows.ts';

export const resultUseKinds = codeList(
  'resultUseKind',
  '成果运用方式',
  { basis: '巡察成果运用的通行方式', verified: true },
  [
    ['ASSESSMENT', '纳入干部考核评价', '干部考核评价 考核评价'],
    ['APPOINTMENT', '选拔任用参考（意见回复）', '选拔任用参考 廉政意见回复 意见回复'],
    ['HONOUR', '评先评优', '评优评先'],
    ['CIRCULAR', '通报', '巡察通报 情况通报'],
    ['COMMON_REPORT', '共性问题专题报告', '专题报告 共性问题报告'],
    ['PROPOSAL', '巡察建议书', '建议书 巡察建议'],
    ['LEADER_NOTICE', '向分管领导通报（抄告）', '抄告 向分管领导通报 四抄告'],
    ['CAMPAIGN', '专项整治', '专项治理'],
    ['RAISED_FEEDBACK', '提级反馈', '提级反馈通报'],
    ['VILLAGE_CIRCULAR', '对村通报', '村级通报'],
    ['OTHER', '其他', '其它'],
  ],
);
