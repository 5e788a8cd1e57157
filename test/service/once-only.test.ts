/** What must happen once happens once: imports, receipts; and what an office may not send is not taken. */
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkDocument } from '../../main/service/exchange/content.ts';
import { officeSetting } from '../../main/service/office.ts';
import { openVaultAt } from '../../main/service/vaults.ts';
import { readSetting, writeSetting } from '../../main/registers/settings.ts';
import { testNetwork } from '../support/network.ts';
import {
  cityId,
  countyId,
  fileToken,
  jobId,
  mediumOf,
  passwordOf,
  receivePackageFrom,
  refusedPackage,
  sendPackage,
} from '../support/office.ts';
import { sqlWasm, testKdf } from '../support/vault.ts';
import { letter, saveLetter } from './letters.ts';

const fixture = join(import.meta.dirname, '../fixtures/county-petitions-2026-round2.xlsx');
const { pcs, city, county } = testNetwork();

describe('an import', { timeout: 60_000 }, () => {
  it('confirmed twice, at once or later, enters every letter once', async () => {
    await county.signIn('reg');
    const opened = await county.call(
      'import.open',
      { job: jobId(), register: 'petition', file: fileToken },
      { [fileToken]: fixture },
    );
    const sheet = opened.sheets.find((each) => each.proposed)?.name ?? '';
    const step = { import: opened.import, job: jobId() };
    const { columns } = await county.call('import.sheet', { ...step, sheet, headerRows: null });
    const mapping = columns.map(({ index, target }) => ({ index, target }));
    await county.call('import.check', { ...step, mapping, contextYear: null });
    await county.call('import.decideAll', { import: opened.import, decision: 'repeat' });
    const commit = () =>
      county.service.call('import.commit', { import: opened.import, job: jobId(), allowPartial: true }, {});
    const both = await Promise.all([commit(), commit()]);
    expect(both.map((result) => (result.ok ? 'done' : result.error.type)).sort()).toEqual([
      'AlreadyImported',
      'done',
    ]);
    expect(await commit()).toMatchObject({ ok: false, error: { type: 'AlreadyImported' } });
    const query = { register: 'petition' as const, filters: [], sort: [] };
    expect((await county.call('records.totals', query)).total).toBe(316);
  });
});

describe('a receipt', { timeout: 60_000 }, () => {
  it('leaves what arrived after it was made waiting for the next one', async () => {
    await receivePackageFrom(city, await sendPackage(pcs, county, 'petitions', cityId));
    await city.signIn('reg');
    const made = await city.call('packages.prepare', {
      kind: 'receipt',
      peer: countyId,
      period: null,
      withAttachments: false,
      remark: '',
    });
    await city.signIn('dir');
    await city.call('packages.approve', { package: made.package, approve: true, reason: '' });

    await county.signIn('reg');
    await saveLetter(county, letter);
    await receivePackageFrom(city, await sendPackage(pcs, county, 'petitions', cityId));
    const write = { job: jobId(), package: made.package, folder: fileToken, medium: await mediumOf(city) };
    await city.call('packages.write', write, { [fileToken]: pcs.stick });
    const { offices } = await city.call('exchange.board', {});
    expect(offices.map((each) => each.receiptDue)).toEqual([1]);
  });
});

describe('a package', { timeout: 60_000 }, () => {
  it('of a kind its sender may not send is refused, whatever the sender thinks of itself', async () => {
    await city.call('session.lock', {});
    const deps = {
      now: () => Date.now(),
      bytes: (length: number) => new Uint8Array(randomBytes(length)),
      wasm: sqlWasm,
      kdf: testKdf,
      kdfFloor: testKdf,
      userData: city.userData,
    };
    const vault = await openVaultAt(deps, join(city.userData, 'vault'), 'reg', passwordOf('reg'));
    vault.transact((tx) => {
      writeSetting(tx, officeSetting, { ...(readSetting(tx, officeSetting) as object), level: 'COUNTY' });
    });
    await vault.close();
    const path = await sendPackage(pcs, city, 'petitions', countyId);
    await county.signIn('reg');
    const refused = await refusedPackage(county, path);
    expect(refused.type).toBe('WrongDirection');
  });

  it('with settings of another shape is refused before anybody confirms it', () => {
    expect(() => {
      checkDocument('settings/codes.json', [{ list: 'x' }]);
    }).toThrow('DocumentUnknown');
    expect(() => {
      checkDocument('statistics/R-01.json', { report: 'R-01' });
    }).toThrow('DocumentUnknown');
    expect(() => {
      checkDocument('settings/codes.json', []);
    }).not.toThrow();
  });
});
