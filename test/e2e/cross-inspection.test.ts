/**
 * The story of a cross inspection (reference 2.4) in the real windows of two offices, each step by the person whose work it
 * is: a visitor is heard in the county, the city makes a lead of the letter, which is handled at once, reported twice, handed
 * over and ended in the county. What goes between them goes in packages.
 */
import { describe, expect, it } from 'vitest';
import type { App } from './driver.ts';
import { bothAtWork } from './pages/at-work.ts';
import { button, dialog } from './pages/controls.ts';
import { day } from './pages/days.ts';
import { openPage, signIn, switchTo } from './pages/entrance.ts';
import { addressRecord, receivePackage, sendPackage } from './pages/exchange.ts';
import { fullCityOffice as cityOffice, fullCountyOffice as countyOffice } from './pages/offices.ts';
import { fillIn, numberShown, takeStep } from './pages/petitions.ts';
import { printToPdf } from './pages/printing.ts';
import { addRow, edit, newRecord, openRecord, refusedStep, save } from './pages/records.ts';

const { custodian, director } = cityOffice.people;
const local = countyOffice.people;

const place = { 巡察轮次: '2026年第四轮', 巡察组: '第四交叉巡察组', 被巡察党组织: '某县民政局党组' };

describe.sequential('the lead of a cross inspection', () => {
  let app: App;
  let county: App;
  let stick = '';
  let reception = '';
  let letter = '';
  let lead = '';

  bothAtWork(
    (startedCity, startedCounty, folder) => {
      app = startedCity;
      county = startedCounty;
      stick = folder;
    },
    [cityOffice, countyOffice],
  );

  it('begins with a visitor who is heard by two, none of them from the place', async () => {
    await signIn(county, local.registrar);
    const form = await newRecord(county, '来访来电接待');
    await county.screenshot('a1-reception-form');
    await fillIn(form, {
      接待日期: day(-3),
      接待类别: { choice: '来访' },
      开始时间: '09:30',
      结束时间: '10:15',
      接待地点: '某县招待所接访室',
      ...place,
      交叉巡察: true,
      '人数（人次）': '1',
      实名: true,
      信访性质: { choice: '检举控告' },
      '来访事由（反映情况）': '反映民政局李某某克扣困难群众临时救助金三千一百五十元。',
      记录人: '孙某',
    });
    await addRow(form, '来访（来电）人（代表）', { 姓名: '刘桂兰', 联系电话: '13800000001' });
    await addRow(form, '被反映人', { 姓名: '李某某', 单位: '某县民政局', 职务: '救助股股长' });
    await addRow(form, '接待（接听）人', { 姓名: '赵某', 被巡察地干部: true });
    await county.screenshot('a2-reception-filled');
    reception = await save(county);
    await county.screenshot('a3-reception');
    const refused = await refusedStep(county, '核对签名', {
      '记录已向来访（来电）人核对': true,
      核对日期: day(-3),
      来访人已签名: true,
    });
    expect(refused).toContain('不足两人');
  });

  it('is read back and signed once two who are not from there have listened', async () => {
    const form = await edit(county);
    await fillIn(form.locator('.child-line').filter({ hasText: /接待（接听）人 1/u }), {
      被巡察地干部: false,
    });
    await addRow(form, '接待（接听）人', { 姓名: '钱某', 被巡察地干部: false });
    await save(county);
    await takeStep(
      county,
      '核对签名',
      { '记录已向来访（来电）人核对': true, 核对日期: day(-3), 来访人已签名: true },
      '已核对签名',
    );
    await county.screenshot('a4-reception-signed');
  });

  it('makes a letter, which the director approves', async () => {
    const { page } = county;
    await button(page, /生成信访件/u).click();
    const asked = dialog(page, /^查看/u);
    await asked.getByLabel('理由').fill('由接待记录登记信访件');
    await asked.getByLabel('本人口令').fill(local.registrar.password);
    await button(asked, '查看').click();
    await page.getByText(`由 ${reception} 转来`).waitFor();
    await county.screenshot('a5-letter-form');
    letter = await save(county);
    await county.screenshot('a6-letter');
    await button(page, '填写“受理告知日期”').click();
    await page.locator('#field-informAt:focus').waitFor();
    await county.screenshot('a7-deadline-field');
    await button(page, /^取\s?消$/u).click();
    await takeStep(
      county,
      '拟办',
      { 可查性: { choice: '具体可查' }, 办理方式: { choice: '移送' }, 拟办意见: '拟转问题线索，直查快办。' },
      '已拟办',
    );
    await openRecord(county, '来访来电接待', reception);
    await takeStep(
      county,
      '处理',
      { 处理方式: { choice: '登记受理' }, 接待处理意见: '已登记信访件。' },
      '已处理',
    );
    await switchTo(county, local.director);
    await openRecord(county, '信访件', letter);
    await takeStep(county, '批办', { 领导批示: '同意，直查快办。' }, '已批办');
  });

  it('is told to the city without its petitioner', async () => {
    await switchTo(county, local.registrar);
    const path = await sendPackage(county, countyOffice, '信访登记', cityOffice, stick);
    await signIn(app, cityOffice.people.registrar);
    await receivePackage(app, path, director);
    await openRecord(app, '信访件', letter);
    expect(await app.page.locator('main').textContent()).not.toContain('刘桂兰');
    await app.screenshot('a8-letter-at-city');
  }, 120_000);

  it('becomes a lead with one click, admitted by its three conditions', async () => {
    await switchTo(app, custodian);
    const { page } = app;
    await app.screenshot('b0-custodian-home');
    await openRecord(app, '信访件', letter);
    await app.screenshot('b1-letter-of-custodian');
    await button(page, /转为问题线索/u).click();
    const form = page.locator('.form-page');
    await form.getByText(`由 ${letter} 转来`).waitFor();
    await app.screenshot('b2-lead-form');
    await button(page, /^保\s?存$/u).click();
    await app.screenshot('b3-lead-refused');
    await fillIn(form, {
      入库日期: day(-2),
      有问题性质: true,
      有基本事实: true,
      有初步证据: true,
      排除情形: { choice: '不属于以下情形' },
      涉及金额: '3150',
      '初步核实依据（证据目录）': '临时救助发放花名册、领款人谈话记录。',
      '发现人（承办组员）': '周某',
      须双汇报: true,
    });
    lead = await save(app);
    await app.screenshot('b4-lead');
    await takeStep(
      app,
      '组长审签',
      { 审签组长: '吴某', 组长审签日期: day(-2), 巡察组组长意见: '建议直查快办。' },
      '组审通过',
    );
  });

  it('is what the letter says at the county that the city has made of it', async () => {
    await switchTo(county, local.custodian);
    await openRecord(county, '信访件', letter);
    const above = { '线索办理单位（上级）': '测试市委巡察办', 理由: `市办电话告知，线索${lead}` };
    await county.screenshot('b10-letter');
    await takeStep(county, '转线索（上级办理）', above, '已转线索');
    await county.screenshot('b10-letter-converted');
  });

  it('is handled at once only after it has been reported twice', async () => {
    await switchTo(app, director);
    await openRecord(app, '问题线索', lead);
    await app.screenshot('b5-lead-of-director');
    const fast = { 直查快办理由: '侵害困难群众利益，事实清楚。', 移交对象: { choice: '纪委监委' } };
    expect(await refusedStep(app, '直查快办', fast)).toContain('双汇报还不全');
    await switchTo(app, custodian);
    await openRecord(app, '问题线索', lead);
    const form = await edit(app);
    for (const [who, what] of [
      ['市委巡察工作领导小组', '口头汇报问题线索基本情况'],
      ['被巡察地', '向县委书记专题会汇报'],
    ] as const)
      await addRow(form, '双汇报', {
        汇报对象: { choice: who },
        汇报时间: day(-1),
        汇报人: '吴某',
        汇报内容: what,
      });
    await app.screenshot('b6-dual-reports');
    await save(app);
    await switchTo(app, director);
    await openRecord(app, '问题线索', lead);
    await takeStep(app, '直查快办', fast, '已审定');
    await app.screenshot('b7-approved');
  });

  it('is handed over with printed list and letter and a signed receipt', async () => {
    await switchTo(app, custodian);
    await openRecord(app, '问题线索', lead);
    const handover = {
      接收单位: '某县纪委监委案管室',
      移送函号: '测巡移〔2026〕1号',
      移交日期: day(),
      接收人: '郑某',
      监交人: '王某',
      接收人已在清单上签字: false,
    };
    expect(await refusedStep(app, '移交', handover)).toContain(
      '移交清单（F13）、问题线索移送函（F14）还没有打印',
    );
    const papers = await edit(app);
    await papers.getByRole('button', { name: /^移交（/u }).click();
    await fillIn(papers, {
      接收单位: handover.接收单位,
      移送函号: handover.移送函号,
      移送函日期: day(),
      附件份数: '2',
      附件页数: '9',
    });
    await app.screenshot('b7-papers');
    await save(app);
    for (const form of ['问题线索移交清单', '问题线索移送函', '双汇报记录表'])
      await printToPdf(app, form, app.file(`${form}.pdf`, ''));
    await takeStep(app, '移交', { ...handover, 接收人已在清单上签字: true }, '已移交');
    await openRecord(app, '问题线索', lead);
    await addressRecord(app, 'b8-handed-over', '移交');
    const path = await sendPackage(app, cityOffice, '问题线索', countyOffice, stick);
    await receivePackage(county, path, local.director);
    await openRecord(county, '问题线索', lead);
    await takeStep(county, '签收', { 受理日期: day(), 承办部门: '县纪委监委第一监督检查室' }, '已受理');
    await county.screenshot('b9-accepted');
    await openPage(county, '问题线索');
    await county.screenshot('b9-lead-list');
  }, 180_000);

  it('is given more time, asked for by who follows it and granted by who decides, no sooner than today', async () => {
    const why = { 延期理由: '涉及的账目须委托审计。' };
    await openRecord(county, '问题线索', lead);
    expect(await button(county.page.locator('.form-head'), '批准延期').count()).toBe(0);
    expect(await refusedStep(county, '申报延期', { 申请延期至: day(), ...why })).toContain(
      '延期后的时限须晚于',
    );
    await takeStep(county, '申报延期', { 申请延期至: day(120), ...why }, '已受理');
    await switchTo(county, local.director);
    await openRecord(county, '问题线索', lead);
    // The dialog begins with the day that was asked for.
    const granted = { 延期批准领导: '王某' };
    await takeStep(county, '批准延期', granted, '已受理');
    await county.page.getByText(new RegExp(`至 ${day(120)} 止（延期，原至`, 'u')).waitFor();
    await county.screenshot('b10-extended');
    await switchTo(county, local.custodian);
  }, 120_000);

  it('ends with what became of each person and what was paid back', async () => {
    await openRecord(county, '问题线索', lead);
    await takeStep(
      county,
      '录入处置方式',
      { 处置方式: { choice: '初步核实' }, 处置意见日期: day() },
      '处置中',
    );
    await takeStep(county, '立案', { 立案日期: day(), 立案人数: '1' }, '已立案');
    const done = {
      反馈日期: day(),
      办结日期: day(),
      办理情况: '经查属实，违纪款已退缴。',
      处置结果: { choice: '给予党纪政务处分' },
      '追缴（挽回）金额': '3150',
    };
    expect(await refusedStep(county, '办结反馈', done)).toContain('没有登记处理结果');
    const form = await edit(county);
    await addRow(form, '处理结果（每人）', {
      姓名: '李某某',
      个人立案日期: day(),
      适用形态: { choice: '第二种形态' },
      党纪处分: { choice: '警告' },
      处理决定日期: day(),
    });
    await county.screenshot('b11-results');
    await save(county);
    await takeStep(county, '办结反馈', done, '已办结');
    await county.screenshot('b12-done');
    expect(await numberShown(county)).toBe(lead);
  });
});
