/**
 * A group's workstation in the real window (decision 022): founded, joined, configured, worked on, closed, handed in, and
 * answered with the receipt that lets it be wiped.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { App } from './driver.ts';
import { seriousViolations } from './pages/accessibility.ts';
import { bothAtWork } from './pages/at-work.ts';
import { callBridge, enter } from './pages/bridge.ts';
import { button, dialog, pickOption } from './pages/controls.ts';
import { foundOffice, openPage, signIn, switchTo } from './pages/entrance.ts';
import { approvePackage, preparePackage, receivePackage, writePackage } from './pages/exchange.ts';
import { saveLetter } from './pages/letters.ts';
import { acceptAnswer, issueCertificate, requestCertificate } from './pages/network.ts';
import { cityOffice, hostOffice, type Office, workstationOffice } from './pages/offices.ts';
import { wordsOf } from './pages/printing.ts';
import { openRecord } from './pages/records.ts';
import {
  closeWorkstation,
  declareWiping,
  enterStatement,
  enterWorkstation,
  foundAgain,
  missingShown,
  reportLost,
  wipe,
} from './pages/workstation.ts';

describe.sequential('a group’s workstation', () => {
  let [city, county, station]: (App | undefined)[] = [];
  let stick = '';
  let statement = '';
  const { people } = workstationOffice;
  const atCity = (): App => city ?? missing();
  const atCounty = (): App => county ?? missing();
  const atStation = (): App => station ?? missing();
  /** By who keeps what goes; the registrar writes it onto the stick. */
  const send = async (app: App, from: Office, kind: string, to: Office): Promise<string> => {
    const no = await preparePackage(app, kind, to);
    await switchTo(app, from.people.director);
    await approvePackage(app, no);
    await switchTo(app, from.people.registrar);
    return writePackage(app, no, stick);
  };

  bothAtWork(
    (startedCity, startedCounty, folder) => {
      city = startedCity;
      county = startedCounty;
      stick = folder;
    },
    [cityOffice, hostOffice],
  );

  beforeAll(async () => {
    station = await App.launch();
  });

  afterAll(async () => {
    await station?.close();
    station?.forget();
  });

  it('is founded at the first start and asks to join', async () => {
    await foundOffice(atStation(), workstationOffice);
    await signIn(atStation(), people.security);
    const request = await requestCertificate(atStation(), stick);
    await signIn(atCity(), cityOffice.people.security);
    const path = join(stick, request.file);
    const answer = await issueCertificate(atCity(), path, stick, undefined, '2099-12-31');
    await signIn(atCounty(), hostOffice.people.security);
    const entered = await enterWorkstation(atCounty(), join(stick, answer.file));
    expect(entered).toContain(workstationOffice.id);
    expect(await seriousViolations(atCounty())).toEqual([]);
    await acceptAnswer(atStation(), join(stick, answer.file), answer.rootFingerprint);
  });

  it('is configured with the group whose page names it', async () => {
    const app = atCounty();
    await switchTo(app, hostOffice.people.planner);
    await enter(app, 'target', { name: '县民政局党组', orgType: 'COUNTY_DEPARTMENT', region: '330824' });
    const { id: round } = await enter(app, 'inspectionRound', {
      ...{ name: '第五轮巡察', roundNo: 5, level: 'COUNTY', kinds: ['REGULAR'] },
    });
    const { no } = await enter(
      app,
      'inspectionGroup',
      { round, name: '第一巡察组', mode: 'WHOLE_UNIT' },
      { members: [], targets: [{ rowId: '', values: { targetId: '县民政局党组' } }] },
    );
    await openRecord(app, '巡察组', no);
    await button(app.page, '发往其他单位…').click();
    const ask = dialog(app.page, /发往其他单位/u);
    await pickOption(ask.getByRole('combobox'), workstationOffice.name);
    await button(ask, /确\s?定/u).click();
    await ask.waitFor({ state: 'hidden' });
    await app.page.getByText(workstationOffice.name).first().waitFor();
    await app.screenshot('group-names-workstation');
    const path = await send(app, hostOffice, '单机配置', workstationOffice);
    await switchTo(atStation(), people.registrar);
    expect(await receivePackage(atStation(), path, people.director)).toContain('3');
    const { rows } = await callBridge(atStation(), 'records.page', {
      ...{ register: 'inspectionGroup' as const, filters: [], sort: [], offset: 0, limit: 9 },
    });
    expect(rows.map(({ no }) => no)).toHaveLength(1);
  });

  it('is worked on, and closed before a second person', async () => {
    const app = atStation();
    await saveLetter(app, '村民反映县某局李某某违规发放津贴补贴。', '赵试验');
    await closeWorkstation(app, people.director);
    expect(await seriousViolations(app)).toEqual([]);
    const missing = await missingShown(app);
    expect(missing).toEqual(['“单机移交”数据包还没有编制、写入介质。请编制后送交派出巡察组的巡察办。']);
    await app.screenshot('workstation-to-hand-in');
  });

  it('is reported lost before a second person, stands on the first page as such, and is found again', async () => {
    const app = atCounty();
    await switchTo(app, hostOffice.people.registrar);
    await reportLost(app, workstationOffice.name, hostOffice.people.director);
    expect(await seriousViolations(app)).toEqual([]);
    await openPage(app, '今日待办');
    await app.page.getByText('组工作站丢失、被盗，已挂失').waitFor();
    await app.screenshot('workstation-lost-first-page');
    await foundAgain(app, workstationOffice.name, hostOffice.people.director);
  });

  it('hands everything in, and may be wiped once the host’s receipt says so', async () => {
    const app = atStation();
    const path = await send(app, workstationOffice, '单机移交', hostOffice);
    expect(await missingShown(app)).toHaveLength(1);
    await switchTo(atCounty(), hostOffice.people.registrar);
    await receivePackage(atCounty(), path, hostOffice.people.director);
    const listed = await callBridge(atCounty(), 'records.getByNo', {
      ...{ register: 'petition' as const, no: 'XF330824Z01-2026-00001' },
    });
    expect(listed).not.toBeNull();
    const answer = await send(atCounty(), hostOffice, '回执', workstationOffice);
    await receivePackage(app, answer, people.director);
    expect(await missingShown(app)).toEqual([]);
    await app.page.getByText(/^巡察办的回执已证明/u).waitFor();
    await app.screenshot('workstation-handed-in');
    expect(await seriousViolations(app)).toEqual([]);
  });

  it('is wiped before a second person, once its statement is on a medium and F55 on paper', async () => {
    const app = atStation();
    statement = join(stick, await declareWiping(app, people.director, stick));
    const pdf = join(app.home, 'files', '清理确认单.pdf');
    await wipe(app, people.director, { pdf, statement });
    expect(wordsOf(pdf)).toContain(workstationOffice.id);
    expect(await seriousViolations(app)).toEqual([]);
    const left = readdirSync(app.home, { recursive: true, encoding: 'utf8' });
    expect(left.filter((name) => /vault\.json$|[\\/]outbox(?:[\\/]|$)/u.test(name))).toEqual([]);
  });

  it('is known to be wiped at the office by its statement', async () => {
    await enterStatement(atCounty(), statement);
    const { rows } = await callBridge(atCounty(), 'records.page', {
      ...{ register: 'workstation' as const, filters: [], sort: [], offset: 0, limit: 9 },
    });
    expect(rows.map(({ values, state }) => [values['code'], state])).toEqual([
      [workstationOffice.id, 'WIPED'],
    ]);
  });
});

function missing(): never {
  throw new Error('this window has not been opened');
}
