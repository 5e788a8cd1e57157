import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lead } from '../../domain/registers/lead/lead.ts';
import { results } from '../../domain/registers/lead/results.ts';
import { notePapers } from '../../main/registers/papers.ts';
import { withoutKeys } from '../../main/registers/sealed-record.ts';
import { sealRow } from '../../main/registers/sealed-rows.ts';
import { readPrintedRecords } from '../../main/reports/form-data.ts';
import { computeLeadReport } from '../../main/reports/lead-report.ts';
import type { Input } from '../../preload/contract/contract.ts';
import {
  accused,
  cityOffice,
  failureOf,
  letter,
  office as countyOffice,
  openOffice,
  person,
  registrar,
} from './office.ts';

type Office = Awaited<ReturnType<typeof openOffice>>;

const keeper = person('keeper', ['CLUE_MANAGER']);
const director = person('director', ['OFFICE_DIRECTOR']);

let office: Office;
beforeEach(async () => {
  office = await openOffice({ compartments: ['petitioner', 'lead'] });
});
afterEach(() => office.dispose());

const register = 'lead' as const;
const content = {
  registeredAt: '2026-03-09',
  sourceKind: 'INSPECTION',
  title: '县某局李某某有关问题',
  problemIntro: '违规收受礼金',
  hasNature: true,
  hasFacts: true,
  hasEvidence: true,
  exclusion: 'NONE',
  markKind: 'WORK_SECRET',
};
const known = { isTopLeader: true, cadreAuthority: 'COUNTY' };
const persons = [{ rowId: '', values: { name: '李某某', unit: '县某局', ...known } }];

function enter(values: Input<'records.save'>['values'] = {}): string {
  return office.save(keeper, { register, values: { ...content, ...values }, children: { persons } }).id;
}

function step(
  id: string,
  transition: string,
  values: Input<'records.transition'>['values'],
  actor = keeper,
): void {
  const { rev } = office.engine.reads['records.get'](actor, { register, id });
  office.write((tx) =>
    office.engine.writes['records.transition'](tx, actor, {
      register,
      id,
      rev,
      transition,
      values,
      reason: '理由',
    }),
  );
}

function change(id: string, children: Input<'records.save'>['children']): void {
  const { rev } = office.engine.reads['records.get'](keeper, { register, id });
  office.save(keeper, {
    register,
    id,
    rev,
    values: {},
    children,
    confirmed: { participants: '未参加', sourceNamed: '未登记' },
  });
}

const sign = { groupLeader: '王组长', groupSignedAt: '2026-03-09' };
const fast = { fastTrackReason: '紧急', handoverTo: 'DISCIPLINE' };
const hand = {
  handoverOrg: '县纪委监委',
  handoverDocNo: '〔2026〕1号',
  handoverAt: '2026-03-09',
  handoverReceiver: '周某',
  receiverSigned: true,
};
const reports = ['CITY_GROUP', 'LOCAL'].map((reportedTo) => ({
  rowId: '',
  values: { reportedTo, reportedAt: '2026-03-09', summary: '汇报' },
}));

function print(id: string, ...forms: readonly string[]): void {
  const wanted = forms.length > 0 ? forms : ['F13', 'F14'];
  office.vault.transact((tx) => {
    for (const form of wanted) notePapers(tx, lead, form, [id], 1);
  });
}

/** By the fast track to where the discipline organ has said how it deals with the lead. */
function dispose(id: string): void {
  step(id, 'groupSign', sign);
  change(id, { dualReports: reports });
  step(id, 'fastTrack', fast, director);
  print(id);
  step(id, 'handOver', hand);
  step(id, 'accept', { acceptedAt: '2026-03-09' });
  step(id, 'dispose', { disposition: 'PRELIM', dispositionAt: '2026-03-09' });
}

const filing = { filedAt: '2026-03-09', filedPersons: 1 };

/** A letter on which the director has agreed that it becomes a lead. */
function approvedLetter(): string {
  const { id } = office.save(registrar, {
    values: { ...letter, channel: 'CALL', category: 'ACCUSATION', checkability: 'CONCRETE' },
    children: { accused },
  });
  office.step(registrar, id, 'propose', {
    category: 'ACCUSATION',
    handling: 'TRANSFER',
    proposal: '转线索',
  });
  office.step(director, id, 'approve', { approval: '同意', handling: 'TRANSFER' });
  return id;
}

/** Hands the county a lead that the city made of that letter, as its package brings it. */
async function receiveFromCity(no: string, petition: string): Promise<void> {
  const id = enter();
  dispose(id);
  const { rev } = office.engine.reads['records.get'](keeper, { register, id });
  office.write((tx) =>
    office.engine.addressRecord(tx, keeper, cityOffice, { register, id, rev, on: true, restoredAt: null }),
  );
  const [journey] = office.engine.journeys('leads', 'up', cityOffice.id);
  if (!journey) throw new Error('leads do not travel');
  const until = office.engine.currentSeq(office.vault);
  for await (const record of office.engine.changedSince(journey, 0, until, { identities: 'none' })) {
    const line = {
      ...{ ...record, id: 'from-the-city', no, office: cityOffice.id, handsTo: countyOffice.id },
      values: { ...record.values, petitionIds: [petition] },
    };
    const delivery = { package: 'BAO-1', sender: cityOffice.id, files: new Map<never, never>() };
    office.vault.transact((tx) => {
      const { receive, finish } = office.engine.startReceiving(tx, keeper, register, delivery, 1);
      expect(receive(line, () => false, false)).toMatchObject({ outcome: 'new' });
      finish();
    });
  }
}

describe('a lead in the vault', () => {
  test('of a letter that the superior made is written down with its number and office, and asked about before a second', () => {
    const id = approvedLetter();
    const above = { convertedLeadIds: 'XS330800-2026-00002', leadOffice: '市委巡察办' };
    expect(failureOf(() => office.step(keeper, id, 'convertAbove', above)).type).toBe('ReasonMissing');
    expect(failureOf(() => office.step(keeper, id, 'convertAbove', {}, '市办电话告知')).fields).toMatchObject(
      { convertedLeadIds: expect.any(String), leadOffice: expect.any(String) },
    );
    office.step(keeper, id, 'convertAbove', above, '市办电话告知');
    expect(office.get(keeper, id)).toMatchObject({ state: 'CONVERTED', values: above });
    const asked = failureOf(() => enter({ petitionIds: [id] }));
    expect(asked.fields?.['leadOfLetter']).toContain('已由市委巡察办转为问题线索XS330800-2026-00002');
  });

  test('that another office handed over is what its letter becomes, and is named before a second is made', async () => {
    const id = approvedLetter();
    const no = 'XS330800-2026-00002';
    await receiveFromCity(no, id);
    const above = { convertedLeadIds: no, leadOffice: '市委巡察办' };
    const refused = failureOf(() => office.step(keeper, id, 'convertAbove', above, '市办电话告知'));
    expect(refused).toMatchObject({ type: 'LeadIsHere', what: expect.stringContaining(no) });
    const asked = failureOf(() => enter({ petitionIds: [id] }));
    expect(asked.fields?.['leadOfLetter']).toContain(no);
    office.save(keeper, {
      ...{ register, values: { ...content, petitionIds: [id] }, children: { persons } },
      confirmed: { leadOfLetter: '信中反映的另一问题' },
    });
    office.step(keeper, id, 'convert');
    expect(office.get(keeper, id).state).toBe('CONVERTED');
  });

  test('lets its letter be turned into a lead, and not before it is there', () => {
    const id = approvedLetter();
    expect(failureOf(() => office.step(keeper, id, 'convert')).type).toBe('LeadNotMade');
    enter({ petitionIds: [id] });
    office.step(keeper, id, 'convert');
    expect(office.get(keeper, id).state).toBe('CONVERTED');
  });

  test('of a letter registered later, and money taken back beyond what it is about, are asked about', () => {
    const letter = approvedLetter();
    const early = () => enter({ petitionIds: [letter], registeredAt: '2026-03-08' });
    expect(failureOf(early).fields?.['beforeLetter']).toContain('登记日期（2026-03-09）');
    const id = enter({ petitionIds: [letter], amount: 315_000 });
    dispose(id);
    const days = { replyAt: '2026-03-09', concludedAt: '2026-03-09' };
    const finish = () =>
      step(id, 'finish', { ...days, result: 'CLEARED', replyText: '失实，予以澄清。', recovered: 400_000 });
    expect(failureOf(finish).fields?.['recoveredAboveAmount']).toContain('4,000.00元大于涉及金额3,150.00元');
  });

  test('that was handed over is counted for whoever has it now, whatever was done before', async () => {
    await receiveFromCity('XS330800-2026-00002', approvedLetter());
    const { codes, rules } = office.engine.reference();
    const parameters = { from: '2026-03-01', to: '2026-03-31', rows: 'office', offices: null } as const;
    const context = { codes, rules, today: '2026-03-09', offices: [] };
    const counted = { ...parameters, report: 'R-06' } as const;
    const report = computeLeadReport(office.vault, office.vault, counted, context);
    const columns = ['registered', 'approved', 'handedOver'].map((key) =>
      report.columns.findIndex((column) => column.key === key),
    );
    const rows = report.rows.map(({ key, cells }) => [key, ...columns.map((at) => cells[at]?.text)]);
    expect(rows).toContainEqual([countyOffice.id, '1', '1', '1']);
    expect(rows).toContainEqual([cityOffice.id, '1', '1', '1']);
    expect(report.rules.join('')).toContain('接收以前的入库、审定、移交也一并计入接收单位');
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
    const results = [{ rowId: '', values: { name: '李某某', partySanction: 'WARNING' } }];
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
