/**
 * Recovery shares as people print and type them: 42 bytes in 17 groups of four characters from an alphabet without
 * look-alikes (Crockford's base 32: no I, L, O, U). Layout: version 1, set 3, threshold 1, index 1, share 32,
 * first 4 bytes of the SHA-256 of all before.
 */
import { sha256 } from './crypto.ts';
import { refuseShare, refuseSharesMixed, refuseSharesTooFew } from './failures.ts';
import { combineShares } from './shamir.ts';
import type { Share } from './shamir.ts';

export interface RecoveryShare extends Share {
  /** Six hex digits that all shares of one sheet have in common. */
  readonly set: string;
  readonly threshold: number;
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const version = 1;
const shareBytes = 42;
const shareCharacters = 68;

export function formatShare(share: RecoveryShare): string {
  const body = Buffer.concat([
    Buffer.of(version),
    Buffer.from(share.set, 'hex'),
    Buffer.of(share.threshold, share.index),
    share.data,
  ]);
  const bytes = Buffer.concat([body, sha256(body).subarray(0, 4)]);
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  const characters = Array.from({ length: shareCharacters }, (_, position) => {
    const five = bits.slice(position * 5, position * 5 + 5).padEnd(5, '0');
    return alphabet[Number.parseInt(five, 2)];
  }).join('');
  return characters.match(/.{4}/g)?.join(' ') ?? '';
}

/** Undefined when the text is not a share; spaces, dashes, case and look-alikes (O, I, L) are forgiven. */
export function parseShare(text: string): RecoveryShare | undefined {
  const clean = text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  if (clean.length !== shareCharacters) return undefined;
  let bits = '';
  for (const character of clean) {
    const value = alphabet.indexOf(character);
    if (value < 0) return undefined;
    bits += value.toString(2).padStart(5, '0');
  }
  const bytes = Buffer.from(
    Array.from({ length: shareBytes }, (_, byte) => Number.parseInt(bits.slice(byte * 8, byte * 8 + 8), 2)),
  );
  const body = bytes.subarray(0, shareBytes - 4);
  const intact = sha256(body)
    .subarray(0, 4)
    .equals(bytes.subarray(shareBytes - 4));
  if (!intact || /[^0]/.test(bits.slice(shareBytes * 8)) || body[0] !== version) return undefined;
  const set = body.subarray(1, 4).toString('hex');
  return { set, threshold: body[4] ?? 0, index: body[5] ?? 0, data: body.subarray(6) };
}

/** The shared secret. Throws ExpectedError `RecoveryShareInvalid`, `RecoverySharesMixed`, `RecoverySharesTooFew`. */
export function recoverSecret(
  texts: readonly string[],
  set: string,
  threshold: number,
): Uint8Array<ArrayBuffer> {
  const shares = new Map<number, RecoveryShare>();
  texts.forEach((text, position) => {
    const share = parseShare(text) ?? refuseShare(position + 1);
    if (share.set !== set || share.threshold !== threshold) refuseSharesMixed();
    shares.set(share.index, share);
  });
  if (shares.size < threshold) refuseSharesTooFew(shares.size, threshold);
  return combineShares([...shares.values()].slice(0, threshold));
}
