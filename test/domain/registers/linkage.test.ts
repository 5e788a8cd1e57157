/** Joint actions, supervision groups, inspection work inspected, publicity (reference 2.1, 2.2, 2.4, 3.8). */
import { describe, expect, it } from 'vitest';
import { officeRowSeed } from '../../../domain/office-tables/tables.ts';
import { rowsAt } from '../../../domain/office-tables/office-table.ts';
import { noOthers } from '../../../domain/no-others.ts';
import { campaign } from '../../../domain/registers/campaign/campaign.ts';
import { publicity } from '../../../domain/registers/publicity/publicity.ts';
import { selfInspection } from '../../../domain/registers/self-inspection/self-inspection.ts';
import { supervisionGroup } from '../../../domain/registers/supervision-group/supervision-group.ts';
import type { Values } from '../../../domain/register.ts';
import { checkOf, guardOf, rows, today } from '../../support/register-rules.ts';
import { record, refusal } from '../../support/procedure.ts';

const layers = rows({ level: 'CITY', office: '市' }, { level: 'COUNTY', office: '县' });

describe('a joint action', () => {
  const approve = { modes: ['SYNCHRONOUS'], approvedAt: today };

  it('is one of two levels at least', () => {
    expect(guardOf(campaign, 'approve', approve, { layers: layers.slice(1) })?.type).toBe(
      'CampaignWithoutLayers',
    );
    expect(guardOf(campaign, 'approve', approve, { layers })).toBeUndefined();
  });

  it('in relay has something to look at that the level above has handed down', () => {
    const relay = { ...approve, modes: ['RELAY', 'CROSS'] };
    const own = rows({ focus: '资金', source: 'OWN' });
    expect(guardOf(campaign, 'approve', relay, { layers })?.type).toBe('RelayWithoutFocus');
    expect(guardOf(campaign, 'approve', relay, { layers, focuses: own })?.type).toBe('RelayWithoutFocus');
    const focuses = rows({ focus: '资金', source: 'COMMON_PROBLEM' });
    expect(guardOf(campaign, 'approve', relay, { layers, focuses })).toBeUndefined();
  });

  it('rests on common problems, not on those of one organisation', () => {
    const refused = (isCommon: boolean) =>
      refusal(campaign, 'approve', approve, {
        today,
        children: { layers },
        others: { related: () => [record('FED_BACK', { isCommon })] },
      });
    expect(refused(false)).toBe('ProblemNotCommon');
    expect(refused(true)).toBeUndefined();
    const [{ refuses, fill: begin }] = campaign.origins;
    expect(refuses({ no: 'WT-1', values: { isCommon: false } })?.type).toBe('ProblemNotCommon');
    const made = begin({ no: 'WT-1', values: { statement: '资金滞留' }, children: {} });
    expect(made.children['focuses']).toEqual([
      { focus: '资金滞留', source: 'COMMON_PROBLEM', sourceNo: 'WT-1' },
    ]);
  });

  it('says of every result it reused what it was worth before it is over', () => {
    const close = (quality: string | null) =>
      guardOf(campaign, 'close', { endedAt: today }, { reused: rows({ result: '报告', quality }) })?.type;
    expect(close(null)).toBe('ReuseNotJudged');
    expect(close('SOLID')).toBeUndefined();
  });
});

describe('a supervision group', () => {
  const send = (values: Values, table = officeRowSeed) =>
    supervisionGroup.workflow.transitions
      .find(({ key }) => key === 'send')
      ?.guard?.({
        ...noOthers,
        values: { formedAt: '2026-04-01', startedAt: today, ...values },
        children: { supervised: rows({ roundId: '第二轮' }) },
        actor: 'user',
        today,
        officeRows: (id) => rowsAt(table, id, today),
      });

  it('is led by somebody of a rank the office asks for, or says why not', () => {
    expect(send({ level: 'CITY', headRank: 'DIVISION' })).toBeUndefined();
    expect(send({ level: 'CITY', headRank: 'SECTION' })).toMatchObject({
      type: 'HeadRankTooLow',
      fields: { headReason: '请写明经谁同意、什么理由。' },
    });
    expect(send({ level: 'CITY', headRank: 'SECTION', headReason: '经书记同意' })).toBeUndefined();
    expect(send({ level: 'COUNTY', headRank: 'SECTION' })).toBeUndefined();
    expect(send({ level: 'CITY', headRank: 'SECTION' }, [])).toBeUndefined();
  });

  it('is over when something was done about everybody who did not cooperate', () => {
    const close = (event: Values) =>
      guardOf(supervisionGroup, 'close', { endedAt: today }, { events: rows(event) })?.type;
    expect(close({ unit: '某局' })).toBe('EventsOpen');
    expect(close({ unit: '某局', handling: 'CIRCULAR', handledAt: today })).toBe('EventsOpen');
    expect(close({ handling: 'CIRCULAR', handledAt: today, noticeNo: '1号' })).toBeUndefined();
    expect(close({ handling: 'REMIND', handledAt: today })).toBeUndefined();
  });

  it('circulates nobody in a circular there is not', () => {
    const events = rows({ unit: '某局', noticeNo: '1号' });
    expect(checkOf(supervisionGroup, 'noticesThere', {}, { events })?.type).toBe('NoticeUnknown');
    const notices = rows({ docNo: '1号' });
    expect(checkOf(supervisionGroup, 'noticesThere', {}, { events, notices })).toBeUndefined();
  });
});

describe('inspected inspection work', () => {
  it('is put right when each point that was found is', () => {
    const rectify = (doneAt: string | null) =>
      guardOf(
        selfInspection,
        'rectify',
        { fedBackAt: '2026-04-01', rectifiedAt: today },
        { items: rows({ issue: '底稿不全', doneAt }) },
      )?.type;
    expect(rectify(null)).toBe('ItemsOpen');
    expect(rectify('2026-04-10')).toBeUndefined();
  });
});

describe('publicity', () => {
  it('tells nobody what is marked secret', () => {
    const check = (values: Values) => checkOf(publicity, 'openToPublic', values)?.type;
    expect(check({ medium: 'PAPER', markKind: 'WORK_SECRET' })).toBe('SecretPublicity');
    expect(check({ medium: 'BULLETIN', markKind: 'WORK_SECRET' })).toBeUndefined();
    expect(check({ medium: 'PAPER', markKind: 'NONE' })).toBeUndefined();
    expect(check({ medium: 'PAPER' })).toBeUndefined();
  });

  it('appears after the review for secrecy and the approval', () => {
    const values = { draftedAt: '2026-04-10', reviewedAt: '2026-04-09', approvedAt: '2026-04-12' };
    expect(guardOf(publicity, 'approve', values)?.type).toBe('DatesOutOfOrder');
    expect(guardOf(publicity, 'publish', { approvedAt: '2026-04-12', publishedAt: '2026-04-11' })?.type).toBe(
      'DatesOutOfOrder',
    );
  });
});
