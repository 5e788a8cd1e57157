/**
 * Strict DER (X.690), as much of it as the package format uses. Lenient parsers accept several encodings of one value,
 * which lets a stranger change bytes without breaking a signature; here every accepted structure has one encoding:
 * `parseDer` refuses whatever its own re-encoding would not reproduce. BER's indefinite lengths are never accepted:
 * sizes are known before writing, so even the outermost, streamed layers are DER.
 */
import { bytesToUtf8, compareBytes, concatBytes, equalBytes, utf8ToBytes } from './bytes.ts';
import { malformed } from './malformed.ts';

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8String: 0x0c,
  printableString: 0x13,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

export interface DerNode {
  readonly tag: number;
  /** Header and content. */
  readonly bytes: Uint8Array;
  readonly content: Uint8Array;
  /** Empty for primitive values. */
  readonly children: readonly DerNode[];
}

export interface DerHeader {
  readonly tag: number;
  readonly headerLength: number;
  readonly length: number;
}

const maxDepth = 16;

// ---- writing

/** Identifier and length octets for content of `length` bytes that is streamed after them. */
export function derHeader(tag: number, length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(tag, length);
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return Uint8Array.of(tag, 0x80 | octets.length, ...octets);
}

export function tlv(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return concatBytes(derHeader(tag, length), ...parts);
}

export const sequence = (...parts: readonly Uint8Array[]) => tlv(TAG.sequence, ...parts);
export const setOf = (...parts: readonly Uint8Array[]) => tlv(TAG.set, ...[...parts].sort(compareBytes));
export const octetString = (bytes: Uint8Array) => tlv(TAG.octetString, bytes);
export const utf8String = (text: string) => tlv(TAG.utf8String, utf8ToBytes(text));
export const printableString = (text: string) => tlv(TAG.printableString, utf8ToBytes(text));
export const nullValue = () => tlv(TAG.null);
export const trueValue = () => tlv(TAG.boolean, Uint8Array.of(0xff));
/** `[n]` around complete values. */
export const explicit = (n: number, ...parts: readonly Uint8Array[]) => tlv(0xa0 | n, ...parts);
/** `[n]` in place of a primitive value's own tag. */
export const implicit = (n: number, content: Uint8Array) => tlv(0x80 | n, content);

/** A non-negative INTEGER from a number or from big-endian bytes. */
export function integer(value: number | Uint8Array): Uint8Array {
  let bytes = typeof value === 'number' ? numberToBytes(value) : value;
  while (bytes.length > 1 && bytes[0] === 0) bytes = bytes.subarray(1);
  if (bytes.length === 0) bytes = Uint8Array.of(0);
  const first = bytes[0] ?? 0;
  return first >= 0x80 ? tlv(TAG.integer, Uint8Array.of(0), bytes) : tlv(TAG.integer, bytes);
}

export function bitString(bytes: Uint8Array, unusedBits = 0): Uint8Array {
  return tlv(TAG.bitString, Uint8Array.of(unusedBits), bytes);
}

export function objectId(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const octets = [first * 40 + second, ...rest].flatMap((arc) => {
    const groups = [arc % 128];
    for (let more = Math.floor(arc / 128); more > 0; more = Math.floor(more / 128))
      groups.unshift((more % 128) + 128);
    return groups;
  });
  return tlv(TAG.oid, Uint8Array.from(octets));
}

/** UTCTime up to 2049 and GeneralizedTime from 2050, whole seconds, as RFC 5280 asks. */
export function time(instant: number): Uint8Array {
  const text = `${new Date(instant).toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`;
  return Number(text.slice(0, 4)) < 2050
    ? tlv(TAG.utcTime, utf8ToBytes(text.slice(2)))
    : tlv(TAG.generalizedTime, utf8ToBytes(text));
}

// ---- reading

/**
 * The header at `offset`, or undefined when the bytes end inside it.
 * Throws MalformedError on multi-byte tags, indefinite and non-minimal lengths.
 */
export function readDerHeader(bytes: Uint8Array, offset = 0): DerHeader | undefined {
  const tag = bytes[offset];
  const first = bytes[offset + 1];
  if (tag === undefined || first === undefined) return undefined;
  if ((tag & 0x1f) === 0x1f) malformed('multi-byte tag');
  if (tag === 0) malformed('end-of-contents');
  if (first < 0x80) return { tag, headerLength: 2, length: first };
  const count = first & 0x7f;
  if (count === 0) malformed('indefinite length');
  if (count > 6) malformed('length too long');
  if (bytes.length < offset + 2 + count) return undefined;
  let length = 0;
  for (let i = 0; i < count; i++) length = length * 256 + (bytes[offset + 2 + i] ?? 0);
  if (bytes[offset + 2] === 0 || length < 0x80) malformed('length not minimal');
  return { tag, headerLength: 2 + count, length };
}

/** Parses one complete value; trailing bytes are refused. Throws MalformedError. */
export function parseDer(bytes: Uint8Array): DerNode {
  const node = parseAt(bytes, 0, 0);
  if (node.bytes.length !== bytes.length) malformed('trailing bytes');
  if (!equalBytes(encodeDer(node), bytes)) malformed('not canonical');
  return node;
}

/** The bytes a parsed value has when it is written anew from its parts. */
export function encodeDer(node: DerNode): Uint8Array {
  if (!isConstructed(node.tag)) return tlv(node.tag, node.content);
  const parts = node.children.map(encodeDer);
  return node.tag === TAG.set ? setOf(...parts) : tlv(node.tag, ...parts);
}

/** The children when the node has this tag and exactly `count` of them. */
export function childrenOf(node: DerNode | undefined, tag: number, count?: number): readonly DerNode[] {
  const children = expectTag(node, tag).children;
  if (count !== undefined && children.length !== count) malformed('wrong number of elements');
  return children;
}

export function expectTag(node: DerNode | undefined, tag: number): DerNode {
  if (node?.tag !== tag) return malformed(`expected tag ${tag}`);
  return node;
}

export function expectBytes(node: DerNode | undefined, expected: Uint8Array): void {
  if (!node || !equalBytes(node.bytes, expected)) malformed('unexpected value');
}

/** The magnitude of a non-negative INTEGER without its sign octet. */
export function unsignedOf(node: DerNode | undefined): Uint8Array {
  const content = expectTag(node, TAG.integer).content;
  if ((content[0] ?? 0) >= 0x80) malformed('negative integer');
  return content.length > 1 && content[0] === 0 ? content.subarray(1) : content;
}

export function numberOf(node: DerNode | undefined): number {
  const bytes = unsignedOf(node);
  if (bytes.length > 6) malformed('integer too large');
  return bytes.reduce((value, octet) => value * 256 + octet, 0);
}

/** The text of a UTF8String or PrintableString. */
export function textOf(node: DerNode | undefined): string {
  if (node?.tag !== TAG.utf8String && node?.tag !== TAG.printableString) return malformed('expected text');
  return bytesToUtf8(node.content);
}

/** Bytes of a BIT STRING without unused bits. */
export function bitsOf(node: DerNode | undefined): Uint8Array {
  const content = expectTag(node, TAG.bitString).content;
  if (content[0] !== 0) malformed('unused bits');
  return content.subarray(1);
}

export function timeOf(node: DerNode | undefined): number {
  if (node?.tag !== TAG.utcTime && node?.tag !== TAG.generalizedTime) return malformed('expected a time');
  const text = bytesToUtf8(node.content);
  const full = node.tag === TAG.utcTime ? `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}` : text;
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(full);
  if (!match) return malformed('time format');
  const [, year, month, day, hour, minute, second] = match;
  const instant = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (!Number.isFinite(instant) || !equalBytes(time(instant), node.bytes)) malformed('no such time');
  return instant;
}

// ---- internals

function numberToBytes(value: number): Uint8Array {
  const octets: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return Uint8Array.from(octets);
}

const isConstructed = (tag: number) => (tag & 0x20) !== 0;

function parseAt(bytes: Uint8Array, offset: number, depth: number): DerNode {
  if (depth > maxDepth) malformed('nested too deep');
  const header = readDerHeader(bytes, offset);
  if (!header) return malformed('ends inside a header');
  const start = offset + header.headerLength;
  const end = start + header.length;
  if (end > bytes.length) malformed('ends inside a value');
  const content = bytes.subarray(start, end);
  const children: DerNode[] = [];
  if (isConstructed(header.tag)) {
    for (let at = start; at < end;) {
      const child = parseAt(bytes.subarray(0, end), at, depth + 1);
      children.push(child);
      at += child.bytes.length;
    }
  }
  const node = { tag: header.tag, bytes: bytes.subarray(offset, end), content, children };
  checkUniversal(node);
  return node;
}

function checkUniversal(node: DerNode): void {
  const { tag, content } = node;
  const [first = 0, second = 0] = content;
  switch (tag) {
    case TAG.boolean:
      if (content.length !== 1 || (first !== 0 && first !== 0xff)) malformed('boolean');
      return;
    case TAG.integer:
      if (content.length === 0) malformed('empty integer');
      if (content.length > 1 && (first === 0 ? second < 0x80 : first === 0xff && second >= 0x80)) {
        malformed('integer not minimal');
      }
      return;
    case TAG.bitString:
      checkBitString(content);
      return;
    case TAG.null:
      if (content.length !== 0) malformed('null with content');
      return;
    case TAG.oid:
      checkOid(content);
      return;
    case TAG.utf8String:
      bytesToUtf8(content);
      return;
    case TAG.printableString:
      if (!/^[A-Za-z0-9 '()+,\-./:=?]*$/.test(bytesToUtf8(content))) malformed('printable string');
      return;
    case TAG.utcTime:
    case TAG.generalizedTime:
      timeOf(node);
      return;
    case TAG.octetString:
    case TAG.sequence:
    case TAG.set:
      return;
    default:
      // Only context-specific tags remain; what they stand for is checked by whoever expects them.
      if ((tag & 0xc0) !== 0x80) malformed(`tag ${tag} is not used by the format`);
  }
}

function checkBitString(content: Uint8Array): void {
  const unused = content[0];
  if (unused === undefined || unused > 7) return malformed('bit string');
  if (unused > 0 && content.length === 1) malformed('bit string');
  if (((content[content.length - 1] ?? 0) & ((1 << unused) - 1)) !== 0 && content.length > 1)
    malformed('unused bits set');
}

function checkOid(content: Uint8Array): void {
  const last = content[content.length - 1];
  if (last === undefined || last >= 0x80) malformed('object identifier');
  for (let i = 0; i < content.length; i++) {
    const startsArc = i === 0 || (content[i - 1] ?? 0) < 0x80;
    if (startsArc && content[i] === 0x80) malformed('object identifier not minimal');
  }
}
