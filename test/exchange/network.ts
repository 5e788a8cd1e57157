/** A small network of offices with real keys, made once per test file. All names are invented. */
import { createCipheriv, createHash, createPrivateKey, randomBytes } from 'node:crypto';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createId } from '../../main/deps.ts';
import type { ClockDep, RandomDep } from '../../main/deps.ts';
import { createNodeFiles, memorySource } from '../../main/exchange/files.ts';
import type { ByteSink, Files, FilesDep } from '../../main/exchange/files.ts';
import { certificateToPem } from '../../main/exchange/identity.ts';
import type { Identity } from '../../main/exchange/identity.ts';
import {
  encodeEnvelopeHeader,
  encodeEnvelopeTrailer,
  nonceBytes,
  unwrapContentKey,
} from '../../main/exchange/cms/enveloped.ts';
import { decryptEnvelope, readEnvelope } from '../../main/exchange/cms/open.ts';
import { createSealKeys } from '../../main/exchange/cms/seal.ts';
import { memoryEntry, writePackage } from '../../main/exchange/package-writer.ts';
import type { EntrySource, ManifestParts, WrittenPackage } from '../../main/exchange/package-writer.ts';
import { defaultLimits, readPackage } from '../../main/exchange/package-reader.ts';
import type { OpenedPackage, ReadRequest } from '../../main/exchange/package-reader.ts';
import type { ByteSource } from '../../main/exchange/files.ts';
import { issueOffice, issueRoot } from '../../main/exchange/pki/certificate.ts';
import type { RootCertificate } from '../../main/exchange/pki/certificate.ts';
import { createKeyPair } from '../../main/exchange/pki/keys.ts';
import type { OfficeLevel } from '../../domain/office.ts';

export const now = Date.UTC(2026, 9, 20, 1, 30);
const year = 365 * 86_400_000;
export const validity = { notBefore: now - year, notAfter: now + 10 * year };

export type TestDeps = ClockDep & RandomDep & FilesDep;

export function createTestDeps(): TestDeps {
  return { now: () => now, bytes: (length) => new Uint8Array(randomBytes(length)), files: createNodeFiles() };
}

export interface TestNetwork {
  readonly deps: TestDeps;
  readonly folder: string;
  readonly root: RootCertificate;
  readonly rootKeyPem: string;
  /** The city first, then the counties. */
  readonly offices: readonly Identity[];
  office(index: number): Identity;
  path(name: string): string;
  dispose(): void;
}

/** One city and `counties` counties. Key generation takes about a third of a second per office. */
export async function createNetwork(counties: number): Promise<TestNetwork> {
  const deps = createTestDeps();
  const rootKeys = await createKeyPair();
  const name = { name: '测试市委巡察工作领导小组办公室', networkId: createId(deps) };
  const root = issueRoot(name, rootKeys.publicKey, rootKeys.privateKeyPem, deps.bytes(16), validity);
  const pairs = await Promise.all(Array.from({ length: counties + 1 }, () => createKeyPair()));
  const offices = pairs.map((keys, index): Identity => {
    const level: OfficeLevel = index === 0 ? 'CITY' : 'COUNTY';
    const region = String(990_000 + index);
    const office = {
      office: region,
      name: index === 0 ? '测试市委巡察办' : `测试${index}县委巡察办`,
      level,
      region,
    };
    const certificate = issueOffice(
      root,
      rootKeys.privateKeyPem,
      office,
      keys.publicKey,
      deps.bytes(16),
      validity,
    );
    return { certificate, privateKey: createPrivateKey(keys.privateKeyPem), root };
  });
  const folder = mkdtempSync(join(tmpdir(), 'exchange-'));
  return {
    deps,
    folder,
    root,
    rootKeyPem: rootKeys.privateKeyPem,
    offices,
    office: (index) => offices[index] ?? fail(`no office ${index}`),
    path: (file) => join(folder, file),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** PKCS#8, as the vault stores it. */
export const privateKeyPem = (identity: Identity) =>
  identity.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** Writes certificate and key of an identity as PEM files for openssl and returns their paths. */
export function pemFiles(network: TestNetwork, identity: Identity) {
  const name = identity.certificate.fingerprint.slice(0, 12);
  const certificate = network.path(`${name}.pem`);
  const key = network.path(`${name}.key`);
  const root = network.path('root.pem');
  writeFileSync(certificate, certificateToPem(identity.certificate));
  writeFileSync(key, privateKeyPem(identity));
  writeFileSync(root, certificateToPem(identity.root));
  return { certificate, key, root };
}

/** Files in memory: fast, and a test can look at every byte that was ever written. */
export function createMemoryFiles(onWrite: (bytes: Uint8Array) => void = () => undefined): Files & {
  readonly names: () => readonly string[];
} {
  const contents = new Map<string, Uint8Array[]>();
  return {
    names: () => [...contents.keys()],
    create: (path) => {
      const parts: Uint8Array[] = [];
      contents.set(path, parts);
      return Promise.resolve({
        write: (bytes) => {
          onWrite(bytes);
          parts.push(Uint8Array.from(bytes));
          return Promise.resolve();
        },
        sync: () => Promise.resolve(),
        close: () => Promise.resolve(),
      });
    },
    openForReading: (path) => {
      const source = memorySource(new Uint8Array(Buffer.concat(contents.get(path) ?? [])));
      return Promise.resolve({ ...source, close: () => Promise.resolve() });
    },
    rename: (from, to) => {
      contents.set(to, contents.get(from) ?? []);
      contents.delete(from);
      return Promise.resolve();
    },
    remove: (path) => {
      contents.delete(path);
      return Promise.resolve();
    },
    exists: (path) => Promise.resolve(contents.has(path)),
    list: () => Promise.resolve([...contents.keys()]),
    createFolder: () => Promise.resolve(),
    syncFolder: () => Promise.resolve(),
  };
}

export function memorySink(): ByteSink & { bytes(): Uint8Array } {
  const parts: Uint8Array[] = [];
  return {
    write: (bytes) => {
      parts.push(Uint8Array.from(bytes));
      return Promise.resolve();
    },
    bytes: () => new Uint8Array(Buffer.concat(parts)),
  };
}

export function manifestParts(deps: TestDeps, change: Partial<ManifestParts> = {}): ManifestParts {
  return {
    packageId: createId(deps),
    no: 'BAO-990001-990000-2026-0001',
    kind: 'petitions',
    createdBy: { id: 'u1', name: '张三' },
    approvedBy: { id: 'u2', name: '李四' },
    createdAt: now,
    mark: '工作秘密',
    period: '',
    counts: { petition: 2 },
    audit: null,
    revocations: null,
    ...change,
  };
}

/** `size` bytes that differ with `seed`. */
export function testBytes(size: number, seed = 1): Uint8Array {
  const out = new Uint8Array(size);
  let state = seed * 2_654_435_761 + 1;
  for (let i = 0; i < size; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    out[i] = state >>> 24;
  }
  return out;
}

export const blobEntry = (bytes: Uint8Array): EntrySource =>
  memoryEntry(`blobs/${createHash('sha256').update(bytes).digest('hex')}`, bytes);

export const petitionLines = (count: number): EntrySource =>
  memoryEntry(
    'records/petition.ndjson',
    new TextEncoder().encode(
      Array.from(
        { length: count },
        (_, i) => `${JSON.stringify({ id: `p${i}`, rev: 1, summary: '反映测试事项' })}\n`,
      ).join(''),
    ),
  );

export const firstStream = {
  epoch: '018f0000-0000-7000-8000-000000000001',
  epochReason: 'first',
  sequence: 1,
  previousHash: null,
  since: 0,
} as const;

/** A package in memory from `from` to the others, with two letters unless told otherwise. */
export async function makePackage(
  network: TestNetwork,
  from: Identity,
  to: readonly Identity[],
  options: { readonly parts?: Partial<ManifestParts>; readonly entries?: readonly EntrySource[] } = {},
): Promise<WrittenPackage & { readonly file: Uint8Array }> {
  const sink = memorySink();
  const written = await writePackage(network.deps, {
    sink,
    identity: from,
    recipients: to.map(({ certificate }) => ({ certificate, stream: firstStream })),
    parts: manifestParts(network.deps, options.parts),
    entries: options.entries ?? [petitionLines(2)],
  });
  return { ...written, file: sink.bytes() };
}

export function openPackage(
  network: TestNetwork,
  as: Identity,
  file: Uint8Array | ByteSource,
  change: Partial<ReadRequest> = {},
): Promise<OpenedPackage> {
  return readPackage(network.deps, {
    source: file instanceof Uint8Array ? memorySource(file) : file,
    identities: [as],
    isPeer: () => true,
    revocations: null,
    limits: defaultLimits,
    quarantineFolder: network.folder,
    ...change,
  });
}

/** The plain SignedData of a package, as any of its recipients can have it. */
export async function signedData(file: Uint8Array, reader: Identity): Promise<Uint8Array> {
  const source = memorySource(file);
  const envelope = await readEnvelope(source);
  const key = unwrapContentKey(envelope, reader.certificate, reader.privateKey);
  if (!key) throw new Error('not a recipient');
  const sink = memorySink();
  await decryptEnvelope(source, envelope, key, sink);
  return sink.bytes();
}

/** Puts someone's signed content into a fresh envelope, with the same tools the format uses. */
export const reenvelope = (network: TestNetwork, signed: Uint8Array, to: readonly Identity[]): Uint8Array =>
  createEnveloper(network, to)(signed);

/** Envelopes with one content key and its recipient blocks, each with a nonce of its own: for a great many. */
export function createEnveloper(
  network: TestNetwork,
  to: readonly Identity[],
): (signed: Uint8Array) => Uint8Array {
  const keys = createSealKeys(
    network.deps,
    to.map(({ certificate }) => certificate),
  );
  return (signed) => {
    const nonce = network.deps.bytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', keys.contentKey, nonce);
    const body = [cipher.update(signed), cipher.final()];
    const header = encodeEnvelopeHeader(keys.recipientInfos, nonce, signed.length);
    return new Uint8Array(Buffer.concat([header, ...body, encodeEnvelopeTrailer(cipher.getAuthTag())]));
  };
}

export async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return new Uint8Array(Buffer.concat(parts));
}

/** Runs openssl; throws with its words when the exit code is not zero. */
export function openssl(...args: readonly string[]): Buffer {
  return execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 28 });
}

export function opensslStatus(...args: readonly string[]): number | null {
  return spawnSync('openssl', args, { stdio: 'ignore' }).status;
}

/** The failure type of a refused promise. */
export async function refusalOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Error && 'failure' in error) return error.message.split(':')[0] ?? '';
    throw error;
  }
  return 'accepted';
}

function fail(reason: string): never {
  throw new Error(reason);
}
