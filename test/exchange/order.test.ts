import { fc } from '../support/property.ts';
import { describe, expect, it } from 'vitest';
import type { StreamPlace } from '../../main/exchange/manifest.ts';
import { decideIncoming, jumpLimit, missingToText } from '../../main/exchange/order.ts';
import type { StreamKnowledge } from '../../main/exchange/order.ts';
import { decideReceipt, parseReceipt } from '../../main/exchange/receipt.ts';
import type { ReceiptStream } from '../../main/exchange/receipt.ts';
import { MalformedError } from '../../main/exchange/malformed.ts';
import { encodeDocument, parseDocument } from '../../main/exchange/json.ts';

const epoch = '018f0000-0000-7000-8000-000000000001';
const earlier = '018e0000-0000-7000-8000-000000000001';
const later = '018f1000-0000-7000-8000-000000000001';
const hash = (n: number) => n.toString(16).padStart(64, '0');
const place = (sequence: number, since: number, previous = sequence - 1): StreamPlace => ({
  epoch,
  epochReason: 'first',
  sequence,
  previousHash: sequence === 1 ? null : hash(previous),
  since,
});
/** A stream of which everything up to `contiguous` was imported, number n with hash(n). */
const knows = (contiguous: number, change: Partial<StreamKnowledge> = {}): StreamKnowledge => ({
  superseded: false,
  contiguous,
  hashAt: (n) => (n >= 1 && n <= contiguous ? { hash: hash(n), imported: true } : undefined),
  ...change,
});

describe('an incoming package', () => {
  it('is imported when it is the next one', () => {
    const decision = decideIncoming(place(4, 2), hash(4), knows(3), epoch);
    expect(decision).toEqual({ kind: 'new', newEpoch: false, skipped: null });
  });

  it('heals lost media: it carries every change since the last receipt', () => {
    const decision = decideIncoming(place(7, 2), hash(7), knows(3), epoch);
    expect(decision).toEqual({ kind: 'new', newEpoch: false, skipped: { first: 4, last: 6 } });
  });

  it('rollback: an old package offered again changes nothing', () => {
    for (let old = 1; old <= 5; old++) {
      expect(decideIncoming(place(old, 0), hash(old), knows(5), epoch).kind).toBe('alreadyImported');
    }
    const late = decideIncoming(place(3, 0), hash(3), knows(5, { hashAt: () => undefined }), epoch);
    expect(late.kind).toBe('alreadyCovered');
  });

  it('fast-forward: a leap of more than a thousand numbers needs two persons', () => {
    const leap = place(3 + jumpLimit + 1, 3);
    expect(decideIncoming(leap, hash(9), knows(3), epoch)).toEqual({
      kind: 'jump',
      from: 3,
      to: 3 + jumpLimit + 1,
    });
    expect(decideIncoming(place(3 + jumpLimit, 3), hash(9), knows(3), epoch).kind).toBe('new');
  });

  it('forked sequence: the same number with another content is evidence, not data', () => {
    const decision = decideIncoming(place(3, 2), hash(99), knows(3), epoch);
    expect(decision).toEqual({ kind: 'forked', sequence: 3, knownHash: hash(3), otherHash: hash(99) });
  });

  it('forked sequence: a successor that remembers another predecessor is found too', () => {
    const decision = decideIncoming(place(4, 2, 99), hash(4), knows(3), epoch);
    expect(decision).toEqual({ kind: 'forked', sequence: 3, knownHash: hash(3), otherHash: hash(99) });
    const announced = knows(5, { hashAt: (n) => (n === 4 ? { hash: hash(4), imported: false } : undefined) });
    expect(decideIncoming(place(4, 0), hash(98), announced, epoch).kind).toBe('forked');
  });

  it('names exactly the numbers that are missing', () => {
    expect(decideIncoming(place(9, 7), hash(9), knows(4), epoch)).toEqual({
      kind: 'gap',
      missing: { first: 5, last: 7 },
    });
    expect(decideIncoming(place(9, 7), hash(9), undefined, null)).toEqual({
      kind: 'gap',
      missing: { first: 1, last: 7 },
    });
    expect(missingToText({ first: 5, last: 7 })).toBe('第5至7号');
    expect(missingToText({ first: 5, last: 5 })).toBe('第5号');
  });

  it('of a new epoch is recognised, and one of an old epoch is set aside', () => {
    expect(decideIncoming(place(1, 0), hash(1), undefined, earlier)).toMatchObject({
      kind: 'new',
      newEpoch: true,
    });
    expect(decideIncoming(place(1, 0), hash(1), undefined, null)).toMatchObject({
      kind: 'new',
      newEpoch: false,
    });
    expect(decideIncoming(place(9, 3), hash(9), knows(4, { superseded: true }), later).kind).toBe('oldEpoch');
    expect(decideIncoming(place(1, 0), hash(1), undefined, later).kind).toBe('oldEpoch');
  });

  it('is decided the same way for any numbers: imported, covered, missing or next', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 3000 }),
        fc.integer({ min: 1, max: 3000 }),
        fc.nat({ max: 3000 }),
        (held, sequence, back) => {
          const since = Math.max(0, sequence - 1 - back);
          const decision = decideIncoming(place(sequence, since), hash(sequence), knows(held), epoch);
          if (sequence <= held) expect(decision.kind).toBe('alreadyImported');
          else if (since > held)
            expect(decision).toEqual({ kind: 'gap', missing: { first: held + 1, last: since } });
          else expect(decision.kind).toBe(sequence - held > jumpLimit ? 'jump' : 'new');
        },
      ),
    );
  });
});

describe('a receipt', () => {
  const sent = {
    epoch,
    sequence: 6,
    ackSequence: 4,
    packageAt: (n: number) => (n >= 1 && n <= 6 ? { hash: hash(n) } : undefined),
  };
  const stream = (contiguous: number, change: Partial<ReceiptStream> = {}): ReceiptStream => ({
    kind: 'petitions',
    epoch,
    contiguous,
    hash: contiguous === 0 ? null : hash(contiguous),
    missing: null,
    forks: [],
    packages: [],
    root: hash(0),
    ...change,
  });

  const giver = { isOvertaken: false, acknowledged: 4 };
  const restored = { isOvertaken: false, acknowledged: 0 };

  it('moves the acknowledgement on', () => {
    expect(decideReceipt(stream(5), sent, giver)).toEqual({
      kind: 'acknowledged',
      sequence: 5,
      lowered: false,
    });
    expect(decideReceipt(stream(4), sent, giver)).toEqual({ kind: 'unchanged' });
  });

  it('lowers it only for an office that has begun a new epoch', () => {
    expect(decideReceipt(stream(2), sent, restored)).toEqual({
      kind: 'acknowledged',
      sequence: 2,
      lowered: true,
    });
    expect(decideReceipt(stream(0), sent, restored)).toEqual({
      kind: 'acknowledged',
      sequence: 0,
      lowered: true,
    });
    expect(decideReceipt(stream(2), sent, giver).kind).toBe('impossible');
    expect(decideReceipt(stream(2), sent, { ...restored, acknowledged: 3 }).kind).toBe('impossible');
  });

  it('of an epoch that was overtaken lowers it, which only sends more, but never raises it', () => {
    const overtaken = { isOvertaken: true, acknowledged: 0 };
    expect(decideReceipt(stream(5), sent, overtaken)).toEqual({ kind: 'overtaken' });
    expect(decideReceipt(stream(4), sent, overtaken)).toEqual({ kind: 'unchanged' });
    expect(decideReceipt(stream(2), sent, overtaken)).toMatchObject({ sequence: 2, lowered: true });
  });

  it('is believed in nothing that our ledger contradicts', () => {
    expect(decideReceipt(stream(7), sent, restored).kind).toBe('unsent');
    expect(decideReceipt(stream(5, { hash: hash(99) }), sent, giver)).toMatchObject({
      kind: 'forked',
      sequence: 5,
    });
    const packages = [{ sequence: 3, hash: hash(98), accepted: 1, unchanged: 0, refused: 0 }];
    expect(decideReceipt(stream(5, { packages }), sent, giver)).toMatchObject({
      kind: 'forked',
      sequence: 3,
    });
    expect(
      decideReceipt(stream(5, { epoch: '018f0000-0000-7000-8000-000000000009' }), sent, restored).kind,
    ).toBe('otherEpoch');
  });

  const valid = { format: 1, from: 'A', to: 'B', epoch, number: 3, streams: [stream(5)], audit: null };
  const runs = process.env['SLOW'] ? 100_000 : 5_000;

  it(`of ${runs} mangled ones never does more than a well-formed one may`, () => {
    let refused = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(), fc.anything({ maxDepth: 2 })), { minLength: 1, maxLength: 3 }),
        (changes) => {
          const value = mangle(structuredClone(valid), changes);
          try {
            const receipt = parseReceipt(parseDocument(encodeDocument(value)));
            for (const each of receipt.streams) {
              const outcome = decideReceipt(each, sent, giver);
              if (outcome.kind === 'acknowledged')
                expect(outcome.sequence).toBeLessThanOrEqual(sent.sequence);
            }
          } catch (error) {
            if (!(error instanceof MalformedError)) throw error;
            refused += 1;
          }
        },
      ),
      { numRuns: runs },
    );
    expect(refused).toBeGreaterThan(runs / 4);
    console.log(`${runs} receipts, ${refused} refused at once`);
  });

  it('with deep nesting, double keys or a forbidden key is refused before it is looked at', () => {
    const parse = (text: string) => () => parseDocument(new TextEncoder().encode(text));
    expect(parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}\n`)).toThrow(MalformedError);
    expect(parse('{\n  "a": 1,\n  "a": 2\n}\n')).toThrow(MalformedError);
    expect(parse('{\n  "__proto__": 1\n}\n')).toThrow(MalformedError);
    expect(parse('{\n  "a": 1e2\n}\n')).toThrow(MalformedError);
    expect(parse('\ufeff{}\n')).toThrow(MalformedError);
    expect(parse('{}\n')).not.toThrow();
  });
});

/** Puts foreign values in place of existing ones, somewhere in the tree. */
function mangle(value: unknown, changes: readonly (readonly [number, unknown])[]): unknown {
  const places: { readonly holder: Record<string, unknown>; readonly key: string }[] = [];
  const walk = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return;
    const holder = node as Record<string, unknown>;
    for (const key of Object.keys(holder)) {
      places.push({ holder, key });
      walk(holder[key]);
    }
  };
  walk(value);
  for (const [at, foreign] of changes) {
    const { holder, key } = places[at % places.length] ?? {};
    if (holder && key !== undefined) holder[key] = foreign;
  }
  return value;
}
