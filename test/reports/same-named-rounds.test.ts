/** where offices call their rounds, groups and organisations alike: a record means the round of its own office. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createCodeIndex } from '../../domain/codes/lookup.ts';
import { codeSeed } from '../../domain/codes/seed.ts';
import { registerOf } from '../../domain/registers/registers.ts';
import { computeComparisonReport } from '../../main/reports/comparison-report.ts';
import { computeReport, type ComputeContext } from '../../main/reports/compute.ts';
import { conditionsToSql } from '../../main/reports/condition-sql.ts';
import { computeCrossReport } from '../../main/reports/cross-report.ts';
import { computeRoundReport } from '../../main/reports/round-report.ts';
import type { ComputedReport } from '../../main/reports/table.ts';
import { withoutKeys } from '../../main/registers/sealed-record.ts';
import type { Writer } from '../../main/vault/api.ts';
import { insertRow, openStore, storePetition, storeRecord } from './support/store.ts';

const [city, east, west, south] = ['330800XCB', '330802XCB', '330803XCB', '330881XCB'] as const;
const context: ComputeContext = {
  ownOffice: city,
  codes: createCodeIndex(codeSeed),
  rules: [],
  today: '2026-06-30',
  offices: [city, east, west, south].map((id) => ({ id, name: id })),
};
const period = { from: '2026-01-01', to: '2026-06-30', offices: null };
const model = { ...period, report: 'R-11', rows: 'model' } as const;
let store: Writer;

type Cell = ComputedReport['rows'][number]['cells'][number];

function cellOf(computed: ComputedReport, row: string, column: string): Cell | undefined {
  const at = computed.columns.findIndex(({ key }) => key === column);
  return computed.rows.find(({ key }) => key === row)?.cells[at];
}

/** Ids of the list behind a cell. */
function listed(cell: Cell | undefined): readonly unknown[] {
  if (!cell?.drill) return [];
  const { register, filters } = cell.drill;
  const where = conditionsToSql(register, filters as Parameters<typeof conditionsToSql>[1]);
  return store
    .all<{ id: string }>(`SELECT id FROM "${register}" p WHERE ${where.sql} ORDER BY id`, where.params)
    .map(({ id }) => id);
}

/** A round with one group in its office's own place. */
function round(office: string, name: string, kinds: readonly string[], state = 'KNOW'): void {
  const id = `${office}/${name}`;
  const values = { name, kinds, stayFrom: '2026-02-01' };
  storeRecord(store, registerOf('inspectionRound'), { office, void: false, id, state, values });
  const group = { name: '第一巡察组', round: id, ...(office === city && { targetRegion: '330881' }) };
  storeRecord(store, registerOf('inspectionGroup'), { office, void: false, id: `g/${id}`, values: group });
  insertRow(store, 'inspectionGroup_targets', `g/${id}`, 0, { targetId: '城关镇' });
  insertRow(store, 'inspectionGroup_members', `g/${id}`, 0, { name: '王某', unit: '县纪委', role: 'LEADER' });
}

function letters(office: string, roundId: string, count: number): void {
  for (let index = 0; index < count; index += 1)
    storePetition(store, {
      ...{ id: `${office}/${roundId}/${index}`, office, void: false, accused: [], petitioners: 1 },
      ...{ values: { receivedAt: '2026-03-01', roundId, channel: 'LETTER', sealedDirect: false } },
      replyDue: null,
    });
}

beforeAll(async () => {
  store = await openStore(
    'activity',
    'meeting',
    'problem',
    'rectItem',
    'target',
    'lead',
    'inspectionRound',
    'inspectionGroup',
    'poolPerson',
  );
  round(city, '第一轮', ['CROSS']);
  round(east, '第一轮', ['REGULAR']);
  // It has not entered: what is written of it is counted with nothing.
  round(west, '第一轮', ['REGULAR'], 'PREPARE');
  round(east, '第二轮', ['REGULAR']);
  round(west, '第二轮', ['CROSS']);
  letters(city, '第一轮', 1);
  letters(east, '第一轮', 2);
  letters(west, '第一轮', 4);
  // The office has no round of that name: it can only mean the city's.
  letters(south, '第一轮', 8);
  letters(east, '第二轮', 16);
  letters(west, '第二轮', 32);
  // Two other counties have one, and nobody above it.
  letters(south, '第二轮', 64);
});

describe('rounds of several offices that bear one name', () => {
  it('are compared each with what its own office wrote of it', () => {
    const computed = computeComparisonReport(store, model, context);
    const texts = (['regular', 'cross'] as const).map((row) => cellOf(computed, row, 'letters')?.text);
    expect(texts).toEqual([String(2 + 16), String(1 + 8 + 32)]);
  });

  it('open lists of exactly the letters that were counted', () => {
    const computed = computeComparisonReport(store, model, context);
    const cross = listed(cellOf(computed, 'cross', 'letters'));
    expect(cross).toHaveLength(1 + 8 + 32);
    expect(cross.filter((id) => String(id).startsWith(`${east}/`))).toEqual([]);
    expect(listed(cellOf(computed, 'regular', 'letters'))).toHaveLength(2 + 16);
    expect(listed(cellOf(computed, 'regular', 'letters.mean'))).toHaveLength(2 + 16);
  });

  it('ask for one office’s by its rounds alone', () => {
    const computed = computeComparisonReport(store, { ...model, offices: [east] }, context);
    expect(cellOf(computed, 'regular', 'letters')?.text).toBe('18');
    expect(cellOf(computed, 'regular', 'letters')?.drill?.filters.map(({ field }) => field)).toContain(
      'roundId',
    );
    expect(cellOf(computed, 'cross', 'letters')?.text).toBe('0');
  });

  it('are meant by a lead that was handed over as the office meant them that registered it', () => {
    const lead = registerOf('lead');
    const values = { roundId: '第一轮', registeredAt: '2026-03-01', handoverAt: '2026-03-02' };
    const registered = (id: string, office: string): void =>
      storeRecord(store, lead, { office, void: false, id, state: 'HANDED_OVER', values });
    // Two registered by the county, one of them the city's by now; one that the city handed to the county.
    registered('XS330802-2026-00001', east);
    registered('XS330802-2026-00002', city);
    registered('XS330800-2026-00001', east);
    const computed = computeComparisonReport(store, model, context);
    expect(['regular', 'cross'].map((row) => cellOf(computed, row, 'leads')?.text)).toEqual(['2', '1']);
    expect(listed(cellOf(computed, 'regular', 'leads'))).toEqual([
      'XS330802-2026-00001',
      'XS330802-2026-00002',
    ]);
    expect(listed(cellOf(computed, 'cross', 'leads'))).toEqual(['XS330800-2026-00001']);
    store.run('DELETE FROM "lead"');
  });

  it('are credited with a lead that was handed over in the row of the office that registered it', () => {
    const values = { roundId: '第二轮', registeredAt: '2026-03-01', handoverAt: '2026-03-02' };
    const registered = (id: string, office: string): void =>
      storeRecord(store, registerOf('lead'), { office, void: false, id, state: 'HANDED_OVER', values });
    registered('XS330803-2026-00001', city);
    registered('XS330803-2026-00002', west);
    const opener = { ...withoutKeys, compartments: new Set(['lead'] as const) };
    const cross = { ...period, report: 'R-12', rows: 'office' } as const;
    const whole = computeCrossReport(store, opener, cross, context);
    expect(cellOf(whole, west, 'handedOver')?.text).toBe('2');
    expect(cellOf(whole, city, 'handedOver')?.text).toBe('0');
    const handedOver = (offices: string[], row: string) =>
      [
        computeCrossReport(store, opener, { ...cross, offices }, context),
        computeRoundReport(store, opener, { ...period, offices, report: 'R-08', rows: 'office' }, context),
      ].map((computed) => cellOf(computed, row, 'handedOver')?.text);
    expect(handedOver([west], 'total')).toEqual(['2', '2']);
    expect(handedOver([city], 'total')).toEqual(['0', '0']);
    store.run('DELETE FROM "lead"');
  });

  it('count the people and the towns of several counties, called alike, for as many as they are', () => {
    const regular = cellOf(computeComparisonReport(store, model, context), 'regular', 'units');
    // Both rounds of one county went to its one town.
    expect(regular?.text).toBe('1');
    expect(cellOf(computeComparisonReport(store, model, context), 'cross', 'units')?.text).toBe('2');
    const table = computeCrossReport(
      store,
      withoutKeys,
      { ...period, report: 'R-12', rows: 'office' },
      context,
    );
    expect(['groups', 'people', 'targets'].map((key) => cellOf(table, 'total', key)?.text)).toEqual([
      '2',
      '2',
      '2',
    ]);
  });

  it('have rows of their own in every report, each with the list of what it counts', () => {
    const parameters = { ...period, report: 'R-01', rows: 'round' } as const;
    const computed = computeReport(store, parameters, context);
    const rows = computed.rows.map(({ label, cells }) => [label, cells.at(-1)?.text]);
    expect(rows).toEqual([
      ['第二轮（330802XCB）', '16'],
      ['第二轮（330803XCB）', '32'],
      ['第二轮（不能确定是哪个单位的轮次）', '64'],
      ['第一轮（330800XCB）', String(1 + 8)],
      ['第一轮（330802XCB）', '2'],
      ['第一轮（330803XCB）', '4'],
      ['合计', '127'],
    ]);
    expect(computed.checks.filter(({ ok }) => !ok)).toEqual([]);
    for (const { label, key, cells } of computed.rows.slice(0, -1)) {
      const at = computed.columns[cells.length - 1]?.key ?? '';
      expect(listed(cellOf(computed, key, at)), label).toHaveLength(Number(cells.at(-1)?.text));
    }
  });

  it('keep in their row a lead that was handed over, which its office registered', () => {
    const values = { roundId: '第一轮', registeredAt: '2026-03-01', handoverAt: '2026-03-02' };
    const registered = (id: string, office: string): void =>
      storeRecord(store, registerOf('lead'), { office, void: false, id, state: 'HANDED_OVER', values });
    registered('XS330802-2026-00001', east);
    registered('XS330802-2026-00002', city);
    registered('XS330803-2026-00001', city);
    const computed = computeReport(store, { ...period, report: 'R-04', rows: 'round' }, context);
    const rows = computed.rows.map(({ key, label }) => ({ label, cell: cellOf(computed, key, 'leads') }));
    const those = rows.filter(({ cell }) => cell?.value !== 0);
    expect(those.map(({ label, cell }) => [label, cell?.text])).toEqual([
      ['第一轮（330802XCB）', '2'],
      ['第一轮（330803XCB）', '1'],
      ['合计', '3'],
    ]);
    expect(listed(those[0]?.cell)).toEqual(['XS330802-2026-00001', 'XS330802-2026-00002']);
    expect(listed(those[1]?.cell)).toEqual(['XS330803-2026-00001']);
    expect(computed.checks.filter(({ ok }) => !ok)).toEqual([]);
    store.run('DELETE FROM "lead"');
  });

  it('are one row where all mean the same round, or one office is asked for', () => {
    const parameters = { ...period, report: 'R-01', rows: 'round' } as const;
    const own = computeReport(store, { ...parameters, offices: [east] }, context);
    expect(own.rows.map(({ label }) => label)).toEqual(['第二轮', '第一轮', '合计']);
    const both = computeReport(store, { ...parameters, offices: [city, south] }, context);
    expect(both.rows.map(({ label }) => label)).toEqual(['第二轮', '第一轮', '合计']);
  });
});
