/** Who may take which part in a group, person by person, each reason in a sentence: `avoidance.judge`. */
import { avoidanceProfilesOf, avoidanceRulesOf } from '../../domain/avoidance/tables.ts';
import type { TargetFacts } from '../../domain/avoidance/facts.ts';
import type { AvoidanceProfile } from '../../domain/avoidance/rules.ts';
import {
  judgeAvoidance,
  unknownReason,
  type AvoidanceContext,
  type AvoidanceReason,
  type AvoidanceResult,
  type AvoidanceVerdict,
} from '../../domain/avoidance/verdict.ts';
import { rowsAt } from '../../domain/office-tables/office-table.ts';
import type { Value } from '../../domain/register.ts';
import type { Stored } from '../registers/store.ts';
import type { PlanningContext } from './context.ts';
import { findPerson, pastRounds } from './people.ts';
import { homeOf, targetFinder, type TargetSide } from './targets.ts';

export interface Judged extends TargetSide {
  readonly members: readonly {
    /** Whatever tells the rows apart for who asks. */
    readonly key: string;
    readonly name: string;
    readonly unit: string | null;
    /** 来源地. */
    readonly region: string | null;
    readonly role: string;
    /** Whether the person has declared for this round (回避申报日期). */
    readonly declared: boolean;
  }[];
  readonly targets: readonly string[];
  /** The round the group is part of: it is no earlier round of anybody. */
  readonly round: string | null;
  /** Name of the profile; the first one when none is named. */
  readonly profile: string | null;
}

export interface MemberVerdict extends AvoidanceVerdict {
  readonly key: string;
}

/** The gravest first. */
const gravity: readonly AvoidanceResult[] = ['AVOID', 'CHECK', 'EXCEPTION', 'CLEAR'];

export interface Judgement {
  readonly profile: string;
  readonly verdicts: readonly MemberVerdict[];
}

/** Judges one group by what the records say now. */
export function judgeMembers(context: PlanningContext, judged: Judged): Judgement {
  return groupJudge(context, judged.round)(judged);
}

/** What all members of a group are judged by. */
export interface Grounds {
  readonly profile: AvoidanceProfile;
  readonly targets: readonly TargetFacts[];
  readonly terms: AvoidanceContext;
}

/** For all groups of a round: what they share is read once. */
export function groundsFinder(
  context: PlanningContext,
): (group: TargetSide & Pick<Judged, 'targets' | 'profile'>) => Grounds {
  const { rows, today } = context;
  const rules = avoidanceRulesOf(rowsAt(rows, 'avoidanceRule', today));
  const profiles = avoidanceProfilesOf(rowsAt(rows, 'avoidanceProfile', today));
  const find = targetFinder(context);
  return (group) => {
    const profile = profileNamed(profiles, group.profile);
    return {
      profile,
      targets: group.targets.map((name) => find(name, group)),
      terms: { ...context, rules, profile, home: homeOf(context, group) },
    };
  };
}

/**
 * For all groups of a round. Every member is judged against every organisation of the group; the gravest verdict counts.
 * Also by which profile.
 */
export function groupJudge(context: PlanningContext, round: string | null): (judged: Judged) => Judgement {
  const groundsOf = groundsFinder(context);
  const past = pastRounds(context, round);
  return (judged) => {
    const { profile, targets, terms } = groundsOf(judged);
    const verdicts = judged.members.map(({ key, name, unit, region, role, declared }): MemberVerdict => {
      const person = findPerson(context, past, name, unit, region);
      if (typeof person === 'string') return { key, ...unjudged(unjudgedSentences[person](name)) };
      const each = targets.map((target) => judgeAvoidance({ person, role, target, declared }, terms));
      // Whoever has that name in the pool need not be who sits here.
      const all = unit === null ? [gravest(each), unjudged(unitless(name))] : each;
      return { key, ...gravest(all) };
    });
    return { profile: profile.name, verdicts };
  };
}

/** A group as it is stored. */
export function judgedGroup({ values, children }: Pick<Stored, 'values' | 'children'>): Judged {
  return {
    members: (children['members'] ?? []).map((row) => ({
      key: row.rowId,
      name: textOf(row.values['name']) ?? '',
      unit: textOf(row.values['unit']),
      region: textOf(row.values['region']),
      role: textOf(row.values['role']) ?? '',
      declared: textOf(row.values['declaredAt']) !== null,
    })),
    targets: (children['targets'] ?? []).map((row) => textOf(row.values['targetId']) ?? ''),
    region: textOf(values['targetRegion']),
    mode: textOf(values['mode']),
    round: textOf(values['round']),
    profile: textOf(values['profile']),
  };
}

function textOf(value: Value | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** One verdict for all organisations of a group, every reason once. */
export function gravest(verdicts: readonly AvoidanceVerdict[]): AvoidanceVerdict {
  if (verdicts.length === 0) return unjudged(noTargets);
  const result = gravity.find((each) => verdicts.some((verdict) => verdict.result === each)) ?? 'CHECK';
  return { result, reasons: distinct(verdicts.flatMap(({ reasons }) => reasons)) };
}

/** The strictest profile there is holds where none, or one that is no more, is named. */
function profileNamed(profiles: readonly AvoidanceProfile[], name: string | null): AvoidanceProfile {
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
  several: (name: string) => `人才库中有几个${name}，按来源单位分不清是哪一个，请写明来源单位和来源地。`,
  elsewhere: (name: string) => `${name}在人才库中的单位与来源单位不一致，可能不是同一人，请核对来源单位。`,
} as const;

function unitless(name: string): string {
  return `本组没有登记${name}的来源单位，是否人才库中的${name}须核实，请补充来源单位。`;
}

const noTargets = '本组没有登记被巡察党组织，回避关系无从审查，请在“巡察组”中补充。';

function unjudged(sentence: string): AvoidanceVerdict {
  return { result: 'CHECK', reasons: [unknownReason(sentence)] };
}

function distinct(reasons: readonly AvoidanceReason[]): readonly AvoidanceReason[] {
  const seen = new Set<string>();
  return reasons.filter(({ sentence }) => {
    if (seen.has(sentence)) return false;
    seen.add(sentence);
    return true;
  });
}
