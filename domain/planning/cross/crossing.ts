/**
 * 交叉编组: which counties' people inspect which county (reference 3.8, from the Fujian and Haidong practice). Counties are
 * division codes throughout; `name` turns one into what a clerk reads.
 */
import type { Failure } from '../../failure.ts';

/** Codes of the list 交叉方式. What the program does with each is fixed; how they are called is the office's. */
export const crossKinds = ['RING', 'MIXED', 'EXCHANGE', 'ROLLING', 'MOBILE', 'SYSTEM', 'AREA'] as const;
export type CrossKind = (typeof crossKinds)[number];

export function isCrossKind(value: unknown): value is CrossKind {
  return crossKinds.some((kind) => kind === value);
}

/** One group on its way to one county. */
export interface Crossing {
  readonly group: string;
  /** Counties that send people; none for a group of the city itself. */
  readonly senders: readonly string[];
  /** '' while nobody has said. */
  readonly target: string;
}

export interface CrossScheme {
  readonly kind: CrossKind;
  /** In the order of the ring. */
  readonly counties: readonly string[];
  readonly crossings: readonly Crossing[];
}

/** The pairs of one earlier round, with the name under which clerks know it. */
export interface EarlierRound {
  readonly round: string;
  readonly crossings: readonly Pick<Crossing, 'senders' | 'target'>[];
  /** Crossings whose senders, as somebody wrote them, name counties that nobody can tell. */
  readonly unread?: readonly { readonly text: string; readonly target: string }[];
}

/** What a scheme is judged by beside itself. */
export interface CrossTerms {
  /** The last rounds that may not be repeated, the latest first. */
  readonly earlier: readonly EarlierRound[];
  /** How many rounds the office looks back on; there may not have been so many. */
  readonly lookback: number;
  readonly name: (county: string) => string;
  /** Counties whose rounds other offices arrange too, and do not send here; none when absent. */
  readonly isForeign?: (county: string) => boolean;
}

/** Something that speaks against a scheme: `BLOCK` stops it, `WARN` is for people to weigh. */
export interface CrossFinding extends Failure {
  readonly severity: 'BLOCK' | 'WARN';
}

/** Everything that one rule has against a scheme. */
export type CrossRule = (scheme: CrossScheme, terms: CrossTerms) => readonly CrossFinding[];

export function isBlocked(findings: readonly CrossFinding[]): boolean {
  return findings.some(({ severity }) => severity === 'BLOCK');
}

/** Whether the same counties send: in whatever order they are written. */
export function sameSenders(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((county) => right.includes(county));
}
