/**
 * Changes packages at random and by structure: from outside, inside the envelope, and under a valid signature. Every
 * mutant goes the whole way of a package; only RSA decryptions of one and the same key block are done once.
 *
 * Set SEED to repeat a run, SLOW=1 for a million mutants.
 */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { ExpectedError } from '../../domain/failure.ts';
import { concatBytes, utf8ToBytes } from '../../main/exchange/bytes.ts';
import { parseEnvelopeHeader } from '../../main/exchange/cms/enveloped.ts';
import { objectId, sequence } from '../../main/exchange/der.ts';
import type { Identity } from '../../main/exchange/identity.ts';
import { encodeDocument } from '../../main/exchange/json.ts';
import { ALGORITHM, OID } from '../../main/exchange/oids.ts';
import { createSealKeys, seal } from '../../main/exchange/cms/seal.ts';
import { createTrailerMaker, encodeSignedHeader } from '../../main/exchange/cms/signed.ts';
import { memoryEntry } from '../../main/exchange/package-writer.ts';
import { tarLength, writeTar } from '../../main/exchange/tar.ts';
import { byteMutants, createRandom, documentMutants, manifoldMutants, structureMutants } from './mutants.ts';
import {
  collect,
  createEnveloper,
  createMemoryFiles,
  createNetwork,
  makePackage,
  memorySink,
  now,
  openPackage,
  reenvelope,
  signedData,
} from './network.ts';
import { seed } from '../support/property.ts';
import type { TestNetwork } from './network.ts';

// What files before this one have read is not what is read with the mock, and none of that stays for those after it.
vi.hoisted(() => vi.resetModules());
afterAll(() => void vi.resetModules());
vi.mock(import('node:crypto'), async (original) => {
  const { rememberDecryptions } = await import('./remembered-decryptions.ts');
  return rememberDecryptions(await original());
});

const scale = process.env['SLOW'] ? 100 : 1;
const timeout = 14_400_000;
const secret = '绝不可外泄的举报内容标记';

let network: TestNetwork;
let city: Identity;
let east: Identity;
let leftOver: () => readonly string[];
let written = 0;
let leaks = 0;
beforeAll(async () => {
  const real = await createNetwork(2);
  const markers = [secret, 'ustar', 'BAO-990001'].map((text) => Buffer.from(text));
  const files = createMemoryFiles((bytes) => {
    written += bytes.length;
    if (markers.some((marker) => Buffer.from(bytes).includes(marker))) leaks += 1;
  });
  leftOver = files.names;
  network = { ...real, deps: { ...real.deps, files } };
  [city, east] = [network.office(0), network.office(1)];
}, 60_000);
afterAll(() => network.dispose());

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

/** An archive with this manifest, and one letter, under the signature of a neighbour. */
async function signedByEast(document: Uint8Array): Promise<Uint8Array> {
  const files = [memoryEntry('manifest.json', document), ...entries()];
  const archive = await collect(writeTar(files.map((entry) => ({ ...entry, modified: 0 }))));
  const signer = createTrailerMaker(east.certificate, east.privateKey, east.root, now);
  const digest = createHash('sha256').update(archive).digest();
  return concatBytes(encodeSignedHeader(archive.length, signer.length), archive, signer.make(digest));
}

/**
 * The failure type, after making sure that nothing is left behind. Anything but an ExpectedError fails the test, and so
 * does an accepted package whose manifest reads otherwise than `document` or whose letters do.
 */
async function outcome(file: Uint8Array, document?: Uint8Array): Promise<string> {
  try {
    const opened = await openPackage(network, city, file);
    if (document) {
      expect(opened.manifest).toEqual(JSON.parse(Buffer.from(document).toString()));
      expect(opened.sender.fingerprint).toBe(east.certificate.fingerprint);
      const letters = await collect(opened.open('records/petition.ndjson'));
      expect(Buffer.from(letters).toString()).toContain(secret);
    }
    await opened.discard();
    return 'accepted';
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return error.failure.type;
  }
}

async function expectAllRefused(label: string, mutants: Iterable<Uint8Array>): Promise<void> {
  const counts: Record<string, number> = {};
  let total = 0;
  for (const mutant of mutants) {
    const type = await outcome(mutant);
    counts[type] = (counts[type] ?? 0) + 1;
    total += 1;
    if (type === 'accepted') throw new Error(`${label}: accepted ${Buffer.from(mutant).toString('base64')}`);
    if (total % 50_000 === 0) console.log(`${label}: ${total} so far, seed ${seed}`);
  }
  console.log(`${label}: ${total} mutants, 0 accepted, seed ${seed}`, counts);
  expectNothingLeft();
}

function expectNothingLeft(): void {
  expect(leftOver()).toEqual([]);
  expect(leaks).toBe(0);
}

function* each<From, To>(from: Iterable<From>, change: (one: From) => To): Generator<To> {
  for (const one of from) yield change(one);
}

it('accepts no package with changed, lost, inserted or doubled bytes', { timeout }, async () => {
  const { file } = await genuine();
  expect(await outcome(file)).toBe('accepted');
  await expectAllRefused('bytes', byteMutants(file, 3_000 * scale, createRandom(seed)));
});

it('accepts no package cut at any place of its header or its last thousand bytes', { timeout }, async () => {
  const { file } = await genuine();
  const { contentOffset } = parseEnvelopeHeader(file, file.length);
  const fromEnd = Array.from({ length: 1000 }, (_, i) => file.length - 1 - i);
  const cuts = [...Array(contentOffset).keys(), ...fromEnd];
  await expectAllRefused(
    'cuts',
    each(cuts, (cut) => file.subarray(0, cut)),
  );
});

it('accepts no package whose envelope was rebuilt in another structure', { timeout }, async () => {
  const { file } = await genuine();
  await expectAllRefused('envelope structure', structureMutants(file));
  const random = createRandom(seed + 1);
  await expectAllRefused('envelope structure, manifold', manifoldMutants(file, 500 * scale, random));
});

it('accepts no signed content that a recipient changed and enveloped anew', { timeout }, async () => {
  const signed = await signedData(await unbound(), city);
  const envelop = createEnveloper(network, [city]);
  expect(await outcome(envelop(signed))).toBe('accepted');
  const bytes = byteMutants(signed, 4_500 * scale, createRandom(seed + 2));
  await expectAllRefused('signed bytes', each(bytes, envelop));
  await expectAllRefused('signed structure', each(structureMutants(signed), envelop));
  const manifold = manifoldMutants(signed, 2_000 * scale, createRandom(seed + 3));
  await expectAllRefused('signed structure, manifold', each(manifold, envelop));
});

it(
  'reads of what a neighbour with a valid key signed nothing but what the rules allow',
  { timeout },
  async () => {
    const { manifest } = await genuine();
    const random = createRandom(seed + 4);
    const envelop = createEnveloper(network, [city]);
    const plain = { ...manifest, envelope: null };
    expect(await outcome(envelop(await signedByEast(encodeDocument(plain))))).toBe('accepted');
    const counts: Record<string, number> = {};
    let total = 0;
    for (const mutant of documentMutants(plain, 300 * scale, random)) {
      const document = encodeDocument(mutant);
      const type = await outcome(envelop(await signedByEast(document)), document);
      counts[type] = (counts[type] ?? 0) + 1;
      total += 1;
    }
    console.log(`manifests under a valid signature: ${total} mutants, seed ${seed}`, counts);
    expect(counts['PackageRulesBroken']).toBeGreaterThan(total / 2);
    expectNothingLeft();
  },
);

it('accepts no weaker algorithm in any place', { timeout }, async () => {
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
});

it('never wrote a readable byte to the disk meanwhile', () => {
  expect(written).toBeGreaterThan(1_000_000);
  expect(leaks).toBe(0);
});
