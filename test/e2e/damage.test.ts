/** A damaged database: looked at, backed up, and gone on with only by a decision that says what is lost. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { App } from './driver.ts';
import { atWork } from './pages/at-work.ts';
import { button, dialog } from './pages/controls.ts';
import { openPage, signIn, switchTo } from './pages/entrance.ts';
import { countyOffice } from './pages/offices.ts';
import { fillIn, openList, openNewForm, saveWithReason } from './pages/petitions.ts';

const { registrar, system } = countyOffice.people;

describe.sequential('a database whose file was damaged', () => {
  let app: App;

  atWork(countyOffice, registrar, (started) => {
    app = started;
  });

  beforeAll(async () => {
    for (const summary of ['反映甲村道路硬化虚报工程量', '反映乙村低保评定不公']) {
      await saveLetter(summary);
    }
    await app.kill();
    damageJournal(app.home);
    await app.startAgain();
  });

  it('opens for reading only, says so, and takes no new letter', async () => {
    await signIn(app, registrar);
    await app.page
      .getByText(/只能查看/u)
      .first()
      .waitFor();
    await app.screenshot('damaged-clerk');
    await openList(app);
    await app.page.getByRole('combobox', { name: '视图' }).waitFor();
    expect(await button(app.page, /新增登记/u).count()).toBe(0);
    expect(await button(app.page, /视图$/u).count()).toBe(0);
    await openPage(app, '统计报表');
    await app.page.getByText('核查情况').or(app.page.getByRole('table')).first().waitFor();
    expect(await button(app.page, /打印预览|导出Excel/u).count()).toBe(0);
  });

  it('names its damaged file to the system administrator and can be backed up', async () => {
    await switchTo(app, system);
    await openPage(app, '自检与备份');
    await app.page.getByText(/^数据库现在只能查看，不能登记和修改/u).waitFor();
    await button(app.page, '逐个核对文件').click();
    await app.page.getByText('有1个文件损坏或被改动。').waitFor();
    await app.chooseToOpen(app.folder('backup'));
    await button(app.page, '选择位置并备份').click();
    await app.page.getByText('备份完成，已回读核对无误，可以取下介质。').waitFor();
    await app.screenshot('damaged-administrator');
  });

  it('goes on from its last good state once the administrator answers for the loss', async () => {
    await button(app.page, '从完好处继续…').click();
    const ask = dialog(app.page, '从最后一次完好的保存继续');
    await app.screenshot('damaged-decision');
    await ask.getByRole('textbox').fill('无可用备份，经主任同意');
    await button(ask, '确认丢失并继续').click();
    await app.page.getByText(/^已从最后一次完好的保存继续/u).waitFor();
    await app.page.getByText(/^自检\d+项/u).waitFor();
    await app.screenshot('damaged-gone-on');
    await app.page
      .getByText(/只能查看/u)
      .first()
      .waitFor({ state: 'hidden' });
    await switchTo(app, registrar);
    await saveLetter('补录：反映乙村低保评定不公');
  });

  async function saveLetter(summary: string): Promise<void> {
    const form = await openNewForm(app);
    await fillIn(form, { 收件日期: '20260310', 信访方式: { choice: '来信' }, 反映的主要问题: summary });
    await saveWithReason(app, form, '补登往年来信');
  }
});

/** Turns one bit in the middle of the newest journal, as a failing disk does. */
function damageJournal(home: string): void {
  const files = readdirSync(home, { recursive: true, encoding: 'utf8' });
  const newest = files
    .filter((name) => name.endsWith('.journal'))
    .sort()
    .at(-1);
  if (newest === undefined) throw new Error('no journal');
  const bytes = readFileSync(join(home, newest));
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(join(home, newest), bytes);
}
