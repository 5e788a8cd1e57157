/** A stream under a key of its own: it comes back whole or not at all. */
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { chunkBytes, openStream, sealedChunkBytes, sealStream } from '../../main/vault/sealed-chunks.ts';

const key = randomBytes(32);
const plain = randomBytes(2 * chunkBytes + 1000);

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield await Promise.resolve(bytes);
}

async function collect(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of source) parts.push(part);
  return Buffer.concat(parts);
}

const opened = (sealed: Uint8Array, size = plain.length, by: Uint8Array = key) =>
  collect(openStream(by, size, once(sealed)));

test('a sealed stream is another one, and opens with its key and size alone', async () => {
  const sealed = await collect(sealStream(key, once(plain)));
  expect(sealed.includes(plain.subarray(0, 64))).toBe(false);
  expect((await opened(sealed)).equals(plain)).toBe(true);
  expect(await opened(await collect(sealStream(key, once(new Uint8Array()))), 0)).toHaveLength(0);
  await expect(opened(sealed, plain.length, randomBytes(32))).rejects.toThrow('BlobDamaged');
});

test('a stream that was cut, lengthened or put together otherwise is refused', async () => {
  const sealed = await collect(sealStream(key, once(plain)));
  const [first, second] = [
    sealed.subarray(0, sealedChunkBytes),
    sealed.subarray(sealedChunkBytes, 2 * sealedChunkBytes),
  ];
  const rest = sealed.subarray(2 * sealedChunkBytes);
  for (const wrong of [
    Buffer.concat([first, second]),
    first,
    Buffer.alloc(0),
    sealed.subarray(0, -1),
    Buffer.concat([second, first, rest]),
    Buffer.concat([sealed, rest]),
  ])
    await expect(opened(wrong)).rejects.toThrow('BlobDamaged');
});
