import { fc } from '../../../support/property.ts';
import { describe, expect, it } from 'vitest';
import {
  crossKinds,
  isBlocked,
  sameSenders,
  type CrossKind,
  type CrossTerms,
  type EarlierRound,
} from '../../../../domain/planning/cross/crossing.ts';
import { judgeCross, proposeCross } from '../../../../domain/planning/cross/propose.ts';

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
const termsOf = (...earlier: readonly EarlierRound[]): CrossTerms => ({ earlier, lookback: 4, name });
const ring = { kind: 'RING', counties: haidong } as const;
const ringOf = (shift: number) => {
  const { chosen } = proposeCross(ring, termsOf(), shift);
  if (!chosen) throw new Error(`no ring with ${shift}`);
  return chosen.crossings;
};

describe('the ring of six counties', () => {
  it('goes round them one place at a time', () => {
    const { chosen } = proposeCross(ring, termsOf());
    expect(chosen?.shift).toBe(1);
    expect(
      chosen?.crossings.map(({ senders, target }) => `${senders.map(name).join()}→${name(target)}`),
    ).toEqual([
      '乐都区→平安区',
      '平安区→民和县',
      '民和县→互助县',
      '互助县→化隆县',
      '化隆县→循化县',
      '循化县→乐都区',
    ]);
  });

  it('refuses half a turn by its reason and with the shifts that are open', () => {
    const { chosen, stopped } = proposeCross(ring, termsOf(), 3);
    expect(chosen).toBeUndefined();
    expect(stopped).toMatchObject({ type: 'CrossReciprocal' });
    expect(stopped?.what).toContain('乐都区与互助县互相巡察');
    expect(stopped?.next).toContain('1、2、4、5');
  });

  it('turns on when a pair of the last rounds would come again', () => {
    const earlier = { round: '2025年第二轮', crossings: ringOf(1) };
    expect(proposeCross(ring, termsOf(earlier)).chosen?.shift).toBe(2);
    const refused = proposeCross(ring, termsOf(earlier), 1).stopped;
    expect(refused?.what).toContain('乐都区在2025年第二轮已经巡察过平安区');
    expect(refused?.next).toContain('2、4、5');
  });

  it('finds the round in which the very same people were there behind one with only some of them', () => {
    const some = { round: '上一轮', crossings: [{ senders: ['630202', '630225'], target: '630203' }] };
    const same = { round: '前一轮', crossings: [{ senders: ['630202'], target: '630203' }] };
    const { stopped } = proposeCross(ring, termsOf(some, same), 1);
    expect(stopped).toMatchObject({ type: 'CrossRepeated' });
    expect(stopped?.what).toContain('乐都区在前一轮已经巡察过平安区');
    expect(stopped?.why).toContain('近4轮内');
  });

  it('says which rule stops each shift when none is left', () => {
    const earlier = [1, 2, 4, 5].map((shift) => ({ round: `第${shift}轮`, crossings: ringOf(shift) }));
    const { chosen, stopped } = proposeCross(ring, termsOf(...earlier));
    expect(chosen).toBeUndefined();
    expect(stopped).toMatchObject({ type: 'CrossImpossible' });
    expect(stopped?.why).toContain('推磨间隔1：乐都区在第1轮已经巡察过平安区');
    expect(stopped?.why).toContain('推磨间隔3：乐都区与互助县互相巡察');
  });
});

describe('the other kinds', () => {
  it.each(['RING', 'MIXED', 'SYSTEM', 'AREA'] as const)(
    '%s leaves two counties only the exchange',
    (kind) => {
      const { stopped } = proposeCross({ kind, counties: haidong.slice(0, 2) }, termsOf());
      expect(stopped?.next).toContain('互派');
    },
  );

  it('lets two counties exchange with a warning, also when they have done so before', () => {
    const two = { kind: 'EXCHANGE', counties: haidong.slice(0, 2) } as const;
    const first = proposeCross(two, termsOf()).chosen;
    expect(first?.findings.map(({ severity, type }) => [severity, type])).toEqual([
      ['WARN', 'CrossReciprocal'],
    ]);
    const again = proposeCross(two, termsOf({ round: '上一轮', crossings: first?.crossings ?? [] })).chosen;
    expect(again?.findings.map(({ type }) => type)).toContain('CrossRepeated');
    expect(proposeCross({ ...two, counties: haidong }, termsOf()).stopped?.type).toBe('CrossExchangeTooMany');
  });

  it('mixes people of two counties in every group, none of them from the place', () => {
    const { chosen } = proposeCross({ kind: 'MIXED', counties: haidong }, termsOf());
    expect(chosen?.crossings).toHaveLength(6);
    for (const { senders, target } of chosen?.crossings ?? []) {
      expect(new Set(senders).size).toBe(2);
      expect(senders).not.toContain(target);
    }
  });

  it('sends one unit of a county through all the others in their order', () => {
    const { chosen } = proposeCross({ kind: 'ROLLING', counties: haidong }, termsOf(), 3);
    expect(new Set(chosen?.crossings.map(({ group }) => group)).size).toBe(1);
    expect(chosen?.crossings.map(({ target }) => name(target))).toEqual([
      '互助县',
      '化隆县',
      '循化县',
      '乐都区',
      '平安区',
    ]);
  });

  it('sends the city’s own group to every county', () => {
    const { chosen } = proposeCross({ kind: 'MOBILE', counties: haidong }, termsOf());
    expect(chosen?.crossings.every(({ senders }) => senders.length === 0)).toBe(true);
    expect(chosen?.crossings.map(({ target }) => target)).toEqual(haidong);
  });

  it('goes only to counties that have something of the system', () => {
    const inspected = new Set(['630203', '630225']);
    const { chosen } = proposeCross({ kind: 'SYSTEM', counties: haidong, inspected }, termsOf());
    expect(chosen?.crossings.map(({ senders, target }) => [senders[0], target])).toEqual([
      ['630202', '630203'],
      ['630224', '630225'],
    ]);
  });
});

describe('a scheme that somebody has written', () => {
  const judge = (
    kind: CrossKind,
    counties: readonly string[],
    ...rows: readonly [string, string[], string][]
  ) =>
    judgeCross(
      { kind, counties, crossings: rows.map(([group, senders, target]) => ({ group, senders, target })) },
      termsOf(),
    ).map(({ type }) => type);

  it.each<[string, string[]]>([
    ['CrossInspectsItself', judge('MIXED', haidong, ['一组', ['630202', '630203'], '630202'])],
    ['CrossNotMixed', judge('MIXED', haidong, ['一组', ['630202'], '630203'])],
    ['CrossLeftOut', judge('RING', haidong, ['一组', ['630202'], '630203'])],
    ['CrossUnfinished', judge('RING', haidong, ['一组', [], '630203'])],
    ['CrossForeignCounty', judge('MIXED', haidong, ['一组', ['630202', '110101'], '630203'])],
    ['CrossMobileFromCounty', judge('MOBILE', haidong, ['一组', ['630202'], '630203'])],
    ['CrossNothingAssigned', judge('RING', haidong)],
    ['CrossCountyTwice', judge('RING', [...haidong, '630202'])],
    [
      'CrossSeveralUnits',
      judge('ROLLING', haidong, ['一组', ['630202'], '630203'], ['二组', ['630202'], '630222']),
    ],
    [
      'CrossDoubled',
      judge('SYSTEM', haidong, ['一组', ['630202'], '630203'], ['二组', ['630202'], '630222']),
    ],
    ['CrossGroupTwice', judge('MIXED', haidong, ...twice())],
  ])('is stopped by %s', (type, found) => {
    expect(found).toContain(type);
  });

  function twice(): [string, string[], string][] {
    return [
      ['一组', ['630202', '630203'], '630222'],
      ['一组', ['630202', '630203'], '630223'],
    ];
  }
});

describe('whatever the counties, the kind and the history', () => {
  const counties = fc.uniqueArray(fc.integer({ min: 100_000, max: 999_999 }).map(String), {
    minLength: 1,
    maxLength: 14,
  });
  const question = fc.record({
    kind: fc.constantFrom(...crossKinds),
    counties,
    seeds: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 40 }),
    wish: fc.option(fc.integer({ min: 1, max: 15 }), { nil: undefined }),
  });
  const historyOf = (list: readonly string[], seeds: readonly (readonly [number, number])[]) =>
    [0, 1].map((part) => ({
      round: `前${part + 1}轮`,
      crossings: seeds
        .filter((_, index) => index % 2 === part)
        .map(([from, to]) => ({
          senders: [list[from % list.length] ?? ''],
          target: list[to % list.length] ?? '',
        })),
    }));

  it('a proposal breaks no rule, and where there is none a reason is given', () => {
    fc.assert(
      fc.property(question, ({ kind, counties: list, seeds, wish }) => {
        const earlier = historyOf(list, seeds);
        const { chosen, stopped, variants } = proposeCross(
          { kind, counties: list },
          termsOf(...earlier),
          wish,
        );
        if (!chosen) {
          expect(stopped?.what).not.toBe('');
          expect(stopped?.why).not.toBe('');
          if (wish === undefined) expect(variants.every(({ findings }) => isBlocked(findings))).toBe(true);
          return;
        }
        expect(stopped).toBeUndefined();
        const { crossings } = chosen;
        for (const { senders, target } of crossings) {
          expect(senders).not.toContain(target);
          if (kind === 'EXCHANGE') continue;
          for (const round of earlier)
            expect(
              senders.length > 0 &&
                round.crossings.some((each) => each.target === target && sameSenders(each.senders, senders)),
            ).toBe(false);
          if (senders.length === 1)
            expect(
              crossings.some((each) => each.target === senders[0] && sameSenders(each.senders, [target])),
            ).toBe(false);
        }
        if (kind === 'RING')
          expect(crossings.map(({ target }) => target).toSorted()).toEqual([...list].toSorted());
      }),
      { numRuns: 400 },
    );
  });

  it('a ring without history is refused at half a turn only', () => {
    fc.assert(
      fc.property(counties, (list) => {
        const { variants } = proposeCross({ kind: 'RING', counties: list }, termsOf());
        for (const { shift, findings } of variants)
          expect(isBlocked(findings)).toBe(list.length < 3 || shift * 2 === list.length);
      }),
    );
  });
});
