/** 网络与证书 in the real window: an enrolled county changes its key, and the city revokes the old one with the new. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { App } from './driver.ts';
import { seriousViolations } from './pages/accessibility.ts';
import { bothAtWork } from './pages/at-work.ts';
import { button } from './pages/controls.ts';
import { openPage, signIn } from './pages/entrance.ts';
import { acceptAnswer } from './pages/network.ts';
import { cityOffice, countyOffice } from './pages/offices.ts';

describe.sequential('the certificates of the network', () => {
  let city: App;
  let county: App;
  let stick: string;

  bothAtWork((startedCity, startedCounty, folder) => {
    city = startedCity;
    county = startedCounty;
    stick = folder;
  });

  it('are changed for a new key by a page of their own, and the old one is revoked when the city says so', async () => {
    await signIn(county, countyOffice.people.security);
    await openPage(county, '网络与证书');
    await county.page.getByText(/^本办证书有效至/u).waitFor();
    const before = await ownFingerprint();
    await county.page.getByText(/^更换电脑（/u).click();
    await county.page.getByText(/^有保险库备份的/u).waitFor();
    await county.screenshot('network-lost-pc');
    await county.page.getByText(/^更换密钥（/u).click();
    await county.chooseToOpen(stick);
    await button(county.page, '生成申请文件').click();
    const status = county.page.getByRole('status').filter({ hasText: '已写好' });
    await status.waitFor({ timeout: 60_000 });
    await county.screenshot('network-rekey');
    expect(await seriousViolations(county)).toEqual([]);
    const file = (await status.locator('strong').first().textContent()) ?? '';

    await signIn(city, cityOffice.people.security);
    await openPage(city, '网络与证书');
    await city.chooseToOpen(join(stick, file));
    await button(city.page, '打开入网申请文件').click();
    await city.page.getByText('对方念出的八组数字与上面完全一致').click();
    await city.page.getByPlaceholder(/^姓名、职务、电话/u).fill('县巡察办主任，座机核对');
    const issue = button(city.page, '签发并保存答复文件');
    expect(await issue.isDisabled()).toBe(true);
    await city.page.getByText(/立即吊销原证书/u).click();
    await city.screenshot('network-issue-revoking');
    expect(await seriousViolations(city)).toEqual([]);
    await city.chooseToOpen(stick);
    await issue.click();
    const issued = city.page.getByRole('status').filter({ hasText: '已写好' });
    await issued.waitFor();
    await button(city.page, '完成').click();
    await city.page.getByText('已吊销').waitFor();
    await city.screenshot('network-members');

    await acceptAnswer(county, join(stick, '入网答复-330824XCB.tar'), null);
    await expect.poll(ownFingerprint).not.toBe(before);
    await county.page.getByText('请到“恢复单与密钥”重新备份本办密钥。').waitFor();
    await button(county.page, /^核对并/u).waitFor({ state: 'hidden' });
    await county.screenshot('network-rekeyed');
  });

  const ownFingerprint = (): Promise<string | null> =>
    county.page.locator('code.digest').first().textContent();
});
