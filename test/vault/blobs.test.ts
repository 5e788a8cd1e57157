import { createHash, randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestVault } from '../support/vault.ts';
import type { TestVault } from '../support/vault.ts';

let fixture: TestVault;
beforeEach(async () => {
  fixture = await createTestVault();
});
afterEach(() => fixture.dispose());

async function* pieces(bytes: Uint8Array, size: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function readAll(id: string): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of fixture.vault.blobs.read(id)) parts.push(part);
  return Buffer.concat(parts);
}

test.each([0, 1, 1_048_575, 1_048_576, 1_048_577, 3_000_000])('%i bytes come back', async (size) => {
  const bytes = randomBytes(size);
  const ref = await fixture.vault.blobs.put(pieces(bytes, 70_001));
  expect(ref).toEqual({ id: ref.id, size, sha256: createHash('sha256').update(bytes).digest('hex') });
  expect(fixture.vault.blobs.has(ref.id)).toBe(true);
  expect((await readAll(ref.id)).equals(bytes)).toBe(true);
});

test('equal content is stored once, however it is cut; the name is not its plain hash', async () => {
  const bytes = randomBytes(200_000);
  const { id } = await fixture.vault.blobs.put(pieces(bytes, 1000));
  expect((await fixture.vault.blobs.put(pieces(bytes, 64_000))).id).toBe(id);
  expect(id).not.toBe(createHash('sha256').update(bytes).digest('hex'));
  expect(fs.readdirSync(join(fixture.folder, 'blobs', id.slice(0, 2)))).toEqual([id]);
});

test('an attachment under the name of another is refused', async () => {
  const one = await fixture.vault.blobs.put(pieces(Buffer.from('one'), 9));
  const two = await fixture.vault.blobs.put(pieces(Buffer.from('two'), 9));
  const path = (id: string): string => join(fixture.folder, 'blobs', id.slice(0, 2), id);
  fs.copyFileSync(path(one.id), path(two.id));
  await expect(readAll(two.id)).rejects.toThrow('BlobDamaged');
});

test('a missing attachment and an invalid name are refused alike', async () => {
  await expect(readAll('0'.repeat(64))).rejects.toThrow('BlobMissing');
  await expect(readAll('../../vault.json')).rejects.toThrow('BlobMissing');
});

test('attachments go on being stored after somebody has removed their folder, and those that lay there are missed', async () => {
  const lost = await fixture.vault.blobs.put(pieces(Buffer.from('lost'), 9));
  fs.rmSync(join(fixture.folder, 'blobs'), { recursive: true });
  const kept = await fixture.vault.blobs.put(pieces(Buffer.from('kept'), 9));
  expect((await readAll(kept.id)).toString()).toBe('kept');
  await expect(readAll(lost.id)).rejects.toThrow('BlobMissing');
});

test('a source that breaks off leaves nothing behind', async () => {
  const broken = async function* (): AsyncIterable<Uint8Array> {
    yield randomBytes(2_000_000);
    throw new Error('the medium was pulled out');
  };
  await expect(fixture.vault.blobs.put(broken())).rejects.toThrow('pulled out');
  expect(fs.readdirSync(join(fixture.folder, 'blobs'))).toEqual([]);
});
