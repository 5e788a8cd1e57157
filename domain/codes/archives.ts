/** Code lists of 案卷 (reference 3.20). */
import { codeList } from './rows.ts';

export const archiveClasses = codeList(
  'archiveClass',
  '档案类别',
  { basis: '巡察档案管理办法（各地通行）', verified: true },
  [
    ['DOCUMENTS', '文书档案', '文书'],
    ['BUSINESS', '业务档案', '业务 巡察业务档案'],
  ],
);

export const retentions = codeList(
  'retention',
  '保管期限',
  { basis: '机关文件材料归档范围和保管期限规定（具体材料期限待核）', verified: false },
  [
    ['PERMANENT', '永久', '长期'],
    ['Y30', '30年', '30 三十年 定期30年'],
    ['Y10', '10年', '10 十年 定期10年'],
  ],
);

export const archiveParts = codeList(
  'archivePart',
  '归档材料类别',
  { basis: '巡察业务档案归档范围（各地通行）', verified: true },
  [
    ['PREPARATION', '进驻准备', '巡前准备'],
    ['BRIEFING', '汇报座谈', '听取汇报 座谈'],
    ['READING', '查阅资料', '调阅资料'],
    ['TALK', '个别谈话', '谈话记录'],
    ['FEEDBACK', '意见反馈', '反馈意见'],
    ['LEAD', '问题线索', '线索', null, '保管期限由本办确定：永久或30年。'],
    ['DRAFT', '问题底稿', '底稿'],
    ['REPORT', '巡察报告', '报告 专题报告', null, '巡察报告及支撑材料，保管期限建议30年（待核）。'],
    ['RECTIFICATION', '整改材料', '整改'],
    ['LETTER', '信访件', '信访 来信', null, '原件的保管期限由本办确定：永久或30年。'],
    ['MINUTES', '会议决定、纪要', '会议纪要 会议决定 纪要', null, '保管期限建议30年（待核）。'],
    ['SUGGESTION', '巡察建议书', '建议书 巡视建议书', null, '保管期限建议永久（待核）。'],
    ['INSTITUTION', '制度文件', '制度', null, '保管期限建议永久（待核）。'],
    ['SUMMARY', '年度计划、总结', '年度计划 年度总结 工作总结 计划 总结', null, '保管期限建议永久（待核）。'],
    ['OTHER', '其他', '其它'],
  ],
);
