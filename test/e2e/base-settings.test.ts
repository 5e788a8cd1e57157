/** 基础字典与模板: two people see which rows will be the city's and which stay the county's before they agree. */
import { describe, expect, it } from 'vitest';
import type { App } from './driver.ts';
import { bothAtWork } from './pages/at-work.ts';
import { callBridge } from './pages/bridge.ts';
import { signIn, switchTo } from './pages/entrance.ts';
import { receivePackage, sendPackage } from './pages/exchange.ts';
import { cityOffice, countyOffice } from './pages/offices.ts';

describe.sequential('base settings from the city', () => {
  let city: App;
  let county: App;
  let stick: string;

  bothAtWork((startedCity, startedCounty, folder) => {
    city = startedCity;
    county = startedCounty;
    stick = folder;
  });

  it('are listed row by row with both versions, the one that will hold, and why', async () => {
    await signIn(city, cityOffice.people.director);
    await signIn(county, countyOffice.people.director);
    const { codes } = await callBridge(city, 'codes.all', {});
    const rows = codes.filter(({ verified, parent }) => !verified && parent === null).slice(0, 14);
    const [first] = rows;
    if (!first) throw new Error('rows that nobody has verified');
    const own = { ...first, label: '本办核过的名称', verified: true };
    await callBridge(county, 'codes.save', { code: own, reason: '按本办实际' });
    for (const code of rows) {
      const changed = { ...code, label: `${code.label}（修订）`, basis: '市巡察办2026年修订' };
      await callBridge(city, 'codes.save', { code: changed, reason: '修订' });
    }
    await switchTo(city, cityOffice.people.registrar);
    const path = await sendPackage(city, cityOffice, '基础字典与模板', countyOffice, stick);
    await switchTo(county, countyOffice.people.registrar);
    await receivePackage(county, path, countyOffice.people.director, async () => {
      const table = county.page.locator('section', { hasText: '与本办不同的内容' });
      await table.waitFor();
      const kept = table.locator('tr', { hasText: '本办核过的名称' });
      expect(await kept.textContent()).toContain('保留本办的本办的已核对原文，市级的尚未核对，保留本办的。');
      expect(await table.locator('tbody tr.ant-table-row').count()).toBe(10);
      await table.scrollIntoViewIfNeeded();
      await county.screenshot('base-settings-differences');
    });
    const after = await callBridge(county, 'codes.all', {});
    const labels = after.codes.map(({ label }) => label);
    expect(labels).toContain('本办核过的名称');
    expect(labels.filter((label) => label.endsWith('（修订）'))).toHaveLength(rows.length - 1);
  }, 300_000);
});
