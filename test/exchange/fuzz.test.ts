/** Changes packages at random and by structure. Set SEED to repeat a run, SLOW=1 for ten times as many. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ExpectedError } from '../../domain/failure.ts';
import { concatBytes, utf8ToBytes } from '../../main/exchange/bytes.ts';
import { parseEnvelopeHeader } from '../../main/exchange/cms/enveloped.ts';
import { derHeader, objectId, parseDer, sequence } from '../../main/exchange/der.ts';
import type { DerNode } from '../../main/exchange/der.ts';
import type { Identity } from '../../main/exchange/identity.ts';
import { encodeDocument } from '../../main/exchange/json.ts';
import { ALGORITHM, OID } from '../../main/exchange/oids.ts';
import { createSealKeys, seal } from '../../main/exchange/cms/seal.ts';
import { createTrailerMaker } from '../../main/exchange/cms/signed.ts';
import { memoryEntry } from '../../main/exchange/package-writer.ts';
import { tarLength, writeTar } from '../../main/exchange/tar.ts';
import {
  createMemoryFiles,
  createNetwork,
  makePackage,
  memorySink,
  now,
  openPackage,
  reenvelope,
  signedData,
} from './network.ts';
import type { TestNetwork } from './network.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000_000);
const scale = process.env['SLOW'] ? 10 : 1;
const secret = '绝不可外泄的举报内容标记';

let network: TestNetwork;
let city: Identity;
let east: Identity;
let written = 0;
let leaks = 0;
beforeAll(async () => {
  const real = await createNetwork(2);
  const markers = [secret, 'ustar', 'BAO-990001'].map((text) => Buffer.from(text));
  const files = createMemoryFiles((bytes) => {
    written += bytes.length;
    if (markers.some((marker) => Buffer.from(bytes).includes(marker))) leaks += 1;
  });
  network = { ...real, deps: { ...real.deps, files } };
  [city, east] = [network.office(0), network.office(1)];
}, 60_000);
afterAll(() => network.dispose());

function createRandom(start: number): (limit: number) => number {
  let state = start >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) % limit;
  };
}

const entries = () => [
  memoryEntry('records/petition.ndjson', utf8ToBytes(`{"id":"p","rev":1,"summary":"${secret}"}\n`)),
];
const genuine = () =>
  makePackage(network, east, [city, network.office(2)], {
    parts: { counts: { petition: 1 } },
    entries: entries(),
  });

/** As other tools would make it: the manifest names no envelope, so the inner layers stand alone. */
async function unbound(): Promise<Uint8Array> {
  const { manifest } = await genuine();
  const document = encodeDocument({ ...manifest, envelope: null });
  const files = [memoryEntry('manifest.json', document), ...entries()].map((entry) => ({
    ...entry,
    modified: 0,
  }));
  const sink = memorySink();
  const keys = createSealKeys(network.deps, [city.certificate]);
  const signer = createTrailerMaker(east.certificate, east.privateKey, east.root, now);
  await seal(sink, keys, signer, tarLength(files), writeTar(files));
  return sink.bytes();
}

/** The failure type, after making sure that nothing is left behind. Anything but an ExpectedError fails the test. */
async function outcome(file: Uint8Array): Promise<string> {
  try {
    const opened = await openPackage(network, city, file);
    await opened.discard();
    return 'accepted';
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return error.failure.type;
  }
}

async function expectAllRefused(label: string, mutants: Iterable<Uint8Array>): Promise<void> {
  const counts: Record<string, number> = {};
  for (const mutant of mutants) {
    const type = await outcome(mutant);
    counts[type] = (counts[type] ?? 0) + 1;
    if (type === 'accepted') throw new Error(`${label}: accepted ${Buffer.from(mutant).toString('base64')}`);
  }
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  console.log(`${label}: ${total} mutants, 0 accepted, seed ${seed}`, counts);
  expect(createMemoryFilesLeft()).toEqual([]);
  expect(leaks).toBe(0);
}

const createMemoryFilesLeft = () =>
  'names' in network.deps.files && typeof network.deps.files.names === 'function'
    ? network.deps.files.names()
    : ['?'];

function* byteMutants(
  file: Uint8Array,
  count: number,
  random: (limit: number) => number,
): Generator<Uint8Array> {
  for (let i = 0; i < count; i++) {
    const at = random(file.length);
    const kind = random(6);
    if (kind === 0) yield concatBytes(file.subarray(0, at), file.subarray(at + 1 + random(64)));
    else if (kind === 1)
      yield concatBytes(file.subarray(0, at), Uint8Array.of(random(256)), file.subarray(at));
    else if (kind === 2) yield concatBytes(file.subarray(0, at), file.subarray(random(file.length)));
    else {
      const mutant = Uint8Array.from(file);
      for (let more = kind === 3 ? 1 + random(8) : 1; more > 0; more--) {
        const place = random(file.length);
        mutant[place] = (mutant[place] ?? 0) ^ (1 << random(8));
      }
      if (Buffer.compare(mutant, file) !== 0) yield mutant;
    }
  }
}

/** Every value of a structure removed, doubled, emptied, re-tagged or swapped with its neighbour. */
function* structureMutants(der: Uint8Array): Generator<Uint8Array> {
  function* rewrite(node: DerNode): Generator<Uint8Array> {
    yield new Uint8Array(0);
    yield concatBytes(node.bytes, node.bytes);
    if (node.content.length > 0) yield derHeader(node.tag, 0);
    for (const tag of [0x02, 0x04, 0x05, 0x0c, 0x30, 0x31, 0x80, 0xa0, 0xa1]) {
      if (tag !== node.tag) yield concatBytes(derHeader(tag, node.content.length), node.content);
    }
    const { children } = node;
    for (const [index, child] of children.entries()) {
      const rest = (changed: Uint8Array) => {
        const parts = children.map((each, at) => (at === index ? changed : each.bytes));
        const content = concatBytes(...parts);
        return concatBytes(derHeader(node.tag, content.length), content);
      };
      for (const changed of rewrite(child)) yield rest(changed);
      const next = children[index + 1];
      if (!next || Buffer.compare(next.bytes, child.bytes) === 0) continue;
      const swapped = children.map(
        (each, at) => (at === index ? next : at === index + 1 ? child : each).bytes,
      );
      const content = concatBytes(...swapped);
      yield concatBytes(derHeader(node.tag, content.length), content);
    }
  }
  yield* rewrite(parseDer(der));
}

it('accepts no package with changed, lost, inserted or doubled bytes', async () => {
  const { file } = await genuine();
  expect(await outcome(file)).toBe('accepted');
  await expectAllRefused('bytes', byteMutants(file, 4_000 * scale, createRandom(seed)));
}, 600_000);

it('accepts no package cut at any place of its header or its last thousand bytes', async () => {
  const { file } = await genuine();
  const { contentOffset } = parseEnvelopeHeader(file, file.length);
  const cuts = [
    ...Array(contentOffset).keys(),
    ...Array.from({ length: 1000 }, (_, i) => file.length - 1 - i),
  ];
  await expectAllRefused(
    'cuts',
    (function* () {
      for (const cut of cuts) yield file.subarray(0, cut);
    })(),
  );
}, 600_000);

it('accepts no package whose envelope was rebuilt in another structure', async () => {
  const { file } = await genuine();
  await expectAllRefused('envelope structure', structureMutants(file));
}, 600_000);

it('accepts no signed content that a recipient changed and enveloped anew', async () => {
  const signed = await signedData(await unbound(), city);
  expect(await outcome(reenvelope(network, signed, [city]))).toBe('accepted');
  await expectAllRefused(
    'signed bytes',
    (function* () {
      for (const mutant of byteMutants(signed, 1_500 * scale, createRandom(seed + 1)))
        yield reenvelope(network, mutant, [city]);
    })(),
  );
  await expectAllRefused(
    'signed structure',
    (function* () {
      for (const mutant of structureMutants(signed)) yield reenvelope(network, mutant, [city]);
    })(),
  );
}, 600_000);

it('accepts no weaker algorithm in any place', async () => {
  const { file } = await genuine();
  const signed = await signedData(await unbound(), city);
  const weaker: readonly (readonly [Uint8Array, Uint8Array])[] = [
    [OID.aes256Gcm, objectId('2.16.840.1.101.3.4.1.42')],
    [OID.aes256Gcm, objectId('2.16.840.1.101.3.4.1.6')],
    [OID.authEnvelopedData, objectId('1.2.840.113549.1.9.16.1.9')],
    [ALGORITHM.oaep, ALGORITHM.rsaKey],
    [ALGORITHM.oaep, sequence(OID.rsaOaep)],
    [ALGORITHM.oaep, sequence(OID.rsaOaep, sequence())],
    [ALGORITHM.pss, ALGORITHM.sha256WithRsa],
    [ALGORITHM.pss, ALGORITHM.rsaKey],
    [ALGORITHM.pss, sequence(OID.rsaPss, sequence())],
    [OID.sha256, objectId('1.3.14.3.2.26')],
    [OID.sha256, objectId('1.2.840.113549.2.5')],
    [Uint8Array.of(2, 1, 16), Uint8Array.of(2, 1, 4)],
    [Uint8Array.of(2, 1, 32), Uint8Array.of(2, 1, 0)],
  ];
  let found = 0;
  const replaced = (bytes: Uint8Array, from: Uint8Array, to: Uint8Array): Uint8Array[] => {
    const out: Uint8Array[] = [];
    for (let at = Buffer.from(bytes).indexOf(from); at >= 0; at = Buffer.from(bytes).indexOf(from, at + 1)) {
      found += 1;
      out.push(concatBytes(bytes.subarray(0, at), to, bytes.subarray(at + from.length)));
    }
    return out;
  };
  const mutants = weaker.flatMap(([from, to]) => [
    ...replaced(file, from, to),
    ...replaced(signed, from, to).map((each) => reenvelope(network, each, [city])),
  ]);
  expect(found).toBeGreaterThan(20);
  await expectAllRefused('algorithms', mutants);
}, 600_000);

it('never wrote a readable byte to the disk meanwhile', () => {
  expect(written).toBeGreaterThan(1_000_000);
  expect(leaks).toBe(0);
});
