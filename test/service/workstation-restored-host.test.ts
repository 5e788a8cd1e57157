/** The office goes back to a backup while a group's PC is handed in: what counts is what the office holds now, not what it held. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  countyId,
  createTestPcs,
  fileToken,
  jobId,
  passwordOf,
  receivePackageFrom,
  sendPackage,
  type TestPc,
} from '../support/office.ts';
import { inVaultOf } from '../support/vault-of.ts';
import { closeWorkstation, stationId } from '../support/workstation.ts';
import { handedIn } from './handed-in.ts';
import { get } from './kinds.ts';
import { saveAnother } from './letters.ts';

const pcs = createTestPcs();
afterAll(() => pcs.dispose());
const [city, station] = [pcs.pc('city'), pcs.pc('station')];
let county = pcs.pc('county');

const vault = join(pcs.folder, 'county', 'vault');
const backUp = async (name: string): Promise<void> => {
  await county.service.lock('system');
  cpSync(vault, join(pcs.folder, name), { recursive: true });
};
const restore = async (name: string): Promise<void> => {
  await county.service.stop();
  rmSync(vault, { recursive: true });
  cpSync(join(pcs.folder, name), vault, { recursive: true });
  county = pcs.pc('county');
};
const receipt = async () => receivePackageFrom(station, await sendPackage(pcs, county, 'receipt', stationId));
const missing = async () => {
  await station.signIn('reg');
  return (await station.call('workstation.standing', {})).missing;
};
const confirmed = async (pc: TestPc, act: string) => {
  const person = { account: 'dir', password: passwordOf('dir'), act };
  return (await pc.call('session.witness', person)).witness;
};

beforeAll(async () => {
  await handedIn({ pcs, city, county, station }, () => backUp('before'));
}, 300_000);

describe('a workstation whose host was restored', { timeout: 120_000 }, () => {
  it('hands in again what the host held before and holds no longer', async () => {
    await receipt();
    expect(await missing()).toEqual([]);
    await restore('before');
    await receipt();
    expect((await missing()).map(({ kind }) => kind)).toContain('unanswered');
    await receivePackageFrom(county, await sendPackage(pcs, station, 'handIn', countyId));
    await receipt();
    expect(await missing()).toEqual([]);
  });

  it('is told what has changed since the package the receipt is for', async () => {
    await inVaultOf(station, 'reg', (opened) =>
      opened.transact((tx) => tx.run("DELETE FROM setting WHERE key = 'workstation.closed'")),
    );
    await station.signIn('reg');
    await saveAnother(station, '反映丁镇干部收受礼金。', '孙某');
    await closeWorkstation(station);
    expect(await missing()).toMatchObject([
      {
        kind: 'unsent',
        text: expect.stringMatching(/（单机移交）以后又有1件有变动。请再编制一包/u) as string,
      },
    ]);
    await receivePackageFrom(county, await sendPackage(pcs, station, 'handIn', countyId));
    await backUp('without the receipt');
    await receipt();
    expect(await missing()).toEqual([]);
  });

  it('is filed as wiped by two people who answer for the receipt the host has lost', async () => {
    const witness = await confirmed(station, 'workstation.declareWiping');
    const input = { job: jobId(), witness, folder: fileToken };
    const into = { [fileToken]: pcs.stick };
    const { fileName } = await station.call('workstation.declareWiping', input, into);
    await restore('without the receipt');
    await county.signIn('reg');
    const onStick = { [fileToken]: join(pcs.stick, fileName) };
    const inspecting = { job: jobId(), file: fileToken };
    const seen = await county.call('workstation.inspectStatement', inspecting, onStick);
    expect(seen.lacking).toEqual([expect.stringMatching(/^回执BAO-/u)]);
    const restoredAt = (startedAt: number) =>
      inVaultOf(county, 'reg', (opened) =>
        opened.transact((tx) => tx.run('UPDATE exchangeEpoch SET startedAt = ?', [startedAt])),
      );
    await restoredAt(1);
    await county.signIn('reg');
    // Had the office been restored before the workstation was there, nothing of it could have been lost.
    expect((await county.refusal('workstation.inspectStatement', inspecting, onStick)).type).toBe(
      'StatementUnfounded',
    );
    await restoredAt(Date.now());
    await county.signIn('reg');
    const file = { job: jobId(), file: fileToken, digest: seen.digest };
    const unanswered = await county.refusal(
      'workstation.enterStatement',
      { ...file, accepted: null },
      onStick,
    );
    expect([unanswered.type, unanswered.why]).toEqual([
      'StatementUnfounded',
      expect.stringContaining(seen.lacking[0] ?? '?'),
    ]);
    const act = `workstation.enterStatement:${seen.digest}`;
    const answer = async (reason: string) => ({
      ...file,
      job: jobId(),
      accepted: { reason, witness: await confirmed(county, act) },
    });
    expect((await county.refusal('workstation.enterStatement', await answer(' '), onStick)).type).toBe(
      'ReasonMissing',
    );
    const { record } = await county.call(
      'workstation.enterStatement',
      await answer('回执的交接单已核对'),
      onStick,
    );
    const { state, values } = await get(county, 'workstation', record);
    expect([state, values['acceptedWhy'], values['acceptedWith'], values['statementReadBy']]).toEqual([
      'WIPED',
      '回执的交接单已核对',
      '县dir',
      '县reg',
    ]);
    await county.signIn('aud');
    const asked = { offset: 0, limit: 1, text: null, from: null, to: null };
    const { entries } = await county.call('audit.list', { ...asked, action: 'workstation.enterStatement' });
    expect(entries).toMatchObject([
      { reason: '回执的交接单已核对', detail: expect.stringContaining('县dir在场认定') as string },
    ]);
  });
});
