/**
 * The article on Suzhou (reference 2.3) in the real window, each step by the person whose work it is: three mechanisms over
 * four phases on one board, one request from its draft to the returned papers, and a lead that is consulted on, told to
 * the secretary's meeting and handed to the audit office. The look two months after feedback and the shared material are
 * in planning-linked.test.ts.
 */
import { describe, expect, it } from 'vitest';
import type { App } from './driver.ts';
import { atWork } from './pages/at-work.ts';
import { button } from './pages/controls.ts';
import { day } from './pages/days.ts';
import { openPage, switchTo } from './pages/entrance.ts';
import { footerShown } from './pages/list.ts';
import { planningCityOffice } from './pages/offices.ts';
import { fillIn, takeStep } from './pages/petitions.ts';
import { printToPdf, wordsOf } from './pages/printing.ts';
import { addRow, changeRow, edit, newRecord, openRecord, refusedStep, save } from './pages/records.ts';
import { computeReport, rowShown, saveReportPdf } from './pages/reports.ts';
import { importSheet, type Row } from './pages/sheets.ts';

const { custodian, director, officer } = planningCityOffice.people;

/** What the three mechanisms do before, during and after a round, and from day to day. */
const mechanisms: readonly (readonly [name: string, department: string, types: readonly string[]])[] = [
  ['巡纪协作', '市纪委监委', ['通报党风廉政情况', '重要情况沟通', '整改督查', '问题线索会商']],
  [
    '巡组协作',
    '市委组织部',
    ['通报干部情况', '选人用人专项检查', '选人用人整改督查', '成果运用（考核、任用）'],
  ],
  ['巡审协作', '市审计局', ['提供审计报告', '财务账册复核', '审计整改联合督促', '联动计划会商']],
];
const phases = ['巡前', '巡中', '巡后', '日常'];
const place = { 巡察轮次: '十二届市委第九轮巡察', 被巡察党组织: '市某中心党组' };

describe.sequential('three mechanisms over four phases', () => {
  let app: App;
  let request = '';
  let lead = '';

  atWork(planningCityOffice, officer, (started) => {
    app = started;
  });

  it('stand on one board and in one table, cell by cell', async () => {
    const headings = [
      '协作机制',
      '协作阶段',
      '事项类型',
      '事项名称',
      '协作单位',
      '商请内容',
      '发出日期',
      '要求答复日期',
      '答复日期',
      '答复内容',
    ];
    const requests = mechanisms.flatMap(([mechanism, department, types]) =>
      types.map((type, at): Row => {
        const answered = at < 3 ? [day(-16), '已函复并提供材料。'] : ['', ''];
        const dates = [day(-20), day(-2), ...answered];
        return [mechanism, phases[at] ?? '', type, `商请${type}`, department, '请予协助。', ...dates];
      }),
    );
    expect(await importSheet(app, { register: '协作事项' }, [headings, ...requests])).toMatchObject({
      new: 12,
      refused: 0,
    });
    await openPage(app, '协作矩阵');
    await app.page.getByText('巡审协作').first().waitFor();
    await app.screenshot('sz-board');
    await computeReport(app, { code: 'R-15', from: day(-30), to: day() });
    const cells = await rowShown(app, '合计');
    expect(cells.slice(0, 13)).toEqual(['12', ...Array.from({ length: 12 }, () => '1')]);
    expect(cells.slice(17)).toEqual(['9', '3', '3', '0', '0', '36', '4.0']);
    const path = app.file('R-15.pdf', '');
    await saveReportPdf(app, path);
    for (const [name] of mechanisms) expect(wordsOf(path)).toContain(name);
    expect(wordsOf(path)).toContain('已答复＋未答复＋已撤回＝发出');
  });

  it('let the audit office lend its papers on a letter, which come back before the request is over', async () => {
    const form = await newRecord(app, '协作事项');
    await fillIn(form, {
      协作机制: { choice: '巡审协作' },
      协作阶段: { choice: '巡前' },
      事项类型: { choice: '提供审计报告' },
      事项名称: '商请提供前任领导离任审计报告',
      协作单位: '市审计局',
      商请内容: '请提供市某中心前任主要负责人离任审计报告和审计工作底稿。',
      ...place,
    });
    await addRow(form, '材料清单', { 材料名称: '离任审计报告', 密级: { choice: '秘密' }, 份数: '1' });
    request = await save(app);
    await switchTo(app, director);
    await openRecord(app, '协作事项', request);
    await takeStep(app, '批准', {}, '已批准');
    await switchTo(app, officer);
    await openRecord(app, '协作事项', request);
    const letter = app.file('F40.pdf', '');
    await takeStep(
      app,
      '发出',
      { 商请函号: '测巡协〔2026〕1号', 发出日期: day(-9), 要求答复日期: day(1) },
      '已发出',
    );
    await printToPdf(app, '协作事项商请函', letter);
    for (const each of ['测巡协〔2026〕1号', '市审计局', '离任审计报告'])
      expect(wordsOf(letter)).toContain(each);
    await takeStep(app, '签收', { 签收日期: day(-8), 签收人: '顾某' }, '已签收');
    await takeStep(app, '登记答复', { 答复日期: day(-5), 答复内容: '已提供审计报告1份。' }, '已答复');
    await changeRow(await edit(app), '材料清单', 1, {
      收到日期: day(-5),
    });
    await save(app);
    expect(await refusedStep(app, '办结', { 办结日期: day() })).toContain('还有1份涉密材料没有归还');
    await changeRow(await edit(app), '材料清单', 1, {
      归还日期: day(),
      归还签收: '顾某',
    });
    await save(app);
    await takeStep(app, '办结', { 协作评价: { choice: '满意' }, 办结日期: day() }, '已办结');
    await app.screenshot('sz-request');
    const list = app.file('F41.pdf', '');
    await printToPdf(app, '调阅（借阅）材料清单', list);
    expect(wordsOf(list)).toContain('离任审计报告');
    await openPage(app, '协作事项');
    expect(await footerShown(app)).toMatch(/^共 13 /u);
  });

  it('consult on a lead before the secretary’s meeting, and hand what is the auditors’ to the auditors', async () => {
    await switchTo(app, custodian);
    const form = await newRecord(app, '问题线索');
    await fillIn(form, {
      入库日期: day(-14),
      线索来源: { choice: '巡视巡察中发现' },
      线索标题: '某单位账外收支问题',
      主要问题: '离任审计报告反映的往来款与账册不符。',
      ...place,
      有问题性质: true,
      有基本事实: true,
      有初步证据: true,
      排除情形: { choice: '不属于以下情形' },
    });
    await addRow(form, '被反映人', { 姓名: '沈某某', 单位: '市某中心', 职务: '主任' });
    lead = await save(app);
    await takeStep(app, '组长审签', { 审签组长: '张某', 组长审签日期: day(-13) }, '组审通过');
    const consulted = await edit(app);
    await addRow(consulted, '会商纪要', {
      会商时间: day(-10),
      案件监督管理室参加人: '周某',
      案件审理室参加人: '吴某',
      监督检查室参加人: '郑某',
      巡察机构参加人: '王某',
      讨论意见: '属审计监督范围，去伪存真后移送审计。',
      结论: { choice: '移交' },
    });
    await save(app);
    await takeStep(app, '会商', { 会商日期: day(-10), 会商结论: { choice: '移交' } }, '已会商');
    await app.screenshot('sz-lead');
    await switchTo(app, director);
    await openRecord(app, '问题线索', lead);
    expect(await button(app.page.locator('.form-head'), '移交').count()).toBe(0);
    await takeStep(
      app,
      '审定',
      {
        领导小组审定日期: day(-7),
        书记专题会日期: day(-6),
        会议纪要号: '〔2026〕3号',
        移交对象: { choice: '审计' },
      },
      '已审定',
    );
    await switchTo(app, custodian);
    await openRecord(app, '问题线索', lead);
    const papers = await edit(app);
    await papers.getByRole('button', { name: /^移交（/u }).click();
    await fillIn(papers, { 移送函号: '测巡移〔2026〕2号' });
    await save(app);
    for (const each of ['问题线索移交清单', '问题线索移送函'])
      await printToPdf(app, each, app.file(`${each}.pdf`, ''));
    await takeStep(
      app,
      '移交',
      {
        接收单位: '市审计局',
        移送函号: '测巡移〔2026〕2号',
        移交日期: day(-1),
        接收人: '顾某',
        接收人已在清单上签字: true,
      },
      '已移交',
    );
    await app.screenshot('sz-lead-handed');
  });
});
