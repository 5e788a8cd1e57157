/** Statistics: counted from the registers the person may read, shown, printed, taken along as a workbook, and issued. */
import { numberMasks } from '../../../domain/numbering.ts';
import { numberPartOf } from '../../../domain/office.ts';
import { rowHeading } from '../../../domain/statistics/reports.ts';
import type { Output, Parsed } from '../../../preload/contract/contract.ts';
import { reportId } from '../../../preload/contract/paper.ts';
import { createId } from '../../deps.ts';
import { layReport } from '../../reports/forms.ts';
import type { ComputedReport } from '../../reports/table.ts';
import type { IssuedMark } from '../../reports/issued-mark.ts';
import { reportToWorkbook } from '../../reports/workbook.ts';
import type { Desk } from '../desk.ts';
import {
  differencesBetween,
  type IssuedContent,
  type IssuedReport,
  keepIssuedReport,
  listIssuedReports,
  openIssuedReport,
  refuseOnWorkstation,
  refuseUnbalanced,
} from '../issued-reports.ts';
import { takeYearNumber } from '../exchange/year-numbers.ts';
import { officeNames } from '../offices.ts';
import { writeOutputFile } from '../output-file.ts';
import { formContext, keepDocument, workbookMeta } from '../paper.ts';
import { listReceivedReports, openReceivedReport } from '../received-reports.ts';
import { computeFor, isOffered, mayReadAt, type ReportParameters, refuseUnread } from '../reporting.ts';
import type { Handlers } from '../router.ts';

type ReportHandlers = Pick<
  Handlers,
  | 'paper.report'
  | 'reports.offered'
  | 'reports.compute'
  | 'reports.export'
  | 'reports.received'
  | 'reports.receivedOne'
  | 'reports.issue'
  | 'reports.issued'
  | 'reports.issuedOne'
  | 'reports.compareIssued'
>;

export function reportHandlers(desk: Desk): ReportHandlers {
  const opened = (id: string): IssuedReport => openIssuedReport(desk.office().vault, id, mayReadAt(desk));
  return {
    'reports.offered': () => ({ reports: reportId.options.filter((report) => isOffered(desk, report)) }),
    'paper.report': async ({ input, job }) => {
      job.progress(0, 0, '正在统计');
      const { report, rowTitle, issued } = sourceOf(input.source);
      const context = await formContext(desk);
      const shown = issued ? { ...context, officeName: issued.officeName } : context;
      const paper = layReport(shown, report, rowTitle, issued);
      const kept = await keepDocument(desk, paper, report.report, false);
      desk.trace({ action: 'paper.report', ...traced(report, issued) });
      return kept;
    },
    'reports.compute': ({ input }) => computeFor(desk, input.parameters).report,
    'reports.received': () => {
      const office = desk.office();
      const { reports } = listReceivedReports(office.vault, officeNames(office));
      return { reports: reports.filter(({ report }) => isOffered(desk, report)) };
    },
    'reports.receivedOne': ({ input }) => {
      refuseUnread(desk, input.report);
      return openReceivedReport(desk.office().vault, input);
    },
    'reports.export': async ({ input, path }) => {
      const { report, rowTitle, issued } = sourceOf(input.source);
      desk.trace({ action: 'reports.export', ...traced(report, issued) });
      const made = workbookMeta(desk);
      const meta = { ...made, officeName: issued?.officeName ?? made.officeName, rowTitle, issued };
      await writeOutputFile(path(input.file), reportToWorkbook(report, meta));
      return {};
    },
    'reports.issue': ({ input }) => issue(desk, input.parameters),
    'reports.issued': () => ({
      reports: [...listIssuedReports(desk.office().vault, mayReadAt(desk))],
    }),
    'reports.issuedOne': ({ input }) => {
      const { content, digest } = opened(input.id);
      const { no, at, byName, officeName, rowTitle, report } = content;
      return { no, at, byName, officeName, digest, rowTitle, report };
    },
    'reports.compareIssued': ({ input }) => {
      const { content, registers } = opened(input.id);
      const { report } = computeFor(desk, content.parameters, registers);
      return { differences: differencesBetween(content.report, report) };
    },
  };

  function sourceOf(source: Parsed<'paper.report'>['source']): {
    readonly report: ComputedReport;
    readonly rowTitle: string;
    readonly issued: IssuedMark | null;
  } {
    if ('issued' in source) {
      const { content, digest } = opened(source.issued);
      const { report, rowTitle, ...rest } = content;
      return { report, rowTitle, issued: { ...rest, digest } };
    }
    const { report } = computeFor(desk, source.parameters);
    return { report, rowTitle: rowHeading(report.report, source.parameters.rows), issued: null };
  }
}

function traced(report: ComputedReport, issued: IssuedMark | null) {
  return {
    entity: report.report,
    ...(issued ? { entityNo: issued.no } : {}),
    detail: `${report.title}（${report.period}）`,
  };
}

function issue(desk: Desk, parameters: ReportParameters): Output<'reports.issue'> {
  refuseOnWorkstation(desk.office().info.level);
  const { report, registers } = computeFor(desk, parameters);
  refuseUnbalanced(report);
  const { info, vault } = desk.office();
  const id = createId(desk);
  const at = desk.now();
  const byName = desk.person().actor.name;
  return desk.commit(['reports'], (tx) => {
    const no = takeYearNumber(desk, tx, numberMasks.report, {
      report: report.report,
      region: numberPartOf(info.id, info.region),
    });
    const content: IssuedContent = {
      ...{ no, officeName: info.name, at, byName, parameters, report },
      rowTitle: rowHeading(report.report, parameters.rows),
    };
    const digest = keepIssuedReport(tx, vault, id, registers, content);
    const { title, period } = report;
    return {
      output: { ...{ id, no, report: report.report, title, period, at, byName, digest } },
      audit: {
        action: 'reports.issue',
        ...{ entity: report.report, entityId: id, entityNo: no },
        detail: `${title}（${period}），摘要${digest}`,
      },
    };
  });
}
