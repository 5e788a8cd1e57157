/**
 * What links the levels (reference 2.1–2.4) in the real window, each step by the person whose work it is: a joint action,
 * a supervision group with its circular, the reports on cross inspections and pools, and the board of cooperation.
 */
import { describe, expect, it } from 'vitest';
import type { App } from './driver.ts';
import { atWork } from './pages/at-work.ts';
import { enter, take } from './pages/bridge.ts';
import { button, pickOption } from './pages/controls.ts';
import { day } from './pages/days.ts';
import { openPage, switchTo } from './pages/entrance.ts';
import { footerShown } from './pages/list.ts';
import { planningCityOffice } from './pages/offices.ts';
import { fillIn, takeStep } from './pages/petitions.ts';
import { printToPdf, wordsOf } from './pages/printing.ts';
import { addRow, edit, newRecord, openRecord, refusedStep, save } from './pages/records.ts';
import { rowShown } from './pages/reports.ts';

const { director, officer, planner } = planningCityOffice.people;

describe.sequential('what links the levels', () => {
  let app: App;
  let group = '';

  atWork(planningCityOffice, planner, (started) => {
    app = started;
  });

  it('is a joint action that hands down what was found in common', async () => {
    const form = await newRecord(app, '联动行动');
    await fillIn(form, {
      行动名称: '供销系统三级联动巡察',
      巡察方式: { choice: ['联动巡察', '接力式巡察'] },
      联动类型: { choice: ['任务部署联动', '成果运用联动'] },
      开始日期: day(-10),
      上级事项: '省委巡视省供销总社后，要求市县同步开展监督。',
    });
    await addRow(form, '参与单位和轮次', {
      层级: { choice: '市级' },
      '参与单位（地区）': '市委巡察办',
      方式: { choice: '联动巡察' },
    });
    await addRow(form, '参与单位和轮次', {
      层级: { choice: '县级' },
      '参与单位（地区）': '各县（市、区）委巡察办',
      方式: { choice: '接力式巡察' },
    });
    await app.screenshot('a1-campaign-form');
    const action = await save(app);
    await switchTo(app, director);
    await openRecord(app, '联动行动', action);
    await app.screenshot('a2-campaign');
    expect(await refusedStep(app, '登记审定')).toContain('接力式巡察还没有登记上级交下来的监督重点');
    await switchTo(app, planner);
    await openRecord(app, '联动行动', action);
    await addRow(await edit(app), '监督重点', {
      监督重点: '违规发放奖金补贴',
      来源: { choice: '上级通报的共性问题' },
    });
    await save(app);
    await switchTo(app, director);
    await openRecord(app, '联动行动', action);
    await takeStep(app, '登记审定', { 审定会议: '领导小组会议', 审定日期: day(-5) }, '已审定');
    await app.screenshot('a3-campaign-approved');
  });

  it('is a supervision group whose head the office finds high enough, or that says why', async () => {
    await switchTo(app, planner);
    const form = await newRecord(app, '督导组');
    await fillIn(form, {
      督导组名称: '市委巡察第一督导组',
      派出层级: { choice: '市级' },
      组建日期: day(-8),
      组长: '王某',
      组长职级: { choice: '正科' },
    });
    await addRow(form, '督导的轮次和巡察组', { 巡察轮次: '2026年第三轮' });
    group = await save(app);
    await switchTo(app, director);
    await openRecord(app, '督导组', group);
    const sending = { 派出文号: '市委巡派〔2026〕1号', 开始督导日期: day(-6) };
    expect(await refusedStep(app, '派出', sending)).toContain('督导组组长的职级不在本办规定之列');
    await takeStep(app, '派出', { ...sending, 职级说明: '经领导小组组长同意' }, '督导中');
  });

  it('circulates who did not cooperate', async () => {
    await switchTo(app, planner);
    await openRecord(app, '督导组', group);
    const form = await edit(app);
    await addRow(form, '配合不力', {
      发生日期: day(-3),
      单位: '某县某局',
      责任人: '李某某',
      情形: { choice: '提供情况前后不一致' },
      事实: '统计表写明7人，所附名单28人。',
      处理: { choice: '通报批评' },
      处理日期: day(-1),
      通报文号: '某巡督〔2026〕1号',
    });
    await addRow(form, '通报', { 通报文号: '某巡督〔2026〕1号', 主送: '某县某局党组' });
    await save(app);
    await app.screenshot('b1-supervision-group');
    const pdf = app.file('circular.pdf', '');
    await printToPdf(app, '督导组通报（配合不力）', pdf);
    const words = wordsOf(pdf);
    for (const each of ['某巡督〔2026〕1号', '某县某局党组：', '7人，所附名单28人', '李某某'])
      expect(words).toContain(each);
  });

  it('is counted: cross inspections beside regular ones, and the pools', async () => {
    const person = { name: '甲某', unit: '市审计局', political: 'MEMBER', majors: ['AUDIT'] };
    const { id } = await enter(app, 'poolPerson', person);
    await take(app, 'poolPerson', id, 'check', { qualified: true });
    await switchTo(app, director);
    await take(app, 'poolPerson', id, 'admit', { pools: ['TALENT'], admittedAt: day(), admittedBy: null });
    await switchTo(app, planner);
    await openPage(app, '统计报表');
    const reportChoice = app.page.getByLabel('报表', { exact: true });
    await pickOption(reportChoice, 'R-11　交叉巡察与常规巡察对比表');
    await button(app.page, /统计$/u).click();
    await app.page.getByRole('heading', { name: '交叉巡察与常规巡察对比表' }).waitFor();
    await app.screenshot('c1-r11');
    expect(await rowShown(app, '交叉为常规的倍数')).toContain('—');
    await pickOption(reportChoice, 'R-14　巡察人才库情况统计表');
    await button(app.page, /统计$/u).click();
    await app.page.getByRole('heading', { name: '巡察人才库情况统计表' }).waitFor();
    await app.screenshot('c2-r14');
    expect((await rowShown(app, '合计')).slice(0, 2)).toEqual(['1', '0']);
    expect((await rowShown(app, '审计'))[0]).toBe('1');
  });

  it('shows on one board what each mechanism has in hand, and leads to it', async () => {
    await switchTo(app, officer);
    await openPage(app, '协作矩阵');
    await app.page.getByText('还没有登记协作事项').waitFor();
    await app.screenshot('d1-board-empty');
    const request = { mechanism: 'AUDIT', phase: 'PRE', type: 'A_REPORT', toDept: '市审计局' };
    for (const title of ['商请提供审计报告', '商请提供离任审计报告'])
      await enter(app, 'coordRequest', { ...request, title, content: '请提供近三年审计报告。' });
    await enter(app, 'rectPlan', { targetId: '市民政局党组', feedbackAt: day(-70) });
    const waiting = app.page.getByRole('button', { name: '2', exact: true });
    await waiting.waitFor();
    await app.page.getByText('市民政局党组').waitFor();
    expect(await app.page.getByRole('region', { name: '反馈2个月后检查督查整改' }).textContent()).toContain(
      '已超期',
    );
    await app.screenshot('d2-board');
    await waiting.click();
    expect(await footerShown(app)).toMatch(/^共 2 /u);
    await app.screenshot('d3-board-opened');
  });
});
