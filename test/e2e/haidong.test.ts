/**
 * The rest of the article on Haidong (reference 2.5) in the real window; the ring of its six counties is arranged in
 * planning-cross.test.ts and its three figures are compared in three-figures.test.ts. Here 1+6 groups stand as one tree,
 * and the first round is counted against the term: 6 counties, 47 city bodies, 94 townships, 147 county bodies.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { partsOfWord, wordsInWord } from '../reports/support/word.ts';
import type { App } from './driver.ts';
import { atWork } from './pages/at-work.ts';
import { callBridge } from './pages/bridge.ts';
import { openPage, switchTo } from './pages/entrance.ts';
import { footerShown } from './pages/list.ts';
import { planningOffice } from './pages/offices.ts';
import { fillIn, takeStep } from './pages/petitions.ts';
import { printToPdf, wordsOf } from './pages/printing.ts';
import { addRow, edit, newRecord, openRecord, save } from './pages/records.ts';
import { computeReport, rowShown, saveReportPdf } from './pages/reports.ts';
import { importSheet, rowsOf, type Row } from './pages/sheets.ts';

const { director, planner, registrar } = planningOffice.people;
const counties = [
  '乐都区',
  '平安区',
  '民和回族土族自治县',
  '互助土族自治县',
  '化隆回族自治县',
  '循化撒拉族自治县',
];
const countyOf = (index: number): string => counties[index % 6] ?? '';

const headings = ['党组织名称', '党组织类型', '所在地', '主要负责人', '曾任职单位'];
const body = (name: string, type: string, county: string, index: number): Row => [
  name,
  type,
  county,
  `负责人${index + 1}`,
  name,
];

/** 应巡: of each kind as many as the article counts. */
const library: readonly Row[] = [
  headings,
  ...counties.map((county, index) => body(`${county}委`, '县委', county, index)),
  ...rowsOf([], 47, (index) => body(`市直单位${index + 1}党组`, '市直单位', '', index)).slice(1),
  ...rowsOf([], 94, (index) =>
    body(`${countyOf(index)}第${index + 1}乡镇党委`, '乡镇党委', countyOf(index), index),
  ).slice(1),
  ...rowsOf([], 147, (index) =>
    body(`${countyOf(index)}直单位${index + 1}党组`, '县区直部门', countyOf(index), index),
  ).slice(1),
];

describe.sequential('one mobile group and six crossing ones', () => {
  let app: App;

  atWork(planningOffice, planner, (started) => {
    app = started;
  });

  it('have a term plan that says what is to be covered, approved by another person', async () => {
    expect(await importSheet(app, { register: '被巡察党组织' }, library)).toMatchObject({
      new: 294,
      refused: 0,
    });
    const plan = await newRecord(app, '巡察规划计划');
    await fillIn(plan, {
      名称: '扶贫领域专项巡察三年全覆盖规划',
      类别: { choice: '五年规划' },
      党委届次: '第二届市委',
      起始日期: '2017-07-01',
      截止日期: '2020-12-31',
    });
    for (const [type, total] of [
      ['县（市、区）党委', '6'],
      ['市直单位', '47'],
      ['乡镇党委', '94'],
      ['县（市、区）直单位', '147'],
    ] as const)
      await addRow(plan, '覆盖任务', { 党组织类型: { choice: type }, '应巡（家）': total });
    await app.screenshot('hd-plan');
    const number = await save(app);
    await switchTo(app, director);
    await openRecord(app, '巡察规划计划', number);
    await takeStep(app, '登记审定', { 审定会议: '市委“五人小组”会议', 审定日期: '2017-04-20' }, '已审定');
  });

  it('stand under the mobile group that leads them, and inspect 民和 and 32 bodies in the first round', async () => {
    await switchTo(app, planner);
    const rounds = [
      ['轮次名称', '第几轮', '巡察层级', '巡察方式', '进驻日期', '专项主题'],
      [
        '扶贫领域首轮专项巡察',
        1,
        '市级',
        '专项巡察、机动巡察、交叉巡察、提级巡察',
        '2017-07-10',
        '扶贫领域专项巡察',
      ],
    ];
    await importSheet(app, { register: '巡察轮次' }, rounds);
    const columns = ['组别', '编组方式', '派出地', '被巡察地', '被巡察党组织', '反馈日期'];
    const mobile: Row = [
      '市级机动巡察组',
      '本级编组',
      '',
      '民和回族土族自治县',
      '民和回族土族自治县委',
      '2017-09-20',
    ];
    // 18 townships and 14 county bodies, each inspected by the county before its own.
    const bodies = [...library.slice(54, 72), ...library.slice(148, 162)];
    const crossing = counties.flatMap((county, at) =>
      bodies
        .filter(([, , there]) => there === county)
        .map(([name = ''], index): Row => [
          ...(index === 0 ? [`第${at + 1}交叉巡察组`, '成建制', countyOf(at + 5), county] : ['', '', '', '']),
          name,
          '2017-09-22',
        ]),
    );
    const groups = [columns, mobile, ...crossing];
    expect(await importSheet(app, { register: '巡察组', whole: '扶贫领域首轮' }, groups)).toMatchObject({
      new: 7,
      skipped: 0,
    });
    for (let at = 1; at <= 2; at += 1) {
      await openGroup(`第${at}交叉巡察组`);
      await fillIn(await edit(app), { 所属大组: { choice: '市级机动' } });
      await save(app);
    }
    await app.screenshot('hd-sub-group');
    await openPage(app, '巡察组');
    expect(await footerShown(app)).toMatch(/^共 7 /u);
    await openPage(app, '巡察轮次');
    await app.page.locator('.list-area tbody').getByRole('link').first().click();
    await app.page.locator('.form-head h1').waitFor();
    const path = app.file('F33.pdf', '');
    const word = app.file('分工.docx', '');
    await printToPdf(app, '巡察任务分工方案表', path, word);
    const words = wordsInWord((await partsOfWord(readFileSync(word))).document);
    for (const each of ['市级机动巡察组', '第6交叉巡察组', '民和回族土族自治县委']) {
      expect(wordsOf(path)).toContain(each);
      expect(words).toContain(each);
    }
  });

  it('are heard of five times by the committees of the party, as the register of meetings counts', async () => {
    await switchTo(app, registrar);
    const name = '听取扶贫领域专项巡察工作专题汇报';
    const columns = ['会议名称', '会议类别', '会议日期', '主持人', '听取巡察汇报'];
    const heard: readonly Row[] = [
      [`市委“五人小组”会议${name}`, '五人小组会议', '2017-03-10', '市委书记', '是'],
      [`市委常委会会议${name}`, '常委会', '2017-04-05', '市委书记', '是'],
      [`市委“五人小组”会议${name}（第二次）`, '五人小组会议', '2017-04-20', '市委书记', '是'],
      [`市委常委扩大会议${name}`, '常委扩大会', '2017-06-02', '市委书记', '是'],
      [`市委常委会会议${name}（第二次）`, '常委会', '2017-09-26', '市委书记', '是'],
    ];
    const other: Row = ['扶贫领域专项巡察组办会商', '组办会商', '2017-08-01', '巡察办主任', '否'];
    const counts = await importSheet(app, { register: '会议' }, [columns, ...heard, other]);
    expect(counts).toMatchObject({ new: 6, refused: 0 });
    await openPage(app, '会议');
    expect(await footerShown(app)).toMatch(/^共 6 /u);
    const filters = [{ field: 'hearsReport', op: 'is' as const, value: true }];
    const { rows } = await callBridge(app, 'records.page', {
      ...{ register: 'meeting' as const, filters, sort: [], offset: 0, limit: 9 },
    });
    const kinds = rows.map(({ values }) => String(values['kind'])).toSorted();
    expect(kinds).toEqual(['SECRETARY', 'SECRETARY', 'STANDING', 'STANDING', 'STANDING_ENLARGED']);
    await app.screenshot('hd-heard');
    await switchTo(app, planner);
  });

  it('are counted against the term, kind by kind', async () => {
    await computeReport(app, { code: 'R-13', from: '2017-07-01', to: '2020-12-31' });
    const shown = async (kind: string) => {
      const cells = await rowShown(app, kind);
      return [cells[0], cells[1], cells[2], cells[6]];
    };
    expect(await shown('县（市、区）党委')).toEqual(['6', '6', '1', '1']);
    expect(await shown('市直单位')).toEqual(['47', '47', '0', '0']);
    expect(await shown('乡镇党委')).toEqual(['94', '94', '18', '18']);
    expect(await shown('县（市、区）直单位')).toEqual(['147', '147', '14', '14']);
    expect(await shown('合计')).toEqual(['294', '294', '33', '33']);
    const path = app.file('R-13.pdf', '');
    await saveReportPdf(app, path);
    for (const each of ['147', '94', '47', '294', '11.22%', '各类对象库数不少于规划应巡数'])
      expect(wordsOf(path)).toContain(each);
  });

  async function openGroup(name: string): Promise<void> {
    await openPage(app, '巡察组');
    await app.page.locator('.list-area tbody tr').filter({ hasText: name }).getByRole('link').first().click();
    await app.page.locator('.form-head h1').waitFor();
  }
});
