/** A workstation with more scans than one package takes hands them in with several; none is lost, none comes twice. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { attachmentRows, insertAttachment } from '../../main/registers/attachment-table.ts';
import { mostAttachments } from '../../main/registers/packaged-attachments.ts';
import { countyId, fileToken, jobId, receivePackageFrom, sendPackage } from '../support/office.ts';
import { testNetwork } from '../support/network.ts';
import { pdfOf } from '../support/printer.ts';
import { inVaultOf } from '../support/vault-of.ts';
import { closeWorkstation, foundWorkstation, joinUnder, stationId } from '../support/workstation.ts';
import type { BlobRef } from '../../main/vault/api.ts';
import { saveAnother } from './letters.ts';

const { pcs, city, county } = testNetwork();
const station = pcs.pc('station');
const beyond = 50;
/** Scans of one letter, each another file; other letters have copies of them, for ten thousand files take minutes to write. */
const perLetter = 500;

/** One scan through the program, and so many others beside it. */
async function manyScans(letters: readonly string[]): Promise<number> {
  const path = join(pcs.folder, 'scan.pdf');
  writeFileSync(path, pdfOf('<main class="sheet'));
  const [one = ''] = letters;
  const target = { job: jobId(), register: 'petition' as const, record: one, files: [fileToken] };
  await station.call('attachments.add', target, { [fileToken]: path });
  return inVaultOf(station, 'reg', async (vault) => {
    const [first] = attachmentRows(vault, one);
    if (!first) throw new Error('no scan');
    const files: BlobRef[] = [];
    for (let index = 0; index < perLetter; index += 1) files.push(await vault.blobs.put(contentOf(index)));
    const count = mostAttachments + beyond;
    vault.transact((tx) => {
      for (let index = 1; index < count; index += 1) {
        const file = files[index % perLetter];
        if (!file) throw new Error('no file');
        const { id: blob, size, sha256 } = file;
        const record = letters[Math.floor(index / perLetter)] ?? one;
        insertAttachment(tx, {
          ...first,
          id: `scan-${index}`,
          name: `${index}.pdf`,
          record,
          blob,
          size,
          sha256,
        });
      }
    });
    return count;
  });
}

async function* contentOf(index: number): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(`%PDF-1.7 ${index}`));
}

const scansAtHost = () =>
  inVaultOf(
    county,
    'reg',
    (vault) =>
      vault.get<{ all: number; apart: number }>(
        'SELECT count(*) AS "all", count(DISTINCT id) AS apart FROM attachment',
      ) ?? {},
  );

async function scansMissing(): Promise<boolean> {
  await station.signIn('reg');
  const { missing } = await station.call('workstation.standing', {});
  return missing.some(({ kind }) => kind === 'scans');
}

/** The better part of a minute, on a quiet machine. */
const whenSlow = it.runIf(process.env['SLOW']);

whenSlow(
  'goes on with the rest after each receipt',
  async () => {
    await foundWorkstation(station);
    await joinUnder(county, { pcs, city, station, until: '2099-12-31' });
    await station.signInToDisclose('reg');
    const letters: string[] = [];
    for (let index = 0; index * perLetter < mostAttachments + beyond; index += 1) {
      const about = `反映${'甲乙丙丁戊己庚辛壬癸'.charAt(index % 10)}镇第${index + 1}村账目不清。`;
      letters.push((await saveAnother(station, about, `村干部${index + 1}`)).id);
    }
    const count = await manyScans(letters);
    await station.signIn('reg');
    await closeWorkstation(station);
    for (const expected of [mostAttachments, count]) {
      expect(await scansMissing()).toBe(true);
      const path = await sendPackage(pcs, station, 'handIn', countyId);
      expect(await receivePackageFrom(county, path)).toMatchObject({ refused: 0 });
      expect(await scansAtHost()).toEqual({ all: expected, apart: expected });
      await receivePackageFrom(station, await sendPackage(pcs, county, 'receipt', stationId));
    }
    expect(await scansMissing()).toBe(false);
  },
  600_000,
);
