/** The office's key as a file: two administrators, two halves of a passphrase, and a stock tool that opens it. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Input } from '../../preload/contract/contract.ts';
import {
  createTestPcs,
  fileToken,
  foundTestOffice,
  jobId,
  passwordOf,
  type TestPc,
} from '../support/office.ts';

const pcs = createTestPcs();
const file = join(pcs.stick, '本办密钥备份.p12');
const halves = { firstHalf: 'Qianban+2026', secondHalf: 'Houban-2026!' };
let city: TestPc;

beforeAll(async () => {
  city = pcs.pc('city');
  await foundTestOffice(city, 'CITY');
}, 60_000);
afterAll(() => pcs.dispose());

const confirmed = (account: string) =>
  city.call('session.witness', { account, password: passwordOf(account), act: 'keys.backup' });

async function inputWith(account: string, own = halves): Promise<Input<'keys.backup'>> {
  await city.signIn('sec');
  const { witness } = await confirmed(account);
  return { job: jobId(), file: fileToken, ...own, witness };
}

const openssl = (password: string, ...args: readonly string[]) =>
  spawnSync('openssl', ['pkcs12', '-in', file, '-passin', `pass:${password}`, ...args], { encoding: 'utf8' });

describe('the backup of the office’s key', { timeout: 60_000 }, () => {
  it('is refused with a weak half, with equal halves, and writes nothing then', async () => {
    const wrong = [
      { firstHalf: 'kurz', secondHalf: halves.secondHalf },
      { firstHalf: halves.firstHalf, secondHalf: '后半段-Houban-2026' },
      { firstHalf: halves.firstHalf, secondHalf: halves.firstHalf },
    ];
    for (const own of wrong) {
      const refused = await city.refusal('keys.backup', await inputWith('sys', own), { [fileToken]: file });
      expect(refused.type).toBe('WeakPassword');
    }
    expect(existsSync(file)).toBe(false);
  });

  it('takes an administrator as second person, and nobody who handles letters', async () => {
    await city.signIn('sec');
    for (const account of ['reg', 'dir', 'sec']) {
      const input = { account, password: passwordOf(account), act: 'keys.backup' };
      expect((await city.refusal('session.witness', input)).type).toBe('WitnessUnfit');
    }
    await confirmed('aud');
    const other = { account: 'sys', password: passwordOf('sys'), act: 'packages.apply:1' };
    expect((await city.refusal('session.witness', other)).type).toBe('WitnessUnfit');
  });

  it('opens with both halves one after the other in stock OpenSSL, and with neither alone', async () => {
    const made = await city.call('keys.backup', await inputWith('sys'), { [fileToken]: file });
    const status = await city.call('keys.status', {});
    expect(status.exchange?.fingerprint).toBe(made.fingerprint);
    expect(status.exchange?.backedUpAt).not.toBeNull();
    const both = openssl(halves.firstHalf + halves.secondHalf, '-nodes');
    expect(both.stderr).not.toContain('Error');
    expect(both.status).toBe(0);
    expect(both.stdout).toContain('BEGIN PRIVATE KEY');
    expect(both.stdout.match(/BEGIN CERTIFICATE/gu)).toHaveLength(2);
    for (const alone of Object.values(halves)) expect(openssl(alone, '-nodes').status).not.toBe(0);
  });

  it('stands in the log with both names before and after it was written', async () => {
    await city.signIn('aud');
    const asked = { offset: 0, limit: 5, action: 'keys.backup', text: null, from: null, to: null };
    const { entries } = await city.call('audit.list', asked);
    expect(entries.map(({ result, actorName }) => [result, actorName])).toEqual([
      ['成功', '市sec'],
      ['开始', '市sec'],
    ]);
    for (const { detail } of entries) {
      expect(detail).toContain('市sys');
      expect(detail).not.toContain(halves.secondHalf);
    }
  });

  it('is refused to an office that has no key yet', async () => {
    const county = pcs.pc('county');
    await foundTestOffice(county, 'COUNTY');
    await county.signIn('sec');
    expect((await county.call('keys.status', {})).exchange).toBeNull();
    const { witness } = await county.call('session.witness', {
      account: 'sys',
      password: passwordOf('sys'),
      act: 'keys.backup',
    });
    const input = { job: jobId(), file: fileToken, ...halves, witness };
    const refused = await county.refusal('keys.backup', input, { [fileToken]: file });
    expect(refused.type).toBe('NotEnrolled');
  });
});
