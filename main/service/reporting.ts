/** Making a report for whoever sits at the desk: what is offered, what it counts, what it comes to. */
import { mayOn } from '../../domain/access/permissions.ts';
import type { Register } from '../../domain/register.ts';
import { registerOf } from '../../domain/registers/registers.ts';
import { describeReport } from '../../domain/statistics/reports.ts';
import type { Parsed } from '../../preload/contract/contract.ts';
import { regionsIn } from '../planning/people.ts';
import { type ComputeContext, computeReport } from '../reports/compute.ts';
import { composedReport, isComposed } from '../reports/composed-reports.ts';
import { computeLeadReport, isLeadReport } from '../reports/lead-report.ts';
import type { ComputedReport } from '../reports/table.ts';
import type { Desk } from './desk.ts';
import { refuseUnless } from './disclosure.ts';
import { knownOffices } from './offices.ts';
import { placesOf } from './regions.ts';

export type ReportParameters = Parsed<'reports.compute'>['parameters'];
type ReportId = ReportParameters['report'];

/** Whether the person at the desk may make the report at all. */
export function isOffered(desk: Desk, report: ReportId): boolean {
  const { permissions } = desk.person().actor;
  if (isLeadReport(report) && !permissions.has('lead.open')) return false;
  return mayOn(permissions, countedIn(desk, report), 'read');
}

/** Tells of a register whether the person at the desk may read it. */
export function mayReadAt(desk: Desk): (register: string) => boolean {
  const { permissions } = desk.person().actor;
  return (register) => mayOn(permissions, registerOf(register), 'read');
}

/** Refuses to show a report to who may not read what it counts. */
export function refuseUnread(desk: Desk, report: ReportId): void {
  refuseUnless(desk, countedIn(desk, report), 'read');
}

/**
 * A report, and the registers that its columns were counted from: others were left out, and the report says so. `only`
 * leaves out more: what was left out for somebody else.
 */
export function computeFor(
  desk: Desk,
  parameters: ReportParameters,
  only?: readonly string[],
): { readonly report: ComputedReport; readonly registers: readonly string[] } {
  const { report } = parameters;
  refuseUnread(desk, report);
  const asked = contextOf(desk);
  const registers = new Set([countedIn(desk, report).id]);
  const context: ComputeContext = {
    ...asked,
    mayRead: (register) => {
      const may = (only?.includes(register) ?? true) && (asked.mayRead?.(register) ?? true);
      if (may) registers.add(register);
      return may;
    },
  };
  const { vault } = desk.office();
  const compute = (): ComputedReport => {
    if (isComposed(report)) return composedReport(report).compute(vault, parameters, context);
    if (!isLeadReport(report)) return computeReport(vault, { ...parameters, report }, context);
    return computeLeadReport(vault, vault, parameters, context);
  };
  return { report: compute(), registers: [...registers].sort() };
}

function contextOf(desk: Desk): ComputeContext {
  const office = desk.office();
  const { codes, rules } = office.engine.reference();
  const places = placesOf(office.info.region);
  return {
    codes,
    rules,
    today: office.today(),
    ownOffice: office.info.id,
    offices: knownOffices(office),
    mayRead: mayReadAt(desk),
    regionName: places.regionName,
    regionOfUnit: regionsIn(places),
  };
}

/** The register a report counts; columns of others are left out for who may not read them. */
function countedIn(desk: Desk, report: ReportId): Register {
  if (isComposed(report)) return registerOf(composedReport(report).register);
  return registerOf(isLeadReport(report) ? 'lead' : describeReport(report, contextOf(desk)).source.register);
}
