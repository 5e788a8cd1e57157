/** Parts in the real window: items are entered on the page of their plan, measures on the page of their item. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { App } from './driver.ts';
import { seriousViolations } from './pages/accessibility.ts';
import { callBridge } from './pages/bridge.ts';
import { button } from './pages/controls.ts';
import { foundQuickly, signIn } from './pages/entrance.ts';
import { countyOffice, type Person } from './pages/offices.ts';
import { fillIn } from './pages/petitions.ts';
import { keepPicturesOfFailures } from './pages/pictures.ts';

const officer: Person = {
  role: 'RECT_OFFICER',
  name: '县整改',
  account: 'zhenggai',
  password: 'Kouling-2026-duchayuan',
};

describe.sequential('the parts of a plan', () => {
  let app: App;
  let plan: { readonly id: string; readonly no: string };

  beforeAll(async () => {
    app = await App.launch();
    await foundQuickly(app, { ...countyOffice, people: { ...countyOffice.people, rectification: officer } });
    await signIn(app, officer);
    plan = await callBridge(app, 'records.save', {
      register: 'rectPlan',
      id: null,
      rev: null,
      values: { targetId: '县民政局党组', feedbackAt: '2026-11-12', statedCount: 1 },
      children: {},
      draft: null,
      confirmed: {},
      duplicate: null,
      sealedDirect: false,
    });
  });

  afterAll(async () => {
    await app.close();
    app.forget();
  });

  keepPicturesOfFailures(() => [app]);

  it('are entered from the page of the whole, which the form cannot change', async () => {
    const { page } = app;
    await page.evaluate(`window.location.hash = '#/rectPlan/${plan.id}'`);
    await page.locator('.form-head h1').getByText(plan.no).waitFor();
    await button(page, /新增整改事项/u).click();
    await page.getByRole('heading', { name: '新增整改事项' }).waitFor();
    await page.locator('.form-field', { hasText: '整改方案' }).first().getByText(plan.no).waitFor();
    expect(await page.getByRole('combobox', { name: '整改方案' }).isDisabled()).toBe(true);
    await fillIn(page.locator('.form-page'), {
      具体问题: '违规发放津贴补贴的问题',
      整改类型: { choice: '立行立改' },
    });
    await app.screenshot('part-form');
    expect(await seriousViolations(app)).toEqual([]);
  });

  it('stand in a table there and lead back to it', async () => {
    const { page } = app;
    await button(page, /^保\s?存$/u).click();
    const reason = page.getByLabel('第1个问题的理由');
    const head = page.locator('.form-head .ant-tag').first();
    await reason.or(head).first().waitFor();
    if (await reason.isVisible()) {
      await reason.fill('期限另定');
      await button(page, '情况属实，继续保存').click();
    }
    await button(page, /新增整改措施/u).waitFor();
    await app.screenshot('part-detail');
    await page.getByRole('button', { name: '返回列表' }).click();
    await page.locator('.form-head h1').getByText(plan.no).waitFor();
    const parts = page.locator('section', { has: page.getByRole('heading', { name: '整改事项（1）' }) });
    await parts.locator('tbody tr.clickable').waitFor();
    await app.screenshot('parts');
    expect(await seriousViolations(app)).toEqual([]);
    await parts.locator('tbody tr.clickable a').click();
    await button(page, /新增整改措施/u).waitFor();
  });
});
