/** Cryptographic randomness for the composition roots. */
import { randomFillSync } from 'node:crypto';
import type { RandomDep } from './deps.ts';

const poolBytes = 4096;

/**
 * Small draws are cut from a pool: asking the system costs the same for ten bytes as for thousands, and an import
 * makes a hundred thousand ids. What has been handed out is overwritten in the pool.
 */
export function createRandom(): RandomDep['bytes'] {
  const pool = new Uint8Array(poolBytes);
  let used = poolBytes;
  return (length) => {
    if (length > poolBytes / 8) return randomFillSync(new Uint8Array(length));
    if (used + length > poolBytes) {
      randomFillSync(pool);
      used = 0;
    }
    const drawn = pool.slice(used, used + length);
    pool.fill(0, used, used + length);
    used += length;
    return drawn;
  };
}
