/** What travels beside the packages: the receipt on paper and the hand-over of the carrier, in two windows. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { App } from './driver.ts';
import { seriousViolations } from './pages/accessibility.ts';
import { bothAtWork } from './pages/at-work.ts';
import { button } from './pages/controls.ts';
import { openPage, signIn, switchTo } from './pages/entrance.ts';
import {
  approvePackage,
  draftPackage,
  preparePackage,
  receivePackage,
  seeStateOfPackage,
  sendPackage,
  submitPackage,
} from './pages/exchange.ts';
import { closeSent, handOver, openSent, saveSlip, signFor } from './pages/handovers.ts';
import { saveLetter } from './pages/letters.ts';
import { cityOffice, countyOffice } from './pages/offices.ts';
import { confirmReceipt, openReceiptEntry, printReceipt, scanPdf } from './pages/receipts.ts';

describe.sequential('beside the packages', () => {
  let city: App;
  let county: App;
  let stick: string;
  let packageNo = '';
  let packagePath = '';
  let receipt = '';

  bothAtWork((startedCity, startedCounty, folder) => {
    city = startedCity;
    county = startedCounty;
    stick = folder;
  });

  it('a package reaches the city', async () => {
    await signIn(county, countyOffice.people.registrar);
    await saveLetter(county, '反映县某局违规发放津贴补贴。');
    packagePath = await sendPackage(county, countyOffice, '信访登记', cityOffice, stick);
    packageNo = /BAO-[\d-]+/u.exec(packagePath)?.[0] ?? '';
    await signIn(city, cityOffice.people.registrar);
    await receivePackage(city, packagePath, cityOffice.people.director);
  });

  it('its carrier is handed over under a number of the office, and signed for', async () => {
    await openSent(county, packageNo);
    const no = await handOver(county, { 交接地点: '市委办公楼', 承运人: '赵通信', 封条号: '031' });
    expect(no).toMatch(/^JJ-\d{4}-0001$/u);
    const pdf = join(county.home, 'files', '交接单.pdf');
    await saveSlip(county, pdf);
    const text = execFileSync('pdftotext', ['-raw', pdf, '-'], { encoding: 'utf8' });
    for (const part of [no, packageNo, '赵通信', '031', '县登记'])
      expect(text.replaceAll(/\s/gu, '')).toContain(part);
    await signFor(county, '市收件人');
    await county.screenshot('handover-signed');
    expect(await seriousViolations(county)).toEqual([]);
    await closeSent(county);
    await openPage(county, '数据交换');
    await county.page.getByText('其中已签收 1 个').waitFor();
    await county.screenshot('handover-board');
  });

  it('the city gives its receipt out on paper, with a code any scanner reads', async () => {
    const no = await preparePackage(city, '回执', countyOffice);
    await switchTo(city, cityOffice.people.director);
    await approvePackage(city, no);
    await switchTo(city, cityOffice.people.registrar);
    const pdf = join(city.home, 'files', '回执.pdf');
    await printReceipt(city, no, pdf);
    receipt = scanPdf(pdf);
    expect(receipt).toMatch(/^(\d{30}){4}$/u);
    await seeStateOfPackage(city, no, '已出具纸质回执');
  });

  it('the county types it with a slip, is told the line, and puts it right', async () => {
    const { page } = county;
    await openReceiptEntry(county);
    await county.screenshot('receipt-entry-empty');
    const lines = receipt.match(/\d{30}/gu) ?? [];
    const wrong = (lines[1] ?? '').replace(/\d{4}$/u, '0000');
    const field = page.getByLabel('回执码');
    await field.pressSequentially([lines[3], wrong, lines[0]].map((line) => `${line ?? ''}\n`).join(''));
    await page.getByText('共4行，已核对第1、4行，还缺第2、3行。').waitFor();
    await page.getByText(/（第2行）的数字与校验码不符/u).waitFor();
    await county.screenshot('receipt-entry-slip');
    expect(await seriousViolations(county)).toEqual([]);
    await page.getByRole('button', { name: '清空重来' }).click();
    await field.pressSequentially(`${receipt}\n`);
    await page.getByText('核验通过：验证码相符，是给本办的回执。').waitFor();
    await county.screenshot('receipt-checked');
    expect(await page.locator('.ant-table').textContent()).toContain(packageNo);
    expect(await confirmReceipt(county, countyOffice.people.director)).toContain(packageNo);
    await seeStateOfPackage(county, packageNo, '已回执');
  });

  it('a letter that names its petitioner in the text is held back, and goes with a reason for the director', async () => {
    const { page } = county;
    await saveLetter(county, '村民赵试验反映修路款没有公开。', '赵试验');
    await draftPackage(county, '信访登记', cityOffice);
    await button(page, '提交审批').click();
    const refusal = page.getByRole('alert').filter({ hasText: '数据包不能发出' });
    await refusal.waitFor();
    expect(await refusal.textContent()).toMatch(/XF\d{6}-2026-\d{5}（反映的主要问题）/u);
    expect(await page.locator('main').textContent()).not.toContain('赵试验');
    await page.getByLabel('仍要发送的理由').fill('是同名的他人，已逐件核对');
    await county.screenshot('package-names-petitioner');
    expect(await seriousViolations(county)).toEqual([]);
    const no = await submitPackage(county);
    await switchTo(county, countyOffice.people.director);
    await openPage(county, '数据交换');
    const row = county.page.locator('tr', { hasText: no });
    await row.getByRole('button', { name: '审批' }).click();
    await county.page
      .getByText(/理由：是同名的他人，已逐件核对/u)
      .first()
      .waitFor();
    await county.screenshot('package-names-approval');
  });
});
