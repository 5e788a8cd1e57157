/**
 * What is published is compared with everybody who wrote (decision 018): an ordinary word that is also a petitioner's name
 * is answered for by a second person as it is approved, and the list of it is then taken out as it is.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { App } from './driver.ts';
import { atWork } from './pages/at-work.ts';
import { callBridge } from './pages/bridge.ts';
import { button, dialog } from './pages/controls.ts';
import { day } from './pages/days.ts';
import { openPage, switchTo } from './pages/entrance.ts';
import { planningCityOffice } from './pages/offices.ts';
import { fillIn, stateShown } from './pages/petitions.ts';
import { newRecord, openRecord, save } from './pages/records.ts';

const { director, planner, registrar } = planningCityOffice.people;

describe.sequential('what is published', () => {
  let app: App;
  let article = '';

  atWork(planningCityOffice, registrar, (started) => {
    app = started;
  });

  beforeAll(async () => {
    await callBridge(app, 'records.save', {
      ...{ register: 'petition', id: null, rev: null, draft: null, duplicate: null, sealedDirect: false },
      values: {
        ...{ receivedAt: day(-3), channel: 'LETTER', category: 'ACCUSATION', checkability: 'CONCRETE' },
        summary: '反映某局违规发放津贴补贴。',
      },
      children: { petitioners: [{ rowId: '', values: { name: '高峰', phone: '13911112222' } }] },
      confirmed: { registeredLate: '补登', realNameContact: '来信未留', nobodyAccused: '来信未写明' },
    });
    await switchTo(app, planner);
    const form = await newRecord(app, '舆论宣传记录');
    await fillIn(form, {
      标题: '高峰论坛介绍巡察整改',
      宣传类别: { choice: '整改成效' },
      拟稿日期: day(-2),
      媒体类型: { choice: '报刊' },
      内容摘要: '三级联动推动整改。',
    });
    article = await save(app);
  });

  it('is approved with what was confirmed before a second person was asked, who answers for the names', async () => {
    await switchTo(app, director);
    const { page } = app;
    await openRecord(app, '舆论宣传记录', article);
    await button(page.locator('.form-head'), '审批').click();
    const step = dialog(page, /^审批/u);
    // The approver is called like the petitioner as well: that is asked about, and the title needs a second person.
    const approval = { 保密审查人: '李某', 保密审查日期: day(-1), 审批人: '高峰', 审批日期: day() };
    await fillIn(step, approval);
    await button(step, '审批').click();
    const questions = dialog(page, '请核对以下问题');
    await questions.getByText(/“审批人”可能写有反映人/u).waitFor();
    await questions.getByLabel('第1个问题的理由').fill('同名的部长');
    await button(questions, '情况属实，继续办理').click();
    await step.getByText(`${article}（标题）`).waitFor();
    await app.screenshot('published-namesake');
    await button(step, /^不是反映人/u).click();
    const ask = dialog(page, '泄密检查');
    await ask.getByLabel('第二人账号').fill(registrar.account);
    await ask.getByLabel('第二人口令').fill(registrar.password);
    await app.screenshot('published-witness');
    await button(ask, '确认不是反映人').click();
    await step.waitFor({ state: 'hidden' });
    expect(await stateShown(app)).toBe('已审批');
  });

  it('goes to a spreadsheet without asking again, until a record stands in it that nobody has answered for', async () => {
    const { page } = app;
    await openPage(app, '舆论宣传记录');
    const path = join(app.home, 'files', '舆论宣传.xlsx');
    await button(page, /导出Excel/u).click();
    const exporting = dialog(page, '导出Excel');
    await app.chooseToSave(path);
    await button(exporting, '选择保存位置并导出').click();
    await page.getByText(/^已导出1篇到/u).waitFor();
    expect(existsSync(path)).toBe(true);
    await switchTo(app, planner);
    const { no } = await callBridge(app, 'records.save', {
      ...{ register: 'publicity', id: null, rev: null, draft: null, duplicate: null, sealedDirect: false },
      values: { title: '攀登高峰', kind: 'EFFECT', medium: 'PAPER', draftedAt: day(-2), markKind: 'NONE' },
      ...{ children: {}, confirmed: {} },
    });
    await switchTo(app, director);
    await openPage(app, '舆论宣传记录');
    await app.page.getByRole('link', { name: no }).waitFor();
    await button(app.page, /导出Excel/u).click();
    await app.chooseToSave(path);
    const stopped = dialog(app.page, '导出Excel');
    await button(stopped, '选择保存位置并导出').click();
    await stopped.getByText(`${no}（标题）`).waitFor();
    await app.screenshot('published-list-stopped');
    expect(await stopped.textContent()).not.toContain(article);
  });
});
