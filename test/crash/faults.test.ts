/**
 * Failing disks. Each place where the vault changes the disk is made to fail in turn with EIO, ENOSPC, EACCES and a
 * short write; a failed sync leaves its bytes in doubt. Nothing acknowledged may be lost, nothing may be acknowledged
 * by a session whose journal failed, and the vault must open again, also after a power cut on top.
 *
 * One seed again: CRASH_SEED=12345 npx vitest run test/crash/faults.test.ts
 */
import { expect, test } from 'vitest';
import { ExpectedError } from '../../domain/failure.ts';
import type { Vault } from '../../main/vault/api.ts';
import { checkContent, checkImage, openAsAnna } from './check.ts';
import { emptyImage } from './disk-image.ts';
import { createMemoryDisk } from './memory-disk.ts';
import type { DiskCall, Fault, MemoryDisk } from './memory-disk.ts';
import {
  createRandom,
  nothingAcknowledged,
  repeatableDeps,
  runWorkload,
  startFolder,
  transaction,
} from './workload.ts';
import type { Acknowledged } from './workload.ts';

const seed = Number(process.env['CRASH_SEED'] ?? 20_250_302);
const codes = ['EIO', 'ENOSPC', 'EACCES', 'short'] as const;
/** How often one kind of call on one kind of file is failed; later ones meet a later state of the vault. */
const perSite = process.env['SLOW'] ? 1000 : 2;

interface Site {
  readonly number: number;
  readonly call: DiskCall;
  readonly path: string;
}

test(
  'no failing call loses an acknowledged commit or lets a failed session go on',
  { timeout: 14_400_000 },
  async () => {
    const sites = await listSites();
    const runs = chooseRuns(sites);
    const kinds = new Set(runs.map(({ site }) => kindOf(site)));
    for (const { site, code } of runs) {
      try {
        await failOnce(site, { code });
      } catch (error) {
        throw new Error(`seed ${seed}: ${code} at call ${site.number} (${site.call} ${site.path})`, {
          cause: error,
        });
      }
    }
    console.log(
      `faults: ${runs.length} runs over ${kinds.size} kinds of call, seed ${seed}; 0 lost, 0 false acknowledgements`,
    );
    expect(kinds.size).toBeGreaterThan(30);
  },
);

async function listSites(): Promise<readonly Site[]> {
  const sites: Site[] = [];
  const before = (call: DiskCall, path: string): undefined => {
    sites.push({ number: sites.length, call, path });
  };
  const disk = createMemoryDisk(emptyImage(startFolder), { before });
  await runWorkload(repeatableDeps(seed, { files: disk.files }), nothingAcknowledged());
  return sites;
}

const kindOf = ({ call, path }: Site): string => `${call} ${path.replaceAll(/[0-9a-f]{2,}/g, '#')}`;

/** For each kind of call: the first, the last and some between, each with every error. */
function chooseRuns(
  sites: readonly Site[],
): readonly { readonly site: Site; readonly code: Fault['code'] }[] {
  const sitesByKind = new Map<string, Site[]>();
  for (const site of sites) sitesByKind.set(kindOf(site), [...(sitesByKind.get(kindOf(site)) ?? []), site]);
  const random = createRandom(seed);
  return [...sitesByKind.values()].flatMap((all) => {
    const between = all.slice(1, -1).sort(() => random() - 0.5);
    const chosen = [...new Set([...all.slice(0, 1), ...all.slice(1).slice(-1), ...between])].slice(
      0,
      perSite,
    );
    return chosen.flatMap((site) =>
      codes.filter((code) => code !== 'short' || site.call === 'write').map((code) => ({ site, code })),
    );
  });
}

async function failOnce(site: Site, fault: Fault): Promise<void> {
  let number = 0;
  const before = (): Fault | undefined => (number++ === site.number ? fault : undefined);
  const disk = createMemoryDisk(emptyImage(startFolder), { before });
  const acknowledged = nothingAcknowledged();
  const sessions: Vault[] = [];
  const outcome = await runWorkload(repeatableDeps(seed, { files: disk.files }), acknowledged, (vault) =>
    sessions.push(vault),
  ).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (outcome !== undefined && !(outcome instanceof ExpectedError)) throw outcome;
  if (outcome) await afterFailure(sessions.at(-1), site, outcome, acknowledged);
  await checkAll(disk, acknowledged);
  await reopenAndGoOn(disk, acknowledged);
}

async function afterFailure(
  vault: Vault | undefined,
  site: Site,
  failure: ExpectedError,
  acknowledged: Acknowledged,
): Promise<void> {
  if (!vault) return;
  const journalFailed = site.path.endsWith('.journal') && (site.call === 'write' || site.call === 'dataSync');
  try {
    transaction(vault, acknowledged.transactions + 1);
    acknowledged.transactions += 1;
    if (journalFailed) throw new Error(`acknowledged after ${failure.failure.type}`);
  } catch (error) {
    if (!(error instanceof ExpectedError) && !isClosed(error)) throw error;
  }
  await vault.close().catch((error: unknown) => {
    if (!(error instanceof ExpectedError)) throw error;
  });
}

const isClosed = (error: unknown): boolean => error instanceof Error && /closed/i.test(error.message);

async function checkAll(disk: MemoryDisk, acknowledged: Acknowledged): Promise<void> {
  const makeDeps = (made: MemoryDisk): ReturnType<typeof repeatableDeps> =>
    repeatableDeps(seed + 1, { files: made.files });
  await checkImage(makeDeps, disk.image(), acknowledged, true);
  await checkImage(makeDeps, disk.crash('none'), acknowledged, false);
  await checkImage(makeDeps, disk.crash(createRandom(seed)), acknowledged, false);
}

/** On the same disk, where bytes of a failed sync are still in doubt; then the power goes. */
async function reopenAndGoOn(disk: MemoryDisk, acknowledged: Acknowledged): Promise<void> {
  const vault = await openAsAnna(repeatableDeps(seed + 2, { files: disk.files }), acknowledged);
  if (!vault) return;
  const found = checkContent(vault, acknowledged);
  transaction(vault, found + 1);
  const after = { ...acknowledged, transactions: found + 1 };
  const makeDeps = (made: MemoryDisk): ReturnType<typeof repeatableDeps> =>
    repeatableDeps(seed + 3, { files: made.files });
  await checkImage(makeDeps, disk.crash('none'), after, false);
  await vault.close();
}
