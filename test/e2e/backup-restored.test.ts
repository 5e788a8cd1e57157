/** A backup taken into use on another PC: nobody signs in before two administrators have agreed to it. */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { App } from './driver.ts';
import { seriousViolations } from './pages/accessibility.ts';
import { atWork } from './pages/at-work.ts';
import { button } from './pages/controls.ts';
import { openPage, signIn, switchTo } from './pages/entrance.ts';
import { saveLetter } from './pages/letters.ts';
import { countyOffice } from './pages/offices.ts';
import { keepPicturesOfFailures } from './pages/pictures.ts';

const { system, auditor, registrar } = countyOffice.people;

describe.sequential('a backup on another PC', () => {
  let lost: App;
  let other: App;

  atWork(countyOffice, registrar, (started) => {
    lost = started;
  });

  beforeAll(async () => {
    await saveLetter(lost, '反映县某局违规发放津贴补贴。');
    await switchTo(lost, system);
    await openPage(lost, '自检与备份');
    await lost.chooseToOpen(lost.folder('backup'));
    await button(lost.page, '选择位置并备份').click();
    await lost.page.getByText('备份完成，已回读核对无误，可以取下介质。').waitFor();
    other = await App.launch();
    const [name = ''] = readdirSync(join(lost.home, 'files', 'backup'));
    const folder = other.folder('restored');
    execFileSync('cp', ['-a', `${join(lost.home, 'files', 'backup', name)}/.`, folder]);
    await other.chooseToOpen(folder);
  });

  afterAll(async () => {
    await other.close();
    other.forget();
  });

  keepPicturesOfFailures(() => [other]);

  it('asks for two administrators instead of a sign-in, or for two recovery sheets', async () => {
    const { page } = other;
    await button(page, /^打开已有数据库/u).click();
    await page.getByText(/^这个数据库来自备份或者其他电脑/u).waitFor();
    await other.screenshot('restore-asked');
    expect(await page.getByRole('button', { name: '登录', exact: true }).count()).toBe(0);
    expect(await seriousViolations(other)).toEqual([]);
    await button(page, /用两份恢复单确认/u).click();
    await page.getByLabel(/^第1张恢复单/u).waitFor();
    await other.screenshot('restore-by-sheets');
    await button(page, '由两名管理员确认').click();
  });

  it('is taken into use by both, and tells the registrar up to when it goes', async () => {
    const { page } = other;
    await page.getByLabel('第一名管理员账号').fill(system.account);
    await page.getByLabel('第一名管理员口令').fill(system.password);
    await page.getByLabel('第二名管理员账号').fill(auditor.account);
    await page.getByLabel('第二名管理员口令').fill('Kouling-0000-0');
    await button(page, '两人确认使用').click();
    await page.getByText('第二名管理员：账号或口令不正确。').waitFor();
    await other.screenshot('restore-refused');
    await page.getByLabel('第一名管理员口令').fill(system.password);
    await page.getByLabel('第二名管理员口令').fill(auditor.password);
    await button(page, '两人确认使用').click();
    await button(page, '登录').waitFor();
    await signIn(other, registrar);
    await page.getByText(/由备份恢复，内容截至/u).waitFor();
    await other.screenshot('restored-registrar');
  });
});
