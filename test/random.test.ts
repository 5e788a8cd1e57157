import { expect, it } from 'vitest';
import { createRandom } from '../main/random.ts';

it('draws as many bytes as asked for, never the same twice, and none that the next draw could see', () => {
  const bytes = createRandom();
  const seen = new Set<string>();
  for (let count = 0; count < 5_000; count += 1) {
    const drawn = bytes(10 + (count % 700));
    expect(drawn.length).toBe(10 + (count % 700));
    expect(drawn.buffer.byteLength).toBe(drawn.length);
    seen.add(Buffer.from(drawn.subarray(0, 10)).toString('hex'));
  }
  expect(seen.size).toBe(5_000);
});

it('spreads evenly', () => {
  const bytes = createRandom();
  const counts = Array.from({ length: 256 }, () => 0);
  for (let count = 0; count < 1_600; count += 1) {
    for (const byte of bytes(160)) counts[byte] = (counts[byte] ?? 0) + 1;
  }
  // A thousand of each expected; the chance of one outside is below one in ten million.
  expect(Math.min(...counts)).toBeGreaterThan(800);
  expect(Math.max(...counts)).toBeLessThan(1_200);
});
