/**
 * Crossing groups of a city's six counties in the real window: a ring is arranged, judged, approved by another person and
 * written into the groups of the round, and the printed table names it.
 */
import { describe, expect, it } from 'vitest';
import type { App } from './driver.ts';
import { seriousViolations } from './pages/accessibility.ts';
import { atWork } from './pages/at-work.ts';
import { button, choose, dialog, pickOption } from './pages/controls.ts';
import { day } from './pages/days.ts';
import { openPage, switchTo } from './pages/entrance.ts';
import { planningOffice } from './pages/offices.ts';
import { fillIn, takeStep } from './pages/petitions.ts';
import { printToPdf, wordsOf } from './pages/printing.ts';
import { addRow, newRecord, openRecord, save } from './pages/records.ts';

const { director, planner } = planningOffice.people;

/** In the order of the ring. */
const haidong = [
  '海东市乐都区',
  '海东市平安区',
  '民和回族土族自治县',
  '互助土族自治县',
  '化隆回族自治县',
  '循化撒拉族自治县',
];

describe.sequential('crossing groups', () => {
  let app: App;
  let round = '';
  let scheme = '';

  atWork(planningOffice, planner, (started) => {
    app = started;
  });

  const panel = () => app.page.getByRole('region', { name: '推磨编组' });
  const lines = async () => {
    const rows = await panel().locator('tbody tr.ant-table-row').all();
    return Promise.all(rows.map(async (row) => (await row.locator('td').allTextContents()).slice(0, 3)));
  };

  it('begin with a round and the counties that take part', async () => {
    const roundForm = await newRecord(app, '巡察轮次');
    await fillIn(roundForm, {
      轮次名称: '市委第六轮',
      第几轮: '6',
      巡察层级: { choice: '市级' },
      巡察方式: { choice: ['交叉巡察'] },
    });
    round = await save(app);
    const form = await newRecord(app, '交叉编组方案');
    await app.screenshot('cross-form-empty');
    await fillIn(form, {
      巡察轮次: { choice: round },
      方案名称: '六县（区）推磨编组方案',
      交叉方式: { choice: '推磨' },
      市县两级授权: true,
    });
    // A line counts as filled by its text.
    for (const [index, county] of haidong.entries())
      await addRow(form, '参加的县（市、区）', {
        '县（市、区）': { choice: county },
        说明: `第${index + 1}`,
      });
    await app.screenshot('cross-form');
    scheme = await save(app);
    await panel().locator('tbody tr.ant-table-row').nth(5).waitFor();
    await app.screenshot('cross-proposed');
    expect(await seriousViolations(app)).toEqual([]);
  });

  it('go one place on, and half a turn is refused with the shifts that are open', async () => {
    await pickOption(panel().getByLabel('推磨间隔'), '3（不能用）');
    const refused = panel().locator('.failure-alert');
    await refused.waitFor();
    expect(await refused.textContent()).toContain('可以用的推磨间隔：1、2、4、5');
    await app.screenshot('cross-half-turn');
    await button(panel(), '推荐排法').click();
    await refused.waitFor({ state: 'hidden' });
    await panel().locator('tbody tr.ant-table-row').nth(5).waitFor();
    expect(await lines()).toEqual([
      ['第一交叉巡察组', '乐都区', '平安区'],
      ['第二交叉巡察组', '平安区', '民和回族土族自治县'],
      ['第三交叉巡察组', '民和回族土族自治县', '互助土族自治县'],
      ['第四交叉巡察组', '互助土族自治县', '化隆回族自治县'],
      ['第五交叉巡察组', '化隆回族自治县', '循化撒拉族自治县'],
      ['第六交叉巡察组', '循化撒拉族自治县', '乐都区'],
    ]);
  });

  it('are judged again as soon as a county is moved, and nothing is written before it is adopted', async () => {
    await button(panel(), '平安区上移').click();
    await panel().locator('tbody td').getByText('平安区').first().waitFor();
    await expect.poll(lines).toContainEqual(['第一交叉巡察组', '平安区', '乐都区']);
    await app.screenshot('cross-moved');
    await button(panel(), '平安区下移').click();
    await expect.poll(lines).toContainEqual(['第一交叉巡察组', '乐都区', '平安区']);
    await button(panel(), '采用这个排法').click();
    await app.page.getByRole('definition').getByText('没有发现不符合编组规则的情形。').waitFor();
    await app.screenshot('cross-adopted');
    await takeStep(app, '核对', {}, '已核对');
  });

  it('are written into the groups of the round once another person has approved them', async () => {
    await switchTo(app, director);
    await openRecord(app, '交叉编组方案', scheme);
    await takeStep(
      app,
      '登记审定',
      { 审定会议: '市委巡察工作领导小组会议', 审定日期: day(), 印发文号: '海测巡组〔2026〕6号' },
      '已审定',
    );
    await app.screenshot('cross-approved');
    expect(await button(panel(), '生成编组').count()).toBe(0);
    await switchTo(app, planner);
    await openRecord(app, '交叉编组方案', scheme);
    await button(panel(), '生成编组').click();
    const told = dialog(app.page, '按方案生成编组');
    await told.getByText('将新建6个组，改动0个组').waitFor();
    await app.screenshot('cross-groups-told');
    await button(told, '写入巡察组').click();
    await app.page.locator('.form-head').getByText('已编组').waitFor();
    await button(panel(), '生成编组').click();
    await told.getByText('将新建0个组，改动0个组，6个组不变').waitFor();
    await button(told, '写入巡察组').click();
    await told.waitFor({ state: 'hidden' });
    await app.screenshot('cross-applied');
    await button(panel(), '为本轮自动编组').waitFor();
  });

  it('stand in the round and on the printed table with the approval', async () => {
    await openPage(app, '巡察组');
    await app.page.locator('.list-area tbody').getByText('第六交叉巡察组').waitFor();
    await app.screenshot('cross-groups');
    await openRecord(app, '巡察轮次', round);
    await app.screenshot('cross-round');
    const path = app.file('F35.pdf', '');
    await printToPdf(app, '交叉巡察编组表（推磨）', path);
    const words = wordsOf(path);
    expect(words).toContain('六县（区）推磨编组方案（推磨）');
    expect(words).toContain('海测巡组〔2026〕6号');
    for (const name of ['第一交叉巡察组', '第六交叉巡察组', '乐都区', '市级授权', '回避审查'])
      expect(words).toContain(name);
  });

  it('are preceded by the choice of whom to inspect, from the selection sheet into a plan', async () => {
    const { page } = app;
    for (const [name, concern] of [
      ['乐都区民政局党组', '9'],
      ['平安区水利局党组', null],
    ] as const) {
      const form = await newRecord(app, '被巡察党组织');
      await fillIn(form, {
        党组织名称: name,
        党组织类型: { choice: '县（市、区）直单位' },
        '系统（领域）': '民生系统',
      });
      if (concern !== null) {
        await form.getByRole('button', { name: /^评分情况/u }).click();
        await addRow(form, '评分情况', {
          评分因素: { choice: '社会关注度' },
          '程度（0—10）': concern,
        });
      }
      await save(app);
    }
    const plan = await newRecord(app, '巡察规划计划');
    const year = day().slice(0, 4);
    await fillIn(plan, {
      名称: `${year}年度巡察计划`,
      类别: { choice: '年度计划' },
      党委届次: '第四届市委',
      年度: year,
      起始日期: `${year}-01-01`,
      截止日期: `${year}-12-31`,
    });
    const number = await save(app);
    await openPage(app, '选题遴选');
    const rows = page.locator('tbody tr.ant-table-row');
    await rows.nth(1).waitFor();
    expect(await rows.first().textContent()).toMatch(/乐都区民政局党组.*29\.00/u);
    await rows.first().getByRole('button').first().click();
    await page.getByText('社会关注度：程度9，9.00分').waitFor();
    await app.screenshot('selection-sheet');
    expect(await seriousViolations(app)).toEqual([]);
    await page.getByLabel('选择乐都区民政局党组').check();
    await button(page, '列入计划（1家）').click();
    const asked = dialog(page, /^列入计划/u);
    await choose(asked.getByLabel('所属计划'), number);
    await choose(asked.getByLabel('巡察方式'), '交叉巡察');
    await asked.getByLabel('拟安排轮次').fill('市委第六轮');
    await app.screenshot('selection-dialog');
    await button(asked, /^列\s?入$/u).click();
    await page.getByText('已列入1家').waitFor();
    await openRecord(app, '巡察规划计划', number);
    await page.locator('.child-view').getByText('得分29.00').waitFor();
    await app.screenshot('selection-plan');
  });
});
