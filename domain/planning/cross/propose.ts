/**
 * Every way to arrange a kind of crossing over counties in their order, and the first that nothing stands against (reference
 * 3.8). No chance is involved: the same counties, kind and history give the same answer.
 */
import type { Failure } from '../../failure.ts';
import { chineseNumber } from '../../text/chinese-number.ts';
import {
  isBlocked,
  type CrossFinding,
  type Crossing,
  type CrossKind,
  type CrossScheme,
  type CrossTerms,
} from './crossing.ts';
import { crossFindings } from './rules.ts';

/** One way: for a ring how far on each county inspects, for a rolling unit which county sends it. */
export interface CrossVariant {
  /** From 1. */
  readonly shift: number;
  readonly crossings: readonly Crossing[];
  readonly findings: readonly CrossFinding[];
}

export interface CrossQuestion {
  readonly kind: CrossKind;
  readonly counties: readonly string[];
  /** Counties that have something to inspect; all of them when undefined. Only systems and areas look at it. */
  readonly inspected?: ReadonlySet<string>;
}

export interface CrossProposal {
  readonly variants: readonly CrossVariant[];
  /** The wished shift where one is given, else the best; undefined when no variant can be used. */
  readonly chosen: CrossVariant | undefined;
  /** Which rule stops every variant. */
  readonly stopped: Failure | undefined;
}

/** Most groups that can be named, and more counties than any city has. */
const mostCounties = 99;

const groupName: Readonly<Record<CrossKind, (index: number) => string>> = {
  RING: (index) => `第${chineseNumber(index + 1)}交叉巡察组`,
  MIXED: (index) => `第${chineseNumber(index + 1)}混编巡察组`,
  EXCHANGE: (index) => `第${chineseNumber(index + 1)}互派巡察组`,
  SYSTEM: (index) => `第${chineseNumber(index + 1)}交叉巡察组`,
  AREA: (index) => `第${chineseNumber(index + 1)}交叉巡察组`,
  ROLLING: () => '滚动巡察组',
  MOBILE: () => '机动巡察组',
};

/** All variants in the order of their shifts, each judged. */
export function crossVariants(question: CrossQuestion, terms: CrossTerms): readonly CrossVariant[] {
  const { kind, counties } = question;
  const judged = (shift: number, crossings: readonly Crossing[]): CrossVariant => ({
    shift,
    crossings,
    findings: crossFindings({ kind, counties, crossings }, terms),
  });
  const size = counties.length;
  if (size > mostCounties) return [];
  switch (kind) {
    case 'MOBILE':
      return [judged(1, legs(question, [], counties))];
    case 'ROLLING':
      return upTo(size).map((lead) => {
        const sender = counties.slice(lead - 1, lead);
        const route = [...counties.slice(lead), ...counties.slice(0, lead - 1)];
        return judged(lead, legs(question, sender, route));
      });
    case 'EXCHANGE':
      return size === 2 ? [judged(1, turned(question, 1))] : [];
    default:
      return upTo(size - 1).map((shift) => judged(shift, turned(question, shift)));
  }
}

/**
 * The best variant is the first without anything against it, then the first with warnings only. A wished one is taken where
 * nothing stops it.
 */
export function proposeCross(question: CrossQuestion, terms: CrossTerms, wish?: number): CrossProposal {
  const variants = crossVariants(question, terms);
  const usable = variants.filter(({ findings }) => !isBlocked(findings));
  const best = usable.toSorted(
    (left, right) => left.findings.length - right.findings.length || left.shift - right.shift,
  )[0];
  const wished = wish === undefined ? best : usable.find(({ shift }) => shift === wish);
  if (wished) return { variants, chosen: wished, stopped: undefined };
  return { variants, chosen: undefined, stopped: stop(question, terms, variants, usable, wish) };
}

/** The findings of a scheme as somebody has written it, with the shifts that are open instead where a shift would help. */
export function judgeCross(scheme: CrossScheme, terms: CrossTerms): readonly CrossFinding[] {
  const findings = crossFindings(scheme, terms);
  const turnable = findings.some(
    ({ severity, type }) => severity === 'BLOCK' && helpedByShift.includes(type),
  );
  if (!turnable || scheme.kind === 'MOBILE') return findings;
  const open = crossVariants(scheme, terms).filter(({ findings: found }) => !isBlocked(found));
  return findings.map((finding) =>
    helpedByShift.includes(finding.type) && finding.severity === 'BLOCK'
      ? { ...finding, next: hint(scheme.kind, open) ?? finding.next }
      : finding,
  );
}

const helpedByShift: readonly string[] = ['CrossReciprocal', 'CrossRepeated'];

/** 可以用的推磨间隔：1、2、4、5。 */
function hint(kind: CrossKind, open: readonly CrossVariant[]): string | undefined {
  if (open.length === 0) return undefined;
  return `可以用的${shiftLabel(kind)}：${open.map(({ shift }) => shift).join('、')}。请改用其中一种。`;
}

/** What the number of a variant means to a clerk. */
export function shiftLabel(kind: CrossKind): string {
  return kind === 'ROLLING' ? '派出位次' : '推磨间隔';
}

function stop(
  { kind, counties }: CrossQuestion,
  terms: CrossTerms,
  variants: readonly CrossVariant[],
  usable: readonly CrossVariant[],
  wish: number | undefined,
): Failure {
  const size = crossFindings({ kind, counties, crossings: [] }, terms)[0];
  const wished = variants.find(({ shift }) => shift === wish);
  const against = (wished?.findings ?? []).filter(({ severity }) => severity === 'BLOCK');
  if (usable.length > 0) {
    const [first] = against;
    return {
      type: first?.type ?? 'CrossNoSuchShift',
      what: first
        ? `${shiftLabel(kind)}${wish}不能用：${against.map(({ what }) => what).join('')}`
        : `没有${shiftLabel(kind)}${wish}。`,
      why: first?.why ?? `${counties.length}个县（市、区）有${variants.length}种排法。`,
      next: hint(kind, usable) ?? '',
    };
  }
  if (variants.length === 0 || (size && size.type !== 'CrossNothingAssigned'))
    return (
      size ?? {
        type: 'CrossTooManyCounties',
        what: '参加的县（市、区）太多，不能编组。',
        why: `一个方案最多${mostCounties}个县（市、区）。`,
        next: '请分成几个方案。',
      }
    );
  return {
    type: 'CrossImpossible',
    what: '各种排法都不能用。',
    why: variants
      .map(({ shift, findings }) => {
        const first = findings.find(({ severity }) => severity === 'BLOCK');
        return `${shiftLabel(kind)}${shift}：${first?.what ?? ''}`;
      })
      .slice(0, mostTold)
      .join(''),
    next: '请调整县（市、区）的次序、增减参加的县（市、区），或者改用“混编”；回看的轮数由本办在“计划与编组规则”中核定。',
  };
}

const mostTold = 6;

/** One group on its way through the counties. */
function legs(
  { kind }: CrossQuestion,
  senders: readonly string[],
  route: readonly string[],
): readonly Crossing[] {
  return route.map((target) => ({ group: groupName[kind](0), senders, target }));
}

/** Each county inspects the one `shift` further on; a mixed group takes the next county along. */
function turned({ kind, counties, inspected }: CrossQuestion, shift: number): readonly Crossing[] {
  const size = counties.length;
  const at = (index: number): string => counties[((index % size) + size) % size] ?? '';
  const crossings = counties.flatMap((sender, index) => {
    const target = at(index + shift);
    if ((kind === 'SYSTEM' || kind === 'AREA') && inspected && !inspected.has(target)) return [];
    return [{ senders: kind === 'MIXED' ? [sender, companion(counties, index, shift)] : [sender], target }];
  });
  return crossings.map((crossing, index) => ({ group: groupName[kind](index), ...crossing }));
}

/** The next county of the order that is neither the first sender nor the one inspected. */
function companion(counties: readonly string[], index: number, shift: number): string {
  const size = counties.length;
  const next = (index + 1) % size;
  return counties[next === (index + shift) % size ? (index + 2) % size : next] ?? '';
}

function upTo(last: number): readonly number[] {
  return Array.from({ length: Math.max(0, last) }, (_, index) => index + 1);
}
