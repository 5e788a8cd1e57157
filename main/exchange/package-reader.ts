/**
 * Opens packages. The order of steps is the defence: size limit, recipient, decryption into sealed quarantine, tag,
 * signature, sender, and only then archive, manifest and every entry. Until the last check has passed no byte of the
 * content leaves this file; if any fails, the quarantine is destroyed and an ExpectedError says which.
 */
import { createHash } from 'node:crypto';
import type { ClockDep, RandomDep } from '../deps.ts';
import { ExpectedError } from '../../domain/failure.ts';
import { bytesToHex, equalBytes } from './bytes.ts';
import { decryptEnvelope, readEnvelope, verifySigned } from './cms/open.ts';
import type { VerifiedContent } from './cms/open.ts';
import { TruncatedError, unwrapContentKey } from './cms/enveloped.ts';
import type { Envelope } from './cms/enveloped.ts';
import { manifestName, parseEntryName } from './entry-names.ts';
import { failure } from './failures.ts';
import { readRange, sliceSource } from './files.ts';
import type { ByteSource, FilesDep } from './files.ts';
import type { Identity } from './identity.ts';
import { manifestLimits, parseDocument } from './json.ts';
import { MalformedError, malformed } from './malformed.ts';
import { formatOf, packageFormat, parseManifest } from './manifest.ts';
import type { Manifest, ManifestEntry } from './manifest.ts';
import { isIssuedBy } from './pki/certificate.ts';
import type { OfficeCertificate } from './pki/certificate.ts';
import { isRevoked, parseRevocationList } from './pki/revocation.ts';
import type { RevocationList } from './pki/revocation.ts';
import { createScratch } from './sealed-scratch.ts';
import type { FinishedScratch } from './sealed-scratch.ts';
import { listTar } from './tar.ts';
import type { TarEntryAt } from './tar.ts';

export interface PackageLimits {
  readonly packageBytes: number;
  readonly entryBytes: number;
  readonly entries: number;
}

/** Stock OpenSSL cannot hold much more than 1.6 GB, and an archivist must be able to open every package with it. */
export const defaultLimits: PackageLimits = {
  packageBytes: 1_500_000_000,
  entryBytes: 256 * 2 ** 20,
  entries: 20_100,
};

export interface ReadRequest {
  readonly source: ByteSource;
  /** Our keys, the current one first; retired ones still open packages made for them. */
  readonly identities: readonly Identity[];
  /** Fingerprints of the certificates we accept packages from. */
  readonly isPeer: (sender: OfficeCertificate) => boolean;
  readonly revocations: RevocationList | null;
  readonly limits: PackageLimits;
  readonly quarantineFolder: string;
}

export type PackageWarning =
  /** Validity of the sender's certificate does not cover today by this PC's clock. */
  | 'certificateValidity'
  /** The package says it was made later than now: one of the two clocks is wrong. */
  | 'clock';

export interface OpenedPackage {
  readonly manifest: Manifest;
  readonly sender: OfficeCertificate;
  /** The package's identity in its stream: SHA-256 of the signed content. */
  readonly contentSha256: string;
  /** SHA-256 of the file, as printed on the hand-over slip. */
  readonly fileSha256: string;
  readonly warnings: readonly PackageWarning[];
  /** Set when the package brought a newer revocation list than the one we hold. */
  readonly newerRevocations: RevocationList | null;
  entries(): readonly ManifestEntry[];
  /** Verified bytes of one entry. Throws when the manifest does not name it. */
  open(name: string): AsyncIterable<Uint8Array>;
  /** Destroys the quarantine. */
  discard(): Promise<void>;
}

/**
 * Opens a package addressed to one of `identities`. Throws ExpectedError: `NotAPackage`, `PackageTruncated`,
 * `PackageTooLarge`, `WrongRecipient`, `PackageDamaged`, `ForgedPackage`, `UnknownSender`, `RevokedSender`,
 * `NewerFormat`, `PackageRulesBroken`. Faults of the medium or disk stay what they are.
 */
export async function readPackage(
  deps: ClockDep & RandomDep & FilesDep,
  request: ReadRequest,
): Promise<OpenedPackage> {
  const opened = await openContent(deps, request);
  try {
    const sender = checkSender(opened.content, request);
    return await inspectContent(deps, request, opened, sender);
  } catch (error) {
    await opened.scratch.discard();
    throw error;
  }
}

/** Removes what a crash left in the quarantine folder; its keys are gone already. */
export async function cleanQuarantine(deps: FilesDep, folder: string): Promise<void> {
  await deps.files.createFolder(folder);
  for (const name of await deps.files.list(folder)) {
    if (name.endsWith('.scratch')) await deps.files.remove(`${folder}/${name}`);
  }
}

// ---- internals

interface Content {
  readonly scratch: FinishedScratch;
  readonly envelope: Envelope;
  readonly identity: Identity;
  readonly content: VerifiedContent;
  readonly fileSha256: string;
}

async function openContent(deps: RandomDep & FilesDep, request: ReadRequest): Promise<Content> {
  const { source, limits } = request;
  if (source.size > limits.packageBytes) failure.tooLarge();
  const envelope = await orRefuse(() => readEnvelope(source), await refusalForHeader(source));
  const { identity, contentKey } = await orRefuse(
    () => findKey(envelope, request.identities),
    failure.damaged,
  );
  const scratch = await createScratch(deps, request.quarantineFolder);
  let finished: FinishedScratch | undefined;
  try {
    const fileSha256 = await orRefuse(
      () => decryptEnvelope(source, envelope, contentKey, scratch),
      failure.damaged,
    );
    const readable = (finished = await scratch.finish());
    const content = await orRefuse(() => verifySigned(readable), failure.forged);
    return { scratch: readable, envelope, identity, content, fileSha256 };
  } catch (error) {
    await (finished ?? scratch).discard();
    throw error;
  } finally {
    contentKey.fill(0);
  }
}

function findKey(envelope: Envelope, identities: readonly Identity[]) {
  for (const identity of identities) {
    const contentKey = unwrapContentKey(envelope, identity.certificate, identity.privateKey);
    if (contentKey) return { identity, contentKey };
  }
  return failure.wrongRecipient();
}

function checkSender(content: VerifiedContent, request: ReadRequest): OfficeCertificate {
  const { certificate, otherCertificates } = content.signer;
  const root = request.identities[0]?.root;
  if (!root || !isIssuedBy(certificate, root)) return failure.unknownSender();
  // Exactly the root beside it: no signature covers this list, so there must be only one way to write it.
  const [other, ...more] = otherCertificates;
  if (!other || more.length > 0 || !equalBytes(other, root.der)) failure.forged();
  if (isRevoked(request.revocations, certificate.serial)) failure.revokedSender();
  if (!request.isPeer(certificate)) failure.unknownSender();
  return certificate;
}

async function inspectContent(
  deps: ClockDep,
  request: ReadRequest,
  { scratch, envelope, identity, content, fileSha256 }: Content,
  sender: OfficeCertificate,
): Promise<OpenedPackage> {
  const archive = sliceSource(scratch, content.contentOffset, content.contentLength);
  const files = await orRefuse(() => listEntries(archive, request.limits), failure.rulesBroken);
  const [first, ...rest] = files;
  const manifest = await orRefuse(async () => {
    if (first?.name !== manifestName) return malformed('no manifest');
    const value = parseDocument(await archive.read(first.offset, first.size));
    if (formatOf(value) > packageFormat) return failure.newerFormat();
    return parseManifest(value);
  }, failure.rulesBroken);
  checkParties(manifest, envelope, identity, sender);
  await orRefuse(() => checkEntries(manifest, archive, rest), failure.rulesBroken);
  const newerRevocations = await orRefuse(() => newerList(manifest, request, identity), failure.rulesBroken);
  if (isRevoked(newerRevocations, sender.serial)) failure.revokedSender();
  const filesByName = new Map(rest.map((entry) => [entry.name, entry]));
  return {
    manifest,
    sender,
    contentSha256: bytesToHex(content.sha256),
    fileSha256,
    warnings: warningsOf(deps.now(), sender, manifest),
    newerRevocations,
    entries: () => manifest.entries,
    open: (name) => {
      const entry = filesByName.get(name);
      if (!entry) throw new Error(`the package has no ${name}`);
      return readRange(archive, entry.offset, entry.size);
    },
    discard: () => scratch.discard(),
  };
}

function listEntries(archive: ByteSource, limits: PackageLimits): Promise<readonly TarEntryAt[]> {
  return listTar(archive, (entry, index) => {
    const name = parseEntryName(entry.name);
    if (!name || (index === 0) !== (name.kind === 'manifest')) malformed('entry name');
    if (index > limits.entries || entry.size > limits.entryBytes) failure.tooLarge();
    if (index === 0 && entry.size > manifestLimits.bytes) failure.tooLarge();
  });
}

function checkParties(
  manifest: Manifest,
  envelope: Envelope,
  identity: Identity,
  sender: OfficeCertificate,
): void {
  const { office, name, level, region, fingerprint } = manifest.sender;
  const by = sender.office;
  const isSender =
    fingerprint === sender.fingerprint &&
    office === by.office &&
    name === by.name &&
    level === by.level &&
    region === by.region;
  if (!isSender) failure.forged();
  const own = identity.certificate.fingerprint;
  // Someone who received a package may put the signed content into an envelope for us: it was never meant for us.
  const isForUs =
    own === fingerprint || manifest.recipients.some((recipient) => recipient.fingerprint === own);
  if (!isForUs) failure.wrongRecipient();
  if (manifest.envelope !== null && manifest.envelope !== envelope.binding) failure.forged();
}

async function checkEntries(
  manifest: Manifest,
  archive: ByteSource,
  files: readonly TarEntryAt[],
): Promise<void> {
  if (files.length !== manifest.entries.length) malformed('number of entries');
  for (const [index, file] of files.entries()) {
    const entry = manifest.entries[index];
    if (entry?.name !== file.name || entry.size !== file.size) return malformed('entry not as listed');
    const name = parseEntryName(entry.name);
    const hash = createHash('sha256');
    let lines = 0;
    for await (const chunk of readRange(archive, file.offset, file.size)) {
      hash.update(chunk);
      if (name?.kind === 'records') for (const octet of chunk) if (octet === 10) lines += 1;
    }
    if (hash.digest('hex') !== entry.sha256) malformed('entry hash');
    if (name?.kind === 'records' && lines !== manifest.counts[name.key]) malformed('number of records');
  }
}

function newerList(manifest: Manifest, request: ReadRequest, identity: Identity): RevocationList | null {
  if (manifest.revocations === null) return null;
  const list = parseRevocationList(
    new Uint8Array(Buffer.from(manifest.revocations, 'base64')),
    identity.root,
  );
  return list.number > (request.revocations?.number ?? 0) ? list : null;
}

function warningsOf(now: number, sender: OfficeCertificate, manifest: Manifest): readonly PackageWarning[] {
  const warnings: PackageWarning[] = [];
  if (now < sender.notBefore || now > sender.notAfter) warnings.push('certificateValidity');
  if (manifest.createdAt > now + 86_400_000) warnings.push('clock');
  return warnings;
}

/** A stranger's file, a cut one, or one of ours that was damaged: the clerk must do different things about them. */
async function refusalForHeader(source: ByteSource): Promise<(error: unknown) => never> {
  const start = await source.read(0, Math.min(source.size, 32));
  const tooShort = source.size < 32;
  const looksLikeOurs = tooShort
    ? start[0] === 0x30
    : Buffer.from(start).includes(Buffer.from('060b2a864886f70d0109100117', 'hex'));
  return (error) => {
    // What a copy leaves behind that was interrupted at once.
    if (source.size === 0) return failure.empty();
    if (!looksLikeOurs) return failure.notAPackage();
    return error instanceof TruncatedError || tooShort ? failure.truncated() : failure.damaged();
  };
}

/** Turns broken rules into the given refusal; refusals and faults of the disk pass through. */
async function orRefuse<T>(work: () => T | Promise<T>, refusal: (error: unknown) => never): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ExpectedError) throw error;
    if (error instanceof MalformedError || error instanceof TruncatedError) return refusal(error);
    throw error;
  }
}
