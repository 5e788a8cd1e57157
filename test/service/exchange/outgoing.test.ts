/** A package goes onto one medium at a time. */
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { testNetwork } from '../../support/network.ts';
import { cityId, fileToken, jobId, mediumOf } from '../../support/office.ts';
import { letter, saveLetter } from '../letters.ts';

const { pcs, county } = testNetwork();

it('a package asked for twice at once is written once, and once more when that is done', async () => {
  await county.signIn('reg');
  await saveLetter(county, letter);
  const plan = { kind: 'petitions' as const, peer: cityId, period: null, withAttachments: false, remark: '' };
  const { package: id } = await county.call('packages.prepare', plan);
  await county.signIn('dir');
  await county.call('packages.approve', { package: id, approve: true, reason: '' });
  await county.signIn('reg');
  const medium = await mediumOf(county);
  const write = (folder: string) =>
    county.service.call(
      'packages.write',
      { job: jobId(), package: id, folder: fileToken, medium },
      { [fileToken]: folder },
    );
  const both = await Promise.all([write(pcs.stick), write(pcs.stick)]);
  expect(both.map((result) => (result.ok ? 'written' : result.error.type)).sort()).toEqual([
    'BeingWritten',
    'written',
  ]);
  const other = join(pcs.folder, 'other stick');
  mkdirSync(other);
  expect(await write(other)).toMatchObject({ ok: true });
  expect(readdirSync(other)).toEqual(readdirSync(pcs.stick).filter((name) => name.endsWith('.lxp')));
}, 60_000);

it('a package in which nothing would go is drawn up only for a maker who has been told so', async () => {
  await county.signIn('reg');
  const plan = { kind: 'petitions' as const, peer: cityId, period: null, withAttachments: false, remark: '' };
  const before = await county.call('packages.list', { direction: 'out', peer: null, offset: 0, limit: 10 });
  await expect(county.call('packages.prepare', plan)).resolves.toHaveProperty('no');

  await county.signIn('rect');
  const nothing = { ...plan, kind: 'rectification' as const };
  const preview = await county.call('packages.preview', { kind: nothing.kind, peer: cityId, period: null });
  const refused = await county.refusal('packages.prepare', nothing);
  expect(refused).toMatchObject({ type: 'PackageEmpty', why: preview.empty });
  expect(refused.fields).toHaveProperty('emptyConfirmed');
  const { total } = await county.call('packages.list', {
    direction: 'out',
    peer: null,
    offset: 0,
    limit: 10,
  });
  expect(total).toBe(before.total + 1);
  await expect(county.call('packages.prepare', { ...nothing, emptyConfirmed: true })).resolves.toHaveProperty(
    'no',
  );

  // A package of documents holds no records and is not empty.
  await county.signIn('reg');
  await expect(county.call('packages.prepare', { ...plan, kind: 'receipt' })).resolves.toHaveProperty('no');
}, 60_000);
