/** Certificates that run out, in the real windows on the days when they do. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { App } from './driver.ts';
import { placeLater } from './harness/later.ts';
import { seriousViolations } from './pages/accessibility.ts';
import { bothAtWork } from './pages/at-work.ts';
import { button } from './pages/controls.ts';
import { lock, openPage, signInAnew } from './pages/entrance.ts';
import { acceptAnswer, issueCertificate, requestCertificate } from './pages/network.ts';
import { cityOffice, countyOffice, type Person } from './pages/offices.ts';

const lifetime = 10 * 365;

describe.sequential('certificates of ten years', () => {
  let city: App;
  let county: App;
  let stick: string;
  const passwordByName = new Map<string, string>();

  bothAtWork((startedCity, startedCounty, folder) => {
    city = startedCity;
    county = startedCounty;
    stick = folder;
  });

  /** Both offices on a later day, from what they had when they were last closed. */
  async function comeBack(days: number): Promise<void> {
    const command = await placeLater(days);
    for (const app of [city, county]) {
      await app.close();
      await app.startAgain(command);
    }
  }

  /** The person goes on with a new password: the old one ran out in the meantime. */
  async function comeIn(app: App, { name, account, password }: Person): Promise<void> {
    const last = passwordByName.get(name) ?? password;
    const next = `${last}-xin`;
    await signInAnew(app, { account, password: last }, next);
    passwordByName.set(name, next);
  }

  it('are announced two months before, the own one and the other office’s, with what to do', async () => {
    await comeBack(lifetime - 30);
    await comeIn(county, countyOffice.people.registrar);
    await county.page.getByText(/^本办数据交换证书还有\d+天到期/u).waitFor();
    await openPage(county, '数据交换');
    await county.page.getByText(/测试市委.*的证书将于/u).waitFor();
    await county.screenshot('certificates-ending-board-county');
    expect(await seriousViolations(county)).toEqual([]);
    await lock(county);
    await comeIn(county, countyOffice.people.security);
    await openPage(county, '网络与证书');
    await county.page.getByText(/^本办证书还有\d+天到期/u).waitFor();
    await county.screenshot('certificates-ending-network-county');
    await comeIn(city, cityOffice.people.security);
    await openPage(city, '网络与证书');
    await city.page.getByText(/测试县委.*的证书将于/u).waitFor();
    await city.screenshot('certificates-ending-network-city');
    expect(await seriousViolations(city)).toEqual([]);
  });

  it('stop new packages when they have run out, and say so before anything is typed', async () => {
    await comeBack(lifetime + 100);
    await comeIn(county, countyOffice.people.registrar);
    await county.page.getByText(/^本办数据交换证书已于/u).waitFor();
    await openPage(county, '数据交换');
    await county.page.getByText(/测试市委.*的证书已于/u).waitFor();
    await county.screenshot('certificates-expired-board-county');
    await button(county.page, /发送数据包/u).click();
    await county.page.getByText('本单位的证书已经过期，不能再制作数据包。').waitFor();
    expect(await button(county.page, '提交审批').isDisabled()).toBe(true);
    await county.screenshot('certificates-expired-send');
    expect(await seriousViolations(county)).toEqual([]);
  });

  it('are renewed by both, and the county reads the city’s new one without typing the root again', async () => {
    await comeIn(city, cityOffice.people.security);
    await openPage(city, '网络与证书');
    await city.page.getByText(/^本办证书已于/u).waitFor();
    await city.screenshot('certificates-expired-network-city');
    await button(city.page, '更新本办证书').click();
    await city.page.getByText('本办证书已更新。').waitFor();
    await city.screenshot('certificates-renewed-city');
    await lock(county);
    await comeIn(county, countyOffice.people.security);
    await openPage(county, '网络与证书');
    await county.screenshot('certificates-expired-network-county');
    const request = await requestCertificate(county, stick);
    const issued = await issueCertificate(city, join(stick, request.file), stick, /^证书将到期：/u);
    await acceptAnswer(county, join(stick, issued.file), null);
    await county.page.getByText(/^本办证书有效至/u).waitFor();
    await county.page.getByText(/^本办数据交换证书已于/u).waitFor({ state: 'detached' });
    await county.screenshot('certificates-renewed-county');
    await button(city.page, '重出答复').click();
    await city.page.getByText('给中共测试县委巡察工作领导小组办公室的答复文件已写好。').waitFor();
    await city.screenshot('certificates-answer-again');
    expect(await seriousViolations(city)).toEqual([]);
    await county.page.getByText(/^登记市办的新证书（/u).click();
    await county.chooseToOpen(join(stick, issued.file));
    await button(county.page, '选择答复文件').click();
    await county.page.getByText(/^根证书就是本办入网时核对过的那一个/u).waitFor();
    await county.screenshot('certificates-answer-known-root');
    expect(await seriousViolations(county)).toEqual([]);
    await button(county.page, '核对并登记').click();
    await county.page.getByText('市办用新证书签名的数据包，本办可以接收了。').waitFor();
  });
});
