/** What travels beside the packages: the receipt on paper and the hand-over of the carrier, in two windows. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inVaultBelow } from '../support/vault-of.ts';
import { type App, giveTo } from './driver.ts';
import { seriousViolations } from './pages/accessibility.ts';
import { bothAtWork } from './pages/at-work.ts';
import { callBridge } from './pages/bridge.ts';
import { button, dialog } from './pages/controls.ts';
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
  let letter = '';

  bothAtWork((startedCity, startedCounty, folder) => {
    city = startedCity;
    county = startedCounty;
    stick = folder;
  });

  it('a package reaches the city', async () => {
    await signIn(county, countyOffice.people.registrar);
    letter = await saveLetter(county, '反映县某局违规发放津贴补贴。');
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

  it('a package taken in part shows both offices which letter was not taken, and the sender what to do', async () => {
    await city.close();
    // As if the number of the letter had been mistaken at the city.
    const data = join(city.home, 'data');
    await inVaultBelow(data, cityOffice.people.registrar, (vault) =>
      vault.transact((tx) => tx.run("UPDATE petition SET no = no || '9' WHERE id = ?", [letter])),
    );
    giveTo(data);
    await city.startAgain();
    await signIn(city, cityOffice.people.registrar);
    const { no, rev } = await callBridge(county, 'records.get', { register: 'petition', id: letter });
    await callBridge(county, 'records.save', {
      ...{ register: 'petition', id: letter, rev, draft: null, duplicate: null, sealedDirect: false },
      ...{ values: { summary: '反映县某局违规发放津贴补贴，附有名单。' }, children: {} },
      confirmed: { registeredLate: '补登', realNameContact: '来信未留', ownPeopleNamed: '照录来信' },
    });
    await saveLetter(county, '反映乙镇占用耕地。');
    const path = await sendPackage(county, countyOffice, '信访登记', cityOffice, stick);
    const sent = /BAO-[\d-]+/u.exec(path)?.[0] ?? '';
    expect(await receivePackage(city, path, cityOffice.people.director)).toContain('1拒收');
    await openPage(city, '数据交换');
    await city.page.getByRole('tab', { name: '收到的数据包' }).click();
    await button(city.page, sent).click();
    const taken = dialog(city.page, /^数据包 /u);
    await taken
      .locator('tr', { hasText: no })
      .getByText(/与包内编号不同/u)
      .waitFor();
    await city.screenshot('package-partly-taken');
    expect(await seriousViolations(city)).toEqual([]);
    await closeSent(city);
    const answer = await sendPackage(city, cityOffice, '回执', countyOffice, stick);
    await receivePackage(county, answer, countyOffice.people.director, async () => {
      await county.page.getByText(`对方没有接收数据包${sent}中的1条`).waitFor();
    });
    await openSent(county, sent);
    const row = dialog(county.page, /^数据包 /u).locator('tr', { hasText: no });
    await row.getByText(/核对编号/u).waitFor();
    await county.screenshot('package-partly-refused');
    expect(await seriousViolations(county)).toEqual([]);
    await row.getByRole('link', { name: no }).click();
    await county.page.locator('.form-head h1').getByText(no).waitFor();
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
