/** Who could be in which group: what the composition of groups starts from (reference 3.8). */

/** A person who may be drawn for the round. */
export interface Candidate {
  readonly id: string;
  readonly name: string;
  /** Where the person comes from: a county's division code. */
  readonly region: string | undefined;
  readonly majors: readonly string[];
  /** Place in the office's order of ranks, from 0; unknown ranks are 0. */
  readonly rank: number;
  /** Rounds the person has taken part in; who has been drawn less often goes first. */
  readonly rounds: number;
  /** Sits in a group of another round that is under way. */
  readonly engaged: boolean;
}

export interface SeatNeed {
  /** Several seats may be for one part, each with a rank of its own. */
  readonly role: string;
  /** 组长, for sentences; no two seats of a group are called alike. */
  readonly label: string;
  readonly count: number;
  /** The lowest rank that may take the seat. */
  readonly minRank: number;
}

/** At least so many members with one of these majors. */
export interface SkillNeed {
  readonly label: string;
  readonly majors: readonly string[];
  readonly atLeast: number;
}

export interface GroupNeed {
  readonly id: string;
  readonly name: string;
  readonly seats: readonly SeatNeed[];
  readonly skills: readonly SkillNeed[];
  /** 成建制: all come from these counties; from anywhere when empty. */
  readonly senders: readonly string[];
  /** 混编: no county sends more than so many; no limit when undefined. */
  readonly mostFromOneCounty: number | undefined;
}

export interface Seat {
  readonly group: string;
  readonly role: string;
}

export interface StaffingProblem {
  /** In a fixed order: the same problem has the same answer. */
  readonly candidates: readonly Candidate[];
  readonly groups: readonly GroupNeed[];
  /** Codes of the avoidance rules that keep the person out of that part of that group; empty when none does. */
  readonly blockedBy: (person: Candidate, group: GroupNeed, role: string) => readonly string[];
  /** What somebody has arranged already: kept as far as the rules allow. Person id to seat. */
  readonly draft: ReadonlyMap<string, Seat>;
}

/** One rule that can be part of a conflict, and how a clerk reads it. */
export interface StaffingRule {
  readonly key: string;
  readonly sentence: string;
}

export const onceRule: StaffingRule = { key: 'once', sentence: '一个人只能编入一个组。' };

export const engagedRule: StaffingRule = {
  key: 'engaged',
  sentence: '已编入其他未结束轮次的人员不再编入。',
};

export function seatRule(group: GroupNeed, seat: SeatNeed): StaffingRule {
  return {
    key: `seat/${group.id}/${seat.label}`,
    sentence: `${group.name}需要${seat.label}${seat.count}人。`,
  };
}

export function skillRule(group: GroupNeed, skill: SkillNeed): StaffingRule {
  return {
    key: `skill/${group.id}/${skill.label}`,
    sentence: `${group.name}至少要有${skill.label}专业${skill.atLeast}人。`,
  };
}

export function countyRule(group: GroupNeed): StaffingRule {
  return {
    key: `county/${group.id}`,
    sentence: `${group.name}同一个县（市、区）的人员不超过${group.mostFromOneCounty ?? 0}人。`,
  };
}

export function senderRule(group: GroupNeed): StaffingRule {
  return { key: `sender/${group.id}`, sentence: `${group.name}的人员都从派出地抽调。` };
}

export function rankRule(seat: SeatNeed): StaffingRule {
  return { key: `rank/${seat.label}`, sentence: `${seat.label}须达到规定的职级。` };
}
