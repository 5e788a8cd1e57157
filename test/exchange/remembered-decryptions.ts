/** RSA for a million packages that share a few key blocks: the same block under the same key opens to the same bytes. */
import { KeyObject } from 'node:crypto';
import type * as crypto from 'node:crypto';

type Decrypt = typeof crypto.privateDecrypt;

/** The real module, in which `privateDecrypt` opens each block once for each key and padding. */
export function rememberDecryptions(real: typeof crypto): typeof crypto {
  const decrypt: Decrypt = real.privateDecrypt;
  const openedByKey = new WeakMap<KeyObject, Map<string, Buffer>>();
  const privateDecrypt: Decrypt = (options, block) => {
    if (typeof options !== 'object' || !('key' in options)) return decrypt(options, block);
    const { key, ...padding } = options;
    if (!(key instanceof KeyObject)) return decrypt(options, block);
    const opened = openedByKey.get(key) ?? new Map<string, Buffer>();
    openedByKey.set(key, opened);
    const name = `${JSON.stringify(padding)} ${Buffer.from(block.buffer, block.byteOffset, block.byteLength).toString('base64')}`;
    // A block that does not open throws here and is not remembered.
    const plain = opened.get(name) ?? decrypt(options, block);
    opened.set(name, plain);
    // A copy, because the reader wipes its own.
    return Buffer.from(plain);
  };
  return { ...real, privateDecrypt };
}
