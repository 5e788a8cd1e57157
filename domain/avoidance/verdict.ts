/** Whether a person may take a part in inspecting an organisation, and why not, each reason in one sentence. */
import type { Assignment } from './facts.ts';
import { findingsOf, localness, type FindingContext } from './findings.ts';
import { gapsOf } from './gaps.ts';
import {
  legalClassLabels,
  neverLocalRoles,
  type AvoidanceProfile,
  type AvoidanceRule,
  type LegalClass,
} from './rules.ts';

/** One reason. */
export interface AvoidanceReason {
  readonly rule: string;
  readonly legalClass: LegalClass;
  readonly severity: 'BLOCK' | 'WARN';
  /** 李某现在柯城区工作（柯城区审计局），被巡察的是柯城区民政局党组，按“工作地”属地域回避。 */
  readonly sentence: string;
  readonly basis: string;
  /** The profile that lets the person in all the same. */
  readonly excusedBy?: { readonly profile: string; readonly reason: string };
}

/** 无需回避, 需核实, 例外准入, 回避. */
export type AvoidanceResult = 'CLEAR' | 'CHECK' | 'EXCEPTION' | 'AVOID';

export interface AvoidanceVerdict {
  readonly result: AvoidanceResult;
  readonly reasons: readonly AvoidanceReason[];
}

export interface AvoidanceContext extends FindingContext {
  readonly rules: readonly AvoidanceRule[];
  readonly profile: AvoidanceProfile;
}

/** The rule that nobody of the inspected place receives petitioners, under any profile. */
export const nonLocalRule = { code: 'NON_LOCAL', name: '信访专员不得由被巡察地干部担任' } as const;

/** Not a rule: what the records do not tell. */
export const unknownRule = 'UNKNOWN';

/** The verdict on one person in one part of a group (reference 3.7). */
export function judgeAvoidance(assignment: Assignment, context: AvoidanceContext): AvoidanceVerdict {
  const { person, role, target } = assignment;
  const rules = context.rules.filter(
    (rule) => rule.active && (rule.roles.length === 0 || rule.roles.includes(role)),
  );
  const reasons = [
    ...rules.flatMap((rule) =>
      findingsOf(assignment, rule, context).map((finding): AvoidanceReason => {
        const excused = finding.of === 'place' && !finding.unsure ? excuse(role, context.profile) : undefined;
        return {
          rule: rule.code,
          legalClass: rule.legalClass,
          severity: finding.unsure ? 'WARN' : rule.severity,
          sentence: `${person.name}${finding.text}，被巡察的是${target.name}，按“${rule.name}”属${legalClassLabels[rule.legalClass]}。`,
          basis: rule.basis,
          ...(excused && { excusedBy: excused }),
        };
      }),
    ),
    ...neverLocal(assignment, context),
    ...gapsOf(assignment, rules, context).map(unknownReason),
  ];
  return { result: resultOf(reasons), reasons };
}

/** Parts for which everybody gets the same verdict have the same key: a round asks for every person, group and part. */
export function roleKey(
  role: string,
  { rules, profile }: Pick<AvoidanceContext, 'rules' | 'profile'>,
): string {
  const differs =
    neverLocalRoles.includes(role) ||
    profile.localRoles.includes(role) ||
    rules.some(
      ({ roles, predicate }) => roles.includes(role) || (predicate === 'sameTarget' && roles.length === 0),
    );
  return differs ? role : '';
}

/** What nobody knows is neither cleared nor refused. */
export function unknownReason(sentence: string): AvoidanceReason {
  return { rule: unknownRule, legalClass: 'PRACTICE', severity: 'WARN', sentence, basis: '' };
}

function excuse(role: string, profile: AvoidanceProfile): AvoidanceReason['excusedBy'] | undefined {
  if (neverLocalRoles.includes(role) || !profile.localRoles.includes(role)) return undefined;
  return { profile: profile.name, reason: profile.reason };
}

/** Who receives petitioners comes from elsewhere, even where the rules of place have been switched off. */
function neverLocal(
  { person, role, target }: Assignment,
  context: FindingContext,
): readonly AvoidanceReason[] {
  if (!neverLocalRoles.includes(role)) return [];
  const found = localness(person, target, context);
  if (found === 'foreign') return [];
  const local = found === 'local';
  return [
    {
      rule: nonLocalRule.code,
      legalClass: 'PLACE',
      severity: local ? 'BLOCK' : 'WARN',
      sentence: local
        ? `${person.name}是被巡察地的干部，不能接待来访、受理来信来电。`
        : `${person.name}是否被巡察地的干部须核实；被巡察地的干部不能接待来访、受理来信来电。`,
      basis: '信访接待、线索整理、重点谈话由非本地人员承担',
    },
  ];
}

function resultOf(reasons: readonly AvoidanceReason[]): AvoidanceResult {
  const standing = reasons.filter(({ excusedBy }) => excusedBy === undefined);
  if (standing.some(({ severity }) => severity === 'BLOCK')) return 'AVOID';
  // What has still to be looked into is not settled by an exception for something else.
  if (standing.length > 0) return 'CHECK';
  return reasons.length > 0 ? 'EXCEPTION' : 'CLEAR';
}
