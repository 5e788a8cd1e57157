/** Who may take which part in a group, person by person, each reason in a sentence: `avoidance.judge`. */
import type { PersonFacts } from '../../domain/avoidance/facts.ts';
import { avoidanceProfilesOf, avoidanceRulesOf } from '../../domain/avoidance/tables.ts';
import type { AvoidanceProfile } from '../../domain/avoidance/rules.ts';
import {
  judgeAvoidance,
  type AvoidanceReason,
  type AvoidanceResult,
} from '../../domain/avoidance/verdict.ts';
import { rowsAt, type OfficeRow } from '../../domain/office-tables/office-table.ts';
import { findPerson, findTarget, type PlanningContext } from './people.ts';

export interface Judged {
  readonly members: readonly {
    /** Whatever tells the rows apart for who asks. */
    readonly key: string;
    readonly name: string;
    readonly unit: string | null;
    readonly role: string;
  }[];
  readonly targets: readonly string[];
  /** The inspected county, for organisations whose place nobody knows otherwise. */
  readonly region: string | null;
  /** Name of the profile; the first one when none is named. */
  readonly profile: string | null;
}

export interface MemberVerdict {
  readonly key: string;
  readonly result: AvoidanceResult;
  readonly reasons: readonly AvoidanceReason[];
}

/** The gravest first. */
const gravity: readonly AvoidanceResult[] = ['AVOID', 'CHECK', 'EXCEPTION', 'CLEAR'];

/** Judges every member against every organisation of the group; the gravest verdict counts. Also by which profile. */
export function judgeMembers(
  context: PlanningContext,
  rows: readonly OfficeRow[],
  today: string,
  judged: Judged,
): { readonly profile: string; readonly verdicts: readonly MemberVerdict[] } {
  const rules = avoidanceRulesOf(rowsAt(rows, 'avoidanceRule', today));
  const profile = profileNamed(avoidanceProfilesOf(rowsAt(rows, 'avoidanceProfile', today)), judged.profile);
  const targets = judged.targets.map((name) => findTarget(context, name, judged.region ?? undefined));
  const verdicts = judged.members.map(({ key, name, unit, role }): MemberVerdict => {
    const person = findPerson(context, name, unit);
    if (typeof person === 'string') return unjudged(key, name, person);
    const verdicts = targets.map((target) =>
      judgeAvoidance({ person, role, target }, { rules, profile, today, regionName: context.regionName }),
    );
    const result = gravity.find((each) => verdicts.some((verdict) => verdict.result === each)) ?? 'CLEAR';
    return { key, result, reasons: distinct(verdicts.flatMap(({ reasons }) => reasons)) };
  });
  return { profile: profile.name, verdicts };
}

/** The strictest profile there is holds where none, or one that is no more, is named. */
export function profileNamed(profiles: readonly AvoidanceProfile[], name: string | null): AvoidanceProfile {
  const strictest = profiles.toSorted((left, right) => left.localRoles.length - right.localRoles.length)[0];
  const none: AvoidanceProfile = {
    code: 'NONE',
    name: '一律回避',
    localRoles: [],
    reason: '',
    basis: '',
    verified: true,
  };
  return profiles.find((each) => each.name === name) ?? strictest ?? none;
}

const unjudgedSentences = {
  unknown: (name: string) => `人才库中没有${name}，软件无法审查回避关系，请先入库或者人工核实。`,
  several: (name: string) => `人才库中有几个${name}，来源单位对不上，请写明来源单位。`,
  elsewhere: (name: string) => `${name}在人才库中的单位与来源单位不一致，可能不是同一人，请核对来源单位。`,
} as const;

function unjudged(
  key: string,
  name: string,
  why: Exclude<ReturnType<typeof findPerson>, PersonFacts>,
): MemberVerdict {
  const sentence = unjudgedSentences[why](name);
  return {
    key,
    result: 'CHECK',
    reasons: [{ rule: 'UNKNOWN', legalClass: 'PRACTICE', severity: 'WARN', sentence, basis: '' }],
  };
}

function distinct(reasons: readonly AvoidanceReason[]): readonly AvoidanceReason[] {
  const seen = new Set<string>();
  return reasons.filter(({ sentence }) => {
    if (seen.has(sentence)) return false;
    seen.add(sentence);
    return true;
  });
}
