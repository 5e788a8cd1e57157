/** Statistics: counted from the registers the person may read, shown, printed, and taken along as a workbook. */
import { mayOn } from '../../../domain/access/permissions.ts';
import type { Register } from '../../../domain/register.ts';
import { registerOf } from '../../../domain/registers/registers.ts';
import { formatMark } from '../../../domain/secrecy.ts';
import { describeReport, rowHeading } from '../../../domain/statistics/reports.ts';
import type { Parsed } from '../../../preload/contract/contract.ts';
import { reportId } from '../../../preload/contract/paper.ts';
import { type ComputeContext, computeReport } from '../../reports/compute.ts';
import { layReport } from '../../reports/forms.ts';
import { composedReport, isComposed } from '../../reports/composed-reports.ts';
import { computeLeadReport, isLeadReport } from '../../reports/lead-report.ts';
import type { ComputedReport } from '../../reports/table.ts';
import { reportToWorkbook } from '../../reports/workbook.ts';
import { regionsIn } from '../../planning/people.ts';
import type { Desk } from '../desk.ts';
import { refuseUnless } from '../disclosure.ts';
import { officeMark } from '../marks.ts';
import { knownOffices, officeNames } from '../offices.ts';
import { writeOutputFile } from '../output-file.ts';
import { formContext, keepDocument } from '../paper.ts';
import { listReceivedReports, openReceivedReport } from '../received-reports.ts';
import { placesOf } from '../regions.ts';
import type { Handlers } from '../router.ts';

type ReportHandlers = Pick<
  Handlers,
  | 'paper.report'
  | 'reports.offered'
  | 'reports.compute'
  | 'reports.export'
  | 'reports.received'
  | 'reports.receivedOne'
>;

export function reportHandlers(desk: Desk): ReportHandlers {
  return {
    'reports.offered': () => ({ reports: reportId.options.filter((report) => isOffered(desk, report)) }),
    'paper.report': async ({ input, job }) => {
      job.progress(0, 0, '正在统计');
      const report = compute(desk, input.parameters);
      const rowTitle = rowHeading(report.report, input.parameters.rows);
      const kept = await keepDocument(
        desk,
        layReport(await formContext(desk), report, rowTitle),
        report.report,
        false,
      );
      desk.trace({
        action: 'paper.report',
        entity: report.report,
        detail: `${report.title}（${report.period}）`,
      });
      return kept;
    },
    'reports.compute': ({ input }) => compute(desk, input.parameters),
    'reports.received': () => {
      const office = desk.office();
      const { reports } = listReceivedReports(office.vault, officeNames(office));
      return { reports: reports.filter(({ report }) => isOffered(desk, report)) };
    },
    'reports.receivedOne': ({ input }) => {
      refuseUnless(desk, countedIn(desk, input.report), 'read');
      return openReceivedReport(desk.office().vault, input);
    },
    'reports.export': async ({ input, path }) => {
      const { info, vault } = desk.office();
      const report = compute(desk, input.parameters);
      desk.trace({
        action: 'reports.export',
        entity: report.report,
        detail: `${report.title}（${report.period}）`,
      });
      const meta = {
        officeName: info.name,
        rowTitle: rowHeading(report.report, input.parameters.rows),
        exporter: desk.person().actor.name,
        time: desk.now(),
        mark: formatMark(officeMark(vault)),
      };
      await writeOutputFile(path(input.file), reportToWorkbook(report, meta));
      return {};
    },
  };
}

type Parameters = Parsed<'reports.compute'>['parameters'];

function contextOf(desk: Desk): ComputeContext {
  const office = desk.office();
  const { codes, rules } = office.engine.reference();
  const mayRead = (register: string): boolean =>
    mayOn(desk.person().actor.permissions, registerOf(register), 'read');
  const places = placesOf(office.info.region);
  return {
    codes,
    rules,
    today: office.today(),
    ownOffice: office.info.id,
    offices: knownOffices(office),
    mayRead,
    regionName: places.regionName,
    regionOfUnit: regionsIn(places),
  };
}

/** The register a report counts; columns of others are left out for who may not read them. */
function countedIn(desk: Desk, report: Parameters['report']): Register {
  if (isComposed(report)) return registerOf(composedReport(report).register);
  return registerOf(isLeadReport(report) ? 'lead' : describeReport(report, contextOf(desk)).source.register);
}

function isOffered(desk: Desk, report: Parameters['report']): boolean {
  const { permissions } = desk.person().actor;
  if (isLeadReport(report) && !permissions.has('lead.open')) return false;
  return mayOn(permissions, countedIn(desk, report), 'read');
}

function compute(desk: Desk, parameters: Parameters): ComputedReport {
  const office = desk.office();
  const context = contextOf(desk);
  const { report } = parameters;
  refuseUnless(desk, countedIn(desk, report), 'read');
  if (isComposed(report)) return composedReport(report).compute(office.vault, parameters, context);
  if (!isLeadReport(report)) return computeReport(office.vault, { ...parameters, report }, context);
  return computeLeadReport(office.vault, office.vault, parameters, context);
}
