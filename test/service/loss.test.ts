/**
 * Going on after a loss. Each place where the disk is changed is made to fail in turn, once alone and once with
 * everything after it, as in a power cut: either the vault is read-only as before and the next try succeeds, or it is
 * writable, its log says who answered for the loss, and what is sent from now on is numbered anew.
 */
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { currentEpoch } from '../../main/exchange/ledger/epoch.ts';
import { openVault } from '../../main/vault/open.ts';
import { createFailingDisk, failureModes } from '../support/failing-disk.ts';
import { createTestPcs, foundTestOffice, passwordOf, type TestPc } from '../support/office.ts';
import { testVaultDeps } from '../support/vault.ts';

const pcs = createTestPcs();
const now = (): number => Date.parse('2026-03-09T09:00:00+08:00');
const home = join(pcs.folder, 'county');
const damaged = join(pcs.folder, 'damaged');
const reason = '无可用备份，经主任同意';
let journal: string;

beforeAll(async () => {
  const pc = pcs.pc('county', now);
  await foundTestOffice(pc, 'COUNTY');
  for (const account of ['reg', 'dir', 'sys', 'reg', 'dir', 'sys']) await pc.signIn(account);
  await pc.service.stop();
  journal = newestJournal();
  const bytes = readFileSync(journal);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(journal, bytes);
  cpSync(home, damaged, { recursive: true });
}, 60_000);
afterAll(() => pcs.dispose());

function newestJournal(): string {
  const names = readdirSync(home, { recursive: true, encoding: 'utf8' });
  const newest = names
    .filter((name) => name.endsWith('.journal'))
    .sort()
    .at(-1);
  if (newest === undefined) throw new Error('no journal');
  return join(home, newest);
}

/** Whether the vault takes changes, who answered for what, and why its packages are numbered as they are. */
async function found() {
  const vault = await openVault(testVaultDeps(), {
    folder: dirname(dirname(journal)),
    account: 'aud',
    password: passwordOf('aud'),
  });
  const { readOnly } = vault.state;
  const entries = vault.all<{ actorName: string; reason: string }>(
    "SELECT actorName, reason FROM audit WHERE action = 'vault.continueAfterLoss'",
  );
  const epoch = currentEpoch(vault)?.reason;
  await vault.close();
  return { writable: readOnly === null, entries, epoch };
}

const asBefore = { writable: false, entries: [], epoch: undefined };
const decided = { writable: true, entries: [{ actorName: '县sys', reason }], epoch: 'restored' };

async function goOn(pc: TestPc, arm = (): void => undefined): Promise<boolean> {
  await pc.signIn('sys');
  arm();
  const answer = await pc.service.call('vault.continueAfterLoss', { reason }, {});
  await pc.service.stop();
  expect(pc.bugs).toEqual([]);
  return answer.ok;
}

describe('an interruption of going on after a loss', { timeout: 300_000 }, () => {
  it.each(failureModes)('leaves the damaged vault as it was or the whole decision (%s)', async (mode) => {
    const seen = new Set<boolean>();
    for (let at = 1, hit = true; hit; at += 1) {
      rmSync(home, { recursive: true });
      cpSync(damaged, home, { recursive: true });
      const disk = createFailingDisk();
      const acknowledged = await goOn(pcs.pc('county', now, undefined, disk.files), () => disk.arm(at, mode));
      const left = await found();
      expect({ at, ...left }).toEqual({ at, ...(left.writable || acknowledged ? decided : asBefore) });
      seen.add(left.writable);
      if (!left.writable) {
        expect({ at, again: await goOn(pcs.pc('county', now)) }).toEqual({ at, again: true });
        expect({ at, ...(await found()) }).toEqual({ at, ...decided });
      }
      hit = disk.hit();
    }
    expect(seen).toEqual(new Set([false, true]));
  });
});

it('asked for twice at once, the loss is accepted once and the other answer says that there is none', async () => {
  rmSync(home, { recursive: true });
  cpSync(damaged, home, { recursive: true });
  const pc = pcs.pc('county', now);
  await pc.signIn('sys');
  const ask = () => pc.service.call('vault.continueAfterLoss', { reason }, {});
  const answers = await Promise.all([ask(), ask()]);
  expect(answers.map((answer) => (answer.ok ? 'accepted' : answer.error.type)).sort()).toEqual([
    'NothingLost',
    'accepted',
  ]);
  await pc.service.stop();
  expect(await found()).toEqual(decided);
});
