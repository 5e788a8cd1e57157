/** Nothing typed is lost: not by a kill in the middle of a sentence, not by locking. */
import { describe, expect, it } from 'vitest';
import type { Locator } from 'playwright-core';
import type { App } from './driver.ts';
import { atWork } from './pages/at-work.ts';
import { button } from './pages/controls.ts';
import { lock, signIn, tryToSignIn } from './pages/entrance.ts';
import { countyOffice } from './pages/offices.ts';
import { fillIn, openNewForm, saveWithReason } from './pages/petitions.ts';

const { registrar } = countyOffice.people;
const summary = '反映某镇农民集中居住区工程款去向不明，要求公开账目';

describe.sequential('what a clerk has typed', () => {
  let app: App;

  atWork(countyOffice, registrar, (started) => {
    app = started;
  });

  it('is offered as a draft after the process was killed, and can be saved', async () => {
    await typeLetter();
    await app.page.getByText(/^草稿已存/u).waitFor();
    await app.kill();

    await app.startAgain();
    await signIn(app, registrar);
    await app.page.getByRole('button', { name: /^未保存的新信访件草稿/u }).click();
    const form = app.page.locator('.form-page');
    await form.getByText(/^发现 .*的未保存草稿/u).waitFor();
    await app.screenshot('draft-offered');
    await button(form, '恢复').click();
    await expect.poll(() => form.getByLabel('反映的主要问题').inputValue()).toBe(summary);
    await saveWithReason(app, form, '补登往年来信');
    expect(await app.page.locator('.page').textContent()).toContain(summary);
  });

  it('is gone from the window when it locks, and there again after unlocking', async () => {
    const typing = await typeLetter();
    // The cursor stays in the field: locking leaves it.
    await typing.getByLabel('收件日期').fill('20260311');
    await lock(app);
    const shown = await app.page.evaluate<string>('document.documentElement.innerHTML');
    for (const text of [summary, '信访', '编号', registrar.name]) expect(shown).not.toContain(text);
    await signIn(app, registrar);
    const form = await openNewForm(app);
    await button(form, '恢复').first().click();
    await expect.poll(() => form.getByLabel('反映的主要问题').inputValue()).toBe(summary);
    expect(await form.getByLabel('收件日期').inputValue()).toBe('2026-03-11');
    await button(form, '取消').click();
    await button(app.page, '放弃填写').click();
    await app.page.locator('.list-footer').getByText('共 1 件').waitFor();
  });

  it('is kept when the system locks the screen in the middle of a word', async () => {
    const typing = await typeLetter();
    await typing.getByLabel('反映的主要问题').fill(`${summary}，并要求答复`);
    await app.untilLocked(() => app.systemLocks());
    await app.page.getByLabel('账号').waitFor();
    await signIn(app, registrar);
    const form = await openNewForm(app);
    await button(form, '恢复').first().click();
    await expect.poll(() => form.getByLabel('反映的主要问题').inputValue()).toBe(`${summary}，并要求答复`);
    await button(form, '取消').click();
    await button(app.page, '放弃填写').click();
  });

  it('stays closed to guesses: the wait is told and doubled', async () => {
    await lock(app);
    for (let guess = 1; guess <= 5; guess += 1) {
      await tryToSignIn(app, registrar.account, `Wrong-2026-${guess}`);
      await app.page.locator('.failure-alert').waitFor();
      await button(app.page, '登录').waitFor();
      await app.page.locator('input[type=password]:focus').waitFor();
    }
    await tryToSignIn(app, registrar.account, registrar.password);
    await app.page.getByText(/^口令连续输错5次，暂时不能登录/u).waitFor();
    await app.screenshot('too-many-attempts');
    await app.page.getByText('请在1分钟后再试').waitFor();
  });

  async function typeLetter(): Promise<Locator> {
    const form = await openNewForm(app);
    await fillIn(form, {
      收件日期: '20260310',
      信访方式: { choice: '来信' },
      反映的主要问题: summary,
    });
    return form;
  }
});
