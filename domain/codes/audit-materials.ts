/** Code lists of 审计材料 (reference 3.11). */
import { codeList } from './rows.ts';

export const auditMaterialKinds = codeList(
  'auditMaterialKind',
  '审计材料类别',
  { basis: '审计文书通行名称', verified: true },
  [
    ['REPORT', '审计报告', '审计结果报告'],
    ['ACCOUNTABILITY', '离任（经济责任）审计报告', '离任审计报告 经济责任审计报告 经责审计报告'],
    ['SPECIAL', '专项审计', '专项审计报告 专项审计调查报告'],
    ['WORKING_PAPER', '审计工作底稿', '审计底稿'],
    ['DECISION', '审计决定', '审计决定书'],
    ['RECTIFICATION', '整改报告', '审计整改报告'],
    ['OTHER', '其他', '其它'],
  ],
);
