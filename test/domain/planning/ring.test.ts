import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closedRings, proposeRings, ringConflicts, ringPairs } from '../../../domain/planning/ring.ts';

const haidong = ['630202', '630203', '630222', '630223', '630224', '630225'];
const names: Readonly<Record<string, string>> = {
  '630202': '乐都区',
  '630203': '平安区',
  '630222': '民和县',
  '630223': '互助县',
  '630224': '化隆县',
  '630225': '循化县',
};
const name = (code: string): string => names[code] ?? code;
const counties = fc.uniqueArray(fc.integer({ min: 100000, max: 999999 }).map(String), {
  minLength: 3,
  maxLength: 30,
});

describe('the ring of counties', () => {
  it('goes round six counties one place at a time', () => {
    expect(closedRings(ringPairs(haidong, 1)).map((ring) => ring.map(name))).toEqual([
      ['乐都区', '平安区', '民和县', '互助县', '化隆县', '循化县'],
    ]);
  });

  it('refuses half a turn, because two counties would inspect each other', () => {
    const conflicts = ringConflicts(ringPairs(haidong, 3), [], name);
    expect(conflicts.map(({ type }) => type)).toEqual(['RingReciprocal', 'RingReciprocal', 'RingReciprocal']);
    expect(conflicts[0]?.what).toBe('乐都区与互助县互相巡察。');
  });

  it('turns on when a pair of the last rounds would come again', () => {
    const earlier = [{ round: '2025年第二轮', pairs: ringPairs(haidong, 1) }];
    const [best] = proposeRings(haidong, earlier, name);
    expect(best?.shift).toBe(5);
    expect(best?.conflicts).toEqual([]);
    const repeated = proposeRings(haidong, earlier, name).find(({ shift }) => shift === 1);
    expect(repeated?.conflicts[0]?.what).toBe('乐都区在2025年第二轮已经巡察过平安区。');
  });

  it('offers two counties nothing but an exchange', () => {
    const [only] = proposeRings(['630202', '630203'], [], name);
    expect(only?.conflicts[0]?.next).toContain('互派');
  });

  it('names a county that inspects itself and one that is inspected twice', () => {
    const pairs = [
      { sender: '630202', target: '630202' },
      { sender: '630203', target: '630202' },
    ];
    expect(ringConflicts(pairs, [], name).map(({ type }) => type)).toEqual([
      'RingInspectsItself',
      'RingDoubled',
    ]);
  });

  it('sends and inspects every county exactly once, whatever the shift', () => {
    fc.assert(
      fc.property(counties, fc.nat(), (list, nat) => {
        const shift = 1 + (nat % (list.length - 1));
        const pairs = ringPairs(list, shift);
        expect(new Set(pairs.map(({ sender }) => sender))).toEqual(new Set(list));
        expect(new Set(pairs.map(({ target }) => target))).toEqual(new Set(list));
        expect(pairs.every(({ sender, target }) => sender !== target)).toBe(true);
        expect(closedRings(pairs).flat().sort()).toEqual([...list].sort());
      }),
    );
  });

  it('finds two counties that inspect each other exactly at half a turn', () => {
    fc.assert(
      fc.property(counties, (list) => {
        for (const { shift, conflicts } of proposeRings(list, [], name)) {
          expect(conflicts.length > 0).toBe(shift * 2 === list.length);
        }
      }),
    );
  });
});
