/** Clocks of 整改方案 (reference 3.5.4). Which lengths apply is chosen by the plan's 时限基准; how long they are is in the rule table. */
import type { DeadlineUse, Values } from '../../register.ts';
import { extensionKeys } from '../common/extension.ts';
import { dateOf } from '../common/rules.ts';
import { openTerm, planTerm } from './extensions.ts';

const concentrated: readonly (readonly [rule: string, baselines: readonly string[]])[] = [
  ['R_CONC', ['', 'STANDARD', 'FIFTEEN_DAYS']],
  ['R_CONC_2', ['TWO_MONTHS']],
  ['R_CONC_6', ['SIX_MONTHS']],
];

/** A baseline the office has added itself runs by the standard lengths. */
function baselineOf(values: Values): string {
  const baseline = String(values['baseline'] ?? '');
  return ['TWO_MONTHS', 'SIX_MONTHS', 'FIFTEEN_DAYS'].includes(baseline) ? baseline : '';
}

function fromFeedback(values: Values, baselines: readonly string[]): string | undefined {
  return baselines.includes(baselineOf(values)) ? dateOf(values, 'feedbackAt') : undefined;
}

/** Both reports are in. */
function reportedAt(values: Values): string | undefined {
  const progress = dateOf(values, 'progressReportAt');
  const head = dateOf(values, 'headReportAt');
  if (progress === undefined || head === undefined) return undefined;
  return progress > head ? progress : head;
}

function planClock(rule: string, baselines: readonly string[]): DeadlineUse {
  return {
    rule,
    label: '报整改方案',
    start: (values) => fromFeedback(values, baselines),
    met: (values) => dateOf(values, 'planSubmittedAt'),
    extendedDue: (values) => dateOf(values, extensionKeys(planTerm).due),
    dueField: 'planDueAt',
  };
}

export const planDeadlines: readonly DeadlineUse[] = [
  planClock('R_PLAN', ['', 'STANDARD', 'TWO_MONTHS', 'SIX_MONTHS']),
  planClock('R_PLAN_15', ['FIFTEEN_DAYS']),
  ...concentrated.map(([rule, baselines]): DeadlineUse => ({
    rule,
    label: '集中整改并报告',
    start: (values) => fromFeedback(values, baselines),
    met: reportedAt,
    extendedDue: (values) => dateOf(values, 'redoDueAt'),
    dueField: 'concentratedDueAt',
  })),
  {
    rule: 'R_CHECK',
    label: '纪检监察机关检查督查',
    start: (values) => dateOf(values, 'feedbackAt'),
    met: (values) => dateOf(values, 'checkedAt'),
  },
  {
    rule: 'R_OPEN',
    label: '通报和公开',
    start: (values) => dateOf(values, 'reportApprovedAt'),
    met: (values) => dateOf(values, 'openPublicAt') ?? dateOf(values, 'openInnerAt'),
    extendedDue: (values) => dateOf(values, extensionKeys(openTerm).due),
    dueField: 'openDueAt',
  },
  {
    rule: 'R_FOLLOW',
    label: '持续整改情况报告',
    start: (values) => dateOf(values, 'reportApprovedAt'),
    met: (values) => dateOf(values, 'followReportAt') ?? dateOf(values, 'summedUpAt'),
  },
];
