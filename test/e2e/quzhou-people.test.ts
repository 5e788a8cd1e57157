/**
 * The article on Quzhou (reference 2.1) in the real window, each step by the person whose work it is: the pool of people
 * comes in as one sheet and is admitted by a second person, six groups cross over the county courts while the city inspects
 * its own, nobody sits in a group unreviewed, and their heads are authorised by name.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import * as XLSX from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import type { App } from './driver.ts';
import { atWork } from './pages/at-work.ts';
import { callBridge } from './pages/bridge.ts';
import { button, dialog, pickOption } from './pages/controls.ts';
import { day } from './pages/days.ts';
import { openPage, switchTo } from './pages/entrance.ts';
import { footerShown } from './pages/list.ts';
import { planningCityOffice } from './pages/offices.ts';
import { fillIn, takeStep } from './pages/petitions.ts';
import { printToPdf, wordsOf } from './pages/printing.ts';
import { addRow, edit, newRecord, openRecord, save } from './pages/records.ts';
import { importSheet, type Row } from './pages/sheets.ts';

const { director, planner } = planningCityOffice.people;
const pool = join(import.meta.dirname, '../fixtures/quzhou-people-pool.xlsx');
const counties = ['柯城区', '衢江区', '常山县', '开化县', '龙游县', '江山市'];

/** The clerk's own list, with what the leading group has decided written beside it. */
function admittedPool(): readonly Row[] {
  const book = XLSX.read(readFileSync(pool));
  const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {};
  const [headings = [], ...people] = XLSX.utils.sheet_to_json<string[]>(sheet, { header: 1, defval: '' });
  return [
    [...headings, '所在库', '资格审查通过', '入库日期', '审定会议'],
    ...people.map((each) => [...each, '专业人才库', '是', day(-60), '市委巡察工作领导小组会议']),
  ];
}

/** Types a day into the one field of a dialog. */
async function fillDay(place: Locator, on: string): Promise<void> {
  const box = place.locator('#declared-at');
  await box.fill(on);
  await box.press('Tab');
}

describe.sequential('the groups of a city and its counties inspected as one', () => {
  let app: App;
  let round = '';
  let scheme = '';

  atWork(planningCityOffice, planner, (started) => {
    app = started;
  });

  const ring = () => app.page.getByRole('region', { name: '推磨编组' });

  it('begin with the pool of people, as the personnel clerk keeps it', async () => {
    const counts = await importSheet(app, { register: '人才库人员' }, admittedPool());
    expect(counts).toMatchObject({ new: 180, refused: 0 });
    await openPage(app, '人才库人员');
    expect(await footerShown(app)).toMatch(/^共 180 /u);
    await app.screenshot('qz-pool');
    const courts = counties.map((county, at) => [
      `${county}人民法院党组`,
      '法院',
      '县级',
      county,
      '法院系统',
      `院长${'甲乙丙丁戊己'.charAt(at)}`,
      '党组书记、院长',
      `${county}人民法院`,
    ]);
    const headings = [
      '党组织名称',
      '党组织类型',
      '层级',
      '所在地',
      '系统（领域）',
      '主要负责人',
      '负责人职务',
      '曾任职单位',
    ];
    expect(await importSheet(app, { register: '被巡察党组织' }, [headings, ...courts])).toMatchObject({
      new: 6,
    });
  });

  it('take nobody into the pool before a second person has: all of them in one go', async () => {
    await switchTo(app, director);
    const { page } = app;
    await openPage(app, '人才库人员');
    await page.locator('.list-footer .ant-pagination-options .ant-select').click();
    await page.locator('.ant-select-item-option').filter({ hasText: '200' }).click();
    await page.locator('.list-area tbody tr').nth(179).waitFor();
    await page.locator('.list-area thead').getByRole('checkbox').check();
    await button(page, '成批办理').click();
    const many = dialog(page, /^成批办理：人才库人员180人/u);
    await many.waitFor({ timeout: 60_000 });
    await pickOption(page.getByLabel('办理什么'), '审定入库');
    await button(many, '逐件办理').click();
    await many.getByText('已办理180人，没有办理0人。').waitFor({ timeout: 240_000 });
    await app.screenshot('qz-admitted');
    await button(many, '关闭').first().click();
    await many.waitFor({ state: 'hidden' });
    await switchTo(app, planner);
  });

  it('cross in a ring over the county courts, while the city inspects its own court', async () => {
    const form = await newRecord(app, '巡察轮次');
    await fillIn(form, {
      轮次名称: '七届市委第八轮巡察',
      第几轮: '8',
      党委届次: '七届市委',
      巡察层级: { choice: '市级' },
      巡察方式: { choice: ['专项巡察', '交叉巡察'] },
      专项主题: '法院系统推磨式专项巡察',
    });
    round = await save(app);
    const arranged = await newRecord(app, '交叉编组方案');
    await fillIn(arranged, {
      巡察轮次: { choice: round },
      方案名称: '县法院推磨式专项巡察编组方案',
      交叉方式: { choice: '同一系统' },
      '系统（领域）': '法院系统',
    });
    for (const [index, county] of counties.entries())
      await addRow(arranged, '参加的县（市、区）', {
        '县（市、区）': { choice: county },
        说明: `第${index + 1}`,
      });
    scheme = await save(app);
    await ring().locator('tbody tr.ant-table-row').nth(5).waitFor();
    await app.screenshot('qz-scheme');
    await button(ring(), '采用这个排法').click();
    await app.page.getByText('没有发现不符合编组规则的情形。').first().waitFor();
    await takeStep(app, '核对', {}, '已核对');
    await switchTo(app, director);
    await openRecord(app, '交叉编组方案', scheme);
    await takeStep(
      app,
      '登记审定',
      { 审定会议: '市委巡察工作领导小组会议', 审定日期: day(), 印发文号: '测巡组〔2026〕8号' },
      '已审定',
    );
    await switchTo(app, planner);
    await openRecord(app, '交叉编组方案', scheme);
    await button(ring(), '生成编组').click();
    const told = dialog(app.page, '按方案生成编组');
    await told.getByText('将新建6个组，改动0个组').waitFor();
    await button(told, '写入巡察组').click();
    await app.page.locator('.form-head').getByText('已编组').waitFor();
  });

  it('are staffed from the pool by rules that name everybody’s reason', async () => {
    const { page } = app;
    await openRecord(app, '巡察轮次', round);
    await button(page, '为本轮自动编组').click();
    const staffing = dialog(page, '为本轮自动编组');
    await button(staffing, '提出方案').click();
    await button(staffing, '按方案编入').waitFor({ timeout: 120_000 });
    await app.screenshot('qz-staffing');
    await button(staffing, '按方案编入').click();
    await button(dialog(page, /^按方案编入6个组/u), /编\s?入/u).click();
    await page.getByText(/已编入6个组，共42人/u).waitFor();
  });

  it('sit in their groups only after everybody has declared and been reviewed, which both forms tell', async () => {
    const { page } = app;
    const panel = page.getByRole('region', { name: '回避审查' });
    for (const group of ['一', '二', '三', '四', '五', '六'].map((each) => `第${each}交叉巡察组`)) {
      await openPage(app, '巡察组');
      await page.locator('.list-area tbody tr').filter({ hasText: group }).getByRole('link').first().click();
      await panel.locator('tbody tr.ant-table-row').nth(6).waitFor();
      await panel.getByText('需核实').first().waitFor();
      await button(panel, '登记所选 7 人已申报').click();
      const declared = dialog(page, '登记7人已申报');
      await fillDay(declared, day());
      await app.screenshot('qz-declared');
      await button(declared, /登\s?记/u).click();
      await panel.locator('tbody tr').filter({ hasText: '无需回避' }).nth(6).waitFor();
      await app.screenshot('qz-group');
      await button(panel, '登记所选 7 人的审查结果').click();
      await button(dialog(page, /^登记7人的回避审查结果/u), /登\s?记/u).click();
      await panel.getByText('未登记').first().waitFor({ state: 'hidden' });
    }
    const leader =
      (await panel.locator('tbody tr.ant-table-row').first().locator('td').nth(1).textContent()) ?? '';
    await openRecord(app, '巡察轮次', round);
    const table = app.file('F35.pdf', '');
    await printToPdf(app, '交叉巡察编组表（推磨）', table);
    expect(wordsOf(table).match(/均无需回避/gu)).toHaveLength(6);
    for (const county of counties) expect(wordsOf(table)).toContain(`${county}人民法院党组`);
    await openPage(app, '人才库人员');
    await page.getByRole('searchbox', { name: '在列表中查找' }).fill(leader);
    await page
      .locator('.list-footer')
      .getByText(/^共 1 /u)
      .waitFor();
    await page.locator('.list-area tbody').getByRole('link').first().click();
    await page.locator('.form-head h1').waitFor();
    const sheet = app.file('F36.pdf', '');
    await printToPdf(app, '回避申报（审查）表', sheet);
    for (const each of [
      leader,
      '七届市委第八轮巡察',
      '第六交叉巡察组',
      '柯城区人民法院党组',
      '无需回避',
      '承诺人签名',
    ])
      expect(wordsOf(sheet)).toContain(each);
  });

  it('are led by people authorised by name for this very round, as both papers tell', async () => {
    const { page } = app;
    const { rows } = await callBridge(app, 'records.page', {
      ...{ register: 'inspectionGroup' as const, filters: [], sort: [], offset: 0, limit: 9 },
    });
    let heads = 0;
    for (const { id, no } of rows) {
      const { children } = await callBridge(app, 'records.get', { register: 'inspectionGroup', id });
      await openRecord(app, '巡察组', no);
      const form = await edit(app);
      for (const { values } of children['members'] ?? []) {
        const role = { LEADER: '组长', DEPUTY: '副组长' }[String(values['role'])];
        if (role === undefined) continue;
        heads += 1;
        await addRow(form, '授权', {
          授权类别: { choice: '市委授权' },
          被授权人: String(values['name']),
          组内职务: { choice: role },
          授权文号: `测市委授〔2026〕8号之${heads}`,
          授权日期: day(),
        });
      }
      await save(app);
    }
    await app.screenshot('qz-authorised');
    expect([rows.length, heads]).toEqual([6, 12]);
    await openRecord(app, '巡察轮次', round);
    await takeStep(
      app,
      '进驻',
      {
        工作方案文号: '测市委巡〔2026〕8号',
        方案批准日期: day(),
        授权决定文号: '测市委授〔2026〕8号',
        授权日期: day(),
        培训日期: day(),
        动员部署日期: day(),
        进驻日期: day(),
      },
      '巡察了解',
    );
    await openRecord(app, '巡察轮次', round);
    const [decision, table] = [app.file('F34.pdf', ''), app.file('F35-authorised.pdf', '')];
    await printToPdf(app, '授权任职及任务分工决定', decision);
    expect(wordsOf(decision)).toContain('测市委授〔2026〕8号');
    expect(wordsOf(decision).match(/人民法院党组/gu)).toHaveLength(6);
    await page.keyboard.press('Escape');
    await openRecord(app, '巡察轮次', round);
    await printToPdf(app, '交叉巡察编组表（推磨）', table);
    expect(wordsOf(table).match(/测市委授〔2026〕8号之/gu)).toHaveLength(12);
  });
});
