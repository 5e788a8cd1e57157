/**
 * 推磨: who inspects whom when every county lends one unit and receives one (reference 3.8, from the Fujian practice).
 * Each county of the list inspects the one `shift` places further on; the last ones begin again at the first.
 */
import type { Failure } from '../failure.ts';

/** The county that sends people and the one they inspect, as division codes. */
export interface RingPair {
  readonly sender: string;
  readonly target: string;
}

/** The pairs of one earlier round, with the name under which clerks know it. */
export interface EarlierRound {
  readonly round: string;
  readonly pairs: readonly RingPair[];
}

/** One shift of the ring, and why it cannot be used; usable when `conflicts` is empty. */
export interface RingProposal {
  readonly shift: number;
  readonly pairs: readonly RingPair[];
  /** The closed rings the pairs form, each in the order of inspection. */
  readonly rings: readonly (readonly string[])[];
  readonly conflicts: readonly Failure[];
}

/** How many earlier rounds a pair may not come from, unless the office says otherwise. */
export const usualLookback = 2;

/** The pairs of a shift of 1 … n−1; throws a RangeError for any other shift. */
export function ringPairs(counties: readonly string[], shift: number): readonly RingPair[] {
  const size = counties.length;
  if (!Number.isInteger(shift) || shift < 1 || shift >= size)
    throw new RangeError(`no ring of ${size} with shift ${shift}`);
  return counties.flatMap((sender, index) => {
    const target = counties[(index + shift) % size];
    return target === undefined ? [] : [{ sender, target }];
  });
}

/**
 * What stands against these pairs: a county that inspects itself, sends or receives twice, two counties that inspect
 * each other, a pair of an earlier round. `name` turns a division code into what a clerk reads.
 */
export function ringConflicts(
  pairs: readonly RingPair[],
  earlier: readonly EarlierRound[],
  name: (county: string) => string,
): readonly Failure[] {
  return [
    ...selfInspections(pairs, name),
    ...doubled(pairs, name),
    ...reciprocal(pairs, name),
    ...repeated(pairs, earlier, name),
  ];
}

/**
 * Every shift of the ring, the best first: usable ones, among them those that form one closed ring, then the smallest
 * shift. Fewer than three counties can only exchange groups, which is no ring: refused in every proposal.
 */
export function proposeRings(
  counties: readonly string[],
  earlier: readonly EarlierRound[],
  name: (county: string) => string,
): readonly RingProposal[] {
  const proposals = Array.from({ length: Math.max(0, counties.length - 1) }, (_, index) => {
    const pairs = ringPairs(counties, index + 1);
    return {
      shift: index + 1,
      pairs,
      rings: closedRings(pairs),
      conflicts: ringConflicts(pairs, earlier, name),
    };
  });
  const rank = ({ conflicts, rings }: RingProposal): number => conflicts.length * 1000 + rings.length;
  return proposals.sort((left, right) => rank(left) - rank(right) || left.shift - right.shift);
}

/** The closed rings that pairs form; a county whose successor sends nobody ends an open chain and is left out. */
export function closedRings(pairs: readonly RingPair[]): readonly (readonly string[])[] {
  const next = new Map(pairs.map(({ sender, target }) => [sender, target]));
  const seen = new Set<string>();
  const rings: (readonly string[])[] = [];
  for (const { sender } of pairs) {
    const ring: string[] = [];
    let at: string | undefined = sender;
    while (at !== undefined && !seen.has(at)) {
      seen.add(at);
      ring.push(at);
      at = next.get(at);
    }
    if (at === sender && ring.length > 0) rings.push(ring);
  }
  return rings;
}

function selfInspections(pairs: readonly RingPair[], name: (county: string) => string): readonly Failure[] {
  return pairs
    .filter(({ sender, target }) => sender === target)
    .map(({ sender }) => ({
      type: 'RingInspectsItself',
      what: `${name(sender)}被排为巡察本县（市、区）。`,
      why: '交叉巡察由别处的巡察组进行，派出地与被巡察地不能相同。',
      next: '请换一种推磨方式，或者改换这一组的被巡察地。',
    }));
}

function doubled(pairs: readonly RingPair[], name: (county: string) => string): readonly Failure[] {
  const twice = (side: 'sender' | 'target'): readonly string[] => {
    const all = pairs.map((pair) => pair[side]);
    return [...new Set(all.filter((county, index) => all.indexOf(county) !== index))];
  };
  const refusal = (county: string, verb: string): Failure => ({
    type: 'RingDoubled',
    what: `${name(county)}${verb}。`,
    why: '推磨时每个县（市、区）派出一次、被巡察一次，首尾相接。',
    next: '请从编组表中去掉多出的一组，或者改用混编方式。',
  });
  return [
    ...twice('sender').map((county) => refusal(county, '派出了不止一次')),
    ...twice('target').map((county) => refusal(county, '被巡察了不止一次')),
  ];
}

function reciprocal(pairs: readonly RingPair[], name: (county: string) => string): readonly Failure[] {
  const known = new Set(pairs.map(({ sender, target }) => `${sender}>${target}`));
  return pairs
    .filter(({ sender, target }) => sender < target && known.has(`${target}>${sender}`))
    .map(({ sender, target }) => ({
      type: 'RingReciprocal',
      what: `${name(sender)}与${name(target)}互相巡察。`,
      why: '推磨式交叉不得两地互查，否则彼此留情面。',
      next:
        pairs.length < 3
          ? '只有两个县（市、区）时只能互派，请改用“互派”方式并由市级派组长。'
          : '请换一种推磨方式（不要隔半圈）。',
    }));
}

function repeated(
  pairs: readonly RingPair[],
  earlier: readonly EarlierRound[],
  name: (county: string) => string,
): readonly Failure[] {
  return pairs.flatMap(({ sender, target }) => {
    const before = earlier.find((round) =>
      round.pairs.some((pair) => pair.sender === sender && pair.target === target),
    );
    if (!before) return [];
    return [
      {
        type: 'RingRepeated',
        what: `${name(sender)}在${before.round}已经巡察过${name(target)}。`,
        why: `近${earlier.length}轮内同一派出地不得再巡察同一地方。`,
        next: '请换一种推磨方式；各种方式都用过的，请调整县（市、区）的次序，或者缩短回看的轮数。',
      },
    ];
  });
}
