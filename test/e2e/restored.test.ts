/**
 * A county’s PC set back as a whole to an older state, which nothing on it tells: what its own windows and the city’s say
 * from the first package that does not fit to the day everything fits again.
 */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { App } from './driver.ts';
import { seriousViolations } from './pages/accessibility.ts';
import { bothAtWork } from './pages/at-work.ts';
import { button, dialog } from './pages/controls.ts';
import { openPage, signIn, switchTo } from './pages/entrance.ts';
import { receivePackage, sendPackage } from './pages/exchange.ts';
import { saveLetter } from './pages/letters.ts';
import { cityOffice, countyOffice } from './pages/offices.ts';
import { openRecord } from './pages/records.ts';
import { savePackageList } from './pages/receipts.ts';

const { registrar, director } = countyOffice.people;

describe.sequential('a county’s PC that was set back', () => {
  let city: App;
  let county: App;
  /** A package of the same name stands on the first stick, which is never written over. */
  let stick: string;
  let receipt = '';

  bothAtWork((startedCity, startedCounty, folder) => {
    city = startedCity;
    county = startedCounty;
    stick = folder;
  });

  beforeAll(async () => {
    await signIn(county, registrar);
    await signIn(city, cityOffice.people.registrar);
    await carryLetter('反映县某局违规发放津贴补贴。');
  });

  const data = (): string => join(county.home, 'data');

  async function sendLetter(summary: string): Promise<string> {
    await saveLetter(county, summary);
    return sendPackage(county, countyOffice, '信访登记', cityOffice, stick);
  }

  async function carryLetter(summary: string): Promise<void> {
    await receivePackage(city, await sendLetter(summary), cityOffice.people.director);
  }

  it('makes a package under a number that is taken, and the city refuses it, keeps it in sight and says so', async () => {
    const before = join(county.home, 'before');
    await county.close();
    execFileSync('cp', ['-a', data(), before]);
    await county.startAgain();
    await signIn(county, registrar);
    await carryLetter('反映甲镇低保评定不公。');
    await county.close();
    rmSync(data(), { recursive: true });
    execFileSync('cp', ['-a', before, data()]);
    stick = county.folder('second');
    await county.startAgain();
    await signIn(county, registrar);
    const path = await sendLetter('反映乙镇干部收受礼金。');
    const { page } = city;
    await openPage(city, '数据交换');
    await button(page, /接收数据包/u).click();
    await city.chooseToOpen(path);
    await button(page, '选择数据包文件').click();
    await page.getByText(/出现了两个不同的内容，没有导入/u).waitFor({ timeout: 60_000 });
    await city.screenshot('restored-fork-refused');
    await openPage(city, '数据交换');
    await page.getByText(/有两个不同的内容。$/u).waitFor();
    await city.screenshot('restored-fork-board');
    expect(await seriousViolations(city)).toEqual([]);
  });

  it('numbers anew by the city’s receipt, which says so before two people agree', async () => {
    receipt = await sendPackage(city, cityOffice, '回执', countyOffice, stick);
    const shown = await receivePackage(county, receipt, director, async () => {
      await county.screenshot('restored-receipt-notices');
      await county.page.locator('.ant-alert', { hasText: '重新起号' }).waitFor();
      expect(await seriousViolations(county)).toEqual([]);
    });
    expect(shown).not.toBe('');
    await openPage(county, '数据交换');
    await county.page.locator('.ant-table-row').first().waitFor();
    await county.screenshot('restored-county-board');
  });

  it('is taken at its word from then on: the city sees beforehand which letter keeps its place beside the new one', async () => {
    const path = await sendLetter('反映丙村道路硬化虚报工程量。');
    expect(path).toMatch(/-R[2-9A-Z]{3}/u);
    await receivePackage(city, path, cityOffice.people.director, async () => {
      await city.screenshot('restored-dry-run');
      await city.page.getByText(/个编号重新使用：本机原有的件保留/u).waitFor();
      expect(await seriousViolations(city)).toEqual([]);
    });
    await openPage(city, '数据交换');
    await city.page.locator('.ant-table-row').first().waitFor();
    await city.page.getByText(/有两个不同的内容。$/u).waitFor({ state: 'detached' });
    await city.screenshot('restored-board-after');
  });

  it('keeps nobody from voiding what the county has lost for good: asked for with a reason, agreed to by another', async () => {
    const { page } = city;
    await openPage(city, '信访件');
    await page
      .locator('.list-area tbody')
      .getByRole('link', { name: /（恢复前1）$/u })
      .click();
    await page.getByText(/恢复备份后没有此件/u).waitFor();
    await city.screenshot('left-over-letter');
    expect(await seriousViolations(city)).toEqual([]);
    await button(page, '申请作废').click();
    const ask = dialog(page, /^申请作废/u);
    await button(ask, '提交申请').and(page.locator(':disabled')).waitFor();
    await ask.getByRole('textbox').fill('县办已按纸质原件补录，见新登记件。');
    await button(ask, '提交申请').click();
    await ask.waitFor({ state: 'hidden' });
    await page
      .getByText(/申请作废/u)
      .first()
      .waitFor();
    expect(await button(page, '批准作废').count()).toBe(0);
    const letter = await page.locator('.form-head h1').innerText();
    await city.screenshot('left-over-void-asked');
    await switchTo(city, cityOffice.people.director);
    await openRecord(city, '信访件', letter);
    // Who signs in gets a window of his own.
    await button(city.page, '批准作废').click();
    await button(dialog(city.page, /^批准作废/u), '批准作废').click();
    await city.page.locator('.form-head').getByText('已作废').waitFor();
    await city.screenshot('left-over-voided');
    await switchTo(city, cityOffice.people.registrar);
  }, 120_000);

  it('can be shown on paper who took its package in, before whom, and with what result', async () => {
    const pdf = join(city.home, 'files', '清单.pdf');
    await savePackageList(city, pdf);
    const text = execFileSync('pdftotext', ['-raw', pdf, '-'], { encoding: 'utf8' }).replaceAll(/\s/gu, '');
    expect(text).toContain('导入人市登记监督人市主任');
    expect(text).toContain('摘要一致，签名有效，已导入');
  });
});
