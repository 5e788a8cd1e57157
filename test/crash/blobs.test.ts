/**
 * Attachments that are put again after a failure, as a clerk does. Each call that changes the disk is failed in turn; once
 * an attachment has been acknowledged it must survive a power cut, whatever the attempt before had left.
 */
import { expect, test } from 'vitest';
import { ExpectedError } from '../../domain/failure.ts';
import { allCompartments } from '../../domain/register.ts';
import type { Vault } from '../../main/vault/api.ts';
import { createVault } from '../../main/vault/create.ts';
import { emptyImage } from './disk-image.ts';
import type { Image } from './disk-image.ts';
import { createMemoryDisk } from './memory-disk.ts';
import type { Fault } from './memory-disk.ts';
import { open, repeatableDeps, startFolder, textChunks, vaultFolder } from './workload.ts';

const seed = 20_250_306;
const text = 'an attachment '.repeat(100);

async function emptyVault(): Promise<Image> {
  const disk = createMemoryDisk(emptyImage(startFolder));
  const { vault } = await createVault(repeatableDeps(seed, { files: disk.files }), {
    folder: vaultFolder,
    office: { id: 'office', name: '测试巡察办' },
    users: [{ account: 'anna', password: 'anna', compartments: allCompartments }],
  });
  await vault.close();
  return disk.image();
}

const put = async (vault: Vault): Promise<string> => (await vault.blobs.put(textChunks(text))).id;

async function contentOf(image: Image, id: string): Promise<string> {
  const vault = await open(
    repeatableDeps(seed + 1, { files: createMemoryDisk(image).files }),
    'anna',
    'anna',
  );
  const parts: Uint8Array[] = [];
  for await (const part of vault.blobs.read(id)) parts.push(part);
  await vault.close();
  return Buffer.concat(parts).toString();
}

test.each(['EIO', 'ENOSPC', 'short'] as const)(
  'an attachment that was put again after %s at any call survives a power cut',
  async (code) => {
    const start = await emptyVault();
    let failed = 0;
    for (let at = 1, hit = true; hit; at += 1) {
      let left = Infinity;
      const before = (): Fault | undefined => ((left -= 1) === 0 ? { code } : undefined);
      const disk = createMemoryDisk(start, { before });
      const vault = await open(repeatableDeps(seed, { files: disk.files }), 'anna', 'anna');
      left = at;
      const outcome = await put(vault).catch((error: unknown) => error);
      if (outcome instanceof ExpectedError) failed += 1;
      else expect(outcome).toEqual(expect.any(String));
      hit = left <= 0;
      left = Infinity;
      const id = await put(vault);
      for (const choice of ['none', 'all'] as const)
        expect(await contentOf(disk.crash(choice), id)).toBe(text);
      await vault.close();
    }
    expect(failed).toBeGreaterThan(5);
  },
);
