import { createHash } from 'node:crypto';
import { malformed } from './malformed.ts';

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    out.set(part, offset);
    offset += part.length;
  }
  return out;
}

/** Lexicographic order of unsigned bytes, as DER sorts a SET OF. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  return Buffer.compare(a, b);
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return compareBytes(a, b) === 0;
}

export function bytesToHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
}

export function utf8ToBytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Strict UTF-8: no replacement characters are made up, no byte order mark is dropped. */
export function bytesToUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return malformed('not UTF-8');
  }
}

export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
}

export function sha256Hex(...parts: readonly Uint8Array[]): string {
  return bytesToHex(sha256(...parts));
}

export function bytesToPem(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** Takes exactly what {@link bytesToPem} writes; a file with anything around the block is refused. */
export function pemToBytes(label: string, pem: string): Uint8Array {
  const body = pem.slice(`-----BEGIN ${label}-----\n`.length, -`-----END ${label}-----\n`.length);
  const der = new Uint8Array(Buffer.from(body, 'base64'));
  if (bytesToPem(label, der) !== pem) malformed(`not a canonical PEM ${label}`);
  return der;
}
