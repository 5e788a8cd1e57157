/** A package of leads in stock tools, with the key that the recipient keeps in its backup: nothing else is needed. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { testNetwork } from '../support/network.ts';
import { cityId, countyId, fileToken, inspectPackage, jobId, passwordOf } from '../support/office.ts';
import { address, approveLead, get, send, signedLead } from './kinds.ts';

const { pcs, city, county } = testNetwork();
const at = (name: string) => join(pcs.folder, name);

const openssl = (...args: readonly string[]): string => execFileSync('openssl', args, { encoding: 'utf8' });

/** Key, certificate and root of the city as files, from its backup. */
async function keyFiles(): Promise<void> {
  await city.signIn('sec');
  const witnessed = { account: 'sys', password: passwordOf('sys'), act: 'keys.backup' };
  const { witness } = await city.call('session.witness', witnessed);
  const halves = { firstHalf: 'Qianban+2026', secondHalf: 'Houban-2026!' };
  const file = { [fileToken]: at('key.p12') };
  await city.call('keys.backup', { job: jobId(), file: fileToken, ...halves, witness }, file);
  const password = `pass:${halves.firstHalf}${halves.secondHalf}`;
  const part = (...which: readonly string[]) =>
    openssl('pkcs12', '-in', at('key.p12'), '-passin', password, ...which);
  writeFileSync(at('office.key'), part('-nodes', '-nocerts'));
  writeFileSync(at('office.pem'), part('-nokeys', '-clcerts'));
  writeFileSync(at('root.pem'), part('-nokeys', '-cacerts'));
}

it('is opened with the documented commands, and says whose the lead is from now on', async () => {
  const id = await signedLead(county, { problemIntro: '违规收受礼金的详细情况' });
  await approveLead(county, id);
  await address(county, 'lead', id, cityId);
  const { no } = await get(county, 'lead', id);
  const path = await send(pcs, county, 'leads', cityId, 'clue');
  await city.signIn('clue');
  const { details } = await inspectPackage(city, path);
  expect(details).toEqual([
    { register: 'lead', no, title: '某局李某某有关问题', result: '新增', reason: '' },
  ]);
  await keyFiles();

  const der = ['-binary', '-inform', 'DER'];
  const own = ['-recip', at('office.pem'), '-inkey', at('office.key')];
  openssl('cms', '-decrypt', ...der, '-in', path, ...own, '-out', at('signed.der'));
  const trust = ['-CAfile', at('root.pem'), '-purpose', 'any', '-no_check_time'];
  openssl('cms', '-verify', ...der, '-in', at('signed.der'), ...trust, '-out', at('package.tar'));
  execFileSync('tar', ['xf', at('package.tar'), '-C', pcs.folder]);
  const manifest = JSON.parse(readFileSync(at('manifest.json'), 'utf8')) as Record<string, unknown>;
  expect(manifest).toMatchObject({ kind: 'leads', sender: { office: countyId }, counts: { lead: 1 } });
  const lines = readFileSync(at('records/lead.ndjson'), 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { id, no, office: countyId, handsTo: cityId, values: { problemIntro: '违规收受礼金的详细情况' } },
  ]);
}, 60_000);
