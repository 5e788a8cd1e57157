/** 延期 of the two terms of a plan that an organisation asks to have put off: 报方案 and 通报公开 (reference 3.5.4, 3.22). */
import type { Transition } from '../../register.ts';
import { type ExtendedTerm, extensionOf, extensionSteps } from '../common/extension.ts';
import { dateOf, filled } from '../common/rules.ts';

export const planTerm: ExtendedTerm = { key: 'plan', label: '报方案' };
export const openTerm: ExtendedTerm = { key: 'open', label: '通报公开' };
export const planExtension = extensionOf(planTerm);
export const openExtension = extensionOf(openTerm);

const permissions = ['rectification.register', 'rectification.approve'] as const;

/** The rule table may not know either term; then there is only a later day than today to ask for. */
export const planExtensions: readonly Transition[] = [
  ...extensionSteps({
    ...{ from: ['FED_BACK'], permissions, needsTerm: false, of: planTerm },
    ...{ term: '报方案期限', basis: '巡察整改：报整改方案' },
    standing: (values) => dateOf(values, 'planDueAt') ?? null,
    isOver: ({ planSubmittedAt }) => filled(planSubmittedAt),
  }),
  ...extensionSteps({
    ...{ from: ['CONTINUING'], permissions, needsTerm: false, of: openTerm },
    ...{ term: '通报公开期限', basis: '巡察整改：党内通报、社会公开' },
    standing: (values) => dateOf(values, 'openDueAt') ?? null,
    isOver: ({ openInnerAt, openPublicAt }) => filled(openInnerAt) || filled(openPublicAt),
  }),
];
