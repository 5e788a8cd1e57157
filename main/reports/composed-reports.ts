/** Reports that no list of measures describes: each is put together in its own way from several registers. */
import type { Opener } from '../registers/sealed-record.ts';
import type { Reader } from '../vault/api.ts';
import { computeComparisonReport } from './comparison-report.ts';
import type { ComputeContext } from './compute.ts';
import { computeCoverageReport } from './coverage-report.ts';
import { computeCrossReport } from './cross-report.ts';
import { computePoolReport } from './pool-report.ts';
import { computeRoundReport } from './round-report.ts';
import type { ComputedReport } from './table.ts';
import type { ReportParameters } from './units.ts';

interface ComposedReport {
  /** Whoever may read it may make the report; columns of others are left out for who may not read those. */
  readonly register: string;
  readonly compute: (
    vault: Reader & Opener,
    parameters: ReportParameters,
    context: ComputeContext,
  ) => ComputedReport;
}

const composed: Readonly<Record<ComposedReportId, ComposedReport>> = {
  'R-08': {
    register: 'inspectionRound',
    compute: (vault, parameters, context) => computeRoundReport(vault, vault, parameters, context),
  },
  'R-11': { register: 'inspectionRound', compute: computeComparisonReport },
  'R-12': {
    register: 'inspectionRound',
    compute: (vault, parameters, context) => computeCrossReport(vault, vault, parameters, context),
  },
  'R-13': { register: 'target', compute: computeCoverageReport },
  'R-14': { register: 'poolPerson', compute: computePoolReport },
};

export type ComposedReportId = 'R-08' | 'R-11' | 'R-12' | 'R-13' | 'R-14';

export function isComposed(id: string): id is ComposedReportId {
  return id in composed;
}

export function composedReport(id: ComposedReportId): ComposedReport {
  return composed[id];
}
