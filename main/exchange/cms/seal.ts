import { createCipheriv, createHash } from 'node:crypto';
import type { RandomDep } from '../../deps.ts';
import { bytesToHex } from '../bytes.ts';
import { chunkBytes } from '../files.ts';
import type { ByteSink } from '../files.ts';
import type { OfficeCertificate } from '../pki/certificate.ts';
import {
  encodeEnvelopeHeader,
  encodeEnvelopeTrailer,
  encodeRecipients,
  envelopeBinding,
  nonceBytes,
} from './enveloped.ts';
import { encodeSignedHeader } from './signed.ts';
import type { TrailerMaker } from './signed.ts';

/** Content key, nonce and recipient blocks of one package; {@link SealKeys.binding} goes into the signed manifest. */
export interface SealKeys {
  readonly contentKey: Uint8Array;
  readonly nonce: Uint8Array;
  readonly recipientInfos: Uint8Array;
  readonly binding: string;
}

export interface SealResult {
  readonly bytes: number;
  readonly fileSha256: string;
  /** SHA-256 of the signed content. */
  readonly contentSha256: string;
}

export function createSealKeys(deps: RandomDep, recipients: readonly OfficeCertificate[]): SealKeys {
  const contentKey = deps.bytes(32);
  const nonce = deps.bytes(nonceBytes);
  const recipientInfos = encodeRecipients(contentKey, recipients);
  return { contentKey, nonce, recipientInfos, binding: envelopeBinding(recipientInfos, nonce) };
}

/**
 * Signs and encrypts `content`, which must be exactly `contentLength` bytes, in one pass and with flat memory. The
 * content key is wiped afterwards.
 */
export async function seal(
  sink: ByteSink,
  keys: SealKeys,
  signer: TrailerMaker,
  contentLength: number,
  content: AsyncIterable<Uint8Array>,
): Promise<SealResult> {
  const signedHeader = encodeSignedHeader(contentLength, signer.length);
  const plainLength = signedHeader.length + contentLength + signer.length;
  const cipher = createCipheriv('aes-256-gcm', keys.contentKey, keys.nonce);
  const contentHash = createHash('sha256');
  const output = createOutput(sink);
  await output.write(encodeEnvelopeHeader(keys.recipientInfos, keys.nonce, plainLength));
  await output.write(cipher.update(signedHeader));
  let seen = 0;
  for await (const chunk of gather(content)) {
    seen += chunk.length;
    if (seen > contentLength) break;
    contentHash.update(chunk);
    await output.write(cipher.update(chunk));
  }
  if (seen !== contentLength) throw new Error(`content has ${seen} bytes, ${contentLength} were announced`);
  const digest = new Uint8Array(contentHash.digest());
  await output.write(cipher.update(signer.make(digest)));
  cipher.final();
  await output.write(encodeEnvelopeTrailer(cipher.getAuthTag()));
  keys.contentKey.fill(0);
  return { ...(await output.finish()), contentSha256: bytesToHex(digest) };
}

/** Joins small pieces (tar headers, short records) into chunks worth a cipher call and a write. */
async function* gather(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const buffer = Buffer.alloc(chunkBytes);
  let filled = 0;
  for await (const piece of pieces) {
    for (let done = 0; done < piece.length;) {
      const part = piece.subarray(done, done + chunkBytes - filled);
      buffer.set(part, filled);
      filled += part.length;
      done += part.length;
      if (filled < chunkBytes) continue;
      // Used again: the consumer is done with it before it asks for more.
      yield buffer;
      filled = 0;
    }
  }
  if (filled > 0) yield buffer.subarray(0, filled);
}

/** Lets one write run while the next chunk is being encrypted. */
function createOutput(sink: ByteSink) {
  const hash = createHash('sha256');
  let bytes = 0;
  let running: Promise<void> = Promise.resolve();
  return {
    write: async (chunk: Uint8Array) => {
      hash.update(chunk);
      bytes += chunk.length;
      await running;
      running = sink.write(chunk);
      running.catch(() => undefined);
    },
    finish: async () => {
      await running;
      return { bytes, fileSha256: hash.digest('hex') };
    },
  };
}
