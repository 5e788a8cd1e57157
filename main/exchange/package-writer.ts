import { createHash } from 'node:crypto';
import type { RandomDep } from '../deps.ts';
import { createSealKeys, seal } from './cms/seal.ts';
import type { SealResult } from './cms/seal.ts';
import { createTrailerMaker } from './cms/signed.ts';
import { sha256Hex } from './bytes.ts';
import { manifestName } from './entry-names.ts';
import type { ByteSink } from './files.ts';
import type { Identity } from './identity.ts';
import { encodeDocument, parseDocument } from './json.ts';
import { packageFormat, parseManifest } from './manifest.ts';
import type { Manifest, ManifestEntry, ManifestRecipient, StreamPlace } from './manifest.ts';
import type { OfficeCertificate } from './pki/certificate.ts';
import { tarLength, writeTar } from './tar.ts';
import type { TarSource } from './tar.ts';

/** One file of a package, with size and hash known beforehand: a vault blob, or something built in memory. */
export interface EntrySource extends ManifestEntry {
  readonly open: () => AsyncIterable<Uint8Array>;
}

export interface PackageRecipient {
  readonly certificate: OfficeCertificate;
  /** Null for receipts. */
  readonly stream: StreamPlace | null;
}

/** What the caller decides about a package; the rest of the manifest follows from identity, recipients and entries. */
export type ManifestParts = Omit<Manifest, 'format' | 'sender' | 'recipients' | 'envelope' | 'entries'>;

export interface WrittenPackage extends SealResult {
  readonly manifest: Manifest;
}

/**
 * Writes one package in a single pass and with flat memory. The sender is always able to open it again. The caller
 * makes the bytes durable; nothing here retries. Throws a plain Error when a part breaks a rule of the format or a
 * source gives other bytes than announced: both are bugs.
 */
export async function writePackage(
  deps: RandomDep,
  request: {
    readonly sink: ByteSink;
    readonly identity: Identity;
    readonly recipients: readonly PackageRecipient[];
    readonly parts: ManifestParts;
    readonly entries: readonly EntrySource[];
  },
): Promise<WrittenPackage> {
  const { identity, recipients, parts } = request;
  const keys = createSealKeys(deps, [
    identity.certificate,
    ...recipients.map(({ certificate }) => certificate),
  ]);
  const manifest: Manifest = {
    format: packageFormat,
    ...parts,
    sender: { ...identity.certificate.office, fingerprint: identity.certificate.fingerprint },
    recipients: recipients.map(toManifestRecipient),
    envelope: keys.binding,
    entries: request.entries.map(({ name, size, sha256 }) => ({ name, size, sha256 })),
  };
  const document = encodeDocument(manifest);
  parseManifest(parseDocument(document));
  const modified = Math.floor(parts.createdAt / 1000);
  const files: readonly TarSource[] = [
    { name: manifestName, size: document.length, modified, open: () => once(document) },
    ...request.entries.map((entry) => ({ ...entry, modified, open: () => checked(entry) })),
  ];
  const signer = createTrailerMaker(
    identity.certificate,
    identity.privateKey,
    identity.root,
    parts.createdAt,
  );
  const result = await seal(request.sink, keys, signer, tarLength(files), writeTar(files));
  return { manifest, ...result };
}

/** An entry held in memory, for settings, statistics and receipts. */
export function memoryEntry(name: string, bytes: Uint8Array): EntrySource {
  return { name, size: bytes.length, sha256: sha256Hex(bytes), open: () => once(bytes) };
}

function toManifestRecipient({ certificate, stream }: PackageRecipient): ManifestRecipient {
  return { ...certificate.office, fingerprint: certificate.fingerprint, stream };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

/** Notices a source whose content changed between hashing and sending. */
async function* checked(entry: EntrySource): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  for await (const chunk of entry.open()) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest('hex') !== entry.sha256)
    throw new Error(`${entry.name} has another content than announced`);
}
