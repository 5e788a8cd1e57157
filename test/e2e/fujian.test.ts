/**
 * The article on Fujian (reference 2.4) in the real window, each step by the person whose work it is: a city's regular and
 * crossing rounds come in as sheets and are compared, what 456 groups brought to light is counted, and a mixed group keeps
 * its local deputy and nobody else from the place.
 */
import { describe, expect, it } from 'vitest';
import type { App } from './driver.ts';
import { seriousViolations } from './pages/accessibility.ts';
import { atWork } from './pages/at-work.ts';
import { button } from './pages/controls.ts';
import { day } from './pages/days.ts';
import { switchTo } from './pages/entrance.ts';
import { planningCityOffice } from './pages/offices.ts';
import { fillIn } from './pages/petitions.ts';
import { wordsOf } from './pages/printing.ts';
import { addRow, newRecord, save } from './pages/records.ts';
import { computeReport, issueReport, rowShown, saveReportPdf } from './pages/reports.ts';
import { importSheet, rowsOf } from './pages/sheets.ts';

const { custodian, director, planner, registrar } = planningCityOffice.people;

const regular = '2017年区委常规巡察';
const crossing = '2018年县级交叉巡察';
const everywhere = '2018年各县交叉巡察';
const counties = ['柯城区', '衢江区', '常山县', '开化县', '龙游县', '江山市'];

describe.sequential('counties that inspect each other', () => {
  let app: App;

  atWork(planningCityOffice, planner, (started) => {
    app = started;
  });

  it('are entered with the rounds and groups of two years', async () => {
    const rounds = [
      ['轮次名称', '第几轮', '巡察层级', '巡察方式', '进驻日期'],
      [regular, 4, '县级', '常规巡察', '2017-05-08'],
      [crossing, 5, '市级', '交叉巡察', '2018-02-26'],
      [everywhere, 6, '市级', '交叉巡察', '2018-06-01'],
    ];
    expect(await importSheet(app, { register: '巡察轮次' }, rounds)).toMatchObject({ new: 3 });
    const headings = ['组别', '编组方式', '派出地', '被巡察地', '被巡察党组织'];
    // Ten units in two groups: what belongs to a group goes on below it, as clerks write it.
    const units = rowsOf(headings, 10, (index) => [
      ...(index % 5 === 0
        ? [`第${'一二'.charAt(index / 5)}巡察组`, '本级编组', '', '柯城区']
        : ['', '', '', '']),
      `区直单位${index + 1}党组`,
    ]);
    expect(await importSheet(app, { register: '巡察组', whole: regular }, units)).toMatchObject({
      new: 2,
      skipped: 0,
    });
    const towns = [
      headings,
      ['交叉巡察一组', '成建制', '衢江区', '柯城区', '新店镇党委'],
      ['交叉巡察二组', '成建制', '江山市', '柯城区', '岳峰镇党委'],
    ];
    await importSheet(app, { register: '巡察组', whole: crossing }, towns);
    const groups = rowsOf(headings, 454, (index) => [
      `交叉巡察第${index + 1}组`,
      '混编',
      counties[(index + 1) % 6] ?? '',
      counties[index % 6] ?? '',
      `被巡察党组织${index + 1}`,
    ]);
    expect(await importSheet(app, { register: '巡察组', whole: everywhere }, groups)).toMatchObject({
      new: 454,
    });
  });

  it('are written to five times as often when strangers come', async () => {
    await switchTo(app, registrar);
    const headings = ['收件日期', '信访方式', '信访性质', '反映内容', '被反映人', '单位', '巡察轮次', '人次'];
    const letters = rowsOf(headings, 258, (index) => [
      ...(index < 43 ? ['2017-06-12', '来信'] : ['2018-03-20', index < 198 ? '来信' : '来访']),
      '检举控告',
      `反映第${index + 1}项情况：第${index + 1}村民组道路修了${index + 3}个月没有完工`,
      `陈某${index + 1}`,
      `第${index + 1}村`,
      index < 43 ? regular : crossing,
      index < 198 ? 1 : 5,
    ]);
    expect(await importSheet(app, { register: '信访件' }, letters)).toMatchObject({ new: 258 });
    await switchTo(app, director);
    await computeReport(app, { code: 'R-11', from: '2017-01-01', to: '2018-05-31' });
    expect((await rowShown(app, '常规巡察')).slice(0, 5)).toEqual(['10', '43', '4.3', '0', '0']);
    expect((await rowShown(app, /^交叉巡察/u)).slice(0, 5)).toEqual(['2', '215', '107.5', '60', '300']);
    expect((await rowShown(app, '交叉为常规的倍数'))[1]).toBe('5.0倍');
    expect((await rowShown(app, '交叉比常规增长'))[1]).toBe('+400.0%');
    const pdf = app.file('R-11.pdf', '');
    await saveReportPdf(app, pdf);
    for (const each of ['5.0倍', '+400.0%', '107.5']) expect(wordsOf(pdf)).toContain(each);
  });

  it('bring to light 1662 leads in 456 groups, with what became of them', async () => {
    await switchTo(app, custodian);
    const headings = [
      ...['入库日期', '线索来源', '标题', '主要问题', '有问题性质', '有基本事实', '有初步证据', '排除情形'],
      ...['巡察轮次', '巡察组', '被反映人', '移交日期', '立案日期', '立案人数'],
      ...['受处分人', '单位及职务', '党纪处分', '处理决定日期', '移送司法机关', '移送日期'],
    ];
    const leads = rowsOf(headings, 1662, (index) => [
      ...[
        '2018-06-04',
        '巡察发现',
        `线索之${index + 1}`,
        `冒领补助${index + 1}元`,
        '是',
        '是',
        '是',
        '不属于以下情形',
      ],
      ...(index < 20 ? [crossing, '交叉巡察一组'] : [everywhere, `交叉巡察第${(index % 454) + 1}组`]),
      ...[`林某${index + 1}`, '2018-06-11'],
      ...(index < 298 ? ['2018-06-14', 1] : ['', '']),
      ...(index < 178
        ? [`林某${index + 1}`, `第${index + 1}村干部`, '警告', '2018-06-20']
        : ['', '', '', '']),
      ...(index < 15 ? ['是', '2018-06-25'] : ['', '']),
    ]);
    expect(await importSheet(app, { register: '问题线索' }, leads)).toMatchObject({ new: 1662, refused: 0 });
    await switchTo(app, director);
    await computeReport(app, { code: 'R-12', from: '2018-01-01', to: '2018-06-30' });
    const total = await rowShown(app, '合计');
    expect([total[0], total[2]]).toEqual(['456', '456']);
    expect(total.slice(3)).toEqual(['1662', '298', '298', '178', '15']);
    const pdf = app.file('R-12.pdf', '');
    await saveReportPdf(app, pdf);
    for (const each of ['456', '1662', '298', '178']) expect(wordsOf(pdf)).toContain(each);
  });

  it('are issued under a number, kept, printed again and compared with what is there now', async () => {
    const { page } = app;
    const no = await issueReport(app);
    expect(no).toMatch(/^R-12-\d{6}-\d{4}-0001$/u);
    await button(page, '与现在的数核对').click();
    await page.getByText('各栏与现在的数一致。').waitFor();
    const paper = app.file('issued.pdf', '');
    await saveReportPdf(app, paper);
    for (const each of [no, '1662', '摘要']) expect(wordsOf(paper)).toContain(each);
    await button(page, /返回已出具的报表/u).click();
    await page.getByRole('button', { name: no }).waitFor();
    await app.screenshot('reports-issued');
    expect(await seriousViolations(app)).toEqual([]);
  });

  it('have a local deputy in a mixed group by a named exception, and no local member', async () => {
    await switchTo(app, planner);
    const { page } = app;
    await importSheet(app, { register: '人才库人员' }, [
      [
        '姓名',
        '政治面貌',
        '单位',
        '职级',
        '专业特长',
        '工作地',
        '现居住地',
        '籍贯',
        '资格审查通过',
        '入库日期',
        '所在库',
      ],
      [
        '赵某某',
        '中共党员',
        '柯城区委巡察办',
        '正科',
        '纪检监察',
        '柯城区',
        '柯城区',
        '柯城区',
        '是',
        day(-30),
        '组长库',
      ],
      [
        '孙某某',
        '中共党员',
        '柯城区审计局',
        '科员',
        '审计',
        '柯城区',
        '柯城区',
        '柯城区',
        '是',
        day(-30),
        '人才库',
      ],
    ]);
    await importSheet(app, { register: '被巡察党组织' }, [
      ['党组织名称', '党组织类型', '所在地', '主要负责人', '曾任职单位'],
      ['柯城区民政局党组', '县直单位', '柯城区', '李某某', '柯城区民政局'],
    ]);
    const round = await newRecord(app, '巡察轮次');
    await fillIn(round, {
      轮次名称: '市委第七轮混编交叉巡察',
      第几轮: '7',
      巡察层级: { choice: '市级' },
      巡察方式: { choice: ['交叉巡察'] },
    });
    const number = await save(app);
    const group = await newRecord(app, '巡察组');
    await fillIn(group, {
      巡察轮次: { choice: number },
      组别: '混编交叉一组',
      编组方式: { choice: '混编' },
      被巡察地: { choice: '柯城区' },
      派出地: '衢江区、常山县',
      回避方案: { choice: '混编（龙岩）' },
    });
    for (const [role, name, unit] of [
      ['副组长', '赵某某', '柯城区委巡察办'],
      ['成员', '孙某某', '柯城区审计局'],
    ] as const)
      await addRow(group, '组成人员', {
        组内职务: { choice: role },
        姓名: name,
        来源单位: unit,
        回避申报日期: day(),
      });
    await addRow(group, '被巡察党组织', { 被巡察党组织: '柯城区民政局党组' });
    await save(app);
    const panel = page.getByRole('region', { name: '回避审查' });
    await panel.getByText('例外准入').first().waitFor();
    await app.screenshot('fj-mixed');
    const lines = await panel.locator('tbody tr.ant-table-row').allTextContents();
    expect(lines.find((line) => line.includes('赵某某'))).toMatch(
      /例外准入.*副组长、联络员由被巡察县干部担任/u,
    );
    expect(lines.find((line) => line.includes('孙某某'))).toContain('回避（更换）');
  });
});
