/** Three figures (reference 2.5) in the real window: entered row by row, signed by two people, printed. */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { App } from './driver.ts';
import { seriousViolations } from './pages/accessibility.ts';
import { button } from './pages/controls.ts';
import { foundQuickly, openPage, signIn, switchTo } from './pages/entrance.ts';
import { countyOffice } from './pages/offices.ts';
import { fillIn, openLetter, stateShown, takeStep } from './pages/petitions.ts';
import { keepPicturesOfFailures } from './pages/pictures.ts';

const { director, registrar } = countyOffice.people;

describe.sequential('a comparison of funds', () => {
  let app: App;

  beforeAll(async () => {
    app = await App.launch();
    await foundQuickly(app, countyOffice);
    await signIn(app, registrar);
  });

  afterAll(async () => {
    await app.close();
    app.forget();
  });

  keepPicturesOfFailures(() => [app]);

  it('shows gaps and rate as soon as it is saved', async () => {
    const { page } = app;
    await openPage(app, '三数比对');
    await app.screenshot('funds-empty');
    await button(page, /新增登记/u)
      .first()
      .click();
    const form = page.locator('.form-page');
    await form.waitFor();
    await fillIn(form, {
      项目名称: '农村危房改造补助资金',
      比对日期: '2026-04-17',
      被巡察党组织: '县民政局党组',
    });
    await addRow(form, '上级给多少', { 文号: '某财农〔2025〕18号', 金额: '1000000' });
    await addRow(form, '被巡察单位支多少', { 凭证号: '记-0312', 金额: '920000' });
    await addRow(form, '实际落地多少', { '受益户（项目）': '马某某等40户', 金额: '800000' });
    await app.screenshot('funds-form');
    await button(form, '保存').click();
    await page.locator('.form-head h1').waitFor();
    for (const text of ['80,000.00', '120,000.00', '200,000.00', '80.00%'])
      await page.getByText(text).first().waitFor();
    await app.screenshot('funds-saved');
    expect(await seriousViolations(app)).toEqual([]);
  });

  it('is signed by one person and locked by another', async () => {
    const finding = { 认定: { choice: '滞留' }, 差额原因: '部分资金滞留乡镇账户。' };
    await takeStep(app, '编制人签字', { ...finding, 编制人: '张某', 编制日期: '2026-04-18' }, '编制人已签');
    await switchTo(app, director);
    await openPage(app, '三数比对');
    await app.screenshot('funds-list');
    await openLetter(app, 0);
    await takeStep(app, '复核人签字', { 复核人: '李某', 复核日期: '2026-04-19' }, '已复核锁定');
    expect(await stateShown(app)).toBe('已复核锁定');
    await app.screenshot('funds-locked');
  });
});

async function addRow(
  form: Locator,
  table: string,
  entries: Readonly<Record<string, string>>,
): Promise<void> {
  await button(form, `增加${table}`).click();
  await fillIn(form.locator('.child-line').filter({ hasText: new RegExp(`^${table} 1`, 'u') }), entries);
}
