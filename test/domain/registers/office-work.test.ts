import { fc } from '../../support/property.ts';
import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../../domain/calendar/calendar.ts';
import { deadlinesOf } from '../../../domain/calendar/deadlines.ts';
import { deadlineRuleSeed } from '../../../domain/calendar/rules.ts';
import { noOthers } from '../../../domain/no-others.ts';
import type { ChildRowsByKey, Register, Values } from '../../../domain/register.ts';
import { archiveFile } from '../../../domain/registers/archive-file/archive-file.ts';
import { auditMaterial } from '../../../domain/registers/audit-material/audit-material.ts';
import { followUpVisit } from '../../../domain/registers/follow-up-visit/follow-up-visit.ts';
import { institution } from '../../../domain/registers/institution/institution.ts';
import { interferenceLog } from '../../../domain/registers/interference-log/interference-log.ts';
import { rectItem } from '../../../domain/registers/rect-item/rect-item.ts';
import { resultUse } from '../../../domain/registers/result-use/result-use.ts';
import { urgeNotice } from '../../../domain/registers/urge-notice/urge-notice.ts';
import { checkOf, computedOf, guardOf, rows, today, typed } from '../../support/register-rules.ts';
import { walk, type Walker } from '../../support/procedure.ts';
import { calendarYears } from '../calendar/years.ts';

const calendar = createCalendar(calendarYears);

function clock(register: Register, values: Values): string | undefined {
  const [status] = deadlinesOf(register, values, deadlineRuleSeed, calendar, today);
  return status && `${status.due} ${status.state}`;
}

function walks(
  register: Register,
  start: Values,
  after: (walker: Walker) => void,
  children: ChildRowsByKey = {},
): void {
  walk(register, start, typed, fc.constant({ today, children }), (_before, walker) => after(walker));
}

describe('borrowed audit material', () => {
  it('is to be back by the end of the round, or after the office’s own term', () => {
    const values = { receivedAt: '2026-03-10' };
    expect(clock(auditMaterial, values)).toBe('2026-06-10 open');
    expect(clock(auditMaterial, { ...values, dueBackAt: '2026-04-17' })).toBe('2026-04-17 overdue');
    expect(clock(auditMaterial, { ...values, dueBackAt: '2026-04-17', returnedAt: '2026-04-16' })).toBe(
      '2026-04-17 met',
    );
  });

  it('asks when fewer issues are taken down than the report names', () => {
    const issues = rows({ issue: '甲', amount: 100 }, { issue: '乙', amount: 50 });
    expect(computedOf(auditMaterial, 'issueAmount', { issues })).toBe(150);
    expect(checkOf(auditMaterial, 'statedTotals', { issuesStated: 7 }, { issues })?.what).toContain(
      '相差 5 个',
    );
    expect(checkOf(auditMaterial, 'statedTotals', { issuesStated: 7 })).toBeUndefined();
  });

  it('stays with the office only with the consent of another person', () => {
    walks(auditMaterial, { registeredBy: 'a', requestedAt: '2026-04-08' }, (walker) => {
      if (walker.state === 'RETURNED')
        expect(String(walker.values['returnedAt']) >= String(walker.values['receivedAt'])).toBe(true);
      if (walker.state === 'RECEIVED') expect(walker.values['returnedAt'] ?? null).toBeNull();
    });
    const archive = auditMaterial.workflow.transitions.find(({ key }) => key === 'archive');
    expect(archive).toMatchObject({ differsFrom: ['registeredBy'], permission: 'office.approve' });
  });
});

describe('the use of results', () => {
  it('is signed by somebody else and then changed by nobody', () => {
    walks(resultUse, { registeredBy: 'a', draftedAt: '2026-04-08' }, ({ state, values }) => {
      if (state !== 'DRAFT') expect(values['approvedBy']).not.toBe('a');
      if (state === 'CLOSED') expect(values['needsReply'] === true && !values['replyAt']).toBe(false);
    });
    const locked = resultUse.workflow.states.filter(({ locks }) => locks?.includes('content'));
    expect(locked.map(({ code }) => code)).toEqual(['APPROVED', 'SENT', 'REPLIED']);
  });

  it('waits for the reply that was asked for', () => {
    expect(clock(resultUse, { sentAt: '2026-04-01' })).toBeUndefined();
    expect(clock(resultUse, { sentAt: '2026-04-01', needsReply: true, replyDueAt: '2026-04-17' })).toBe(
      '2026-04-17 overdue',
    );
    expect(checkOf(resultUse, 'replyDueWithoutReply', { replyDueAt: '2026-04-17' })?.type).toBe(
      'ReplyDueWithoutReply',
    );
  });

  it('asks who is meant by an opinion on cadres', () => {
    expect(checkOf(resultUse, 'nobodyNamed', { kind: 'APPOINTMENT' })?.type).toBe('NobodyNamed');
    const people = rows({ name: '李某' });
    expect(checkOf(resultUse, 'nobodyNamed', { kind: 'APPOINTMENT' }, { people })).toBeUndefined();
    expect(checkOf(resultUse, 'nobodyNamed', { kind: 'CIRCULAR' })).toBeUndefined();
  });
});

describe('follow-up visits', () => {
  it('on the spot are made by two people', () => {
    const visit = (visitors: string, way = 'ON_SITE') =>
      guardOf(followUpVisit, 'visit', { visitedAt: today, way, visitors })?.type;
    expect(visit('王某')).toBe('TwoVisitorsNeeded');
    expect(visit('王某、王某')).toBe('TwoVisitorsNeeded');
    expect(visit('王某、李某')).toBeUndefined();
    expect(visit('王某', 'PHONE')).toBeUndefined();
  });

  it('that found somebody unsatisfied or something new are followed up before they are closed', () => {
    const close = (values: Values) =>
      guardOf(followUpVisit, 'close', { visitedAt: '2026-04-10', closedAt: today, ...values })?.type;
    expect(close({ satisfaction: 'UNSATISFIED' })).toBe('FollowUpMissing');
    expect(close({ satisfaction: 'SATISFIED', foundProblem: true })).toBe('FollowUpMissing');
    expect(close({ satisfaction: 'UNSATISFIED', followUp: '已督办' })).toBeUndefined();
    expect(close({ satisfaction: 'SATISFIED' })).toBeUndefined();
  });
});

describe('follow-up visits that went badly, and those to come', () => {
  const notice = urgeNotice.origins?.find(({ register }) => register === 'followUpVisit');
  const visit = { targetId: '县民政局党组', matter: '补助到户', findings: '仍有三户未到账', items: ['z1'] };

  it('are urged in a letter that begins with what was found, and others are not', () => {
    const refused = (values: Values) => notice?.refuses?.({ no: 'HF-1', values })?.type;
    expect(refused({ ...visit, satisfaction: 'SATISFIED' })).toBe('NothingToUrge');
    expect(refused({ ...visit, satisfaction: 'UNSATISFIED' })).toBeUndefined();
    expect(refused({ ...visit, foundProblem: true })).toBeUndefined();
    const filled = notice?.fill({ no: 'HF-1', values: visit, children: {} }, () => '').values;
    expect(filled).toMatchObject({
      ...{ toOrg: '县民政局党组', items: ['z1'], matter: '补助到户。仍有三户未到账' },
    });
  });

  it('say in the letter where what was found goes on, and end no sentence twice', () => {
    const matterOf = (matter: string, findings: string) =>
      notice?.fill({ no: 'HF-1', values: { ...visit, matter, findings }, children: {} }, () => '').values[
        'matter'
      ];
    expect(matterOf('补助到户。', '仍有三户未到账。')).toBe('补助到户。仍有三户未到账。');
    const long = String(matterOf('补助到户', '查'.repeat(3000)));
    expect([long.length, long.endsWith('查……（详见回访记录）')]).toEqual([2000, true]);
  });

  it('say in the report of a relapse what they found since the item was closed', () => {
    const found = (visitedAt: string, foundProblem = true) => ({
      ...{ id: visitedAt, office: '330824XCB', no: visitedAt, state: 'VISITED', children: {} },
      isOurs: true,
      values: { visitedAt, foundProblem, findings: `${visitedAt}所见` },
    });
    const step = rectItem.workflow.transitions.find(({ key }) => key === 'reportRelapse');
    const starts = (...visits: readonly ReturnType<typeof found>[]) =>
      step?.starts?.({
        ...{ ...noOthers, children: {}, values: { closedAt: '2026-03-10' } },
        referring: () => visits,
      });
    expect(starts(found('2026-03-01'), found('2026-04-02', false))).toEqual({
      ...{ relapseFoundAt: null, relapseFacts: null },
    });
    expect(starts(found('2026-03-20'), found('2026-04-02'), found('2026-03-01'))).toEqual({
      ...{ relapseFoundAt: '2026-04-02', relapseFacts: '2026-04-02所见' },
    });
  });

  it('are due on the planned day until somebody has gone', () => {
    expect(clock(followUpVisit, { visitedAt: '2026-04-25' })).toBe('2026-04-25 open');
    expect(clock(followUpVisit, { visitedAt: '2026-04-10' })).toBe('2026-04-10 overdue');
    expect(clock(followUpVisit, { visitedAt: '2026-04-10', satisfaction: 'SATISFIED' })).toBeUndefined();
  });
});

describe('the log of interference', () => {
  it('is to be reported within a working day', () => {
    expect(clock(interferenceLog, { happenedAt: '2026-04-17' })).toBe('2026-04-20 open');
    expect(clock(interferenceLog, { happenedAt: '2026-04-16' })).toBe('2026-04-17 overdue');
  });

  it('is never decided about by those it concerns or by the account that entered it', () => {
    walks(
      interferenceLog,
      { registeredBy: 'a', handler: '甲', name: '乙', happenedAt: '2026-04-08' },
      ({ state, values }) => {
        if (state !== 'HANDLED') return;
        expect(values['handledName']).toBe('丙');
        expect(values['handledBy']).not.toBe('a');
      },
    );
  });
});

describe('institutions', () => {
  it('are evaluated and abolished only after they were issued', () => {
    const values = { issuedAt: '2026-04-10', evaluatedAt: '2026-04-09', abolishedAt: '2026-04-09' };
    expect(guardOf(institution, 'evaluate', values)?.type).toBe('DatesOutOfOrder');
    expect(guardOf(institution, 'abolish', values)?.type).toBe('DatesOutOfOrder');
    expect(checkOf(institution, 'datesInOrder', { issuedAt: '2026-04-21' })?.type).toBe('DatesOutOfOrder');
  });
});

describe('archive volumes', () => {
  const documents = rows({ title: '公告', pages: 3 }, { title: '报告', pages: 20 });

  it('are not bound while the cover says other numbers than the contents', () => {
    const values = { compiledAt: '2026-04-17', itemsStated: 2, pagesStated: 25 };
    expect(computedOf(archiveFile, 'pageCount', { documents })).toBe(23);
    expect(checkOf(archiveFile, 'statedTotals', values, { documents })?.fields).toEqual({
      pagesStated: '写明本卷页数 25 页，明细为 23 页，相差 2 页。',
    });
    expect(guardOf(archiveFile, 'compile', values, { documents })?.type).toBe('TotalsDiffer');
    expect(guardOf(archiveFile, 'compile', values)?.type).toBe('VolumeEmpty');
    expect(guardOf(archiveFile, 'compile', { ...values, pagesStated: 23 }, { documents })).toBeUndefined();
  });

  it('are checked by another person than the one who bound them', () => {
    let checked = 0;
    const walked = ({ state, values }: Walker): void => {
      if (state === 'COLLECTING') expect(values['compiledBy']).toBeNull();
      if (state !== 'CHECKED') return;
      checked += 1;
      expect(values['checkedBy']).not.toBe(values['compiledBy']);
      expect(values['checkedName']).not.toBe(values['compiledName']);
    };
    walks(archiveFile, {}, walked, { documents });
    expect(checked).toBeGreaterThan(20);
  });
});
