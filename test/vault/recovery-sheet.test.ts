import { randomBytes } from 'node:crypto';
import { fc } from '../support/property.ts';
import { describe, expect, test } from 'vitest';
import { formatShare, parseShare, recoverSecret } from '../../main/vault/recovery-sheet.ts';
import { combineShares, multiply, splitSecret } from '../../main/vault/shamir.ts';

const random = { bytes: (length: number) => new Uint8Array(randomBytes(length)) };
const secretBytes = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe('sharing a secret', () => {
  test('gives it back from any threshold of shares, in any order', () => {
    const wish = fc.integer({ min: 2, max: 6 }).chain((threshold) =>
      fc.record({
        secret: secretBytes,
        threshold: fc.constant(threshold),
        shares: fc.integer({ min: threshold, max: 9 }),
      }),
    );
    fc.assert(
      fc.property(wish, fc.infiniteStream(fc.nat()), ({ secret, threshold, shares }, order) => {
        const all = splitSecret(random, secret, shares, threshold);
        const chosen = all.toSorted(() => (Number(order.next().value) % 2) - 0.5).slice(0, threshold);
        expect([...combineShares(chosen)]).toEqual([...secret]);
      }),
      { numRuns: process.env['SLOW'] ? 2000 : 100 },
    );
  });

  test('leaves every secret possible when one share is missing', () => {
    const secret = Uint8Array.of(42);
    const seen = new Set<number>();
    for (let run = 0; run < 6000; run += 1) seen.add(splitSecret(random, secret, 3, 2)[0]?.data[0] ?? -1);
    expect(seen.size).toBe(256);
  });

  test('multiplies as FIPS 197 section 4.2 does', () => {
    expect(multiply(0x57, 0x83)).toBe(0xc1);
    expect(multiply(0x57, 0x13)).toBe(0xfe);
  });
});

describe('a printed share', () => {
  const shares = splitSecret(random, randomBytes(32), 3, 2);
  const texts = shares.map((share) => formatShare({ set: 'abc123', threshold: 2, ...share }));

  test('has 17 groups of four unambiguous characters', () => {
    for (const text of texts) expect(text).toMatch(/^([0-9A-HJKMNP-TV-Z]{4} ){16}[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  test('is read in lower case, with dashes and with look-alikes', () => {
    const [text = ''] = texts;
    const sloppy = text.toLowerCase().replaceAll(' ', '-').replaceAll('0', 'o').replaceAll('1', 'l');
    expect(parseShare(sloppy)).toEqual(parseShare(text));
    expect(parseShare(text)?.index).toBe(1);
  });

  test('with any one character changed is refused and named', () => {
    const [first = '', second = ''] = texts;
    for (let at = 0; at < second.length; at += 1) {
      if (second[at] === ' ') continue;
      const wrong = second.slice(0, at) + (second[at] === 'Z' ? 'Y' : 'Z') + second.slice(at + 1);
      expect(parseShare(wrong)).toBeUndefined();
      expect(() => recoverSecret([first, wrong], 'abc123', 2)).toThrow('第2份恢复码');
    }
  });

  test('does not count twice and does not mix with another sheet', () => {
    const [first = '', second = ''] = texts;
    expect(() => recoverSecret([first, first], 'abc123', 2)).toThrow('RecoverySharesTooFew');
    expect(() => recoverSecret([first, second], 'ffffff', 2)).toThrow('RecoverySharesMixed');
    expect(recoverSecret([second, first], 'abc123', 2)).toEqual(combineShares(shares.slice(0, 2)));
  });
});
