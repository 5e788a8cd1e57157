import { bytesToUtf8 } from './bytes.ts';
import { malformed } from './malformed.ts';

/** JSON values as they come from a stranger. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export interface JsonLimits {
  readonly bytes: number;
  readonly depth: number;
}

export const manifestLimits: JsonLimits = { bytes: 16 * 1024 * 1024, depth: 16 };
export const recordLimits: JsonLimits = { bytes: 4 * 1024 * 1024, depth: 16 };

/** Documents people may read: two-space indent and a final newline. */
export function encodeDocument(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
}

/** One record of an ndjson entry, without its newline. */
export function encodeLine(value: unknown): string {
  return JSON.stringify(value);
}

/** Takes only what {@link encodeDocument} writes, so repeated keys and odd numbers cannot be. Throws MalformedError. */
export function parseDocument(bytes: Uint8Array, limits: JsonLimits = manifestLimits): Json {
  if (bytes.length > limits.bytes) malformed('document too long');
  const text = bytesToUtf8(bytes);
  const value = parseChecked(text, limits.depth);
  if (`${JSON.stringify(value, null, 2)}\n` !== text) malformed('document not canonical');
  return value;
}

/** Takes only what {@link encodeLine} writes. Throws MalformedError. */
export function parseLine(text: string, limits: JsonLimits = recordLimits): Json {
  const value = parseChecked(text, limits.depth);
  if (JSON.stringify(value) !== text) malformed('record not canonical');
  return value;
}

/** Splits an ndjson stream into records; every line, also the last, ends with a newline. Throws MalformedError. */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  limits: JsonLimits = recordLimits,
): AsyncGenerator<Json> {
  let rest = Buffer.alloc(0);
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(10, start); end >= 0; end = chunk.indexOf(10, start)) {
      const line = Buffer.concat([rest, chunk.subarray(start, end)]);
      if (line.length > limits.bytes) malformed('record too long');
      yield parseLine(bytesToUtf8(line), limits);
      rest = Buffer.alloc(0);
      start = end + 1;
    }
    rest = Buffer.concat([rest, chunk.subarray(start)]);
    if (rest.length > limits.bytes) malformed('record too long');
  }
  if (rest.length > 0) malformed('last record has no newline');
}

function parseChecked(text: string, maximumDepth: number): Json {
  checkDepth(text, maximumDepth);
  try {
    const value: Json = JSON.parse(text, (key: string, each: Json) =>
      key === '__proto__' ? malformed('forbidden key') : each,
    );
    return value;
  } catch {
    return malformed('not JSON');
  }
}

/** Looks at brackets only, before any parser recurses. */
function checkDepth(text: string, maximum: number): void {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (inString) {
      if (char === 0x5c) i += 1;
      else if (char === 0x22) inString = false;
    } else if (char === 0x22) inString = true;
    else if (char === 0x5b || char === 0x7b) {
      depth += 1;
      if (depth > maximum) malformed('nested too deep');
    } else if (char === 0x5d || char === 0x7d) depth -= 1;
  }
}
