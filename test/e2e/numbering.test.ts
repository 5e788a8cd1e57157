/** The office changes how it numbers the records of any register, and the example follows what is typed. */
import { describe, expect, it } from 'vitest';
import type { App } from './driver.ts';
import { seriousViolations } from './pages/accessibility.ts';
import { atWork } from './pages/at-work.ts';
import { openPage } from './pages/entrance.ts';
import { cityOffice } from './pages/offices.ts';

describe.sequential('the masks of numbers', () => {
  let app: App;

  atWork(cityOffice, cityOffice.people.director, (started) => {
    app = started;
  });

  it('stand folded beside that of letters, are refused when useless or alike, and kept when saved', async () => {
    const { page } = app;
    await openPage(app, '基础数据');
    await page.getByLabel('信访件编号规则').waitFor();
    await page.getByText('其他登记簿的编号规则').click();
    const meetings = page.getByLabel('会议', { exact: true });
    await meetings.fill('会{seq:4}');
    await page.getByText('编号规则须含年份').first().waitFor();
    await meetings.fill('会{year}-{seq:4}');
    await page.getByText(/例如：会\d{4}-0012。已有编号不变/u).waitFor();
    await app.screenshot('numbering-masks');
    expect(await seriousViolations(app)).toEqual([]);
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('已保存本办设置。').waitFor();
    const lead = page.getByLabel('问题线索', { exact: true });
    if (!(await lead.isVisible())) await page.getByText('其他登记簿的编号规则').click();
    await lead.fill('会{year}-{seq:4}');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('编号规则相同').first().waitFor();
  });
});
