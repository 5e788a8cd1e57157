import { fc } from '../support/property.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { deadlineRuleSeed } from '../../domain/calendar/rules.ts';
import { createCodeIndex, codesOf } from '../../domain/codes/lookup.ts';
import { codeSeed } from '../../domain/codes/seed.ts';
import type { Values } from '../../domain/register.ts';
import { ExpectedError } from '../../domain/failure.ts';
import { computeReport, type ComputeContext } from '../../main/reports/compute.ts';
import type { ComputedReport } from '../../main/reports/table.ts';
import { describeReport } from '../../domain/statistics/reports.ts';
import type { ReportId } from '../../domain/statistics/measures.ts';
import type { ReportParameters } from '../../main/reports/units.ts';
import type { Writer } from '../../main/vault/api.ts';
import { expectCellsOpen } from './support/opens.ts';
import { openStore, storePetition, type StoredPetition } from './support/store.ts';

const codes = createCodeIndex(codeSeed);
const context: ComputeContext = {
  codes,
  rules: deadlineRuleSeed,
  today: '2026-03-15',
  offices: [
    { id: 'city', name: '某市委巡察办' },
    { id: 'county', name: '某县委巡察办' },
    { id: 'quiet', name: '某区委巡察办' },
  ],
};
const wholeYear = { from: '2026-01-01', to: '2026-12-31', offices: null } as const;
const reports = ['R-01', 'R-02', 'R-03', 'R-05'] as const;
const dimensions = ['office', 'round', 'target', 'month'] as const;

function parameters(
  report: ReportId,
  rows: ReportParameters['rows'],
): ReportParameters & { readonly report: ReportId } {
  return { report, rows, ...wholeYear };
}

function maybe<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.option(value, { freq: 3 });
}

function codeOf(list: string): fc.Arbitrary<string | null> {
  return maybe(fc.constantFrom(...codesOf(codes, list).map((code) => code.code)));
}

function someCodes(list: string): fc.Arbitrary<string[]> {
  return fc.subarray(
    codesOf(codes, list).map((code) => code.code),
    { maxLength: 4 },
  );
}

const day = fc
  .date({ min: new Date('2025-11-01'), max: new Date('2026-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const values: fc.Arbitrary<Values> = fc.record({
  receivedAt: day,
  channel: fc.constantFrom(...codesOf(codes, 'channel').map((code) => code.code)),
  sourceUnit: codeOf('source'),
  roundId: maybe(fc.constantFrom('2026年第一轮', '2026年第二轮')),
  targetId: maybe(fc.constantFrom('某局党组', '某镇党委')),
  sealedDirect: maybe(fc.boolean()),
  isRealName: maybe(fc.boolean()),
  jointCount: maybe(fc.integer({ min: 2, max: 60 })),
  accusedClass: codeOf('accusedClass'),
  category: codeOf('petitionCategory'),
  issueTypes: someCodes('issue'),
  themeTags: someCodes('theme'),
  dupDecision: codeOf('dupDecision'),
  handling: codeOf('handling'),
  sentAt: maybe(day),
  replyAt: maybe(day),
  informAt: maybe(day),
  feedbackAt: maybe(day),
  concludedAt: maybe(day),
});

const accused: fc.Arbitrary<Values> = fc.record({
  rank: codeOf('rank'),
  gender: codeOf('gender'),
  isTopLeader: maybe(fc.boolean()),
});

const petitions: fc.Arbitrary<readonly StoredPetition[]> = fc
  .array(
    fc.record({
      office: fc.constantFrom('city', 'county', 'unlisted'),
      void: fc.boolean(),
      values,
      accused: fc.array(accused, { maxLength: 3 }),
      petitioners: fc.nat(3),
      replyDue: maybe(day),
    }),
    { maxLength: 40 },
  )
  .map((list) => list.map((petition, index) => ({ ...petition, id: `p${index}` })));

/** Random letters in one database that is emptied between runs. */
async function setupRandom(): Promise<(list: readonly StoredPetition[]) => Writer> {
  const store = await openStore('inspectionRound');
  return (list) => {
    for (const table of ['petition', 'petition_accused', 'petition_petitioners', 'deadline'])
      store.run(`DELETE FROM ${table}`);
    for (const petition of list) storePetition(store, petition);
    return store;
  };
}

const runs = { numRuns: process.env['SLOW'] ? 400 : 25 };

describe('computeReport', () => {
  let fill: (list: readonly StoredPetition[]) => Writer;
  beforeAll(async () => {
    fill = await setupRandom();
  });

  it('opens behind every number exactly the letters it counted', () => {
    fc.assert(
      fc.property(
        petitions,
        fc.constantFrom(...reports),
        fc.constantFrom(...dimensions),
        (list, report, rows) => {
          const result = computeReport(fill(list), parameters(report, rows), context);
          expectCellsOpen(result, describeReport(report, context), { petition: list });
        },
      ),
      runs,
    );
  });

  it('adds up both ways whatever is filled in', () => {
    fc.assert(
      fc.property(
        petitions,
        fc.constantFrom(...reports),
        fc.constantFrom(...dimensions),
        (list, report, rows) => {
          const result = computeReport(fill(list), parameters(report, rows), context);
          expect(result.checks.filter((check) => !check.ok)).toEqual([]);
          expect(result.checks.length).toBeGreaterThan(0);
        },
      ),
      runs,
    );
  });

  it('counts letters of the period that are not voided, and sealed-direct ones by number only', () => {
    const sealed = letter('1', { sealedDirect: true, category: 'ACCUSATION', isRealName: true });
    const list = [
      sealed,
      letter('2', {}),
      { ...letter('3', {}), void: true },
      letter('4', { receivedAt: '2027-01-01' }),
    ];
    const total = totalRow(computeReport(fill(list), parameters('R-01', 'office'), context));
    expect(total('total')).toBe('2');
    expect(total('sealedDirect')).toBe('1');
    expect(total('category.ACCUSATION')).toBe('0');
    expect(total('realName')).toBe('0');
    expect(total('category.none')).toBe('1');
  });

  it('counts merged letters in the total but not as first ones', () => {
    const list = [
      letter('1', { dupDecision: 'FIRST' }),
      letter('2', { dupDecision: 'FIRST', handling: 'MERGE' }),
      letter('3', { dupDecision: 'REPEAT', handling: 'RETAIN' }),
      letter('4', { dupDecision: 'SUPPLEMENT' }),
    ];
    const total = totalRow(computeReport(fill(list), parameters('R-01', 'round'), context));
    expect([total('total'), total('first'), total('repeat'), total('merged')]).toEqual(['4', '2', '1', '1']);
  });

  it('counts visits in 批 and in 人次, one person at least', () => {
    const list = [
      { ...letter('1', { channel: 'VISIT', jointCount: 30 }), petitioners: 5 },
      { ...letter('2', { channel: 'VISIT' }), petitioners: 3 },
      letter('3', { channel: 'VISIT' }),
      letter('4', { channel: 'LETTER', jointCount: 9 }),
    ];
    const total = totalRow(computeReport(fill(list), parameters('R-01', 'month'), context));
    expect([total('channel.VISIT'), total('channel.VISIT.persons')]).toEqual(['3', '34']);
  });

  it('follows the office when it regroups a channel', () => {
    const moved = codeSeed.map((code) =>
      code.list === 'channel' && code.code === 'EMAIL' ? { ...code, parent: 'LETTER' } : code,
    );
    const list = [letter('1', { channel: 'EMAIL' })];
    const total = totalRow(
      computeReport(fill(list), parameters('R-01', 'office'), { ...context, codes: createCodeIndex(moved) }),
    );
    expect([total('channel.LETTER'), total('channel.NETWORK')]).toEqual(['1', '0']);
  });

  it('puts a letter about several persons into the column of the first', () => {
    const list = [
      { ...letter('1', {}), accused: [{ rank: 'TOWNSHIP' }, { rank: 'COUNTY', isTopLeader: true }] },
      letter('2', {}),
    ];
    const total = totalRow(computeReport(fill(list), parameters('R-02', 'target'), context));
    expect([total('rank.TOWNSHIP'), total('rank.COUNTY'), total('rank.none'), total('topLeader')]).toEqual([
      '1',
      '0',
      '1',
      '0',
    ]);
  });

  it('tells the five issues reflected most and the share of each', () => {
    const list = [
      letter('1', { issueTypes: ['L1', 'I2'] }),
      letter('2', { issueTypes: ['L1'] }),
      letter('3', {}),
    ];
    const result = computeReport(fill(list), parameters('R-03', 'office'), context);
    const row = result.rows.find((each) => each.key === 'issue.L1');
    expect(row?.cells.slice(0, 2).map((cell) => cell.text)).toEqual(['2', '66.7%']);
    expect(result.notes.join()).toContain('贪污贿赂行为（2件）、违规接受礼品礼金宴请服务（1件）');
  });

  it('sets the issues and tags under their own headings, and what names no issue under none', () => {
    const list = [letter('1', { issueTypes: ['L1'], themeTags: ['POVERTY', 'EDUCATION'] }), letter('2', {})];
    const { rows, checks } = computeReport(fill(list), parameters('R-03', 'month'), context);
    const label = (key: string) => rows.find((row) => row.key === key)?.label;
    expect(label('issue.L1')).toBe('　贪污贿赂行为');
    expect(label('issue.none')).toBe('未填问题类型');
    const tags = rows.findIndex((row) => row.key === 'themed');
    const shares = rows[tags]?.cells.slice(0, 2).map((cell) => cell.text);
    expect([label('themed'), ...(shares ?? [])]).toEqual(['有领域标签的', '1', '50.0%']);
    expect(rows.slice(tags + 1).every((row) => row.label.startsWith('　'))).toBe(true);
    expect(checks).toEqual([{ text: '“其中”各列之和＝合计', ok: true }]);
  });

  it('counts letters without a source as from above only where the way they came says so', () => {
    const list = [
      letter('1', { channel: 'UPPER', sourceUnit: 'DEPARTMENT' }),
      letter('2', { channel: 'UPPER' }),
      letter('3', { channel: 'LEADER' }),
      letter('4', { channel: 'LETTER' }),
      letter('5', { channel: 'LETTER', sourceUnit: 'UPPER_DISCIPLINE' }),
    ];
    const total = totalRow(computeReport(fill(list), parameters('R-01', 'office'), context));
    const keys = ['own', 'upper', 'transferred', 'upperByChannel', 'none'];
    expect(keys.map((key) => total(`source.${key}`))).toEqual(['0', '1', '1', '2', '1']);
  });

  it('gives the notification rate with two decimals and a dash where nobody is to be told', () => {
    const told = letter('1', { isRealName: true, informAt: '2026-02-01' });
    const list = [told, letter('2', { isRealName: true }), letter('3', { isRealName: true })];
    const total = totalRow(computeReport(fill(list), parameters('R-05', 'office'), context));
    expect([total('inform.rate'), total('feedback.rate')]).toEqual(['33.33%', '—']);
  });

  it('counts as overdue what has no reply on the day after it was due', () => {
    const sent = { handling: 'ASSIGN', sentAt: '2026-01-10' };
    const list = [
      { ...letter('1', sent), replyDue: '2026-03-14' },
      { ...letter('2', sent), replyDue: '2026-03-15' },
      { ...letter('3', { ...sent, replyAt: '2026-02-20' }), replyDue: '2026-02-01' },
      letter('4', { ...sent, handling: 'FORWARD' }),
      letter('5', { ...sent, handling: 'IMMEDIATE', replyAt: '2026-01-20' }),
      letter('6', { handling: 'IMMEDIATE' }),
    ];
    const total = totalRow(computeReport(fill(list), parameters('R-05', 'office'), context));
    expect(['due', 'done', 'open', 'overdue'].map((key) => total(`reply.${key}`))).toEqual([
      '4',
      '2',
      '2',
      '1',
    ]);
  });

  it('expects no second notice for a repeat, nor any for letters that are no accusations', () => {
    const list = [
      letter('1', { isRealName: true }),
      letter('2', { isRealName: true, dupDecision: 'REPEAT' }),
      letter('3', { isRealName: true, category: 'OUT_OF_SCOPE' }),
      letter('4', { isRealName: true, category: 'ACCUSATION', concludedAt: '2026-03-01' }),
    ];
    const total = totalRow(computeReport(fill(list), parameters('R-05', 'office'), context));
    expect([total('inform.due'), total('feedback.due')]).toEqual(['2', '1']);
  });

  it('compares with the same period a year before', () => {
    const list = [letter('1', {}), letter('2', {}), letter('3', { receivedAt: '2025-12-01' })];
    const result = computeReport(
      fill(list),
      { ...parameters('R-01', 'office'), from: '2026-01-01' },
      context,
    );
    expect(result.notes).toEqual(['上年同期1件，同比+100.0%。']);
  });

  it('prints offices and months without a letter, and everything for an empty register', () => {
    const empty = fill([]);
    const byOffice = computeReport(empty, parameters('R-01', 'office'), context);
    expect(byOffice.rows.map((row) => row.label)).toEqual([
      '某市委巡察办',
      '某县委巡察办',
      '某区委巡察办',
      '合计',
    ]);
    expect(computeReport(empty, parameters('R-01', 'month'), context).rows).toHaveLength(13);
    for (const report of reports) {
      const result = computeReport(empty, parameters(report, 'round'), context);
      expect(result.checks.every((check) => check.ok)).toBe(true);
    }
  });

  it('refuses a period that ends before it begins', () => {
    const reversed = { ...parameters('R-01', 'office'), from: '2026-05-01', to: '2026-04-30' };
    expect(() => computeReport(fill([]), reversed, context)).toThrow(ExpectedError);
  });
});

function letter(id: string, more: Values): StoredPetition {
  const values = { receivedAt: '2026-02-10', channel: 'LETTER', ...more };
  return { id, office: 'city', void: false, values, accused: [], petitioners: 0, replyDue: null };
}

function totalRow(report: ComputedReport): (key: string) => string | undefined {
  const row = report.rows.find((each) => each.key === 'total' && each.total);
  return (key) => row?.cells[report.columns.findIndex((column) => column.key === key)]?.text;
}
