/** 恢复单与密钥 in the real window: a new recovery sheet, from the lost share to the old sheet that opens nothing. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Output } from '../../preload/contract/contract.ts';
import { App } from './driver.ts';
import { seriousViolations } from './pages/accessibility.ts';
import { callBridge } from './pages/bridge.ts';
import { button, dialog } from './pages/controls.ts';
import { foundQuickly, lock, openPage, signIn, tryToSignIn } from './pages/entrance.ts';
import { cityOffice, type Person } from './pages/offices.ts';
import { keepPicturesOfFailures } from './pages/pictures.ts';

const { security, director, system } = cityOffice.people;

describe.sequential('the keys on paper', () => {
  let app: App;
  let founded: Output<'setup.create'>;

  beforeAll(async () => {
    app = await App.launch();
    founded = await foundQuickly(app, cityOffice);
    await signIn(app, security);
  });

  afterAll(async () => {
    await app.close();
    app.forget();
  });

  keepPicturesOfFailures(() => [app]);

  it('of the exchange leave as a file that two administrators made, each with half of the passphrase', async () => {
    const { page } = app;
    await openPage(app, '恢复单与密钥');
    await page.getByText('现用密钥还没有备份过。').waitFor();
    const file = join(app.folder('medium'), '本办密钥备份.p12');
    await app.chooseToSave(file);
    const [first, second] = ['Qianban+2026', 'Houban-2026!'];
    await page.getByLabel(/^口令前半段/u).fill(first);
    await page.getByLabel(/^口令后半段/u).fill('houban');
    await page.getByLabel('再输入一次').first().fill(first);
    await page.getByLabel('再输入一次').last().fill('houban');
    await button(page, /^选择保存位置并双人确认/u).click();
    await page.getByText('不得少于10位。').waitFor();
    await app.screenshot('keys-backup-weak');
    await page.getByLabel(/^口令后半段/u).fill(second);
    await page.getByLabel('再输入一次').last().fill(second);
    await button(page, /^选择保存位置并双人确认/u).click();
    await confirmAs(system, '双人确认备份本办密钥', '确认备份', 'keys-backup-witness');
    await page
      .getByText(/已写出并回读核对。$/u)
      .first()
      .waitFor({ timeout: 60_000 });
    await page.getByText('请把文件存入登记的介质').waitFor();
    await app.screenshot('keys-backup-done');
    expect(await seriousViolations(app)).toEqual([]);
    const args = ['pkcs12', '-in', file, '-passin', `pass:${first}${second}`, '-nodes', '-nocerts'];
    expect(spawnSync('openssl', args, { encoding: 'utf8' }).stdout).toContain('BEGIN PRIVATE KEY');
  });

  it('are renewed with a witness, printed, and come into force when that is confirmed', async () => {
    const { page } = app;
    await openPage(app, '恢复单与密钥');
    await page.getByText('建库时制作').waitFor();
    expect(await button(page, /^制作新恢复单/u).isDisabled()).toBe(true);
    await app.screenshot('keys-recovery');
    expect(await seriousViolations(app)).toEqual([]);
    await page.getByLabel(/^重新制作的理由/u).fill('第2份保管人调离');
    await button(page, /^制作新恢复单/u).click();
    const shown = sharesShown();
    await confirmAs(director, '双人确认制作新恢复单', '确认制作', 'keys-recovery-witness');
    const shares = await shown;
    await page.locator('canvas').first().waitFor({ timeout: 60_000 });
    await app.screenshot('keys-recovery-sheet');
    const enact = button(page, '新单生效，原单作废');
    expect(await enact.isDisabled()).toBe(true);
    await page.getByText('已打印并分别保管').click();
    await app.screenshot('keys-recovery-confirm');
    await enact.click();
    const enacted = page.getByText('新恢复单已生效，原恢复单全部作废。');
    await enacted.waitFor();
    // The button was far below; who pressed it must see what it did.
    await expect.poll(async () => (await enacted.boundingBox())?.y).toBeGreaterThan(48);
    await app.screenshot('keys-recovery-done');
    expect(await seriousViolations(app)).toEqual([]);

    await lock(app);
    const newPassword = 'Huifu-2026-Xin';
    const recover = (given: readonly string[]): Promise<unknown> =>
      callBridge(app, 'session.recover', {
        shares: given.slice(0, 2),
        account: director.account,
        newPassword,
      });
    await expect(recover(founded.recoveryShares)).rejects.toThrow('RecoverySharesMixed');
    await recover(shares);
    await tryToSignIn(app, director.account, newPassword);
    await dialog(app.page, '请先修改口令').waitFor();
  });

  /** The codes as they stand on the page for the moment before their sheet is laid out. */
  function sharesShown(): Promise<readonly string[]> {
    return app.page.evaluate<readonly string[]>(
      `new Promise((found) => {
        new MutationObserver((_, observer) => {
          const codes = [...document.querySelectorAll('ol.shares code')].map((code) => code.textContent);
          if (codes.length < 3) return;
          observer.disconnect();
          found(codes);
        }).observe(document.body, { childList: true, subtree: true });
      })`,
    );
  }

  async function confirmAs(person: Person, title: string, ok: string, picture: string): Promise<void> {
    const asked = dialog(app.page, title);
    await asked.getByLabel('第二人账号').fill(person.account);
    await asked.getByLabel('第二人口令').fill(person.password);
    await app.screenshot(picture);
    await button(asked, ok).click();
  }
});
