/** The main job in two windows: from a clerk's spreadsheet to the city's printed report and back to the receipt. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as XLSX from '@e965/xlsx';
import { App, createHome, removeHome } from './driver.ts';
import { foundOffice, signIn, switchTo } from './pages/entrance.ts';
import { receivePackage, seeStateOfPackage, sendPackage } from './pages/exchange.ts';
import { checkWorkbook, importRest, takeRepeatsAsRepeats } from './pages/import.ts';
import { keepPicturesOfFailures } from './pages/pictures.ts';
import { acceptAnswer, issueCertificate, requestCertificate } from './pages/network.ts';
import { cityOffice, countyOffice } from './pages/offices.ts';
import {
  findInList,
  numberShown,
  openLetter,
  openList,
  revealPetitioner,
  searchPetitioners,
  stateShown,
  takeStep,
} from './pages/petitions.ts';
import { computeYear, drillDown, rowShown, saveReportPdf } from './pages/reports.ts';

const sheet = join(import.meta.dirname, '../fixtures/county-petitions-2026-round2.xlsx');

describe.sequential('the main job', () => {
  let city: App;
  let county: App;
  let desk: string;
  let rootFingerprint = '';
  let packageNo = '';

  beforeAll(async () => {
    desk = createHome();
    [city, county] = await Promise.all([App.launch(), App.launch()]);
  }, 120_000);

  afterAll(async () => {
    await Promise.all([city.close(), county.close()]);
    city.forget();
    county.forget();
    removeHome(desk);
  }, 60_000);

  keepPicturesOfFailures(() => [city, county]);
  const stick = (): string => join(desk, 'files');

  it('founds a city and a county by the wizard', async () => {
    const founded = await foundOffice(city, cityOffice);
    expect(founded.fingerprint).toMatch(/^(\d{5} ?){8}$/u);
    rootFingerprint = founded.fingerprint ?? '';
    const county1 = await foundOffice(county, countyOffice);
    expect(county1.fingerprint).toBeNull();
  });

  it('lets the county join with fingerprints that were compared and typed', async () => {
    await signIn(county, countyOffice.people.security);
    const request = await requestCertificate(county, stick());
    await signIn(city, cityOffice.people.security);
    const answer = await issueCertificate(city, join(stick(), request.file), stick());
    expect(answer.fingerprint).toBe(request.fingerprint);
    expect(answer.rootFingerprint).toBe(rootFingerprint.replaceAll(' ', ''));
    await acceptAnswer(county, join(stick(), answer.file), answer.rootFingerprint);
  });

  it('imports the clerk’s sheet with every row accounted for', async () => {
    await switchTo(county, countyOffice.people.registrar);
    const path = county.file('2026年第二轮信访台账.xlsx', readFileSync(sheet));
    const counts = await checkWorkbook(county, path);
    expect(counts).toEqual({ rows: 327, new: 298, duplicate: 18, skipped: 7, refused: 4 });
    await takeRepeatsAsRepeats(county);
    const errors = join(county.home, 'files', '错误表.xlsx');
    const result = await importRest(county, errors, 4);
    expect(result).toContain('已导入 316 件');
    expect(result).toContain('重复件 18 件');
    expect(result).toContain('跳过 7 行');
    expect(result).toContain('不能导入 4 行');
    const marked = XLSX.read(readFileSync(errors)).Sheets;
    expect(JSON.stringify(marked)).toContain('错误原因');
  });

  it('works letters: proposed, approved by another person, sent', async () => {
    const { registrar, director } = countyOffice.people;
    await openList(county);
    await findInList(county, '18841059457', '共 0 件');
    await searchPetitioners(county, registrar.password);
    await findInList(county, '18841059457', '共 1 件');
    await openLetter(county, 0);
    const no = await numberShown(county);
    await takeStep(
      county,
      '拟办',
      { 信访性质: { choice: '检举控告' }, 办理方式: { choice: '转办' }, 拟办意见: '拟转县教育局党组处理。' },
      '已拟办',
    );
    const seen = await revealPetitioner(county, '电话核实举报人身份', null);
    expect(seen).toContain('孙雪梅');
    expect(seen).toContain('18841059457');
    await switchTo(county, director);
    await openList(county);
    await findInList(county, no, '共 1 件');
    await openLetter(county, no);
    await takeStep(county, '批办', { 领导批示: '同意。' }, '已批办');
    await switchTo(county, registrar);
    await openList(county);
    await findInList(county, no, '共 1 件');
    await openLetter(county, no);
    const step = {
      '转（交）往单位': '测试县教育局党组',
      '转（交）办文号': '测县巡转〔2026〕1号',
      发出日期: today(),
    };
    await takeStep(county, '转办/交办', step, '已转交');
    expect(await stateShown(county)).toContain('已转交');
  });

  it('carries the register to the city on the stick, approved by the director', async () => {
    const path = await sendPackage(county, countyOffice, '信访登记', cityOffice, stick());
    packageNo = /BAO-[\d-]+/u.exec(basename(path))?.[0] ?? '';
    await switchTo(city, cityOffice.people.registrar);
    const applied = await receivePackage(city, path, cityOffice.people.director);
    expect(applied).toContain('316已写入');
    expect(applied).toContain('0拒收');
  });

  it('prints the city’s report with the letters behind every number', async () => {
    await computeYear(city, 2026);
    const total = await rowShown(city, /^合计/u);
    expect(total[0]).toBe('316');
    const pdf = join(city.home, 'files', 'R-01.pdf');
    await saveReportPdf(city, pdf);
    const text = execFileSync('pdftotext', ['-raw', pdf, '-'], { encoding: 'utf8' });
    expect(text.replaceAll(/\s/gu, '')).toContain('信访受理情况统计表');
    expect(text).toContain('316');
    expect(await drillDown(city, /^合计/u)).toContain('316');
    expect(await city.page.locator('.list-area tbody').textContent()).toContain(countyOffice.name);
  });

  it('closes the circle with a receipt', async () => {
    const path = await sendPackage(city, cityOffice, '回执', countyOffice, stick());
    const applied = await receivePackage(county, path, countyOffice.people.director);
    expect(applied).toContain('1 个数据包标为“已回执”');
    expect(applied).toContain(packageNo);
    await seeStateOfPackage(county, packageNo, '已回执');
  });
});

/** Today in China, as it is typed into a form. */
function today(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
}
