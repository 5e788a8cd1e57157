/** Certificates that run out, keys that are no longer trusted: what people read, and that the streams go on. */
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Output } from '../../preload/contract/contract.ts';
import {
  cityId,
  countyId,
  createTestPcs,
  fileToken,
  foundNetwork,
  jobId,
  passwordOf,
  receivePackageFrom,
  refusedPackage,
  sendPackage,
  type TestPc,
} from '../support/office.ts';
import { letter, saveLetter } from './letters.ts';

const pcs = createTestPcs();
const day = 86_400_000;
const start = Date.parse('2026-03-09T09:00:00+08:00');
let now = start;
let city: TestPc;
let county: TestPc;
let rootFingerprint: string;

beforeAll(async () => {
  city = pcs.pc('city', () => now);
  county = pcs.pc('county', () => now);
  rootFingerprint = await foundNetwork(pcs, city, county);
}, 60_000);
afterAll(() => pcs.dispose());

const status = async (pc: TestPc): Promise<Output<'network.status'>> => {
  await pc.signIn('sec');
  return pc.call('network.status', {});
};

/** A letter and the package that carries it to the city. */
async function send(): Promise<string> {
  now += 3_600_000;
  await county.signIn('reg');
  await saveLetter(county, letter);
  return sendPackage(pcs, county, 'petitions', cityId);
}

async function renew(key: 'new' | 'same', earlier: 'keep' | 'revoke'): Promise<void> {
  now += 3_600_000;
  await county.signIn('sec');
  const toStick = { [fileToken]: pcs.stick };
  const request = await county.call('network.request', { job: jobId(), folder: fileToken, key }, toStick);
  await city.signIn('sec');
  const read = { [fileToken]: join(pcs.stick, request.fileName) };
  const seen = await city.call('network.inspectRequest', { file: fileToken }, read);
  expect(seen.known).toBe(true);
  const input = { job: jobId(), request: seen.request, folder: fileToken, checkedWith: '电话', earlier };
  const issued = await city.call('network.issue', input, toStick);
  await accept(issued.fileName);
}

const accept = async (fileName: string, typed: string | null = rootFingerprint) => {
  const answer = { [fileToken]: join(pcs.stick, fileName) };
  return county.call('network.accept', { job: jobId(), file: fileToken, rootFingerprint: typed }, answer);
};

describe.sequential('a county', { timeout: 60_000 }, () => {
  it('renews its certificate for the same key, and what was under way is still taken', async () => {
    const before = await status(county);
    const underWay = await send();
    const settings = await sendPackage(pcs, city, 'settings', countyId);
    await renew('same', 'keep');
    const after = await status(county);
    expect(after.officeFingerprint).not.toBe(before.officeFingerprint);
    expect((await receivePackageFrom(city, underWay)).applied).toBe(1);
    expect((await receivePackageFrom(city, await send())).applied).toBe(1);
    // Sealed for the old certificate.
    expect((await receivePackageFrom(county, settings)).refused).toBe(0);
    expect((await status(city)).peers.filter((peer) => peer.status === 'ACTIVE')).toHaveLength(1);
  });

  it('changes its key after a suspicion: the old one is refused at once, and the next package carries everything', async () => {
    const suspect = await send();
    await renew('new', 'revoke');
    await city.signIn('reg');
    const refused = await refusedPackage(city, suspect);
    expect(refused.type).toBe('RevokedSender');
    // The two taken before the network's key came with the settings tell now who wrote them.
    expect(await receivePackageFrom(city, await send())).toMatchObject({ applied: 4, refused: 0 });
    await city.signIn('aud');
    const asked = { offset: 0, limit: 1, action: 'network.issue', text: null, from: null, to: null };
    expect((await city.call('audit.list', asked)).entries[0]?.detail).toContain('原证书即时吊销');
  });

  it('is not set back to an old certificate by an old answer, and reads a repeated one without harm', async () => {
    const before = await status(county);
    await city.signIn('sec');
    const again = await city.call(
      'network.answerAgain',
      { job: jobId(), office: countyId, folder: fileToken },
      { [fileToken]: pcs.stick },
    );
    await county.signIn('sec');
    await accept(again.fileName);
    expect((await status(county)).officeFingerprint).toBe(before.officeFingerprint);
  });
});

describe.sequential('a city', { timeout: 60_000 }, () => {
  it('renews its own certificate, and its members take its packages once they have the new answer', async () => {
    const before = await status(city);
    const underWay = await send();
    await city.signIn('sec');
    await city.call('network.renewOwn', {});
    const after = await status(city);
    expect(after.officeFingerprint).not.toBe(before.officeFingerprint);
    expect((await receivePackageFrom(city, underWay)).applied).toBe(1);
    expect(after.rootFingerprint).toBe(before.rootFingerprint);
    const settings = await sendPackage(pcs, city, 'settings', countyId);
    const inspect = () => refusedPackage(county, settings);
    await county.signIn('reg');
    expect((await inspect()).type).toBe('UnknownSender');
    await city.signIn('sec');
    const toStick = { [fileToken]: pcs.stick };
    const input = { job: jobId(), office: countyId, folder: fileToken };
    const { fileName } = await city.call('network.answerAgain', input, toStick);
    await county.signIn('sec');
    const answer = { [fileToken]: join(pcs.stick, fileName) };
    expect(await county.call('network.inspectAnswer', { file: fileToken }, answer)).toMatchObject({
      rootKnown: true,
      rootFingerprint,
    });
    await accept(fileName, null);
    await receivePackageFrom(county, settings);
    expect((await receivePackageFrom(city, await send())).applied).toBe(1);
  });

  it('is not set back to its old certificate at a member that reads an old answer once more', async () => {
    await city.signIn('sec');
    const toStick = { [fileToken]: pcs.stick };
    const input = { job: jobId(), office: countyId, folder: fileToken };
    const { fileName } = await city.call('network.answerAgain', input, toStick);
    const old = 'answer-of-before.tar';
    renameSync(join(pcs.stick, fileName), join(pcs.stick, old));
    await city.call('network.renewOwn', {});
    await city.call('network.answerAgain', { ...input, job: jobId() }, toStick);
    await county.signIn('sec');
    await accept(fileName, null);
    await accept(old, null);
    await receivePackageFrom(county, await sendPackage(pcs, city, 'settings', countyId));
    expect((await receivePackageFrom(city, await send())).applied).toBe(1);
  });

  it('of another network is not believed without the fingerprint from paper', async () => {
    const stranger = pcs.pc('stranger', () => now);
    const other = pcs.pc('other', () => now);
    const foreign = await foundNetwork(pcs, stranger, other);
    await county.signIn('sec');
    const file = { [fileToken]: join(pcs.stick, '入网答复-330824XCB.tar') };
    const seen = await county.call('network.inspectAnswer', { file: fileToken }, file);
    expect(seen).toMatchObject({ rootKnown: false, rootFingerprint: foreign });
    const input = { job: jobId(), file: fileToken, rootFingerprint: null };
    expect((await county.refusal('network.accept', input, file)).type).toBe('RootMismatch');
  });
});

describe.sequential('a certificate that runs out', { timeout: 60_000 }, () => {
  const passwordByAccount = new Map<string, string>();

  /** Passwords run out sooner than certificates; whoever comes back changes his first. */
  async function comeBack(account: string): Promise<void> {
    const password = passwordByAccount.get(account) ?? passwordOf(account);
    const session = await county.call('session.unlock', { account, password });
    if (!session.mustChangePassword) return;
    const next = `${password}-xin`;
    await county.call('session.changePassword', { current: password, next });
    passwordByAccount.set(account, next);
  }

  it('is announced sixty days before, to those who have to do with the exchange', async () => {
    const { daysLeft } = await status(county);
    now += ((daysLeft ?? 0) - 61) * day;
    const noticeFor = async (account: string) => {
      await comeBack(account);
      return (await county.call('network.status', {})).notice;
    };
    expect(await noticeFor('reg')).toBe(null);
    now += 2 * day;
    expect(await noticeFor('reg')).toMatchObject({ level: 'warning' });
    const { offices } = await county.call('exchange.board', {});
    expect(offices).toMatchObject([{ daysLeft: 59, tone: 'warning' }]);
    expect((await noticeFor('sec'))?.text).toContain('天到期');
    await comeBack('sys');
    expect((await county.refusal('network.status', {})).type).toBe('NotAllowed');
  });

  it('stops new packages with words that say what to do, and nothing else', async () => {
    now += 70 * day;
    await comeBack('reg');
    const { notice } = await county.call('network.status', {});
    expect(notice).toMatchObject({ level: 'error' });
    expect(notice?.text).toContain('换发证书');
    const { offices } = await county.call('exchange.board', {});
    expect(offices).toMatchObject([{ tone: 'danger', text: '对方证书已到期' }]);
    const input = { kind: 'petitions' as const, peer: cityId, period: null };
    const refused = await county.refusal('packages.prepare', {
      ...input,
      withAttachments: true,
      remark: '',
    });
    expect(refused.type).toBe('CertificateExpired');
    expect(refused.next).toContain('换发证书');
  });
});
