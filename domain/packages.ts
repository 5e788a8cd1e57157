/** 数据包 (reference 3.16): what its kinds and its counts are called, on the screen as on paper. */

/** 信访登记 travel without the petitioners. */
export const packageKindLabels = {
  settings: '基础字典与模板',
  petitions: '信访登记（脱敏）',
  statistics: '统计报表',
  receipt: '回执',
} as const;

const countLabels: Readonly<Record<string, string>> = {
  petition: '信访件',
  attachment: '附件',
  code: '代码',
  deadlineRule: '时限规则',
  calendarYear: '日历年度',
  report: '报表',
  package: '所答复的数据包',
};

/** What is counted under this name in a package; a name that a newer program gave is shown as it came. */
export function countLabel(name: string): string {
  return countLabels[name] ?? name;
}
