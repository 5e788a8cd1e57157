/**
 * Damaged files. Bits are flipped in every file of a vault and the journal is cut at every byte of its last commits.
 * Nothing may be accepted silently: opening refuses, or opens read-only, or says what it repaired, or `verify` names
 * the file; what is shown is always a whole number of transactions; nothing but expected failures is thrown.
 *
 * One seed again: CRASH_SEED=12345 npx vitest run test/crash/mutations.test.ts
 */
import { beforeAll, expect, test } from 'vitest';
import { ExpectedError } from '../../domain/failure.ts';
import { allCompartments } from '../../domain/register.ts';
import type { Vault } from '../../main/vault/api.ts';
import type { VaultDeps } from '../../main/vault/deps.ts';
import { createVault } from '../../main/vault/create.ts';
import { openVault, openVaultWithShares } from '../../main/vault/open.ts';
import { emptyImage } from './disk-image.ts';
import { createMemoryDisk } from './memory-disk.ts';
import type { Image } from './disk-image.ts';
import {
  createRandom,
  repeatableDeps,
  startFolder,
  textChunks,
  transaction,
  transactionsIn,
  vaultFolder,
} from './workload.ts';

const seed = Number(process.env['CRASH_SEED'] ?? 20_250_304);
const slow = process.env['SLOW'] !== undefined;
/** With SLOW every byte is changed once, and every bit of the beginning of each file, where its structure lies. */
const headBytes = 256;
const total = 14;

let image: Image;
let shares: readonly string[];
let blob: string;

/** Two generations, journals behind both, an attachment. */
beforeAll(async () => {
  const disk = createMemoryDisk(emptyImage(startFolder));
  const { vault, recoveryShares } = await createVault(repeatableDeps(seed, { files: disk.files }), {
    folder: vaultFolder,
    office: { id: 'office', name: '测试巡察办' },
    users: [{ account: 'anna', password: 'anna', compartments: allCompartments }],
  });
  for (let n = 1; n <= total; n += 1) {
    transaction(vault, n);
    if (n === 4 || n === 8) await vault.snapshot();
  }
  blob = (await vault.blobs.put(textChunks('an attachment '.repeat(50)))).id;
  await vault.close();
  image = disk.image();
  shares = recoveryShares;
});

test('every flipped bit is noticed and shows no half transaction', { timeout: 14_400_000 }, async () => {
  const random = createRandom(seed);
  const outcomes: Record<string, number> = {};
  let flips = 0;
  for (const [path, content] of image.files) {
    const stride = slow ? 1 : Math.ceil(content.length / 800);
    for (let at = Math.floor(random() * stride); at < content.length; at += stride) {
      const every = slow && at < headBytes;
      for (const bit of every ? [0, 1, 2, 3, 4, 5, 6, 7] : [Math.floor(random() * 8)]) {
        const outcome = await outcomeOf(withFile(path, flipped(content, at, bit)), path.endsWith('.json'));
        if (outcome === 'unnoticed')
          throw new Error(`seed ${seed}: bit ${bit} of byte ${at} of ${path} is unnoticed`);
        outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
        flips += 1;
      }
    }
  }
  console.log(
    `bit flips: ${flips} in ${image.files.size} files, seed ${seed}; ${JSON.stringify(outcomes)}; 0 unnoticed`,
  );
  expect(flips).toBeGreaterThan(3000);
});

test(
  'a journal cut at any byte of its last commits opens with the whole ones',
  { timeout: 600_000 },
  async () => {
    const path = `${vaultFolder}/store/000003.journal`;
    const journal = image.files.get(path) ?? Buffer.alloc(0);
    const ends = frameEnds(journal);
    expect(ends).toHaveLength(total - 8);
    const [from = 0] = ends.slice(-4);
    for (let length = from; length < journal.length; length += 1) {
      const vault = await openByShares(withFile(path, journal.subarray(0, length)));
      const whole = ends.filter((end) => end <= length).length;
      expect(transactionsIn(vault)).toBe(8 + whole);
      expect(vault.state.tailRepaired).toBe(!ends.includes(length));
      if (length % 10 === 0) transaction(vault, 8 + whole + 1);
      await vault.close();
    }
  },
);

test('a damaged attachment gives no byte beyond the last good chunk', async () => {
  const [path = '', content = Buffer.alloc(0)] = [...image.files].find(([name]) => name.endsWith(blob)) ?? [];
  for (const damaged of [
    content.subarray(0, -1),
    Buffer.concat([content, Buffer.of(0)]),
    flipped(content, 200, 3),
  ]) {
    const vault = await openByShares(withFile(path, damaged));
    await expect(vault.blobs.read(blob)[Symbol.asyncIterator]().next()).rejects.toThrow('BlobDamaged');
    expect(await vault.verify()).toEqual([`blobs/${blob.slice(0, 2)}/${blob}`]);
    const again = await vault.blobs.put(textChunks('an attachment '.repeat(50)));
    expect(again.id).toBe(blob);
    expect(await vault.verify()).toEqual([]);
    await vault.close();
  }
});

async function outcomeOf(damaged: Image, byPassword: boolean): Promise<string> {
  let vault: Vault;
  try {
    vault = byPassword ? await openByPassword(damaged) : await openByShares(damaged);
  } catch (error) {
    if (error instanceof ExpectedError) return error.failure.type;
    throw error;
  }
  try {
    const { readOnly, tailRepaired, notices } = vault.state;
    const found = transactionsIn(vault);
    if (found < total && !readOnly && !tailRepaired) return 'unnoticed';
    if (readOnly) return 'read-only';
    if (tailRepaired) return 'tail cut';
    if (notices.length > 0) return 'repaired';
    return (await vault.verify()).length > 0 ? 'named by verify' : 'unnoticed';
  } finally {
    await vault.close();
  }
}

const makeDeps = (damaged: Image): VaultDeps =>
  repeatableDeps(seed + 1, { files: createMemoryDisk(damaged).files });

const openByShares = (damaged: Image): Promise<Vault> =>
  openVaultWithShares(makeDeps(damaged), { folder: vaultFolder, shares: shares.slice(1) });

const openByPassword = (damaged: Image): Promise<Vault> =>
  openVault(makeDeps(damaged), { folder: vaultFolder, account: 'anna', password: 'anna' });

function withFile(path: string, content: Buffer): Image {
  return { folders: image.folders, files: new Map([...image.files, [path, content]]) };
}

function flipped(content: Buffer, at: number, bit: number): Buffer {
  const copy = Buffer.from(content);
  copy[at] = (copy[at] ?? 0) ^ (1 << bit);
  return copy;
}

/** Ends of whole transactions, from the lengths and marks alone. */
function frameEnds(journal: Buffer): readonly number[] {
  const ends: number[] = [];
  for (let at = 136; at < journal.length;) {
    const final = journal.readUInt32LE(at + 12) >= 0x8000_0000;
    at += 44 + journal.readUInt32LE(at) + 16;
    if (final) ends.push(at);
  }
  return ends;
}
