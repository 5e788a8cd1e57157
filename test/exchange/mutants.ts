/** Changed copies of a package or of a part of it: at random places, and along its structure. */
import { concatBytes } from '../../main/exchange/bytes.ts';
import { derHeader, parseDer } from '../../main/exchange/der.ts';
import type { DerNode } from '../../main/exchange/der.ts';
import type { Json } from '../../main/exchange/json.ts';
import { MalformedError } from '../../main/exchange/malformed.ts';

/** A whole number from 0 up to, and without, the limit. */
export type Random = (limit: number) => number;

/** Repeatable (mulberry32). */
export function createRandom(start: number): Random {
  let state = start >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) % limit;
  };
}

/** `count` copies with bytes changed, lost, inserted or doubled, none equal to the original. */
export function* byteMutants(file: Uint8Array, count: number, random: Random): Generator<Uint8Array> {
  for (let made = 0; made < count;) {
    const mutant = byteMutant(file, random);
    if (Buffer.compare(mutant, file) === 0) continue;
    made += 1;
    yield mutant;
  }
}

function byteMutant(file: Uint8Array, random: Random): Uint8Array {
  const at = random(file.length);
  const kind = random(6);
  if (kind === 0) return concatBytes(file.subarray(0, at), file.subarray(at + 1 + random(64)));
  if (kind === 1) return concatBytes(file.subarray(0, at), Uint8Array.of(random(256)), file.subarray(at));
  if (kind === 2) return concatBytes(file.subarray(0, at), file.subarray(random(file.length)));
  const mutant = Uint8Array.from(file);
  for (let more = kind === 3 ? 1 + random(8) : 1; more > 0; more -= 1) {
    const place = random(file.length);
    mutant[place] = (mutant[place] ?? 0) ^ (1 << random(8));
  }
  return mutant;
}

const tags = [0x02, 0x04, 0x05, 0x0c, 0x30, 0x31, 0x80, 0xa0, 0xa1] as const;

/** Every value of a structure removed, doubled, emptied, re-tagged or swapped with its neighbour. */
export function* structureMutants(der: Uint8Array): Generator<Uint8Array> {
  yield* rewritten(parseDer(der));
}

function* rewritten(node: DerNode): Generator<Uint8Array> {
  yield new Uint8Array(0);
  yield concatBytes(node.bytes, node.bytes);
  if (node.content.length > 0) yield derHeader(node.tag, 0);
  for (const tag of tags) if (tag !== node.tag) yield withTag(node, tag);
  for (const [index, child] of node.children.entries()) {
    for (const changed of rewritten(child)) yield withChild(node, index, changed);
    const next = node.children[index + 1];
    if (next && Buffer.compare(next.bytes, child.bytes) !== 0) yield withChildrenSwapped(node, index);
  }
}

/** `count` copies with two to four values of the structure changed as in {@link structureMutants}. */
export function* manifoldMutants(der: Uint8Array, count: number, random: Random): Generator<Uint8Array> {
  for (let made = 0; made < count;) {
    let mutant = der;
    for (let more = 2 + random(3); more > 0; more -= 1) mutant = changedSomewhere(mutant, random) ?? mutant;
    if (Buffer.compare(mutant, der) === 0) continue;
    made += 1;
    yield mutant;
  }
}

/** Undefined when an earlier change has left nothing that reads as a structure. */
function changedSomewhere(der: Uint8Array, random: Random): Uint8Array | undefined {
  try {
    return changedBelow(parseDer(der), random);
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}

function changedBelow(node: DerNode, random: Random): Uint8Array {
  const { children } = node;
  const index = random(children.length + 1);
  const child = children[index];
  if (child) return withChild(node, index, changedBelow(child, random));
  const kind = random(8);
  if (kind === 0) return new Uint8Array(0);
  if (kind === 1) return concatBytes(node.bytes, node.bytes);
  if (kind === 2) return derHeader(node.tag, 0);
  if (kind === 3) return withTag(node, tags[random(tags.length)] ?? 0);
  if (kind === 4 && children.length > 1) return withChildrenSwapped(node, random(children.length - 1));
  const changed = byteMutant(node.bytes, random);
  return kind === 5 ? changed : concatBytes(derHeader(node.tag, changed.length), changed);
}

const withTag = (node: DerNode, tag: number): Uint8Array =>
  concatBytes(derHeader(tag, node.content.length), node.content);

function withChildren(node: DerNode, children: readonly Uint8Array[]): Uint8Array {
  const content = concatBytes(...children);
  return concatBytes(derHeader(node.tag, content.length), content);
}

const withChild = (node: DerNode, index: number, changed: Uint8Array): Uint8Array =>
  withChildren(
    node,
    node.children.map((each, at) => (at === index ? changed : each.bytes)),
  );

/** The child at `index` and the one after it. */
function withChildrenSwapped(node: DerNode, index: number): Uint8Array {
  const children = node.children.map(({ bytes }) => bytes);
  const swapped = children.slice(index, index + 2).toReversed();
  return withChildren(node, [...children.slice(0, index), ...swapped, ...children.slice(index + 2)]);
}

const strangeValues: readonly Json[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e21,
  999_999_999,
  2 ** 60,
  '',
  ' ',
  '0',
  '\u202e',
  '\u0000',
  'A'.repeat(70),
  '机密★10年',
  '../../x',
  [],
  [[]],
  {},
  { toString: 1 },
  { constructor: { prototype: {} } },
];

/** `count` documents with one to three values replaced, removed, doubled, renamed or put in another's place. */
export function* documentMutants(document: Json, count: number, random: Random): Generator<Json> {
  for (let made = 0; made < count; made += 1) {
    let mutant = document;
    for (let more = 1 + random(3); more > 0; more -= 1) mutant = changedValue(mutant, random);
    yield mutant;
  }
}

function changedValue(value: Json, random: Random): Json {
  if (typeof value !== 'object' || value === null) return otherValue(value, random);
  const entries: (readonly [string, Json])[] = Object.entries(value);
  const index = random(entries.length + 1);
  const [key, inner] = entries[index] ?? [];
  if (key === undefined || inner === undefined) return otherValue(value, random);
  const kind = random(10);
  if (kind === 0) entries.splice(index, 1);
  else if (kind === 1) entries.splice(index, 0, [`${key}x`, inner]);
  else if (kind === 2) entries.splice(index, 1, [`${key}x`, inner]);
  else if (kind === 3) entries.splice(index, 1, [key, entries[random(entries.length)]?.[1] ?? null]);
  else entries.splice(index, 1, [key, changedValue(inner, random)]);
  return Array.isArray(value) ? entries.map(([, each]) => each) : Object.fromEntries(entries);
}

function otherValue(value: Json, random: Random): Json {
  if (typeof value === 'string' && random(2) === 0 && value.length > 0) {
    const at = random(value.length);
    return (
      value.slice(0, at) + String.fromCharCode(value.charCodeAt(at) ^ (1 << random(7))) + value.slice(at + 1)
    );
  }
  if (typeof value === 'number' && random(2) === 0) return value + random(3) - 1;
  return strangeValues[random(strangeValues.length)] ?? null;
}
