/** Each post sees its own pages and nothing else: the three administrators no business, the auditor the log. */
import { describe, expect, it } from 'vitest';
import { permissionsByRole } from '../../domain/access/permissions.ts';
import type { Register } from '../../domain/register.ts';
import { registers } from '../../domain/registers/registers.ts';
import type { App } from './driver.ts';
import { seriousViolations } from './pages/accessibility.ts';
import { atWork } from './pages/at-work.ts';
import { button } from './pages/controls.ts';
import { openPage, switchTo } from './pages/entrance.ts';
import { cityOffice } from './pages/offices.ts';

const { system, security, auditor, director, registrar } = cityOffice.people;
const kept = registers.flatMap(({ area, group, label }: Register) =>
  group !== undefined && permissionsByRole.REGISTRAR.some((each) => each === `${area}.read`) ? [label] : [],
);
const others = ['选题遴选', '协作矩阵', '表格导入', '数据交换', '介质台账', '统计报表', '打印记录'];
const business = ['今日待办', ...kept, ...others];

describe.sequential('the pages of a post', () => {
  let app: App;

  atWork(cityOffice, registrar, (started) => {
    app = started;
  });

  it('are all of the work for who registers letters, and no administration', async () => {
    expect(await pagesOffered()).toEqual(
      [...business, '网络与证书', '基础数据', '自检与备份'].toSorted(byName),
    );
  });

  it('let the director approve, and neither register nor import', async () => {
    await switchTo(app, director);
    const offered = await pagesOffered();
    expect(offered).toContain('信访件');
    expect(offered).not.toContain('表格导入');
    await openPage(app, '信访件');
    expect(await button(app.page, /新增登记/u).count()).toBe(0);
  });

  it('show an administrator no letter, neither by menu, address, search nor bridge', async () => {
    const own = new Map([
      [system, ['账号管理', '自检与备份']],
      [security, ['网络与证书', '账号管理', '恢复单与密钥', '自检与备份']],
      [auditor, ['审计日志', '自检与备份']],
    ]);
    for (const [person, pages] of own) {
      await switchTo(app, person);
      expect(await pagesOffered(), person.name).toEqual(pages.toSorted(byName));
      for (const address of ['/petition', '/petition/new', '/reports', '/exchange']) {
        await app.page.evaluate(`window.location.hash = '#${address}'`);
        await app.page.getByText('没有这个页面，或者您的岗位不能打开它。').waitFor();
      }
      await app.page.keyboard.press('Control+k');
      expect(await app.page.getByRole('dialog').count()).toBe(0);
      const refused = await app.page.evaluate<string>(
        `window.lianxun.call['records.page']({ register: 'petition', filters: [], sort: [], offset: 0, limit: 10 })
          .then((answer) => (answer.ok ? 'shown' : answer.error.type))`,
      );
      expect(refused, person.name).toBe('NotAllowed');
    }
  });

  it('let the auditor read and verify the log', async () => {
    const { page } = app;
    await openPage(app, '审计日志');
    await page.getByText('登录').first().waitFor();
    await button(page, /核对完整性/u).click();
    await page.getByText('审计日志完整').waitFor();
    await app.screenshot('audit-verified');
    expect(await seriousViolations(app)).toEqual([]);
  });

  it('let the administrators look after accounts', async () => {
    for (const person of [system, security]) {
      await switchTo(app, person);
      await openPage(app, '账号管理');
      await app.page.getByText(registrar.account).waitFor();
      await app.screenshot(`accounts-${person.role}`);
      expect(await seriousViolations(app)).toEqual([]);
    }
  });

  async function pagesOffered(): Promise<readonly string[]> {
    const items = app.page.getByRole('navigation', { name: '主导航' }).getByRole('menuitem');
    await items.first().waitFor();
    return (await items.allTextContents()).toSorted(byName);
  }
});

const byName = (one: string, other: string): number => one.localeCompare(other);
