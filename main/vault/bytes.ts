/** Little-endian numbers and constant comparisons on byte arrays; sequences fit in 53 bits. */

export const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

export function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

/** The number, or undefined when it does not fit in 53 bits (which no file of ours ever holds). */
export function readU64(bytes: Buffer, offset: number): number | undefined {
  const high = bytes.readUInt32LE(offset + 4);
  if (high > 0x1f_ffff) return undefined;
  return high * 0x1_0000_0000 + bytes.readUInt32LE(offset);
}

/** The same memory seen as a Buffer. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export const base64 = (bytes: Uint8Array): string => asBuffer(bytes).toString('base64');
export const fromBase64 = (text: string): Buffer => Buffer.from(text, 'base64');
export const hex = (bytes: Uint8Array): string => asBuffer(bytes).toString('hex');
