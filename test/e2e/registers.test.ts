/** A register beside the letters in the real window: entered, taken a step further, found, and seen with its organisation. */
import { describe, expect, it } from 'vitest';
import type { App } from './driver.ts';
import { seriousViolations } from './pages/accessibility.ts';
import { atWork } from './pages/at-work.ts';
import { callBridge } from './pages/bridge.ts';
import { button, dialog } from './pages/controls.ts';
import { day } from './pages/days.ts';
import { openPage } from './pages/entrance.ts';
import { countyOffice } from './pages/offices.ts';
import { fillIn, numberShown } from './pages/petitions.ts';

const target = '县民政局党组';

describe.sequential('a register beside the letters', () => {
  let app: App;
  let number = '';

  atWork(countyOffice, countyOffice.people.registrar, (started) => {
    app = started;
  });

  it('stands in the menu, is empty, and says so', async () => {
    await openPage(app, '会议');
    await app.page.getByText('还没有会议。').waitFor();
    await app.screenshot('register-empty');
    expect(await seriousViolations(app)).toEqual([]);
  });

  it('is entered by its own form, draws its own numbers and opens', async () => {
    const { page } = app;
    await button(page, /新增登记/u).click();
    await page.getByRole('heading', { name: '新增会议' }).waitFor();
    await fillIn(page.locator('.form-page'), {
      会议名称: '听取县民政局党组巡察情况汇报',
      会议类别: { choice: '书记专题会议' },
      会议日期: '2026-11-20',
      主持人: '陈某',
      被巡察党组织: target,
    });
    await app.screenshot('register-form');
    expect(await seriousViolations(app)).toEqual([]);
    await button(page, /^保\s?存$/u).click();
    await page.locator('.form-head .ant-tag').first().waitFor();
    number = await numberShown(app);
    expect(number).toMatch(/^HY-2026-0001$/u);
    await app.screenshot('register-detail');
    expect(await seriousViolations(app)).toEqual([]);
  });

  it('is found by the search of everything under its own name', async () => {
    const { page } = app;
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: '全局搜索' }).fill('民政局');
    const found = page.getByRole('group', { name: '会议' });
    await found.getByText(number).waitFor();
    await app.screenshot('register-search');
    await found.getByRole('option').first().click();
    await page.locator('.form-head h1').getByText(number).waitFor();
  });

  it('leads to everything about its organisation and back', async () => {
    const { page } = app;
    await page.getByRole('link', { name: target }).click();
    await page.getByRole('heading', { name: target }).waitFor();
    await page.getByRole('link', { name: number }).waitFor();
    await app.screenshot('target');
    expect(await seriousViolations(app)).toEqual([]);
    await page.getByRole('link', { name: number }).click();
    await page.locator('.form-head h1').getByText(number).waitFor();
  });

  it('is listed and counted on the first page', async () => {
    const { page } = app;
    await openPage(app, '今日待办');
    await page.getByRole('button', { name: /年会议/u }).click();
    await page.locator('.list-footer').getByText('共 1 次').waitFor();
    await app.screenshot('register-list');
    await openPage(app, '表格导入');
    await app.screenshot('register-import');
    expect(await seriousViolations(app)).toEqual([]);
  });

  it('makes a letter with what was said and who said it, and both pages show the other', async () => {
    const { page } = app;
    const reception = await receptionSigned();
    await openRecord('reception', reception.id);
    await button(page, /生成信访件/u).click();
    const asked = dialog(page, /^查看/u);
    await asked.getByLabel('理由').fill('由接待记录登记信访件');
    await asked.getByLabel('本人口令').fill(countyOffice.people.registrar.password);
    await button(asked, '查看').click();
    const form = page.locator('.form-page');
    await form.getByText(`由 ${reception.no} 转来，请核对后保存`).waitFor();
    await page.getByText('刘桂兰').or(page.locator('input[value="刘桂兰"]')).first().waitFor();
    await app.screenshot('made-form');
    expect(await seriousViolations(app)).toEqual([]);
    await button(page, /^保\s?存$/u).click();
    const letter = await numberShown(app);
    const links = page.locator('section', { has: page.getByRole('heading', { name: '关联' }) });
    await links.getByRole('link', { name: reception.no }).waitFor();
    await app.screenshot('links');
    expect(await seriousViolations(app)).toEqual([]);
    await links.getByRole('link', { name: reception.no }).click();
    await page.locator('.form-head h1').getByText(reception.no).waitFor();
    await links.getByRole('link', { name: letter }).waitFor();
  });

  it('takes into the letter who has come to stand in the visit since, and says so on both pages till then', async () => {
    const { page } = app;
    const visit = await received('反映村道路灯长期不亮。', []);
    const made = await callBridge(app, 'records.save', {
      ...{ register: 'petition', id: null, rev: null, draft: null, duplicate: null, sealedDirect: false },
      values: {
        receivedAt: day(),
        channel: 'VISIT',
        summary: '反映村道路灯长期不亮。',
        receptionId: visit.id,
      },
      children: { accused: [{ rowId: '', values: { name: '吴某某', unit: '某村' } }] },
      confirmed: {},
    });
    await callBridge(app, 'records.save', {
      ...{ register: 'reception', id: visit.id, rev: visit.rev, draft: null, duplicate: null },
      ...{ values: { personCount: 2 }, confirmed: {}, sealedDirect: false },
      children: { petitioners: ['郑秀英', '冯国强'].map((name) => ({ rowId: '', values: { name } })) },
    });
    await openRecord('reception', visit.id);
    await page.getByText('本件有2名').waitFor();
    await app.screenshot('people-left-out-visit');
    await openRecord('petition', made.id);
    await page.getByText(`${visit.no}登记有2名反映人，本件没有。`).waitFor();
    await app.screenshot('people-left-out');
    expect(await seriousViolations(app)).toEqual([]);
    await button(page, '列入本件').click();
    const asked = dialog(page, /^查看/u);
    await asked.getByLabel('理由').fill('来访时补充登记');
    // Until it is known whether the password is still good, there is neither a field for it nor a button to press.
    const own = asked.getByLabel('本人口令');
    const ready = button(asked, '查看').and(page.locator(':enabled'));
    await own.or(ready).first().waitFor();
    if ((await own.count()) > 0) await own.fill(countyOffice.people.registrar.password);
    await ready.click();
    await page.locator('.form-page').getByText(`由 ${visit.no} 转来，请核对后保存`).waitFor();
    await app.screenshot('people-taken');
    await button(page, /^保\s?存$/u).click();
    // The form has the number in its heading too.
    await page.locator('.form-head h1').getByText(made.no, { exact: true }).waitFor();
    await page.getByText(`${visit.no}登记有2名`).waitFor({ state: 'detached' });
    const { children } = await callBridge(app, 'records.get', { register: 'petition', id: made.id });
    expect(children['petitioners']).toHaveLength(2);
  });

  async function openRecord(register: string, id: string): Promise<void> {
    await app.page.evaluate(`window.location.hash = '#/${register}/${id}'`);
    await app.page.locator('.form-head h1').waitFor();
  }

  async function received(
    summary: string,
    visitors: readonly string[],
  ): Promise<{ readonly id: string; readonly no: string; readonly rev: number }> {
    return callBridge(app, 'records.save', {
      register: 'reception',
      id: null,
      rev: null,
      values: {
        receivedAt: day(),
        kind: 'VISIT',
        summary,
        personCount: 1,
        category: 'ACCUSATION',
        targetId: target,
      },
      children: {
        receivers: ['赵某', '钱某'].map((name) => ({ rowId: '', values: { name } })),
        petitioners: visitors.map((name) => ({ rowId: '', values: { name } })),
        accused: [{ rowId: '', values: { name: '周某某', unit: '某村' } }],
      },
      draft: null,
      confirmed: {},
      duplicate: null,
      sealedDirect: false,
    });
  }

  async function receptionSigned(): Promise<{ readonly id: string; readonly no: string }> {
    const saved = await received('反映村集体土地承包不公开。', ['刘桂兰']);
    await callBridge(app, 'records.transition', {
      register: 'reception',
      id: saved.id,
      rev: saved.rev,
      transition: 'readBack',
      values: { recorder: '赵某', readBack: true, readBackAt: day(), signed: true },
      reason: null,
    });
    return saved;
  }
});
