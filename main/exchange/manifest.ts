import { z } from 'zod';
import { carriesSettings, isRecordKind, type PackageKind, packageKinds } from '../../domain/package-kinds.ts';
import { fileNamePrefix, formatMark, parseMark } from '../../domain/secrecy.ts';
import { parseEntryName } from './entry-names.ts';
import type { Json } from './json.ts';
import { malformed } from './malformed.ts';
import { officeNameSchema, plainText } from './pki/office-name.ts';

/** The format this program writes; it reads this one and refuses newer ones unopened. */
export const packageFormat = 1;

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);
const countSchema = z.int().min(0).max(1_000_000_000);
const instantSchema = z.int().min(0).max(8_640_000_000_000);
const nameSchema = z.string().min(1).max(64).regex(plainText);

/** The mark as the domain writes it: 密级★期限 for state secrets, 工作秘密, or empty (reference 6.1). */
export const markSchema = z
  .string()
  .max(20)
  .refine((text) => {
    const mark = parseMark(text);
    return mark !== undefined && formatMark(mark) === text;
  });

/** 包编号 by the office's own mask; safe as part of a file name on every system. */
export const packageNumberSchema = z.string().regex(/^[\p{L}\p{N}〔〕_-]{4,100}$/u);

const partySchema = z.strictObject({
  ...officeNameSchema.shape,
  /** SHA-256 of the office's certificate. */
  fingerprint: sha256Schema,
});

/** Place of a package in the stream sender → recipient of its kind. */
export const streamSchema = z.strictObject({
  /** A UUIDv7; a new one after every restore from a backup. */
  epoch: z.uuid(),
  epochReason: z.enum(['first', 'restored']),
  sequence: z.int().min(1).max(999_999_999),
  /** Content hash of the package with the preceding sequence; null for sequence 1. */
  previousHash: sha256Schema.nullable(),
  /** The sequence up to which the recipient has acknowledged: everything changed since then is inside. */
  since: countSchema,
});
export type StreamPlace = z.infer<typeof streamSchema>;

const recipientSchema = z.strictObject({ ...partySchema.shape, stream: streamSchema.nullable() });
const personSchema = z.strictObject({ id: z.string().min(1).max(64).regex(plainText), name: nameSchema });
export type Person = z.infer<typeof personSchema>;

export const manifestSchema = z.strictObject({
  format: z.literal(packageFormat),
  packageId: z.uuid(),
  no: packageNumberSchema,
  kind: z.enum(packageKinds),
  sender: partySchema,
  recipients: z.array(recipientSchema).min(1).max(32),
  /** Ties the signed content to its envelope; null when the package was made with other tools (docs/package-format.md). */
  envelope: sha256Schema.nullable(),
  createdBy: personSchema,
  approvedBy: personSchema,
  createdAt: instantSchema,
  mark: markSchema,
  /** Reporting period in words, e.g. 2026年10月; empty where none applies. */
  period: z.string().max(64),
  counts: z.record(z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/), countSchema),
  entries: z
    .array(z.strictObject({ name: z.string().max(99), size: countSchema, sha256: sha256Schema }))
    .max(20_200),
  /** The sender's audit log at this moment, so that cutting its tail later shows. */
  audit: z.strictObject({ sequence: countSchema, hash: sha256Schema }).nullable(),
  /** The newest revocation list the sender knows, base64 of the DER. */
  revocations: z.base64().max(90_000).nullable(),
});
export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestRecipient = Manifest['recipients'][number];
export type ManifestEntry = Manifest['entries'][number];

/** The manifest's format number before anything else is looked at, so that a newer format gets its own message. */
export function formatOf(value: Json): number {
  const parsed = z.looseObject({ format: z.int().min(1) }).safeParse(value);
  return parsed.success ? parsed.data.format : malformed('manifest without format');
}

/** Throws MalformedError when a rule of the format is broken. */
export function parseManifest(value: Json): Manifest {
  const parsed = manifestSchema.safeParse(value);
  if (!parsed.success) return malformed(`manifest: ${parsed.error.issues[0]?.path.join('.') ?? ''}`);
  const manifest = parsed.data;
  if (manifest.createdBy.id === manifest.approvedBy.id) malformed('created and approved by one person');
  checkRecipients(manifest);
  checkEntries(manifest);
  return manifest;
}

function checkRecipients(manifest: Manifest): void {
  const offices = new Set(manifest.recipients.map((recipient) => recipient.office));
  if (offices.size !== manifest.recipients.length) malformed('recipient named twice');
  if (offices.has(manifest.sender.office)) malformed('sender among the recipients');
  for (const { stream } of manifest.recipients) {
    if ((manifest.kind === 'receipt') !== (stream === null)) malformed('stream');
    if (!stream) continue;
    if (stream.since >= stream.sequence) malformed('since');
    if ((stream.sequence === 1) !== (stream.previousHash === null)) malformed('previous hash');
  }
}

/** What each kind may carry (reference 3.16, 6.4): records go without settings, but for the configuration of a group's workstation. */
function allowedEntries(kind: PackageKind): readonly string[] {
  if (!isRecordKind(kind)) return [kind];
  return carriesSettings(kind) ? ['records', 'blob', 'settings'] : ['records', 'blob'];
}

function checkEntries(manifest: Manifest): void {
  const seen = new Set<string>();
  const registers = new Set<string>();
  for (const entry of manifest.entries) {
    const name = parseEntryName(entry.name);
    if (!name || !allowedEntries(manifest.kind).includes(name.kind)) return malformed('entry name');
    if (seen.has(entry.name)) malformed('entry named twice');
    seen.add(entry.name);
    if (name.kind === 'blob' && name.key !== entry.sha256) malformed('attachment name');
    if (name.kind === 'records') registers.add(name.key);
  }
  if (manifest.kind === 'receipt' && manifest.entries.length !== 1) malformed('receipt entries');
  for (const register of registers) if (!(register in manifest.counts)) malformed('register without count');
  for (const register of Object.keys(manifest.counts)) {
    if (isRecordKind(manifest.kind) && !registers.has(register)) malformed('count without register');
  }
}

/** `[工作秘密]BAO-….lxp`: the mark stands in the file name, as on every carrier (reference 6.6). */
export function packageFileName(manifest: Pick<Manifest, 'mark' | 'no'>): string {
  return `${fileNamePrefix(manifest.mark)}${manifest.no}.lxp`;
}
