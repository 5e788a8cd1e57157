import { createDecipheriv, createHash } from 'node:crypto';
import { equalBytes } from '../bytes.ts';
import { chunkBytes, readRange } from '../files.ts';
import type { ByteSink, ByteSource } from '../files.ts';
import { malformed } from '../malformed.ts';
import { maximumHeaderBytes, parseEnvelopeHeader, parseEnvelopeTrailer, tagBytes } from './enveloped.ts';
import type { Envelope } from './enveloped.ts';
import { maximumSignedHeaderBytes, parseSignedHeader, parseSignedTrailer } from './signed.ts';
import type { SignedLayout, SignerStatement } from './signed.ts';

/** Reads the recipients without a key. Throws TruncatedError, MalformedError. */
export async function readEnvelope(source: ByteSource): Promise<Envelope> {
  return parseEnvelopeHeader(await source.read(0, Math.min(source.size, maximumHeaderBytes)), source.size);
}

/**
 * Decrypts into `sink`, which must be sealed working space: what stands there means nothing until this resolves.
 * Resolves to the SHA-256 of the file, hex. Throws MalformedError when the tag does not match.
 */
export async function decryptEnvelope(
  source: ByteSource,
  envelope: Envelope,
  contentKey: Uint8Array,
  sink: ByteSink,
): Promise<string> {
  const end = envelope.contentOffset + envelope.contentLength;
  const trailer = await source.read(end, source.size - end);
  const hash = createHash('sha256').update(await source.read(0, envelope.contentOffset));
  const decipher = createDecipheriv('aes-256-gcm', contentKey, envelope.nonce, { authTagLength: tagBytes });
  decipher.setAuthTag(parseEnvelopeTrailer(trailer));
  for await (const chunk of readRange(source, envelope.contentOffset, envelope.contentLength)) {
    hash.update(chunk);
    await sink.write(decipher.update(chunk));
  }
  try {
    decipher.final();
  } catch {
    malformed('authentication tag');
  }
  return hash.update(trailer).digest('hex');
}

export interface VerifiedContent extends SignedLayout {
  readonly signer: SignerStatement;
  readonly sha256: Uint8Array;
}

/**
 * Hashes the content and checks digest and signature. The caller still has to check that the certificate belongs to
 * someone he trusts. Throws MalformedError.
 */
export async function verifySigned(source: ByteSource): Promise<VerifiedContent> {
  const layout = parseSignedHeader(
    await source.read(0, Math.min(source.size, maximumSignedHeaderBytes)),
    source.size,
  );
  const end = layout.contentOffset + layout.contentLength;
  const signer = parseSignedTrailer(await source.read(end, source.size - end));
  const hash = createHash('sha256');
  for (let at = layout.contentOffset; at < end;) {
    // Whole scratch chunks are cheapest to read: stop at their borders.
    const length = Math.min(chunkBytes - (at % chunkBytes), end - at);
    hash.update(await source.read(at, length));
    at += length;
  }
  const sha256 = new Uint8Array(hash.digest());
  if (!equalBytes(sha256, signer.messageDigest)) malformed('content digest');
  if (!signer.verified) malformed('signature');
  return { ...layout, signer, sha256 };
}
