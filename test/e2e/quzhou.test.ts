/**
 * The article on Quzhou (reference 2.1) in the real window: rectification is supervised by the list of tasks, and what the
 * groups found that the city sends up is counted by round.
 */
import { describe, expect, it } from 'vitest';
import type { App } from './driver.ts';
import { atWork } from './pages/at-work.ts';
import { callBridge } from './pages/bridge.ts';
import { day } from './pages/days.ts';
import { switchTo } from './pages/entrance.ts';
import { planningCityOffice } from './pages/offices.ts';
import { wordsOf } from './pages/printing.ts';
import { computeReport, rowShown, saveReportPdf } from './pages/reports.ts';
import { importSheet, rowsOf } from './pages/sheets.ts';

const { custodian, director, officer, planner } = planningCityOffice.people;

describe.sequential('a city and its counties inspected as one', () => {
  let app: App;

  atWork(planningCityOffice, planner, (started) => {
    app = started;
  });

  it('have their rectification supervised by the list of tasks: 5 aspects, 12 focuses, 10 methods', async () => {
    await switchTo(app, officer);
    const { codes } = await callBridge(app, 'codes.all', {});
    const labels = (list: string) =>
      codes.flatMap((code) => (code.list === list && code.validTo === null ? [code.label] : []));
    const [aspects, focuses, methods] = ['supervisionAspect', 'supervisionFocus', 'supervisionMethod'].map(
      labels,
    );
    expect([aspects?.length, focuses?.length, methods?.length]).toEqual([5, 12, 10]);
    const headings = ['任务名称', '监督主体', '被巡察党组织', '监督方面', '监督重点', '监督方法', '计划日期'];
    const tasks = rowsOf(headings, 12, (index) => [
      `整改日常监督任务之${index + 1}`,
      ...[['纪检监察室', '组织部', '巡察办'][index % 3] ?? '', '市机关事务保障中心'],
      ...[aspects?.[index % 5] ?? '', focuses?.[index] ?? '', methods?.[index % 10] ?? '', day(-3)],
    ]);
    expect(await importSheet(app, { register: '日常监督任务' }, tasks)).toMatchObject({
      new: 12,
      refused: 0,
    });
    const { rows } = await callBridge(app, 'records.page', {
      ...{ register: 'supervisionTask' as const, filters: [], sort: [], offset: 0, limit: 20 },
    });
    const named = (key: string) => new Set(rows.flatMap(({ values }) => values[key] ?? [])).size;
    expect([named('aspects'), named('focuses'), named('methods')]).toEqual([5, 12, 10]);
    await switchTo(app, director);
    await computeReport(app, { code: 'R-18', from: day(-30), to: day() });
    const paper = app.file('R-18.pdf', '');
    await saveReportPdf(app, paper);
    for (const method of methods ?? []) expect(wordsOf(paper)).toContain(method.slice(0, 4));
  });

  it('find 85 problems and 9 leads with the two groups the city sends up, counted by round', async () => {
    await switchTo(app, planner);
    const name = '七届市委提级巡察';
    const rounds = [
      ['轮次名称', '第几轮', '巡察层级', '巡察方式', '进驻日期'],
      [name, 9, '市级', '提级巡察、联动巡察', day(-40)],
    ];
    await importSheet(app, { register: '巡察轮次' }, rounds);
    const bodies = ['衢江区民政局党组', '开化县池淮镇党委'];
    const place = (index: number) => [
      name,
      `市委第${index % 2 === 0 ? '一' : '二'}提级巡察组`,
      bodies[index % 2] ?? '',
    ];
    await switchTo(app, officer);
    const headings = ['巡察轮次', '巡察组', '被巡察党组织', '具体问题', '事实', '审定日期', '反馈日期'];
    const problems = rowsOf(headings, 85, (index) => [
      ...place(index),
      `管理不到位的问题之${index + 1}`,
      `第${index + 1}项设施闲置未安装`,
      ...[day(-8), day(-7)],
    ]);
    await importSheet(app, { register: '反馈问题' }, problems);
    await switchTo(app, custodian);
    const conditions = ['有问题性质', '有基本事实', '有初步证据', '排除情形'];
    const leads = rowsOf(
      [
        '巡察轮次',
        '巡察组',
        '被巡察党组织',
        '入库日期',
        '线索来源',
        '标题',
        '主要问题',
        ...conditions,
        '移交日期',
      ],
      9,
      (index) => [
        ...[...place(index), day(-20), '巡察发现', `线索之${index + 1}`, `挪用公款${index + 1}万元`],
        ...['是', '是', '是', '不属于以下情形', day(-5)],
      ],
    );
    await importSheet(app, { register: '问题线索' }, leads);
    await switchTo(app, director);
    await computeReport(app, { code: 'R-04', rows: '巡察轮次', from: day(-30), to: day() });
    const found = await rowShown(app, name);
    expect(found.slice(-2)).toEqual(['85', '9']);
    await computeReport(app, { code: 'R-08', rows: '巡察轮次', from: day(-60), to: day() });
    // The organisations are those of groups, which the sheets did not bring.
    expect((await rowShown(app, name)).slice(0, 4)).toEqual(['0', '0', '85', '9']);
    const paper = app.file('R-08.pdf', '');
    await saveReportPdf(app, paper);
    expect(wordsOf(paper)).toContain('挽回经济损失');
  });
});
