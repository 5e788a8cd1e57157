/** The lists of the rectification ledger: an office makes one of its own in the settings and prints the ledger by it. */
import { describe, expect, it } from 'vitest';
import type { App } from './driver.ts';
import { seriousViolations } from './pages/accessibility.ts';
import { atWork } from './pages/at-work.ts';
import { button, choose, dialog, pickOption } from './pages/controls.ts';
import { openPage, switchTo } from './pages/entrance.ts';
import { fullCountyOffice as office } from './pages/offices.ts';
import { saveShownPaper, wordsOf } from './pages/printing.ts';

describe.sequential('the lists of the rectification ledger', () => {
  let app: App;

  atWork(office, office.people.director, (started) => {
    app = started;
  });

  it('are made up of the columns the office chooses, in its order', async () => {
    const { page } = app;
    await openPage(app, '基础数据');
    await page.getByRole('tab', { name: '整改清单' }).click();
    await page.getByText('三清单（问题、任务、责任）').waitFor();
    await app.screenshot('ledger-lists');
    expect(await seriousViolations(app)).toEqual([]);
    await button(page, /新增清单/u).click();
    const making = dialog(page, '新增清单');
    await making.getByLabel('名称').fill('整改措施进度清单');
    for (const column of ['具体问题', '整改描述', '责任领导'])
      await choose(making.getByRole('combobox', { name: '增加一栏' }), column);
    await button(making, '责任领导左移').click();
    await making.getByLabel('责任领导的宽度').fill('20');
    await making.getByLabel('修改理由').fill('按本办要求');
    await app.screenshot('ledger-list-dialog');
    expect(await seriousViolations(app)).toEqual([]);
    await button(making, /^保\s?存$/u).click();
    await making.waitFor({ state: 'hidden' });
    await page.getByText('具体问题、责任领导、整改描述', { exact: true }).waitFor();
  });

  it('go together in sets', async () => {
    const { page } = app;
    await button(page, '修改三清单（问题、任务、责任）').click();
    const changing = dialog(page, /^修改清单组合/u);
    await choose(changing.getByRole('combobox', { name: '清单' }), '整改措施进度清单');
    await changing.getByLabel('修改理由').fill('按本办要求');
    await app.screenshot('list-set-dialog');
    await button(changing, /^保\s?存$/u).click();
    await changing.waitFor({ state: 'hidden' });
    await page.getByText('问题清单、整改任务清单、整改责任清单、整改措施进度清单').waitFor();
  });

  it('are offered where the ledger is printed', async () => {
    await switchTo(app, office.people.officer);
    const { page } = app;
    await openPage(app, '整改事项');
    await button(page.locator('.list-page'), /打印/u).click();
    await page.getByRole('menuitem', { name: '整改台账' }).click();
    const printing = dialog(page, '整改台账');
    await pickOption(printing.getByLabel('清单组合（不选只印本清单）'), '三清单（问题、任务、责任）');
    await printing.getByRole('checkbox', { name: '只打印空白表' }).check();
    await app.screenshot('ledger-list-print');
    await button(printing, /^预\s?览$/u).click();
    await button(printing, '返回修改填写内容').waitFor();
    await app.screenshot('ledger-list-preview');
    const paper = app.file('三清单.pdf', '');
    await saveShownPaper(app, paper);
    const words = wordsOf(paper);
    for (const list of ['问题清单', '整改任务清单', '整改责任清单', '整改措施进度清单'])
      expect(words).toContain(list);
    expect(words).toContain('序号具体问题责任领导整改描述');
  });
});
