import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Values } from '../../domain/register.ts';
import { results } from '../../domain/registers/lead/results.ts';
import { withoutKeys } from '../../main/registers/sealed-record.ts';
import { sealRow } from '../../main/registers/sealed-rows.ts';
import { readPrintedRecords } from '../../main/reports/form-data.ts';
import { computeLeadReport } from '../../main/reports/lead-report.ts';
import { director, failureOf, openOffice, type Office } from './office.ts';
import { content, fast, filing, hand, keeper, known, leadsOf, register, reports, sign } from './leads.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice({ compartments: ['petitioner', 'lead'] });
});
afterEach(() => office.dispose());

const { enter, step, change, print, dispose, approvedLetter } = leadsOf(() => office);

describe('a lead in the vault', () => {
  test('lets its letter be turned into a lead, and not before it is there', () => {
    const id = approvedLetter();
    expect(failureOf(() => office.step(keeper, id, 'convert')).type).toBe('LeadNotMade');
    enter({ petitionIds: [id] });
    office.step(keeper, id, 'convert');
    expect(office.get(keeper, id).state).toBe('CONVERTED');
  });

  test('is refused without its three conditions, and keeps what it says sealed', () => {
    expect(failureOf(() => enter({ hasFacts: false })).fields).toHaveProperty('hasFacts');
    const id = enter();
    const stored = JSON.stringify(office.vault.all('SELECT * FROM lead WHERE id = ?', [id]));
    for (const secret of ['李某某', '违规收受礼金']) expect(stored).not.toContain(secret);
    expect(stored).toContain('INSPECTION');
  });

  test('goes the fast track to the discipline organ and is waited for three months', () => {
    const id = enter();
    step(id, 'groupSign', sign);
    expect(failureOf(() => step(id, 'fastTrack', fast, director)).type).toBe('DualReportMissing');
    change(id, { dualReports: reports });
    step(id, 'fastTrack', fast, director);
    const unprinted = failureOf(() => step(id, 'handOver', hand));
    expect(unprinted.fields?.['handoverScan']).toContain('移交清单（F13）、问题线索移送函（F14）');
    const scan = { ...hand, handoverScan: '清单.pdf' };
    expect(failureOf(() => step(id, 'handOver', scan)).fields?.['handoverScan']).toContain('附件');
    print(id, 'F13');
    const half = failureOf(() => step(id, 'handOver', hand)).fields?.['handoverScan'];
    expect(half).toBe('问题线索移送函（F14）还没有打印。不在本软件打印的，请选择附件中的扫描件。');
    print(id);
    const others = [{ rowId: '', values: { name: '赵某某', unit: '县某局' } }];
    expect(failureOf(() => change(id, { persons: others })).fields).toHaveProperty('persons');
    step(id, 'handOver', hand);
    expect(failureOf(() => change(id, { persons: others })).fields).toHaveProperty('persons');
    const { state, values } = office.engine.reads['records.get'](keeper, { register, id });
    expect(state).toBe('HANDED_OVER');
    expect(values).toMatchObject({ fastTrack: true, replyDueAt: '2026-06-09', handoverDays: 0 });
  });

  test('takes no date, figure or outcome of a step before that step, and asks why a sanction came before 立案', () => {
    const refused = {
      handoverAt: '2026-03-09',
      replyAt: '2026-03-09',
      recovered: 100,
      prelimStartAt: '2026-03-09',
    };
    expect(Object.keys(failureOf(() => enter(refused)).fields ?? {}).sort()).toEqual(
      Object.keys(refused).sort(),
    );
    const id = enter();
    const warned = { name: '李某某', partySanction: 'WARNING', decidedAt: '2026-03-09' };
    const results = [{ rowId: '', values: warned }];
    expect(failureOf(() => change(id, { results })).fields).toHaveProperty('results');
    dispose(id);
    expect(failureOf(() => change(id, { results })).fields).toHaveProperty('sanctionsFiled');
    step(id, 'file', filing);
    change(id, { results });
  });

  test('about an organisation alone is filed against who has come to light, or against the organisation', () => {
    const about = { persons: [], orgs: [{ rowId: '', values: { name: '县某局' } }] };
    const [person, organisation] = [enter(), enter({ title: '县某局有关问题' })];
    for (const id of [person, organisation]) {
      change(id, about);
      dispose(id);
      expect(failureOf(() => step(id, 'file', filing)).type).toBe('NobodyFiled');
    }
    change(person, { results: [{ rowId: '', values: { name: '李某某', filedAt: '2026-03-09' } }] });
    step(person, 'file', filing);
    step(organisation, 'file', { ...filing, filedPersons: 0 });
    const named = enter({ title: '李某某有关问题' });
    dispose(named);
    expect(failureOf(() => step(named, 'file', { ...filing, filedPersons: 0 })).type).toBe('NobodyFiled');
  });

  test('is offered to be finished before the dialog was asked what it ends with', () => {
    const id = enter();
    dispose(id);
    const { actions } = office.engine.reads['records.get'](keeper, { register, id });
    expect(actions.find(({ key }) => key === 'finish')).toMatchObject({ blocked: null });
    const cleared = { replyAt: '2026-03-09', concludedAt: '2026-03-09', result: 'CLEARED' };
    expect(failureOf(() => step(id, 'finish', cleared)).fields).toHaveProperty('replyText');
    step(id, 'finish', { ...cleared, replyText: '经核查反映失实，予以澄清。' });
  });

  test('is named by its title to who may open it, and its light is no deadline once it never came on', () => {
    const id = enter({ handoverOrg: '县纪委监委', handoverCopies: 2 });
    const brief = office.engine.reads['records.brief'](keeper, { register, ids: [id] }).records;
    expect(brief).toMatchObject([{ id, title: content.title }]);
    dispose(id);
    const clocks = (): readonly string[] =>
      office.engine.reads['records.get'](keeper, { register, id }).deadlines.map(({ rule }) => rule);
    expect(clocks()).toContain('L_RED_PRELIM');
    step(id, 'file', filing);
    expect(clocks()).not.toContain('L_RED_PRELIM');
    expect(clocks()).toContain('L_DISPOSE_OPINION');
  });

  test('works out until when a sanction counts from the office’s table', () => {
    const id = enter();
    dispose(id);
    step(id, 'file', filing);
    change(id, {
      results: [
        {
          rowId: '',
          values: {
            name: '李某某',
            partySanction: 'WARNING',
            decidedAt: '2026-03-09',
            effectUntil: '2099-01-01',
          },
        },
      ],
    });
    const { children } = office.engine.reads['records.get'](keeper, { register, id });
    expect(children['results']?.[0]?.values['effectUntil']).toBe('2027-03-09');
    const options = { revealed: false, mayRead: () => true, regionName: (code: string) => code };
    const [printed] = readPrintedRecords(office.engine.context, register, [id], options);
    expect(printed?.rows('results')[0]).toMatchObject({ partySanction: '警告', form: '第二种形态' });
  });

  test('is counted in R-06 and R-07 by whom can open it, and by nobody else', () => {
    const id = enter();
    dispose(id);
    step(id, 'file', filing);
    change(id, {
      results: [
        {
          rowId: '',
          values: { name: '李 某某', partySanction: 'WARNING', decidedAt: '2026-03-09' },
        },
      ],
    });
    const { children } = office.engine.reads['records.get'](keeper, { register, id });
    expect(children['results']?.[0]?.values).toMatchObject({ ...known, unitPost: '县某局' });
    enter();
    const { codes, rules } = office.engine.reference();
    const parameters = { from: '2026-03-01', to: '2026-03-31', rows: 'month', offices: null } as const;
    const context = { codes, rules, today: '2026-03-09', offices: [] };
    const counted = (report: 'R-06' | 'R-07', column: string): string | undefined => {
      const result = computeLeadReport(office.vault, office.vault, { ...parameters, report }, context);
      expect(result.checks.every(({ ok }) => ok)).toBe(true);
      const at = result.columns.findIndex(({ key }) => key === column);
      return result.rows.find(({ total }) => total)?.cells[at]?.text;
    };
    expect(['registered', 'closing', 'party', 'admin'].map((column) => counted('R-06', column))).toEqual([
      '2',
      '2',
      '1',
      '0',
    ]);
    // A result from before what is known was taken over counts by the reported all the same.
    const row = office.vault.get<{ rowId: string }>('SELECT rowId FROM lead_results')?.rowId ?? '';
    const bare = { name: '李某某', partySanction: 'WARNING', decidedAt: '2026-03-09' };
    const { sealed = null } = sealRow(office.vault, results, row, bare);
    for (const change of [[], ['UPDATE lead_results SET sealed = ?']]) {
      office.vault.transact((tx) => change.forEach((sql) => tx.run(sql, [sealed])));
      expect(['topLeaders', 'countyCadres'].map((column) => counted('R-06', column))).toEqual(['1', '1']);
    }
    expect(['F2', 'F2.share', 'total'].map((column) => counted('R-07', column))).toEqual([
      '1',
      '100.0%',
      '1',
    ]);
    const opened = (report: 'R-06' | 'R-07', column: string): number | null => {
      const result = computeLeadReport(office.vault, office.vault, { ...parameters, report }, context);
      const at = result.columns.findIndex(({ key }) => key === column);
      const drill = result.rows.find(({ total }) => total)?.cells[at]?.drill;
      return drill ? office.engine.reads['records.totals'](keeper, drill).total : null;
    };
    expect(['registered', 'closing', 'party', 'admin'].map((column) => opened('R-06', column))).toEqual([
      2,
      2,
      1,
      null,
    ]);
    expect(opened('R-07', 'F2.share')).toBe(1);
    const few = computeLeadReport(office.vault, office.vault, { ...parameters, report: 'R-06' }, context, 0);
    const at = few.columns.findIndex(({ key }) => key === 'party');
    expect(few.rows.find(({ total }) => total)?.cells[at]).toMatchObject({ text: '1', drill: null });
    expect(few.notes.join('')).toContain('请缩短统计期');
    const closed = () =>
      computeLeadReport(office.vault, withoutKeys, { ...parameters, report: 'R-06' }, context);
    expect(failureOf(closed).type).toBe('CompartmentClosed');
  });

  test('whose results cannot be counted is named below the reports by its number', () => {
    const undated = enter();
    const formless = enter();
    const became: Readonly<Record<string, Values>> = {
      [undated]: { otherMeasures: ['ADMONITION'] },
      [formless]: { otherMeasures: ['POLICE'], decidedAt: '2026-03-09' },
    };
    for (const [id, values] of Object.entries(became)) {
      dispose(id);
      const row = { rowId: '', values: { name: '李某某', ...values } };
      expect(failureOf(() => change(id, { results: [row] })).fields).toHaveProperty(
        id === undated ? 'resultsDated' : 'forms',
      );
      change(id, { results: [row] }, { resultsDated: '旧件没有日期', forms: '不属于四种形态' });
    }
    const { codes, rules } = office.engine.reference();
    const parameters = { from: '2026-03-01', to: '2026-03-31', rows: 'month', offices: null } as const;
    const context = { codes, rules, today: '2026-03-09', offices: [] };
    const notes = (report: 'R-06' | 'R-07'): readonly string[] =>
      computeLeadReport(office.vault, office.vault, { ...parameters, report }, context).notes;
    const noOf = (id: string) => office.engine.reads['records.get'](keeper, { register, id }).no;
    expect(notes('R-06')).toEqual([expect.stringContaining(noOf(undated))]);
    expect(notes('R-07')).toEqual([
      expect.stringContaining(noOf(undated)),
      expect.stringContaining(noOf(formless)),
    ]);
  });

  test('prints who took each step and how long feedback may take', () => {
    const id = enter();
    step(id, 'groupSign', sign);
    const [printed] = readPrintedRecords(office.engine.context, register, [id], {
      revealed: false,
      mayRead: () => true,
      regionName: (code) => code,
    });
    expect(printed?.steps().map(({ label, at, by }) => `${label} ${at} ${by}`)).toEqual([
      '登记 2026-03-09 keeper（姓名）',
      '组长审签 2026-03-09 keeper（姓名）',
    ]);
    expect(printed?.text('term.L_FEEDBACK')).toBe('3个月');
    expect(printed?.text('title')).toBe('县某局李某某有关问题');
    expect(printed?.rows('persons')).toMatchObject([{ name: '李某某' }]);
  });
});
