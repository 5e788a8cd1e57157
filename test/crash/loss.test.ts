/**
 * Going on after a loss, with power cuts after every call that changes the disk while the loss is being accepted: the
 * vault is read-only as before, or it has the whole decision, and from its acknowledgement on it has it for certain.
 *
 * One seed again: CRASH_SEED=12345 npx vitest run test/crash/loss.test.ts
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { allCompartments } from '../../domain/register.ts';
import type { Vault } from '../../main/vault/api.ts';
import { createVault } from '../../main/vault/create.ts';
import type { VaultDeps } from '../../main/vault/deps.ts';
import type { Files } from '../../main/vault/files.ts';
import { openVaultWithShares } from '../../main/vault/open.ts';
import { emptyImage, imageDigest } from './disk-image.ts';
import type { Image } from './disk-image.ts';
import { createMemoryDisk } from './memory-disk.ts';
import { createRandom, repeatableDeps, startFolder, transaction, vaultFolder } from './workload.ts';

const seed = Number(process.env['CRASH_SEED'] ?? 20_250_305);
const perCall = process.env['SLOW'] ? 200 : 20;
const store = `${vaultFolder}/store`;

let whole: Image;
let shares: readonly string[];

/** Transactions 1 to 4 in generation 1, 5 to 8 in 2, 9 to 12 in 3; the snapshot of generation 1 is still there. */
beforeAll(async () => {
  const disk = createMemoryDisk(emptyImage(startFolder));
  const { vault, recoveryShares } = await createVault(repeatableDeps(seed, { files: disk.files }), {
    folder: vaultFolder,
    office: { id: 'office', name: '测试巡察办' },
    users: [{ account: 'anna', password: 'anna', compartments: allCompartments }],
  });
  for (let n = 1; n <= 12; n += 1) {
    transaction(vault, n);
    if (n % 4 === 0 && n < 12) await vault.holdFiles(() => vault.snapshot());
  }
  await vault.close();
  whole = disk.image();
  shares = recoveryShares;
});

const open = (image: Image): Promise<Vault> => openOn(createMemoryDisk(image).files);
const openOn = (files: Files, own: Partial<VaultDeps> = {}): Promise<Vault> =>
  openVaultWithShares(repeatableDeps(seed + 1, { files, ...own }), {
    folder: vaultFolder,
    shares: shares.slice(1),
  });

function without(image: Image, ...names: readonly string[]): Image {
  const gone = new Set(names.map((name) => `${store}/${name}`));
  return { ...image, files: new Map([...image.files].filter(([path]) => !gone.has(path))) };
}

/** One bit flipped at a place between 0 and 1 of the file's length. */
function flipped(image: Image, name: string, place: number): Image {
  const path = `${store}/${name}`;
  const content = Buffer.from(image.files.get(path) ?? []);
  const at = Math.floor(content.length * place);
  content[at] = (content[at] ?? 0) ^ 1;
  return { ...image, files: new Map([...image.files, [path, content]]) };
}

const decide = (vault: Vault): Promise<void> =>
  vault.continueAfterLoss((tx) => tx.run('CREATE TABLE decision (n INTEGER)'));

interface Found {
  readonly readOnly: string | undefined;
  readonly decided: boolean;
  readonly transactions: unknown;
  readonly sequence: number;
}

function look(vault: Vault): Found {
  const { readOnly, sequence } = vault.state;
  const decided = vault.get("SELECT 1 FROM sqlite_schema WHERE name = 'decision'") !== undefined;
  const transactions = vault.get('SELECT n FROM counter')?.['n'];
  return { readOnly: readOnly?.reason, decided, transactions, sequence };
}

/** What was damaged, and the number of the last commit of which anything still tells. */
const losses: readonly (readonly [string, () => Image, number])[] = [
  ['damage in the middle of the last journal', () => flipped(whole, '000003.journal', 0.1), 12],
  ['damage in the middle of an earlier journal', () => twoBack(flipped(whole, '000002.journal', 0.4)), 12],
  ['a damaged end of an earlier journal', () => twoBack(flipped(whole, '000002.journal', 0.99)), 12],
  ['a journal with a damaged header', () => flipped(whole, '000003.journal', 0.01), 8],
  ['a missing journal', () => without(whole, '000003.journal'), 8],
  ['a missing journal between two others', () => twoBack(without(whole, '000002.journal')), 12],
];

/** The newest snapshot is damaged too, so that two journals have to be replayed. */
const twoBack = (image: Image): Image => flipped(image, '000003.snapshot', 0.5);

describe('a power cut while a loss is accepted', () => {
  test.each(losses)(
    'leaves all of it or nothing, after %s',
    { timeout: 14_400_000 },
    async (_name, make, last) => {
      const damaged = make();
      const before = await lookAt(damaged);
      expect(before).toMatchObject({ readOnly: expect.any(String), decided: false });
      const states = await cutEverywhere(damaged);
      const seen = { before: 0, after: 0 };
      for (const [image, acknowledged] of states.values()) {
        const found = await lookAt(image);
        if (!found.decided) expect([found, acknowledged]).toEqual([before, false]);
        else expect(found).toMatchObject({ readOnly: undefined, transactions: before.transactions });
        if (found.decided) expect([last + 1, last + 2]).toContain(found.sequence);
        await goOn(image);
        seen[found.decided ? 'after' : 'before'] += 1;
      }
      console.log(`loss: ${states.size} crash states, ${JSON.stringify(seen)}, seed ${seed}`);
      expect(Math.min(seen.before, seen.after)).toBeGreaterThan(5);
    },
  );
});

describe('an accepted loss', () => {
  let accepted: Image;
  beforeAll(async () => {
    const disk = createMemoryDisk(flipped(whole, '000003.journal', 0.1));
    const vault = await openOn(disk.files);
    await decide(vault);
    vault.transact((tx) => tx.run('INSERT INTO decision VALUES (1)'));
    await vault.close();
    accepted = disk.image();
  });

  test.each(['000004.snapshot', '000005.snapshot'])('outlives the damage of %s', async (name) => {
    const vault = await open(flipped(accepted, name, 0.5));
    expect(look(vault)).toMatchObject({ readOnly: undefined, decided: true, sequence: 14 });
    expect(vault.all('SELECT n FROM decision')).toEqual([{ n: 1 }]);
    const named = await vault.verify();
    expect(named.some((path) => path.endsWith(name)) || vault.state.notices.length > 0).toBe(true);
    await vault.close();
  });

  test('whose snapshots are both damaged shows what was there before it, and uses no number twice', async () => {
    const disk = createMemoryDisk(flipped(flipped(accepted, '000004.snapshot', 0.5), '000005.snapshot', 0.5));
    const vault = await openOn(disk.files);
    expect(look(vault)).toMatchObject({ readOnly: expect.any(String), decided: false });
    await decide(vault);
    expect(look(vault)).toMatchObject({ readOnly: undefined, decided: true, sequence: 15 });
    await vault.close();
    expect(await lookAt(disk.image())).toMatchObject({ readOnly: undefined, decided: true, sequence: 15 });
  });
});

test('numbers that this PC has seen are not used again, though the journal that gave them out is gone', async () => {
  const seen = { seenFile: `${startFolder}/seen.json` };
  const disk = createMemoryDisk(whole);
  await (await openOn(disk.files, seen)).close();
  const { files } = createMemoryDisk(without(disk.image(), '000003.journal'));
  const vault = await openOn(files, seen);
  expect(vault.state.rollback).toMatchObject({ seenSequence: 12, openedSequence: 8 });
  await decide(vault);
  expect(vault.state.sequence).toBe(13);
  await vault.close();
  const again = await openOn(files, seen);
  expect(again.state.rollback).toBe(null);
  await again.close();
});

async function lookAt(image: Image): Promise<Found> {
  const vault = await open(image);
  try {
    return look(vault);
  } finally {
    await vault.close();
  }
}

/** What a cut after each call could leave, and whether the decision had been acknowledged. */
async function cutEverywhere(damaged: Image): Promise<ReadonlyMap<string, readonly [Image, boolean]>> {
  const states = new Map<string, readonly [Image, boolean]>();
  const random = createRandom(seed);
  let acknowledged = false;
  const collect = (): void => {
    for (const choice of ['none', 'all', ...Array.from({ length: perCall }, () => random)] as const) {
      const image = disk.crash(choice);
      states.set(`${acknowledged} ${imageDigest(image)}`, [image, acknowledged]);
    }
  };
  const disk = createMemoryDisk(damaged, { after: collect });
  const vault = await openOn(disk.files);
  collect();
  await decide(vault);
  acknowledged = true;
  collect();
  vault.transact((tx) => tx.run('DROP TABLE IF EXISTS never'));
  await vault.close();
  return states;
}

/** Decides again where it must, and finds what was committed afterwards when it is opened once more. */
async function goOn(image: Image): Promise<void> {
  const disk = createMemoryDisk(image);
  const vault = await openOn(disk.files);
  if (vault.state.readOnly) await decide(vault);
  vault.transact((tx) => tx.run('INSERT INTO decision VALUES (7)'));
  await vault.close();
  const again = await openOn(disk.files);
  expect(again.state.readOnly).toBe(null);
  expect(again.all('SELECT n FROM decision')).toEqual([{ n: 7 }]);
  await again.close();
}
