/** R-03 反映问题结构 (reference 5): discipline classes with their issue types, and the theme tags. */
import { codesOf } from '../codes/lookup.ts';
import {
  among,
  commonRules,
  countLetters,
  letters,
  totalMeasures,
  type CountMeasure,
  type ReportContext,
  type ReportDescription,
} from './measures.ts';

export const issueClassPrefix = 'class.';
export const issuePrefix = 'issue.';
/** Letters that name no issue type: not a part of the class above it in the table. */
export const noIssueKey = 'issue.none';
export const themePrefix = 'theme.';

export function describeIssueReport(context: ReportContext): ReportDescription {
  return {
    id: 'R-03',
    title: '反映问题结构统计表',
    unit: '件',
    counter: '件',
    source: letters,
    layout: 'measuresDown',
    measures: [...totalMeasures, ...issueMeasures(context), ...themeMeasures(context)],
    checks: [],
    rules: [
      ...commonRules,
      '一件反映多类问题或有多个领域标签的，各类各计一次（可重复统计），各行之和可以大于合计；占比以合计为分母。',
      '纪律类别、“有领域标签的”各行为涉及其下任一项的信访件数，每件只计一次。',
    ],
  };
}

function issueMeasures({ codes }: ReportContext): readonly CountMeasure[] {
  const issues = codesOf(codes, 'issue');
  const groups = codesOf(codes, 'issueGroup');
  const classes = groups.flatMap((group) => {
    const members = issues.filter((issue) => issue.parent === group.code);
    if (members.length === 0) return [];
    const all = members.map((issue) => issue.code);
    return [
      countLetters(group.label, `${issueClassPrefix}${group.code}`, group.label, among('issueTypes', all)),
      ...members.map((issue) => issueMeasure(group.label, issue)),
    ];
  });
  const orphans = issues.filter((issue) => !groups.some((group) => group.code === issue.parent));
  return [
    ...classes,
    ...orphans.map((issue) => issueMeasure('未归类', issue)),
    countLetters('未归类', noIssueKey, '未填问题类型', { field: 'issueTypes', op: 'empty', value: true }),
  ];
}

function issueMeasure(group: string, issue: { readonly code: string; readonly label: string }): CountMeasure {
  return countLetters(group, `${issuePrefix}${issue.code}`, issue.label, among('issueTypes', [issue.code]));
}

function themeMeasures({ codes }: ReportContext): readonly CountMeasure[] {
  const group = '领域标签';
  return [
    countLetters(group, 'themed', '有领域标签的', { field: 'themeTags', op: 'empty', value: false }),
    ...codesOf(codes, 'theme').map((theme) =>
      countLetters(group, `${themePrefix}${theme.code}`, theme.label, among('themeTags', [theme.code])),
    ),
  ];
}
