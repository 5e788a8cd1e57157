import { fc } from '../support/property.ts';
import { expect, it } from 'vitest';
import {
  bitString,
  encodeDer,
  explicit,
  implicit,
  integer,
  nullValue,
  numberOf,
  objectId,
  octetString,
  parseDer,
  sequence,
  setOf,
  time,
  timeOf,
  utf8String,
} from '../../main/exchange/der.ts';
import { MalformedError } from '../../main/exchange/malformed.ts';

const hex = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'));

/** Each is a second encoding of something, or no encoding of anything. */
const malleable: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['a tag alone', '30'],
  ['end of contents', '00 00'],
  ['length missing', '04 81'],
  ['length in long form below 128', '04 81 03 010203'],
  ['length with leading zero', '04 82 0003 010203'],
  ['length of three octets with leading zero', '04 83 000080 00'],
  ['length beyond the bytes', '04 04 010203'],
  ['length of 2^48', '04 87 01000000000000 00'],
  ['reserved length ff', '04 ff 01'],
  ['indefinite sequence', '30 80 0500 0000'],
  ['indefinite octet string', '24 80 0401 01 0000'],
  ['indefinite set', '31 80 0000'],
  ['indefinite context tag', 'a0 80 0500 0000'],
  ['trailing byte', '05 00 00'],
  ['two values', '05 00 05 00'],
  ['trailing byte in a sequence', '30 03 0500 00'],
  ['child longer than its sequence', '30 03 0402 01'],
  ['child header cut by its sequence', '30 01 04 00'],
  ['boolean true as 01', '01 01 01'],
  ['boolean true as 7f', '01 01 7f'],
  ['empty boolean', '01 00'],
  ['long boolean', '01 02 ffff'],
  ['constructed boolean', '21 03 0101ff'],
  ['empty integer', '02 00'],
  ['integer with leading zero', '02 02 0001'],
  ['zero as two octets', '02 02 0000'],
  ['integer with leading ff', '02 02 ff80'],
  ['minus one as two octets', '02 02 ffff'],
  ['constructed integer', '22 03 020101'],
  ['bit string without count', '03 00'],
  ['bit string with eight unused bits', '03 02 08 00'],
  ['bit string with unused bits of nothing', '03 01 01'],
  ['bit string with unused bits set', '03 02 01 01'],
  ['bit string with all unused bits set', '03 02 07 ff'],
  ['constructed bit string', '23 05 0303 00 0101'],
  ['constructed octet string', '24 03 0401 01'],
  ['null with content', '05 01 00'],
  ['null in long form', '05 81 00'],
  ['constructed null', '25 00'],
  ['empty object identifier', '06 00'],
  ['object identifier cut', '06 02 2a 86'],
  ['object identifier with padded arc', '06 03 2a 80 01'],
  ['object identifier beginning with padding', '06 02 80 2a'],
  ['constructed object identifier', '26 03 0601 2a'],
  ['overlong UTF-8', '0c 02 c0af'],
  ['UTF-8 surrogate', '0c 03 eda080'],
  ['UTF-8 cut', '0c 02 e6b5'],
  ['constructed UTF8String', '2c 03 0c01 41'],
  ['printable string with @', '13 01 40'],
  ['printable string with NUL', '13 02 4100'],
  ['set out of order', '31 06 020102 020101'],
  ['set out of order by tag', '31 05 0500 020101'],
  ['primitive sequence', '10 00'],
  ['primitive set', '11 00'],
  ['UTCTime without seconds', `17 0b ${Buffer.from('2610200130Z').toString('hex')}`],
  ['UTCTime with offset', `17 11 ${Buffer.from('261020013000+0800').toString('hex')}`],
  ['UTCTime of no such day', `17 0d ${Buffer.from('260230000000Z').toString('hex')}`],
  ['UTCTime of second 60', `17 0d ${Buffer.from('261020013060Z').toString('hex')}`],
  ['UTCTime in lower case', `17 0d ${Buffer.from('261020013000z').toString('hex')}`],
  ['GeneralizedTime that UTCTime can hold', `18 0f ${Buffer.from('20261020013000Z').toString('hex')}`],
  ['GeneralizedTime with fraction', `18 11 ${Buffer.from('20561020013000.5Z').toString('hex')}`],
  ['multi-byte tag', '1f 20 00'],
  ['multi-byte context tag', 'bf 81 00 00'],
  ['multi-byte tag of a small number', 'bf 03 00'],
  ['application tag', '61 00'],
  ['private tag', 'c1 00'],
  ['real', '09 00'],
  ['enumerated', '0a 01 00'],
  ['relative object identifier', '0d 01 01'],
  ['teletex string', '14 01 41'],
  ['IA5 string', '16 01 41'],
  ['BMP string', '1e 02 0041'],
  [
    'seventeen levels',
    Array.from({ length: 18 }, (_, i) => `30 ${((17 - i) * 2).toString(16).padStart(2, '0')}`).join(' '),
  ],
];

it.each(malleable)('refuses %s', (_, bytes) => {
  expect(() => parseDer(hex(bytes))).toThrow(MalformedError);
});

it('has at least sixty such vectors', () => {
  expect(malleable.length).toBeGreaterThanOrEqual(60);
});

const leaf = fc.oneof(
  fc.nat().map(integer),
  fc.uint8Array({ maxLength: 300 }).map(octetString),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => bitString(bytes)),
  fc.string({ unit: 'grapheme' }).map(utf8String),
  fc.constant(nullValue()),
  fc.constant(objectId('1.2.840.113549.1.9.16.1.23')),
  fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => time(seconds * 1000)),
  fc.uint8Array({ maxLength: 20 }).map((bytes) => implicit(1, bytes)),
);
const tree = fc.letrec<{ node: Uint8Array }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 6 },
    leaf,
    fc.array(tie('node'), { maxLength: 4 }).map((parts) => sequence(...parts)),
    fc.array(tie('node'), { maxLength: 4 }).map((parts) => setOf(...parts)),
    tie('node').map((part) => explicit(2, part)),
  ),
})).node;

it('reads back whatever it writes, to the same bytes', () => {
  fc.assert(
    fc.property(tree, (bytes) => {
      expect(Buffer.from(encodeDer(parseDer(bytes))).equals(bytes)).toBe(true);
    }),
  );
});

it('accepts no changed byte unless the result is again what it would write', () => {
  fc.assert(
    fc.property(tree, fc.nat(), fc.integer({ min: 1, max: 255 }), (bytes, position, change) => {
      const mutated = Uint8Array.from(bytes);
      mutated[position % bytes.length] = (mutated[position % bytes.length] ?? 0) ^ change;
      try {
        expect(Buffer.from(encodeDer(parseDer(mutated))).equals(mutated)).toBe(true);
      } catch (error) {
        if (!(error instanceof MalformedError)) throw error;
      }
    }),
    { numRuns: process.env['SLOW'] ? 100_000 : 2_000 },
  );
});

it('keeps numbers and times', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (value) => {
      expect(numberOf(parseDer(integer(value % 2 ** 48)))).toBe(value % 2 ** 48);
    }),
  );
  for (const instant of [0, Date.UTC(2049, 11, 31, 23, 59, 59), Date.UTC(2050, 0, 1), Date.UTC(2126, 5, 1)]) {
    expect(timeOf(parseDer(time(instant)))).toBe(instant);
  }
});
