/** What a group has found, in a real vault: counted by, and made into working papers. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCodeIndex } from '../../domain/codes/lookup.ts';
import { codeSeed } from '../../domain/codes/seed.ts';
import type { RegisterId } from '../../domain/registers/registers.ts';
import { problemDraft } from '../../domain/registers/problem-draft/problem-draft.ts';
import type { ReportId } from '../../domain/statistics/measures.ts';
import type { ReportRows } from '../../domain/statistics/reports.ts';
import { computeReport } from '../../main/reports/compute.ts';
import { failureOf, office, openOffice, person, type Office } from './office.ts';

const officer = person('rect', ['RECT_OFFICER']);
const registrar = person('reg', ['REGISTRAR']);

let vault: Office;
beforeEach(async () => {
  vault = await openOffice();
});
afterEach(() => vault.dispose());

type Values = Readonly<Record<string, string | number | boolean | string[] | null>>;
type Children = NonNullable<Parameters<Office['save']>[1]['children']>;

function save(register: RegisterId, values: Values, children: Children = {}) {
  return vault.save(register === 'institution' ? registrar : officer, { register, values, children });
}

/** Texts of a row by measure key. */
function report(id: ReportId, rows: ReportRows, row = '合计'): Readonly<Record<string, string>> {
  const parameters = { report: id, from: '2026-01-01', to: '2026-12-31', rows, offices: null };
  const context = { codes: createCodeIndex(codeSeed), rules: [], today: '2026-03-09', offices: [office] };
  const result = computeReport(vault.vault, parameters, context);
  expect(result.checks.filter(({ ok }) => !ok)).toEqual([]);
  const cells = result.rows.find(({ label }) => label === row)?.cells ?? [];
  return Object.fromEntries(result.columns.map(({ key }, index) => [key, cells[index]?.text ?? '']));
}

/** Ids in the list behind a figure of the last row. */
function opened(id: ReportId, rows: ReportRows, column: string): readonly string[] {
  const parameters = { report: id, from: '2026-01-01', to: '2026-12-31', rows, offices: null };
  const context = { codes: createCodeIndex(codeSeed), rules: [], today: '2026-03-09', offices: [office] };
  const { columns, rows: lines } = computeReport(vault.vault, parameters, context);
  const drill = lines.at(-1)?.cells[columns.findIndex(({ key }) => key === column)]?.drill;
  if (!drill) return [];
  const page = vault.engine.reads['records.page'](officer, { ...drill, offset: 0, limit: 50 });
  return page.rows.map((row) => row.id);
}

const rows = (...yuan: readonly number[]) =>
  yuan.map((each) => ({ rowId: '', values: { amount: each * 100, name: '户' } }));

function compare(project: string, given: number, paid: number, landed: number) {
  return save(
    'fundComparison',
    { project, comparedAt: '2026-03-02', targetId: '县民政局党组' },
    { allocatedRows: rows(given), paidRows: rows(paid), landedRows: rows(landed) },
  );
}

describe('R-16', () => {
  test('adds the three figures up by project, with gaps and the rate of the sums', () => {
    compare('危房改造', 1_000_000, 920_000, 800_000);
    compare('低保', 500_000, 500_000, 500_000);
    expect(report('R-16', 'project', '危房改造')).toMatchObject({
      total: '1',
      allocated: '100.00',
      paid: '92.00',
      landed: '80.00',
      gap1: '8.00',
      gap2: '12.00',
      gapTotal: '20.00',
      rate: '80.00%',
      negative: '0',
    });
    expect(report('R-16', 'target')).toMatchObject({ total: '2', allocated: '150.00', rate: '86.67%' });
  });

  test('counts the problems that came of each project, and one of two projects once in all', () => {
    const first = compare('危房改造', 100, 90, 80);
    const second = compare('低保', 50, 40, 40);
    const problem = { targetId: '县民政局党组', statement: '滞留资金', funds: [first.id, second.id] };
    const { id } = save('problem', problem);
    expect(report('R-16', 'project', '危房改造')).toMatchObject({ problem: '1', lead: '0' });
    expect(report('R-16', 'project', '低保')).toMatchObject({ problem: '1' });
    expect(report('R-16', 'project')).toMatchObject({ problem: '1' });
    expect(opened('R-16', 'project', 'problem')).toEqual([id]);
  });

  test('is the only report that goes by project', () => {
    expect(failureOf(() => report('R-17', 'project')).type).toBe('RowsUnknown');
  });
});

test('R-04 counts each kind of work in its own unit', () => {
  const work = (kind: string, count: number, more: Values = {}) =>
    save('activity', {
      kind,
      heldAt: '2026-03-03',
      subject: '了解',
      count,
      targetId: '县民政局党组',
      ...more,
    });
  work('TALK', 250);
  work('TALK', 2, { countUnit: 'PERSON_TIME' });
  work('SURVEY', 846, { issued: 900 });
  work('VISIT', 29);
  work('VISIT', 3, { countUnit: 'PLACE' });
  work('VISIT', 12, { countUnit: 'TIME' });
  work('DOCUMENTS', 5254);
  work('REPORT', 28);
  const found = { targetId: '县民政局党组', groupId: '第三巡察组' };
  const { id } = save('problem', { ...found, statement: '滞留资金' });
  // As the steps leave it, which are no matter of this count.
  vault.vault.transact((tx) =>
    tx.run(`UPDATE problem SET state = 'FED_BACK', feedbackAt = '2026-03-09' WHERE id = ?`, [id]),
  );
  save('problem', { ...found, statement: '只是拟提出的' });
  expect(report('R-04', 'group', '第三巡察组')).toMatchObject({ total: '0', problems: '1', leads: '0' });
  expect(report('R-04', 'target', '县民政局党组')).toMatchObject({
    problems: '1',
    total: '8',
    'TALK.PERSON_TIME': '252',
    'SURVEY.SHEET': '846',
    'SURVEY.issued': '900',
    'VISIT.HOUSEHOLD': '29',
    'VISIT.PLACE': '3',
    'VISIT.TIME': '12',
    'DOCUMENTS.SHEET': '5254',
    'REPORT.TIME': '28',
    letters: '0',
  });
});

test('R-04 counts the meetings that have heard a report, by kind, and none that was only planned', () => {
  const meet = (kind: string, hearsReport = true): string =>
    vault.save(registrar, {
      register: 'meeting',
      values: { title: '听取汇报', kind, heldAt: '2026-03-02', hearsReport, presided: '王某' },
      children: { attendees: [{ rowId: '', values: { name: '王某', role: 'PRESENT' } }] },
    }).id;
  for (const id of [meet('SECRETARY'), meet('SECRETARY'), meet('STANDING'), meet('FEEDBACK', false)]) {
    const { rev } = vault.engine.reads['records.get'](registrar, { register: 'meeting', id });
    const step = { register: 'meeting' as const, id, rev, transition: 'hold', values: {}, reason: null };
    vault.write((tx) => vault.engine.writes['records.transition'](tx, registrar, step));
  }
  meet('LEADING_GROUP');
  expect(report('R-04', 'office')).toMatchObject({
    hearings: '3',
    'hearings.SECRETARY': '2',
    'hearings.STANDING': '1',
    'hearings.LEADING_GROUP': '0',
  });
});

test('R-17 counts new and revised institutions as made, and abolished ones apart', () => {
  for (const kind of ['NEW', 'NEW', 'REVISED', 'ABOLISHED', 'IMPROVED'])
    save('institution', { title: `办法${kind}`, kind, issuedAt: '2026-03-02', issuedBy: '县民政局' });
  expect(report('R-17', 'office')).toMatchObject({
    total: '5',
    made: '3',
    'kind.NEW': '2',
    'kind.ABOLISHED': '1',
    'trigger.none': '5',
  });
});

test('a locked comparison becomes a working paper that says its figures and names it', () => {
  const { id, no } = compare('危房改造', 1_000_000, 920_000, 800_000);
  const { values, children } = vault.engine.reads['records.get'](officer, { register: 'fundComparison', id });
  const origin = problemDraft.origins.find(({ register }) => register === 'fundComparison');
  const filled = origin?.fill({ no, values, children }, () => '');
  expect(filled?.values['summary']).toContain('总差额200,000.00元');
  expect(filled?.values['targetId']).toBe('县民政局党组');
  expect(filled?.children['evidence']).toEqual([{ name: `三数比对表 ${no}` }]);
  expect(origin?.from).toEqual(['LOCKED']);
});

test('A report leaves out what is counted from a register the person may not read, and says so', () => {
  const parameters = {
    report: 'R-04',
    from: '2026-01-01',
    to: '2026-12-31',
    rows: 'month',
    offices: null,
  } as const;
  const codes = createCodeIndex(codeSeed);
  const context = { codes, rules: [], today: '2026-03-09', offices: [office] };
  const mayRead = (register: string): boolean => register !== 'lead';
  const { columns, notes } = computeReport(vault.vault, parameters, { ...context, mayRead });
  expect(columns.map(({ key }) => key)).toContain('problems');
  expect(columns.map(({ key }) => key)).not.toContain('leads');
  expect(notes.join()).toContain('没有查看问题线索的权限');
});
