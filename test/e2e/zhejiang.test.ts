/**
 * The article on Zhejiang (reference 2.2) in the real window, each step by the person whose work it is: six ways of
 * linking the levels in one action, what a round did to find out, and the inspection work itself inspected in 9 cities and
 * 17 counties, fed back, put right point by point and struck off by another person.
 */
import { describe, expect, it } from 'vitest';
import type { App } from './driver.ts';
import { atWork } from './pages/at-work.ts';
import { day } from './pages/days.ts';
import { openPage, switchTo } from './pages/entrance.ts';
import { footerShown } from './pages/list.ts';
import { planningCityOffice } from './pages/offices.ts';
import { fillIn, takeStep } from './pages/petitions.ts';
import { wordsOf } from './pages/printing.ts';
import { addRow, changeRow, edit, newRecord, openRecord, refusedStep, save } from './pages/records.ts';
import { computeReport, rowShown, saveReportPdf } from './pages/reports.ts';
import { importSheet, rowsOf, type Row } from './pages/sheets.ts';

const { director, officer, planner } = planningCityOffice.people;
const round = '十四届省委第六轮巡视期间市县联动巡察';
const linkage = ['任务部署', '组织方式', '成果运用', '信息运用', '舆论宣传', '队伍力量'].map(
  (each) => `${each}联动`,
);

describe.sequential('a net of inspection over the levels', () => {
  let app: App;
  let checked = '';

  atWork(planningCityOffice, planner, (started) => {
    app = started;
  });

  it('is linked in six ways, and uses results only with a word on their quality', async () => {
    await importSheet(app, { register: '巡察轮次' }, [
      ['轮次名称', '第几轮', '巡察层级', '巡察方式', '进驻日期'],
      [round, 6, '市级', '联动巡察、常规巡察', day(-60)],
    ]);
    const form = await newRecord(app, '联动行动');
    await fillIn(form, {
      行动名称: '供销系统三级联动巡察',
      巡察方式: { choice: ['联动巡察', '同步巡察'] },
      联动类型: { choice: linkage },
      开始日期: day(-60),
      上级事项: '省委巡视省供销总社后，市县同步开展，共性问题集中整改。',
    });
    for (const [level, office] of [
      ['市级', '市委巡察办'],
      ['县级', '某区委巡察办'],
    ] as const)
      await addRow(form, '参与单位和轮次', {
        层级: { choice: level },
        '参与单位（地区）': office,
        巡察轮次: round,
        方式: { choice: '联动巡察' },
      });
    await addRow(form, '监督重点', {
      监督重点: '考核奖金发放不规范',
      来源: { choice: '上级通报的共性问题' },
    });
    const action = await save(app);
    await app.screenshot('zj-action');
    await switchTo(app, director);
    await openRecord(app, '联动行动', action);
    await takeStep(app, '登记审定', { 审定会议: '领导小组会议', 审定日期: day(-59) }, '已审定');
    for (const each of linkage) await app.page.getByText(each).first().waitFor();
  });

  it('talks to 6000 people, takes 18000 letters and visits, checks 160 declarations, asks for help 140 times', async () => {
    await switchTo(app, officer);
    const headings = ['方式', '日期', '巡察轮次', '巡察组', '内容', '数量', '计量单位'];
    // Ten groups, each with a line for each kind of work.
    const done: readonly (readonly [kind: string, count: number, unit: string])[] = [
      ['个别谈话', 600, '人次'],
      ['受理信访', 1800, '件'],
      ['抽查个人有关事项', 16, '人'],
      ['提请协助', 14, '件次'],
    ];
    const work = rowsOf(headings, 40, (index): Row => {
      const [kind, count, unit] = done[index % 4] ?? ['', 0, ''];
      const group = Math.floor(index / 4) + 1;
      return [kind, day(-50 + group), round, `第${group}巡察组`, `${kind}（第${group}巡察组）`, count, unit];
    });
    expect(await importSheet(app, { register: '了解工作' }, work)).toMatchObject({ new: 40, refused: 0 });
    await computeReport(app, { code: 'R-04', rows: '巡察轮次', from: day(-60), to: day() });
    const cells = await rowShown(app, round);
    for (const figure of ['6000', '18000', '160', '140']) expect(cells).toContain(figure);
    const path = app.file('R-04.pdf', '');
    await saveReportPdf(app, path);
    for (const figure of ['6000', '18000', '160', '140']) expect(wordsOf(path)).toContain(figure);
  });

  it('makes 660 rules of its own', async () => {
    const rules = rowsOf(['制度名称', '制修类别', '印发单位', '印发日期'], 660, (index) => [
      `巡察工作制度之${index + 1}`,
      index < 500 ? '新建' : '修订',
      '某县委',
      day(-30),
    ]);
    expect(await importSheet(app, { register: '制度' }, rules)).toMatchObject({ new: 660, refused: 0 });
    await computeReport(app, { code: 'R-17', rows: '报送单位', from: day(-60), to: day() });
    expect((await rowShown(app, '合计')).slice(0, 3)).toContain('660');
  });

  it('has its inspection work inspected in 9 cities and 17 counties', async () => {
    await switchTo(app, planner);
    const checks = rowsOf(['被检查单位', '检查日期', '检查单位', '检查方式', '检查情况'], 26, (index) => [
      index < 9 ? `第${index + 1}设区市委巡察机构` : `第${index - 8}县（市、区）委巡察机构`,
      day(-40),
      '省委巡视办',
      index % 2 === 0 ? '专项督查' : '回访检查',
      '检查领导小组、巡察机构履行责任和问题整改情况。',
    ]);
    expect(await importSheet(app, { register: '检查巡察工作' }, checks)).toMatchObject({
      new: 26,
      refused: 0,
    });
    await openPage(app, '检查巡察工作');
    expect(await footerShown(app)).toMatch(/^共 26 /u);
    await app.screenshot('zj-checks');
    const form = await newRecord(app, '检查巡察工作');
    await fillIn(form, {
      被检查单位: '测试县委巡察工作领导小组办公室',
      检查日期: day(-20),
      检查单位: '测试市委巡察工作领导小组办公室',
      检查方式: { choice: ['专项督查', '回访检查'] },
      检查情况: '抽查两轮巡察案卷12卷。',
    });
    await form.getByRole('button', { name: /^检查发现的问题/u }).click();
    await addRow(form, '检查发现的问题', {
      检查方面: { choice: '整改' },
      问题: '整改销号把关不严，3个问题佐证不足即销号。',
      整改要求: '一个月内逐个复核。',
    });
    checked = await save(app);
    await app.screenshot('zj-check');
  });

  it('is fed back and struck off by another person, once every point is put right', async () => {
    await switchTo(app, director);
    await openRecord(app, '检查巡察工作', checked);
    await takeStep(
      app,
      '反馈',
      { 反馈日期: day(-15), 反馈文号: '测巡检〔2026〕1号', 检查评价: { choice: '较好' }, 整改期限: day(15) },
      '已反馈',
    );
    const done = { 整改完成日期: day(), 整改情况: '3个问题已重新整改并补齐佐证。' };
    expect(await refusedStep(app, '核销整改', done)).toContain('还有1个问题没有整改完成');
    await switchTo(app, planner);
    await openRecord(app, '检查巡察工作', checked);
    const form = await edit(app);
    await changeRow(form, '检查发现的问题', 1, {
      整改情况: '已复核补证',
      整改完成: day(-1),
    });
    await save(app);
    await switchTo(app, director);
    await openRecord(app, '检查巡察工作', checked);
    await takeStep(app, '核销整改', done, '已整改');
    await app.screenshot('zj-rectified');
  });
});
