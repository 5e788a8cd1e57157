/** The rectification ledger in the real window: a plan, its items and their measures, entered from page to page. */
import { describe, expect, it } from 'vitest';
import type { App } from './driver.ts';
import { seriousViolations } from './pages/accessibility.ts';
import { atWork } from './pages/at-work.ts';
import { button } from './pages/controls.ts';
import { openPage } from './pages/entrance.ts';
import { fullCountyOffice } from './pages/offices.ts';
import { fillIn, numberShown, takeStep } from './pages/petitions.ts';

const { officer } = fullCountyOffice.people;

describe.sequential('the rectification ledger', () => {
  let app: App;
  let plan = '';

  atWork(fullCountyOffice, officer, (started) => {
    app = started;
  });

  async function saved(): Promise<string> {
    await button(app.page, /^保\s?存$/u).click();
    await app.page.locator('.form-head .ant-tag').first().waitFor();
    return numberShown(app);
  }

  it('begins with the plan of an organisation', async () => {
    const { page } = app;
    await openPage(app, '整改方案');
    await button(page, /新增登记/u).click();
    await page.getByRole('heading', { name: '新增整改方案' }).waitFor();
    await fillIn(page.locator('.form-page'), { 被巡察党组织: '县民政局党组', 反馈日期: '2026-11-02' });
    await app.screenshot('ledger-plan-form');
    plan = await saved();
    expect(plan).toMatch(/^FA330824-2026-0001$/u);
    await app.screenshot('ledger-plan');
    expect(await seriousViolations(app)).toEqual([]);
  });

  it('takes its items and their measures on the pages they belong to', async () => {
    const { page } = app;
    await button(page, '新增整改事项').click();
    await page.getByRole('heading', { name: '新增整改事项' }).waitFor();
    await page.locator('.form-field', { hasText: '整改方案' }).first().getByText(plan).waitFor();
    expect(await page.getByRole('combobox', { name: '整改方案' }).isDisabled()).toBe(true);
    await fillIn(page.locator('.form-page'), {
      具体问题: '违规发放津贴补贴的问题',
      责任领导: '黄某',
      整改类型: { choice: '限期整改' },
      整改时限: '2027-01-31',
    });
    await app.screenshot('ledger-item-form');
    expect(await seriousViolations(app)).toEqual([]);
    expect(await saved()).toMatch(/^ZG330824-2026-00001$/u);
    await button(page, '新增整改措施').click();
    await page.getByRole('heading', { name: '新增整改措施' }).waitFor();
    await fillIn(page.locator('.form-page'), { 整改措施: '开展专题学习', 措施责任人: '吴某' });
    await app.screenshot('ledger-measure-form');
    expect(await saved()).toMatch(/^CS330824-2026-000001$/u);
    await app.screenshot('ledger-measure');
  });

  it('shows them in a table of the whole, which leads back to each', async () => {
    const { page } = app;
    await button(page, '返回列表').click();
    await page.locator('.form-head h1').getByText(/^ZG/u).waitFor();
    await button(page, '返回列表').click();
    await page.locator('.form-head h1').getByText(plan).waitFor();
    const parts = page.locator('section', { has: page.getByRole('heading', { name: '整改事项（1）' }) });
    await parts.locator('tbody tr.clickable').waitFor();
    await app.screenshot('ledger-parts');
    expect(await seriousViolations(app)).toEqual([]);
    await parts.locator('tbody tr.clickable a').click();
    await button(page, /新增整改措施/u).waitFor();
  });

  it('counts the items on the plan as they move on', async () => {
    const { page } = app;
    await openPage(app, '整改事项');
    await page.locator('.list-area tbody a').first().click();
    await page.locator('.form-head h1').waitFor();
    await takeStep(app, '认领', { 认领人: '刘某', 认领日期: '2026-11-05' }, '正在整改');
    await app.screenshot('ledger-item');
    expect(await seriousViolations(app)).toEqual([]);
    await openPage(app, '整改方案');
    await app.screenshot('ledger-plans');
    await page.getByRole('link', { name: plan }).click();
    await page.locator('.form-head h1').getByText(plan).waitFor();
    await app.screenshot('ledger-plan-counted');
    expect(await page.locator('body').innerText()).toContain('0.00%');
  });
});
