/** Scans of letters follow when they may: with the letter or with any later package, once, whatever got lost. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Output } from '../../preload/contract/contract.ts';
import { testNetwork } from '../support/network.ts';
import {
  cityId,
  countyId,
  fileToken,
  inspectPackage,
  jobId,
  receivePackageFrom,
  sendPackage,
} from '../support/office.ts';
import { pdfOf } from '../support/printer.ts';
import { letter, saveLetter } from './letters.ts';

const { pcs, city, county } = testNetwork();
let saved: Output<'records.save'>;

beforeAll(async () => {
  await county.signIn('reg');
  saved = await saveLetter(county, letter);
  await scan('信封');
});

/** Adds a scan to the letter. */
async function scan(name: string): Promise<void> {
  const path = join(pcs.folder, `${name}.pdf`);
  writeFileSync(path, Buffer.concat([pdfOf('<main class="sheet'), Buffer.from(`% ${name}\n`)]));
  await county.signIn('reg');
  const target = { job: jobId(), register: 'petition' as const, record: saved.id, files: [fileToken] };
  await county.call('attachments.add', target, { [fileToken]: path });
}

const send = (withAttachments: boolean) =>
  sendPackage(pcs, county, 'petitions', cityId, null, withAttachments);
const answer = async () => receivePackageFrom(county, await sendPackage(pcs, city, 'receipt', countyId));
const preview = async () => {
  await county.signIn('reg');
  return county.call('packages.preview', { kind: 'petitions', peer: cityId, period: null });
};
const atCity = async (): Promise<readonly string[]> => {
  await city.signIn('reg');
  const { attachments } = await city.call('records.get', { register: 'petition', id: saved.id });
  return attachments.map(({ name }) => name);
};

describe('scans', { timeout: 60_000 }, () => {
  it('left at home follow in a later package although the letter has been acknowledged', async () => {
    expect(await receivePackageFrom(city, await send(false))).toMatchObject({ applied: 1, refused: 0 });
    await answer();
    expect(await atCity()).toEqual([]);
    expect(await preview()).toMatchObject({ counts: { petition: 0 }, attachments: 1 });
    expect(await receivePackageFrom(city, await send(true))).toMatchObject({ applied: 1, refused: 0 });
    expect(await atCity()).toEqual(['信封.pdf']);
    await answer();
    expect((await preview()).attachments).toBe(0);
  });

  it('do not make the same revision of a letter another one', async () => {
    await scan('信纸');
    expect(await receivePackageFrom(city, await send(false))).toMatchObject({ applied: 1, refused: 0 });
    expect(await receivePackageFrom(city, await send(true))).toMatchObject({
      ...{ applied: 1, unchanged: 1, refused: 0 },
    });
    expect(await receivePackageFrom(city, await send(false))).toMatchObject({ unchanged: 1, refused: 0 });
    expect((await atCity()).toSorted()).toEqual(['信封.pdf', '信纸.pdf']);
    await answer();
  });

  it('lost with their medium are sent again, though later numbers were acknowledged', async () => {
    await scan('附件一');
    rmSync(await send(true));
    await receivePackageFrom(city, await send(false));
    await answer();
    expect(await preview()).toMatchObject({ counts: { petition: 0 }, attachments: 1 });
    expect(await receivePackageFrom(city, await send(true))).toMatchObject({ applied: 1, refused: 0 });
    expect(await atCity()).toHaveLength(3);
    await answer();
    expect((await preview()).attachments).toBe(0);
  });

  it('are seen coming by who imports them, and opened there', async () => {
    await scan('附件二');
    const path = await send(true);
    await city.signIn('reg');
    const found = await inspectPackage(city, path);
    expect(found.notices).toContain('带有附件1个，计入下面的条数。');
    expect(found.counts).toMatchObject({ new: 1, changed: 1, refused: 0 });
    await receivePackageFrom(city, path);
    const { attachments } = await city.call('records.get', { register: 'petition', id: saved.id });
    const last = attachments.at(-1);
    const read = { register: 'petition' as const, record: saved.id, attachment: last?.id ?? '' };
    await city.signInToDisclose('reg');
    const { content } = await city.call('attachments.read', read);
    expect(Buffer.from(content).toString('latin1')).toContain('%PDF-');
    expect(last?.addedByName).toBe('县reg');
  });
});

describe('the list of packages', { timeout: 60_000 }, () => {
  it('counts reports and what a receipt answers, as the preview did', async () => {
    await sendPackage(pcs, county, 'statistics', cityId, { from: '2026-01-01', to: '2026-03-31' });
    const list = { direction: 'out' as const, peer: null, offset: 0, limit: 1 };
    expect((await county.call('packages.list', list)).packages[0]?.counts).toEqual({ report: 4 });
    await sendPackage(pcs, city, 'receipt', countyId);
    expect((await city.call('packages.list', list)).packages[0]?.counts).toEqual({ package: 1 });
  });
});
