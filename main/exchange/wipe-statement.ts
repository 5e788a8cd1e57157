/**
 * What a workstation says before it is wiped (decision 022): which vault, what was handed in and which receipts answered it, where
 * its log ended, who wiped it. CMS SignedData (docs/package-format.md), signed with the PC's own key, which is destroyed right
 * afterwards: it can be said once. Nothing in it is secret.
 */
import { z } from 'zod';
import type { ClockDep } from '../deps.ts';
import { concatBytes, equalBytes, sha256, sha256Hex } from './bytes.ts';
import { verifySigned } from './cms/open.ts';
import { createTrailerMaker, encodeSignedHeader } from './cms/signed.ts';
import { type ByteSource, memorySource } from './files.ts';
import type { Identity } from './identity.ts';
import { encodeDocument, parseDocument } from './json.ts';
import { malformed } from './malformed.ts';
import { packageNumberSchema } from './manifest.ts';
import { isIssuedBy, type OfficeCertificate, type RootCertificate } from './pki/certificate.ts';

const instant = z.int().min(0).max(8_640_000_000_000);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const personName = z.string().min(1).max(64);
const count = z.int().min(1).max(999_999_999);
const officeId = z.string().min(1).max(36);

const statementSchema = z.strictObject({
  format: z.literal(1),
  workstation: officeId,
  host: officeId,
  /** Id of the vault, hex. */
  vault: z.string().regex(/^[0-9a-f]{32}$/),
  /** The newest package of every kind that was handed in, and the receipt that says it is held with nothing refused. */
  handedIn: z
    .array(
      z.strictObject({
        kind: z.enum(['handIn', 'leads']),
        no: packageNumberSchema,
        sequence: count,
        hash,
        /** Null where it came on paper without a number of ours. */
        receiptNo: z.string().min(1).max(100).nullable(),
      }),
    )
    .min(1)
    .max(2),
  closed: z.strictObject({ at: instant, by: personName, witness: personName }),
  wiped: z.strictObject({ at: instant, by: personName, witness: personName }),
  /** The last entry of the audit log: the one that says that this statement was made. */
  lastEntry: z.strictObject({ sequence: count, hash }),
  /** Backups that were made of the PC and that no program reaches. */
  backups: z.array(z.strictObject({ at: instant, what: z.string().min(1).max(200) })).max(200),
});
export type WipeStatement = z.infer<typeof statementSchema>;

export interface SignedStatement {
  readonly statement: WipeStatement;
  readonly signer: OfficeCertificate;
  /** SHA-256 of the file, hex: what F55 shows. */
  readonly digest: string;
}

const maximumBytes = 262_144;

/** By the last entry of the log, so that one made again never meets the one before. */
export const wipeStatementName = (workstation: string, lastEntry: number): string =>
  `清理声明-${workstation}-${lastEntry}.lxw`;

/** The file, ready to be written. */
export function signWipeStatement(deps: ClockDep, identity: Identity, statement: WipeStatement): Uint8Array {
  const { certificate, privateKey, root } = identity;
  const content = encodeDocument(statementSchema.parse(statement));
  const signer = createTrailerMaker(certificate, privateKey, root, deps.now());
  const header = encodeSignedHeader(content.length, signer.length);
  return concatBytes(header, content, signer.make(sha256(content)));
}

/**
 * Reads a statement and checks the signature against the root. Whose workstation it is, and whether it fits what was handed
 * in, the caller judges. Throws MalformedError for anything else.
 */
export async function readWipeStatement(source: ByteSource, root: RootCertificate): Promise<SignedStatement> {
  if (source.size > maximumBytes) malformed('statement too long');
  const bytes = await source.read(0, source.size);
  const { signer, contentOffset, contentLength } = await verifySigned(memorySource(bytes));
  const { certificate, otherCertificates } = signer;
  const [other, ...more] = otherCertificates;
  if (!isIssuedBy(certificate, root) || !other || more.length > 0 || !equalBytes(other, root.der))
    malformed('signer of another network');
  const content = bytes.subarray(contentOffset, contentOffset + contentLength);
  const parsed = statementSchema.safeParse(parseDocument(content));
  if (!parsed.success) return malformed('statement');
  if (parsed.data.workstation !== certificate.office.office) malformed('statement of another office');
  return { statement: parsed.data, signer: certificate, digest: sha256Hex(bytes) };
}
