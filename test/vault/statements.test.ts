import { fc } from '../support/property.ts';
import { expect, test } from 'vitest';
import { createEncoder, decodeFrame, encodeStatement, takeFrame } from '../../main/vault/statements.ts';

const value = fc.oneof(
  fc.constant(null),
  fc.string({ unit: 'grapheme' }),
  fc.double({ noNaN: true }),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.uint8Array({ maxLength: 300 }),
);
const statement = fc.record({
  sql: fc.constantFrom('a', 'b ?', 'c'),
  params: fc.array(value, { maxLength: 8 }),
});

test('statements come back as they were, over any division into frames', () => {
  fc.assert(
    fc.property(fc.array(fc.array(statement, { maxLength: 6 }), { maxLength: 5 }), (frames) => {
      const encoder = createEncoder();
      const encoded = frames.map((statements) => {
        for (const { sql, params } of statements) encodeStatement(encoder, sql, params);
        return takeFrame(encoder);
      });
      const sqlByNumber: string[] = [];
      expect(encoded.map((frame) => decodeFrame(frame, sqlByNumber))).toEqual(frames);
    }),
    { numRuns: process.env['SLOW'] ? 10_000 : 300 },
  );
});

test('an SQL text stands once in a transaction, however often it runs', () => {
  const encoder = createEncoder();
  const sql = 'INSERT INTO letters (id, no, body) VALUES (?, ?, ?)';
  for (let row = 0; row < 1000; row += 1) encodeStatement(encoder, sql, [row]);
  expect(takeFrame(encoder).length).toBeLessThan(15 * 1000);
});

test('no bytes make the decoder do anything but throw or give statements', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      try {
        expect(Array.isArray(decodeFrame(Buffer.from(bytes), ['x']))).toBe(true);
      } catch (error) {
        expect(String(error)).toMatch(/^Error: a frame /);
      }
    }),
    { numRuns: process.env['SLOW'] ? 100_000 : 2000 },
  );
});
