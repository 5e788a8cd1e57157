/** 完成、销号的标准 as offices use the words (reference 3.5.1, inferred): text that each office puts in its own way. */
export const completionStandards = {
  DONE: '标准（待核）：措施全部完成，佐证材料齐全，责任人已处理，要求建章立制的制度已出台；整改不到位、验收不通过、群众不满意的不销号。',
  BASIC:
    '标准（待核）：主要事实已纠正，取得阶段性成果，个别措施受诉讼、资金、工程等条件限制尚需时间；继续整改，不销号。',
  LONG_TERM: '标准（待核）：集中整改期的任务已完成，需要常态维护；写明长期坚持的安排，定期复查。',
} as const;
