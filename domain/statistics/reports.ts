/** The statistical reports an office can make. */
import { describeAccusedReport } from './accused-report.ts';
import { describeActivityReport } from './activity-report.ts';
import { describeCategoryReport } from './category-report.ts';
import { describeCoordinationReport } from './coordination-report.ts';
import { describeFundReport } from './fund-report.ts';
import { describeHandlingReport } from './handling-report.ts';
import { describeInstitutionReport } from './institution-report.ts';
import { describeIntakeReport } from './intake-report.ts';
import { describeIssueReport } from './issue-report.ts';
import { describeRectificationReport } from './rectification-report.ts';
import { describeSupervisionReport } from './supervision-report.ts';
import { describeWarningReport } from './warning-report.ts';
import type { ReportContext, ReportDescription, ReportId } from './measures.ts';

const describers: Readonly<Record<ReportId, (context: ReportContext) => ReportDescription>> = {
  'R-01': describeIntakeReport,
  'R-02': describeAccusedReport,
  'R-03': describeIssueReport,
  'R-04': describeActivityReport,
  'R-05': describeHandlingReport,
  'R-09': describeRectificationReport,
  'R-10': describeWarningReport,
  'R-15': describeCoordinationReport,
  'R-16': describeFundReport,
  'R-17': describeInstitutionReport,
  'R-18': describeSupervisionReport,
  'R-22': describeCategoryReport,
};

/** Columns, checks and 统计口径 of a report, as the office's code lists stand at the moment. */
export function describeReport(id: ReportId, context: ReportContext): ReportDescription {
  return describers[id](context);
}

/** What one row of a report stands for. */
export type ReportRows =
  | 'office'
  | 'round'
  | 'group'
  | 'target'
  | 'month'
  | 'project'
  | 'targetType'
  | 'model'
  | 'region'
  | 'pool'
  | 'term'
  | 'supervisor'
  | 'method';

export const rowNames: Readonly<Record<ReportRows, string>> = {
  office: '报送单位',
  round: '巡察轮次',
  group: '巡察组',
  target: '被巡察党组织',
  month: '月份',
  project: '资金项目',
  targetType: '党组织类型',
  model: '巡察方式',
  region: '被巡察地',
  pool: '人才库、专业',
  term: '党委届次',
  supervisor: '监督主体',
  method: '监督方法',
};

/** Rows that are the codes of a field, in the order of their list. */
export interface CodedRows {
  readonly field: string;
  readonly list: string;
  /** A record with several codes stands in the row of each, so that the rows do not add up to all records. */
  readonly several: boolean;
}

export const codedRows: Readonly<Partial<Record<ReportRows, CodedRows>>> = {
  supervisor: { field: 'supervisorType', list: 'supervisorType', several: false },
  method: { field: 'methods', list: 'supervisionMethod', several: true },
};

/** What the organisation is told to put right is no longer a matter of the group that found it. */
const withoutGroups: readonly string[] = ['R-09', 'R-10', 'R-18'];

/** What a report is read by before the common rows. */
const firstRows: Readonly<Record<string, readonly ReportRows[]>> = {
  'R-16': ['project'],
  'R-18': ['supervisor', 'method'],
};

/** Reports that are about one thing only have its rows. */
const ownRows: Readonly<Record<string, readonly ReportRows[]>> = {
  'R-08': ['round', 'term', 'office'],
  'R-11': ['model'],
  'R-12': ['region', 'office'],
  'R-13': ['targetType'],
  'R-14': ['pool'],
};

/** By what the rows of a report may be. */
export function rowsOf(id: string): readonly ReportRows[] {
  const own = ownRows[id];
  if (own) return own;
  const common: readonly ReportRows[] = ['office', 'round', 'group', 'target', 'month'];
  const first = firstRows[id] ?? [];
  return [...first, ...common.filter((rows) => rows !== 'group' || !withoutGroups.includes(id))];
}

/** Whose rows are what is counted. */
const measuredDown: Readonly<Record<string, string>> = { 'R-03': '反映问题', 'R-22': '问题分类' };

/** Heading of the first column, on the screen, on paper and in a workbook alike. */
export function rowHeading(id: string, rows: ReportRows): string {
  return measuredDown[id] ?? rowNames[rows];
}
