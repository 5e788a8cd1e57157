/**
 * A city and its county over one stick (reference 3.16): a list of problems and a lead go down, the progress of the
 * rectification comes up, a reminder goes down and its reply comes up. What is only entered is entered through the bridge.
 */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { App } from './driver.ts';
import { seriousViolations } from './pages/accessibility.ts';
import { bothAtWork } from './pages/at-work.ts';
import { callBridge, enter, take } from './pages/bridge.ts';
import { button, dialog } from './pages/controls.ts';
import { day } from './pages/days.ts';
import { confirmAs, openPage, signIn, switchTo } from './pages/entrance.ts';
import {
  addressRecord,
  approvePackage,
  preparePackage,
  receivePackage,
  sendPackage,
  writePackage,
} from './pages/exchange.ts';
import { fullCityOffice as cityOffice, fullCountyOffice as countyOffice } from './pages/offices.ts';
import { fillIn } from './pages/petitions.ts';
import { printBookToPdf, printToPdf, wordsOf } from './pages/printing.ts';
import { openRecord, save } from './pages/records.ts';

/** What is asked about records that are only entered. */
const settled = { dueMissing: '暂未确定', sourceNamed: '未登记' };

interface Made {
  readonly id: string;
  readonly no: string;
}

describe.sequential('a city and a county', () => {
  let city: App;
  let county: App;
  let stick: string;
  let problem: Made;
  let lead: Made;
  let plan: Made;
  let notice: Made;

  bothAtWork(
    (startedCity, startedCounty, folder) => {
      city = startedCity;
      county = startedCounty;
      stick = folder;
    },
    [cityOffice, countyOffice],
  );

  it('send down a list of problems and a lead, each by who keeps it', async () => {
    const { officer, custodian, director, registrar } = cityOffice.people;
    await signIn(city, officer);
    const about = { targetId: '县民政局党组', statement: '违规发放津贴补贴', facts: '2025年发放4.2万元' };
    problem = await enter(city, 'problem', about, {}, settled);
    await switchTo(city, custodian);
    const conditions = { hasNature: true, hasFacts: true, hasEvidence: true, exclusion: 'NONE' };
    const content = { sourceKind: 'INSPECTION', title: '某局李某某有关问题', problemIntro: '克扣救助金' };
    const dualReports = ['CITY_GROUP', 'LOCAL'].map((reportedTo) => ({
      ...{ rowId: '', values: { reportedTo, reportedAt: day(0), summary: '汇报' } },
    }));
    const persons = [{ rowId: '', values: { name: '李某某', unit: '县民政局' } }];
    lead = await enter(
      city,
      'lead',
      { ...content, ...conditions, registeredAt: day(0) },
      { persons },
      settled,
    );
    await take(city, 'lead', lead.id, 'groupSign', { groupLeader: '王组长', groupSignedAt: day(0) });
    const { rev } = await callBridge(city, 'records.get', { register: 'lead', id: lead.id });
    await callBridge(city, 'records.save', {
      ...{ register: 'lead', id: lead.id, rev, values: {}, children: { dualReports } },
      ...{ draft: null, confirmed: {}, duplicate: null, sealedDirect: false },
    });
    await switchTo(city, director);
    await take(city, 'problem', problem.id, 'confirm', { confirmedAt: day(-1) });
    await take(city, 'lead', lead.id, 'fastTrack', { fastTrackReason: '紧急', handoverTo: 'UPPER_OFFICE' });

    await switchTo(city, officer);
    await take(city, 'problem', problem.id, 'feedBack', { feedbackAt: day(0) });
    await openRecord(city, '反馈问题', problem.no);
    await addressRecord(city, 'problem-addressed', '确定');
    const problems = await preparePackage(city, '反馈问题清单', countyOffice);
    await switchTo(city, custodian);
    await openRecord(city, '问题线索', lead.no);
    for (const form of ['问题线索移交清单', '问题线索移送函'])
      await printToPdf(city, form, city.file(`${form}.pdf`, ''));
    const handover = {
      ...{ handoverOrg: '县委巡察办', handoverDocNo: '〔2026〕1号', handoverAt: day(0) },
      ...{ handoverReceiver: '周某', receiverSigned: true },
    };
    await take(city, 'lead', lead.id, 'handOver', handover);
    await openRecord(city, '问题线索', lead.no);
    await addressRecord(city, 'lead-handed-over', '移交');
    await button(city.page, '取消移交').waitFor();
    expect(await seriousViolations(city)).toEqual([]);
    const leads = await preparePackage(city, '问题线索', countyOffice);
    await switchTo(city, director);
    for (const no of [problems, leads]) await approvePackage(city, no);
    await switchTo(city, registrar);
    const paths = [await writePackage(city, problems, stick), await writePackage(city, leads, stick)];

    await signIn(county, countyOffice.people.officer);
    const trial = async () => expect(await county.page.locator('main').textContent()).toContain('反馈问题');
    const result = await receivePackage(county, paths[0] ?? '', countyOffice.people.director, trial);
    expect(result).toContain('1');
    await switchTo(county, countyOffice.people.custodian);
    await receivePackage(county, paths[1] ?? '', countyOffice.people.director);
    await openRecord(county, '问题线索', lead.no);
    await county.screenshot('lead-at-county');
    await button(county.page.locator('.form-head'), '签收').waitFor();
  }, 240_000);

  it('the county sends its progress up, which stands in the ledger of the city', async () => {
    const { officer, director, registrar } = countyOffice.people;
    await switchTo(county, officer);
    plan = await enter(county, 'rectPlan', { targetId: '县民政局党组', feedbackAt: day(0) });
    const values = { plan: plan.id, problem: problem.id, statement: '违规发放津贴补贴', type: 'IMMEDIATE' };
    const item = await enter(county, 'rectItem', { ...values, progressText: '已清退2.1万元' }, {}, settled);
    await enter(county, 'rectMeasure', { item: item.id, content: '清退违规发放的津贴补贴' });
    await openRecord(county, '反馈问题', problem.no);
    await county.screenshot('problem-at-county');
    const no = await preparePackage(county, '整改进展', cityOffice);
    await switchTo(county, director);
    await approvePackage(county, no);
    await switchTo(county, registrar);
    const path = await writePackage(county, no, stick);

    await switchTo(city, cityOffice.people.officer);
    await receivePackage(city, path, cityOffice.people.director);
    await openRecord(city, '反馈问题', problem.no);
    await city.page.getByText(item.no).first().waitFor();
    await city.screenshot('progress-at-problem');
    await openRecord(city, '整改方案', plan.no);
    await city.page.getByText(item.no).first().waitFor();
    await city.screenshot('ledger-at-city');
  }, 180_000);

  it('the city reminds, the county replies on the reminder, and the city reads it there', async () => {
    await switchTo(city, cityOffice.people.officer);
    const values = { targetId: '县民政局党组', kind: 'URGE', matter: '清退滞后', demand: '月底前清退完毕' };
    notice = await enter(
      city,
      'urgeNotice',
      { ...values, toOrg: '县委巡察办', draftedAt: day(0) },
      {},
      settled,
    );
    await switchTo(city, cityOffice.people.director);
    await take(city, 'urgeNotice', notice.id, 'approve');
    await switchTo(city, cityOffice.people.officer);
    const sent = { sentAt: day(0), docNo: '〔2026〕1号', replyDueAt: day(10) };
    await take(city, 'urgeNotice', notice.id, 'send', sent);
    await openRecord(city, '督办文书', notice.no);
    await addressRecord(city, 'notice-addressed', '确定');
    const down = await carry(city, cityOffice, countyOffice);
    await switchTo(county, countyOffice.people.officer);
    await receivePackage(county, down, countyOffice.people.director);
    await openRecord(county, '督办文书', notice.no);
    await county.page.locator('.deadline-list').getByText(/^还剩/u).waitFor();
    await county.screenshot('notice-at-county');
    await openPage(county, '今日待办');
    await county.page.getByRole('link', { name: notice.no }).waitFor();
    await county.screenshot('notice-waits-at-county');
    await button(county.page, /待回复（其他单位发来）/u).click();
    await county.page.getByText('有未完成的时限').waitFor();
    await county.screenshot('notices-to-answer');
    await county.page.getByRole('link', { name: notice.no }).first().click();
    expect(await button(county.page.locator('.form-head'), /申请作废|修改/u).count()).toBe(0);
    await button(county.page, /新增督办回复/u).click();
    await fillIn(county.page.locator('.form-page'), { 办理情况: '已全部清退，附银行回单。' });
    await county.screenshot('reply-form');
    const reply = await save(county);
    await switchTo(county, countyOffice.people.director);
    await openRecord(county, '督办文书', notice.no);
    await county.page.getByRole('link', { name: reply }).first().click();
    await button(county.page.locator('.form-head'), '审核').click();
    await button(dialog(county.page, /^审核/u), '审核').click();
    await county.page.locator('.form-head').getByText('已审核').waitFor();
    await switchTo(county, countyOffice.people.officer);
    const up = await carry(county, countyOffice, cityOffice);
    await switchTo(city, cityOffice.people.officer);
    await receivePackage(city, up, cityOffice.people.director);
    await openPage(city, '督办文书');
    await openRecord(city, '督办文书', notice.no);
    await city.page.getByText('已全部清退，附银行回单。').first().waitFor();
    await city.screenshot('reply-at-city');
    expect(await seriousViolations(city)).toEqual([]);
  }, 240_000);

  it('what went and came stands in the books of carriers and media', async () => {
    await switchTo(city, cityOffice.people.registrar);
    for (const [place, form] of [
      ['数据交换', '载体收发登记簿'],
      ['介质台账', '移动存储介质台账'],
      ['介质台账', '介质使用情况登记表'],
    ] as const) {
      await openPage(city, place);
      const path = join(stick, `${form}.pdf`);
      await printBookToPdf(city, form, path);
      expect(wordsOf(path)).toContain(form);
    }
    expect(wordsOf(join(stick, '载体收发登记簿.pdf'))).toContain('合计发3件收2件');
    expect(wordsOf(join(stick, '介质使用情况登记表.pdf'))).toContain('合计3次');
  }, 120_000);

  it('a stick is lent, comes back, and is destroyed before two', async () => {
    const { page } = city;
    await openPage(city, '介质台账');
    const row = page.locator('.ant-table-row').first();
    await button(row, /领\s?用/u).click();
    const lend = dialog(page, /^领用介质/u);
    for (const [label, text] of [
      ['领用人', '周组员'],
      ['领用单位', '第一巡察组'],
      ['应还日期', day(7)],
      ['用途', '拷贝工作底稿'],
    ] as const)
      await lend.getByLabel(new RegExp(`^${label}`, 'u')).fill(text);
    await city.screenshot('medium-lend');
    await button(lend, '登记领用').click();
    await row.getByText('第一巡察组周组员').waitFor();
    await city.screenshot('medium-lent');
    await button(row, /归\s?还/u).click();
    const back = dialog(page, /^归还介质/u);
    await back.getByLabel('归还检查').fill('封签完好，内容已清除');
    await city.screenshot('medium-take-back');
    await button(back, '登记归还').click();
    await row.getByText('已归还').waitFor();
    await row.getByRole('checkbox').check();
    await printBookToPdf(city, '涉密载体（介质）销毁清单及审批表', join(stick, 'to-sign.pdf'));
    await button(page, '登记销毁').click();
    const end = dialog(page, /^销毁介质/u);
    for (const [label, text] of [
      ['销毁原因', '损坏不能使用'],
      ['销毁方式', '送保密部门销毁中心粉碎'],
      ['批准人', '市主任'],
      ['批准日期', day()],
      ['销毁地点', '市销毁中心'],
      ['经办人', '市登记'],
      ['监销人一', '监销甲'],
      ['监销人二', '监销乙'],
    ] as const)
      await end.getByLabel(new RegExp(`^${label}`, 'u')).fill(text);
    await city.screenshot('medium-destroy');
    await button(end, '下一步').click();
    await confirmAs(city, '双人确认销毁', cityOffice.people.director, '确认销毁');
    await row.getByText('已销毁').waitFor();
    await city.screenshot('medium-destroyed');
    expect(await seriousViolations(city)).toEqual([]);
    await printBookToPdf(city, '涉密载体（介质）销毁清单及审批表', join(stick, 'destroyed.pdf'));
    expect(wordsOf(join(stick, 'destroyed.pdf'))).toContain('监销乙');
    await printBookToPdf(city, '移动存储介质领用归还登记表', join(stick, 'lent.pdf'));
    expect(wordsOf(join(stick, 'lent.pdf'))).toContain('合计领用1次未归还0个');
  }, 120_000);

  /** 督办交办与回复, drawn up by who is at the desk. */
  const carry = (app: App, from: typeof cityOffice, to: typeof cityOffice): Promise<string> =>
    sendPackage(app, from, '督办交办与回复', to, stick);
});
