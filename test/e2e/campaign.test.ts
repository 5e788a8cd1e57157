/**
 * A campaign over several counties (联动行动, reference 2.1): the city decides on it and sends it, a county takes it in, names it in
 * its round, and what the round has fed back counts at the city. What is only entered is entered through the bridge.
 */
import { describe, expect, it } from 'vitest';
import type { App } from './driver.ts';
import { seriousViolations } from './pages/accessibility.ts';
import { bothAtWork } from './pages/at-work.ts';
import { callBridge, enter } from './pages/bridge.ts';
import { button, dialog } from './pages/controls.ts';
import { day } from './pages/days.ts';
import { signIn, switchTo } from './pages/entrance.ts';
import { approvePackage, preparePackage, receivePackage, writePackage } from './pages/exchange.ts';
import { planningCityOffice as cityOffice, hostOffice as countyOffice } from './pages/offices.ts';
import { fillIn, takeStep } from './pages/petitions.ts';
import { addRow, newRecord, openRecord, save } from './pages/records.ts';
import { computeReport, rowShown } from './pages/reports.ts';

const action = '民政领域市县同步巡察';
const target = '开化县民政局党组';
const round = '县委第六轮巡察';

/** 计划与编组, drawn up by the planner, approved by the director, written by the registrar. */
async function carry(
  app: App,
  from: typeof cityOffice | typeof countyOffice,
  to: typeof cityOffice | typeof countyOffice,
  stick: string,
): Promise<string> {
  await switchTo(app, from.people.planner);
  const no = await preparePackage(app, '计划与编组', to);
  await switchTo(app, from.people.director);
  await approvePackage(app, no);
  await switchTo(app, from.people.registrar);
  return writePackage(app, no, stick);
}

describe.sequential('a campaign of the city', () => {
  let city: App;
  let county: App;
  let stick: string;
  let no = '';

  bothAtWork(
    (startedCity, startedCounty, folder) => {
      city = startedCity;
      county = startedCounty;
      stick = folder;
    },
    [cityOffice, countyOffice],
  );

  it('goes to a county that takes part once it is decided on, and not before', async () => {
    await signIn(city, cityOffice.people.planner);
    const form = await newRecord(city, '联动行动');
    await fillIn(form, {
      行动名称: action,
      巡察方式: { choice: ['同步巡察'] },
      联动类型: { choice: ['任务部署联动'] },
      开始日期: day(-30),
      行动任务: '市县两级同步巡察民政系统。',
    });
    for (const [level, office] of [
      ['市级', '市委巡察办'],
      ['县级', '开化县委巡察办'],
    ] as const)
      await addRow(form, '参与单位和轮次', {
        层级: { choice: level },
        '参与单位（地区）': office,
        方式: { choice: '同步巡察' },
      });
    await addRow(form, '监督重点', {
      监督重点: '低保审核把关不严',
      来源: { choice: '本级确定' },
      了解情况: '不外传的情况',
    });
    no = await save(city);
    expect(await button(city.page, '发往其他单位…').count()).toBe(0);
    await switchTo(city, cityOffice.people.director);
    await openRecord(city, '联动行动', no);
    await takeStep(city, '登记审定', { 审定会议: '领导小组会议', 审定日期: day(-20) }, '已审定');
    await switchTo(city, cityOffice.people.planner);
    await openRecord(city, '联动行动', no);
    await button(city.page, '发往其他单位…').click();
    const ask = dialog(city.page, /发往其他单位$/u);
    await button(ask, '确定').click();
    await ask.waitFor({ state: 'hidden' });
    await city.page.getByText('随数据包发往').waitFor();
    await city.screenshot('campaign-addressed');
  }, 120_000);

  it('is read there as it was decided, without what the city found, and named by the county’s round', async () => {
    const down = await carry(city, cityOffice, countyOffice, stick);
    await signIn(county, countyOffice.people.planner);
    await receivePackage(county, down, countyOffice.people.director);
    await openRecord(county, '联动行动', no);
    await county.page.getByText('低保审核把关不严').first().waitFor();
    await county.screenshot('campaign-at-county');
    const shown = (await county.page.locator('main').textContent()) ?? '';
    expect(shown).not.toContain('不外传的情况');
    expect(await button(county.page.locator('.form-head'), /修改|启动/u).count()).toBe(0);

    const form = await newRecord(county, '巡察轮次');
    await fillIn(form, {
      轮次名称: round,
      第几轮: '6',
      巡察层级: { choice: '县级' },
      巡察方式: { choice: ['同步巡察'] },
      所属联动行动: { choice: action },
    });
    await county.screenshot('round-names-campaign');
    await save(county);
    await openRecord(county, '联动行动', no);
    await county.page.getByText(round).first().waitFor();
    await county.screenshot('campaign-with-round');
    expect(await seriousViolations(county)).toEqual([]);
  }, 120_000);

  it('counts at the city what the county’s round has fed back, and shows the round on its page', async () => {
    const { records } = await callBridge(county, 'records.find', {
      register: 'inspectionRound',
      text: round,
    });
    await enter(county, 'target', {
      name: target,
      orgType: 'COUNTY_DEPARTMENT',
      region: countyOffice.region,
    });
    const targets = [
      { rowId: '', values: { targetId: target, from: day(-20), to: day(-10), feedbackAt: day(-1) } },
    ];
    const group = { round: records[0]?.id ?? '', name: '县委第一巡察组', mode: 'WHOLE_UNIT' };
    await enter(county, 'inspectionGroup', group, { targets });
    const up = await carry(county, countyOffice, cityOffice, stick);
    await switchTo(city, cityOffice.people.planner);
    await receivePackage(city, up, cityOffice.people.director);
    await openRecord(city, '联动行动', no);
    await city.page.getByText(round).first().waitFor();
    await city.screenshot('round-at-campaign');
    await computeReport(city, { code: 'R-13', from: day(-60), to: day() });
    await city.screenshot('coverage-at-city');
    expect((await rowShown(city, '合计')).slice(0, 3)).toEqual(['1', '1', '1']);
  }, 120_000);
});
