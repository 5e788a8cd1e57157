/** A group's workstation that was configured, used for one letter, closed and handed in; no receipt has been given yet. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { note, systemActor } from '../../main/audit/commit.ts';
import type { Vault } from '../../main/vault/api.ts';
import {
  countyId,
  type createTestPcs,
  foundNetwork,
  receivePackageFrom,
  sendPackage,
  type TestPc,
  testUsers,
} from '../support/office.ts';
import { inVaultOf } from '../support/vault-of.ts';
import { closeWorkstation, foundWorkstation, joinUnder, stationId } from '../support/workstation.ts';
import { address, save, send } from './kinds.ts';
import { letter, saveLetter } from './letters.ts';
import { row } from './registered-results.ts';

interface Network {
  readonly pcs: ReturnType<typeof createTestPcs>;
  readonly city: TestPc;
  readonly county: TestPc;
  readonly station: TestPc;
}

const users = [...testUsers, { account: 'plan', role: 'PLANNER' as const }];

/** `prepare` works on the station's vault before it is closed. */
export async function handedIn(
  { pcs, city, county, station }: Network,
  prepare: (vault: Vault) => Promise<void> | void,
): Promise<void> {
  await foundNetwork(pcs, city, county, users);
  await foundWorkstation(station);
  await joinUnder(county, { pcs, city, station, until: '2099-12-31' });
  await county.signIn('plan');
  const values = { name: '第五轮巡察', roundNo: 5, level: 'COUNTY', kinds: ['REGULAR'] };
  const round = await save(county, 'inspectionRound', values);
  const children = {
    members: [row(1, { role: 'LEADER', name: '洪组长', unit: '审计局', borrowedTo: '2020-03-31' })],
    targets: [],
  };
  const group = { round, name: '第一巡察组', mode: 'WHOLE_UNIT' };
  const id = await save(county, 'inspectionGroup', group, undefined, children);
  await address(county, 'inspectionGroup', id, stationId);
  await receivePackageFrom(station, await send(pcs, county, 'configuration', stationId, 'plan'));
  await station.signIn('reg');
  await saveLetter(station, letter);
  await inVaultOf(station, 'reg', prepare);
  await station.signIn('reg');
  await closeWorkstation(station);
  await receivePackageFrom(county, await sendPackage(pcs, station, 'handIn', countyId));
}

/** In its log: a copy of the key that was begun and not finished, one that was, and a damaged vault that was gone on with. */
export function noteBackups(vault: Vault): void {
  const clock = { now: () => Date.now(), terminal: 'test' };
  const key = { action: 'keys.backup', detail: '密钥的加密备份' };
  const notes = [
    { ...key, result: '开始' },
    { ...key, result: '开始' },
    { ...key, detail: '密钥的加密备份；已写出并回读核对' },
    { action: 'vault.continueAfterLoss', detail: '从第7次写入处继续' },
  ];
  vault.transact((tx) => notes.forEach((each) => note(tx, clock, systemActor, each)));
}

/** The host took leads of the station in an epoch of which nothing else came. */
export function leadsOfAnotherEpoch(host: TestPc, lastAt: number): Promise<void> {
  return inVaultOf(host, 'reg', (vault) => {
    vault.transact((tx) =>
      tx.run(
        `INSERT INTO exchangeStreamIn (sender, kind, epoch, contiguous, lastHash, lastAt, superseded)
         VALUES (?, 'leads', 'another', 1, ?, ?, 0) ON CONFLICT DO UPDATE SET lastAt = excluded.lastAt`,
        [stationId, '0'.repeat(64), lastAt],
      ),
    );
  });
}

export const everyFile = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? join(entry.parentPath, entry.name) : [],
  );
