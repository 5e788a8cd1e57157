/** The main job without a window: from a clerk's spreadsheet to the city's report and back to the receipt. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testNetwork } from '../support/network.ts';
import {
  cityId,
  countyId,
  importFixture,
  jobId,
  passwordOf,
  receivePackageFrom,
  refusedPackage,
  sendPackage,
} from '../support/office.ts';

const fixture = join(import.meta.dirname, '../fixtures/county-petitions-2026-round2.xlsx');
const { pcs, city, county } = testNetwork();

describe('the main job', { timeout: 60_000 }, () => {
  it('accounts for every row of the clerk’s sheet', async () => {
    const imported = await importFixture(county, fixture);
    expect(imported).toMatchObject({ imported: 316, repeats: 18, refused: 4, skipped: 7 });
    const totals = await county.call('records.totals', { register: 'petition', filters: [], sort: [] });
    expect(totals.total).toBe(316);
  });

  it('carries the register to the city without any petitioner', async () => {
    const path = await sendPackage(pcs, county, 'petitions', cityId);
    const applied = await receivePackageFrom(city, path);
    expect(applied).toMatchObject({ applied: 316, unchanged: 0, refused: 0 });
    const page = await city.call('records.page', {
      register: 'petition',
      filters: [],
      sort: [],
      offset: 0,
      limit: 200,
    });
    expect(page.rows.every((row) => row.office === countyId && row.childText['petitioners'] === '')).toBe(
      true,
    );
  });

  it('changes nothing when the same medium is read twice', async () => {
    const name = readdirSync(pcs.stick).find((each) => each.includes('BAO-330824'));
    const applied = await receivePackageFrom(city, join(pcs.stick, name ?? ''));
    expect(applied).toMatchObject({ applied: 0, refused: 0 });
  });

  it('counts the same letters in the county’s and the city’s report', async () => {
    const parameters = {
      report: 'R-01',
      from: '2026-01-01',
      to: '2026-12-31',
      rows: 'office',
      offices: null,
    } as const;
    const [here, there] = await Promise.all(
      [county, city].map((pc) => pc.call('reports.compute', { job: jobId(), parameters })),
    );
    const total = (report: typeof here) =>
      report?.rows.find((row) => row.total)?.cells.map((cell) => cell.value);
    expect(total(here)).toEqual(total(there));
    expect(there?.checks.every((check) => check.ok)).toBe(true);
  });

  it('closes the circle with a receipt', async () => {
    await receivePackageFrom(county, await sendPackage(pcs, city, 'receipt', countyId));
    const { packages } = await county.call('packages.list', {
      direction: 'out',
      peer: null,
      offset: 0,
      limit: 10,
    });
    expect(packages.map((each) => each.stateLabel)).toEqual(['已回执']);
    const preview = await county.call('packages.preview', {
      kind: 'petitions',
      peer: cityId,
      period: null,
    });
    expect(preview.counts['petition']).toBe(0);
  });

  it('sends only what changed after the receipt', async () => {
    await county.signIn('reg');
    const page = await county.call('records.page', {
      register: 'petition',
      filters: [],
      sort: [],
      offset: 0,
      limit: 1,
    });
    const record = await county.call('records.get', { register: 'petition', id: page.rows[0]?.id ?? '' });
    await county.call('records.save', {
      register: 'petition',
      id: record.id,
      rev: record.rev,
      values: { ...record.values, remark: '补充说明' },
      children: {},
      draft: null,
      confirmed: {},
      duplicate: null,
      sealedDirect: false,
    });
    const applied = await receivePackageFrom(city, await sendPackage(pcs, county, 'petitions', cityId));
    expect(applied).toMatchObject({ applied: 1 });
  });

  it('brings the city’s settings down and the county’s statistics up', async () => {
    await receivePackageFrom(county, await sendPackage(pcs, city, 'settings', countyId));
    const period = { from: '2026-01-01', to: '2026-06-30' };
    await receivePackageFrom(city, await sendPackage(pcs, county, 'statistics', cityId, period));
    const { reports } = await city.call('reports.received', {});
    expect(reports.map((report) => report.report).sort()).toEqual(['R-01', 'R-02', 'R-03', 'R-05']);
  });

  it('refuses the wrong direction, a forged file and a second person who is the first', async () => {
    await county.signIn('reg');
    const wrong = await county.refusal('packages.prepare', {
      kind: 'settings',
      peer: cityId,
      period: null,
      withAttachments: false,
      remark: '',
    });
    expect(wrong.type).toBe('WrongDirection');
    const forged = await city.signIn('reg').then(() => refusedPackage(city, fixture));
    expect(forged.type).toBe('NotAPackage');
    const same = await city.refusal('session.witness', {
      account: 'reg',
      password: passwordOf('reg'),
      act: 'packages.apply',
    });
    expect(same.type).toBe('WitnessUnfit');
  });

  it('leaves an unbroken audit log that names the acts and no petitioner', async () => {
    for (const pc of [county, city]) {
      await pc.signIn('aud');
      expect((await pc.call('audit.verify', { job: jobId() })).ok).toBe(true);
      const { entries } = await pc.call('audit.list', {
        offset: 0,
        limit: 200,
        action: null,
        text: null,
        from: null,
        to: null,
      });
      expect(entries.length).toBeGreaterThan(10);
      expect(entries.every((entry) => entry.actionLabel !== entry.action)).toBe(true);
      expect(JSON.stringify(entries)).not.toContain('孙雪梅');
    }
  });

  it('leaves no letter, name or telephone readable on any disk', () => {
    const markers = ['孙雪梅', '18841059457', '扶贫项目验收弄虚作假', '池淮镇坎头村'];
    const needles = markers.flatMap((marker) => [Buffer.from(marker), Buffer.from(marker, 'utf16le')]);
    let files = 0;
    const visit = (folder: string): void => {
      for (const name of readdirSync(folder)) {
        const path = join(folder, name);
        if (statSync(path).isDirectory()) visit(path);
        else {
          files += 1;
          const content = readFileSync(path);
          for (const needle of needles) expect([path, content.includes(needle)]).toEqual([path, false]);
        }
      }
    };
    visit(pcs.folder);
    expect(files).toBeGreaterThan(8);
  });
});
