/**
 * Shamir's secret sharing over GF(256) (A. Shamir, CACM 22(11), 1979), byte by byte, polynomial x^8+x^4+x^3+x+1.
 * Any `threshold` shares give the secret back; fewer say nothing about it.
 */
import type { RandomDep } from '../deps.ts';

export interface Share {
  /** The point, 1..255. */
  readonly index: number;
  readonly data: Uint8Array;
}

export function splitSecret(
  deps: RandomDep,
  secret: Uint8Array,
  shares: number,
  threshold: number,
): readonly Share[] {
  if (threshold < 2 || shares < threshold || shares > 255) throw new Error('impossible number of shares');
  const coefficients = Array.from({ length: threshold - 1 }, () => deps.bytes(secret.length));
  return Array.from({ length: shares }, (_, position) => {
    const index = position + 1;
    const data = new Uint8Array(secret.length);
    for (let byte = 0; byte < secret.length; byte += 1) {
      let value = 0;
      for (const coefficient of coefficients) value = multiply(value, index) ^ (coefficient[byte] ?? 0);
      data[byte] = multiply(value, index) ^ (secret[byte] ?? 0);
    }
    return { index, data };
  });
}

/** Lagrange interpolation at zero. The indices must differ. */
export function combineShares(shares: readonly Share[]): Uint8Array<ArrayBuffer> {
  const length = shares[0]?.data.length ?? 0;
  const secret = new Uint8Array(length);
  for (const share of shares) {
    let weight = 1;
    for (const other of shares) {
      if (other === share) continue;
      weight = multiply(weight, multiply(other.index, invert(other.index ^ share.index)));
    }
    for (let byte = 0; byte < length; byte += 1) {
      secret[byte] = (secret[byte] ?? 0) ^ multiply(share.data[byte] ?? 0, weight);
    }
  }
  return secret;
}

/** Without tables or branches on secret bits. */
export function multiply(left: number, right: number): number {
  let product = 0;
  let factor = left;
  for (let bit = 0; bit < 8; bit += 1) {
    product ^= factor & -((right >> bit) & 1);
    factor = (factor << 1) ^ (0x11b & -(factor >> 7));
  }
  return product & 0xff;
}

/** a^254. */
function invert(value: number): number {
  if (value === 0) throw new Error('two shares with the same index');
  let result = 1;
  for (let step = 0; step < 254; step += 1) result = multiply(result, value);
  return result;
}
