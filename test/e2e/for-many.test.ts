/** One act on all that match a list, in the real window: chosen by the conditions, taken one by one, refusals by name. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { App } from './driver.ts';
import { seriousViolations } from './pages/accessibility.ts';
import { bothAtWork } from './pages/at-work.ts';
import { callBridge, enter, take } from './pages/bridge.ts';
import { button, dialog, pickOption } from './pages/controls.ts';
import { day } from './pages/days.ts';
import { openPage, signIn, switchTo } from './pages/entrance.ts';
import { atRest } from './pages/list.ts';
import { planningCityOffice as cityOffice, hostOffice as countyOffice } from './pages/offices.ts';

const { director, planner } = countyOffice.people;
const [admitted, proposed] = [52, 2];
const all = admitted + proposed;

describe.sequential('all people of a pool', () => {
  let county: App;

  bothAtWork(
    (_city, startedCounty) => {
      county = startedCounty;
    },
    [cityOffice, countyOffice],
  );

  beforeAll(async () => {
    await signIn(county, planner);
    const ids: string[] = [];
    for (let at = 0; at < all; at += 1) {
      const person = { name: `周${'甲乙丙丁戊己庚'.charAt(at % 7)}${'一二三四五六七八'.charAt(at / 7)}` };
      const made = await enter(county, 'poolPerson', {
        ...person,
        unit: `县第${at + 1}小学`,
        political: 'MEMBER',
      });
      ids.push(made.id);
    }
    for (const id of ids.slice(0, admitted))
      await take(county, 'poolPerson', id, 'check', { qualified: true });
    await switchTo(county, director);
    for (const id of ids.slice(0, admitted))
      await take(county, 'poolPerson', id, 'admit', {
        pools: ['TALENT'],
        admittedAt: day(),
        admittedBy: null,
      });
    await switchTo(county, planner);
  }, 180_000);

  it('are offered to the city in one act, which names those who are not in the pool yet', async () => {
    const { page } = county;
    await openPage(county, '人才库');
    await atRest(county);
    await page.locator('.list-area tbody').getByRole('checkbox').first().check();
    await button(page, `选中符合条件的全部 ${all} 人`).click();
    await page.getByText(`已选符合条件的全部 ${all} 人`).waitFor();
    await county.screenshot('many-selected');
    const open = await chooseAct(`发往${cityOffice.name}`);
    await county.screenshot('many-chosen');
    expect(await seriousViolations(county)).toEqual([]);
    await button(open, '逐件办理').click();
    await open.getByText(`已办理${admitted}人，没有办理${proposed}人。`).waitFor({ timeout: 60_000 });
    await open.getByText('才能发往其他单位').first().waitFor();
    await county.screenshot('many-taken');
    expect(await seriousViolations(county)).toEqual([]);
    await button(open, '关闭').last().click();
  });

  it('are drawn for a round the same way, and what needs a word of its own is not offered', async () => {
    const { page } = county;
    const open = await chooseAct('抽调');
    await button(open, '逐件办理').click();
    await open.getByText(`已办理${admitted}人，没有办理${proposed}人。`).waitFor({ timeout: 60_000 });
    await button(open, '关闭').last().click();
    const { rows } = await callBridge(county, 'records.page', {
      ...{ register: 'poolPerson', sort: [], offset: 0, limit: 200 },
      filters: [{ field: 'state', op: 'in', values: ['DRAWN'] }],
    });
    expect(rows).toHaveLength(admitted);
    await button(page, '取消选择').click();
    await page.locator('.list-area tbody').getByText('抽调中').first().waitFor();
    await county.screenshot('many-drawn');
  });

  async function chooseAct(act: string) {
    await button(county.page, '成批办理').click();
    const open = dialog(county.page, /^成批办理/u);
    await open.waitFor();
    const acts = open.getByRole('combobox', { name: '办理什么' });
    await pickOption(acts, act);
    return open;
  }
});
