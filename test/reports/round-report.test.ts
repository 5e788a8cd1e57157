/** R-08 with the figures of Quzhou: its own inspections and those that reach into villages never become one figure (reference 2.1, 5). */
import { beforeAll, describe, expect, it } from 'vitest';
import { createCodeIndex } from '../../domain/codes/lookup.ts';
import { codeSeed } from '../../domain/codes/seed.ts';
import type { Values } from '../../domain/register.ts';
import { registerOf } from '../../domain/registers/registers.ts';
import type { ComputeContext } from '../../main/reports/compute.ts';
import { conditionsToSql } from '../../main/reports/condition-sql.ts';
import { leadColumns } from '../../main/reports/round-columns.ts';
import { computeRoundReport } from '../../main/reports/round-report.ts';
import type { ComputedReport } from '../../main/reports/table.ts';
import { withoutKeys } from '../../main/registers/sealed-record.ts';
import type { Writer } from '../../main/vault/api.ts';
import { insertRow, openStore, storeRecord } from './support/store.ts';

const city = '330800XCB';
const county = '330802XCB';
const context: ComputeContext = {
  ownOffice: city,
  codes: createCodeIndex(codeSeed),
  rules: [],
  today: '2025-12-31',
  offices: [
    { id: city, name: '某市委巡察办' },
    { id: county, name: '某区委巡察办' },
  ],
};
const period = { from: '2024-01-01', to: '2025-12-31', offices: null };
let store: Writer;

function compute(
  rows: 'round' | 'term' | 'office',
  more: { readonly offices?: string[]; readonly context?: Partial<ComputeContext> } = {},
) {
  const parameters = { ...period, offices: more.offices ?? null, report: 'R-08' as const, rows };
  const computed = computeRoundReport(store, withoutKeys, parameters, { ...context, ...more.context });
  const cell = (row: string, column: string) => {
    const at = computed.columns.findIndex(({ key }) => key === column);
    return computed.rows.find(({ key }) => key === row)?.cells[at];
  };
  return { computed, cell, text: (row: string, column: string) => cell(row, column)?.text };
}

function shown(cell: ComputedReport['rows'][number]['cells'][number] | undefined): number {
  if (!cell?.drill) return 0;
  const { register, filters } = cell.drill;
  const where = conditionsToSql(register, filters as Parameters<typeof conditionsToSql>[1]);
  return store.all(`SELECT id FROM "${register}" p WHERE ${where.sql}`, where.params).length;
}

function stored(register: string, id: string, office: string, values: Values, state?: string): void {
  storeRecord(store, registerOf(register), { id, office, void: false, values, ...(state ? { state } : {}) });
}

/** A round with one group that inspects that many organisations of its own. */
function round(id: string, office: string, name: string, inspected: number, more: Values = {}): void {
  const values = { name, kinds: ['REGULAR'], stayFrom: '2025-03-01', term: '八届', ...more };
  stored('inspectionRound', id, office, values, 'KNOW');
  stored('inspectionGroup', `g-${id}`, office, { name: `${id}组`, round: id });
  for (let at = 0; at < inspected; at += 1)
    insertRow(store, 'inspectionGroup_targets', `g-${id}`, at, { targetId: `${id}党组织${at}` });
}

/** One is stored, the others are its copies: thousands are too slow one by one. */
function problems(count: number, office: string, roundId: string): void {
  const first = `${office}-${roundId}`;
  stored('problem', first, office, { roundId, registeredAt: '2025-04-01', feedbackAt: '2025-05-01' });
  const columns = store.all<{ name: string }>("SELECT name FROM pragma_table_info('problem')");
  const copied = columns.map(({ name }) => (name === 'id' || name === 'no' ? `id || '-' || n` : `"${name}"`));
  store.run(
    `WITH RECURSIVE others(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM others WHERE n < ?)
     INSERT INTO problem SELECT ${copied.join(', ')} FROM problem, others WHERE id = ?`,
    [count, first],
  );
}

function item(id: string, office: string, roundId: string, values: Values): void {
  stored('rectItem', id, office, { roundId, feedbackAt: '2025-06-01', ...values });
}

beforeAll(async () => {
  store = await openStore('problem', 'rectItem', 'lead', 'inspectionRound', 'inspectionGroup', 'target');
  round('c8', city, '市委第八轮', 502);
  round('k3', county, '区委第三轮', 300);
  round('v1', county, '村（社区）换届延伸巡察', 1592, { villageScope: true, term: '' });
  round('old', city, '市委第一轮', 7, { stayFrom: '2023-03-01' });
  round('next', city, '市委第九轮', 7);
  store.run(`UPDATE "inspectionRound" SET state = 'PREPARE' WHERE id = 'next'`);
  for (let at = 0; at < 1592; at += 1)
    stored('target', `t${at}`, county, { name: `v1党组织${at}`, orgType: 'VILLAGE' }, 'LISTED');
  problems(6000, city, '市委第八轮');
  problems(4782, county, '区委 第三轮');
  problems(16_500, county, '村（社区）换届延伸巡察');
  problems(11, city, '市委第一轮');
  problems(5, city, '没有这一轮');
  stored('problem', 'proposed', city, { roundId: '市委第八轮', registeredAt: '2025-05-01' });
  item('i1', city, '市委第八轮', { moneyCleared: 20_000_000_00, livelihood: 199, institutions: 4 });
  item('i2', county, '区委第三轮', { lossRecovered: 18_420_000_00, livelihood: 100, institutions: 3 });
  item('i3', county, '村（社区）换届延伸巡察', { personallyRepaid: 15_550_000_00 });
});

describe('what rounds have brought', () => {
  it('is 802 organisations, 10782 problems, 3842万元 and 299 things done, villages apart', () => {
    const { computed, text } = compute('round');
    expect(computed.rows.map(({ label, total }) => [label, total])).toEqual([
      ['市委第八轮', false],
      ['区委第三轮', false],
      ['市县本级巡察小计', true],
      ['村（社区）换届延伸巡察（村（社区）延伸巡察）', false],
      ['村（社区）延伸巡察小计', true],
      ['合计', true],
    ]);
    expect(
      ['targets', 'villages', 'problems', 'livelihood', 'institutions'].map((key) => text('own', key)),
    ).toEqual([...['802', '0', '10782', '299', '7']]);
    expect(['targets', 'villages', 'problems'].map((key) => text('village', key))).toEqual([
      '1592',
      '1592',
      '16500',
    ]);
    expect(text('own', 'moneyCleared')).toBe('2000.00');
    expect(text('own', 'lossRecovered')).toBe('1842.00');
    expect(text('village', 'personallyRepaid')).toBe('1555.00');
    expect(text('total', 'problems')).toBe('27282');
    expect(computed.checks).toHaveLength(1);
    expect(computed.checks.every(({ ok }) => ok)).toBe(true);
  });

  it('opens exactly the records behind each number', () => {
    const { cell } = compute('round');
    expect(shown(cell('own', 'problems'))).toBe(10_782);
    expect(shown(cell('own:c8', 'problems'))).toBe(6000);
    expect(shown(cell('village', 'problems'))).toBe(16_500);
    expect(shown(cell('own', 'targets'))).toBe(2);
    expect(shown(cell('own', 'lossRecovered'))).toBe(1);
    expect(cell('own', 'personallyRepaid')?.drill).toBeNull();
  });

  it('stands in rows by term and by office too, for the offices asked for', () => {
    const byTerm = compute('term');
    expect(byTerm.computed.rows.map(({ label }) => label)).toEqual([
      ...['八届', '市县本级巡察小计', '（未填届次）（村（社区）延伸巡察）', '村（社区）延伸巡察小计', '合计'],
    ]);
    const byOffice = compute('office', { offices: [city] });
    expect(byOffice.computed.rows.map(({ label }) => label)).toEqual(['某市委巡察办', '合计']);
    expect(byOffice.text('total', 'targets')).toBe('502');
  });

  it('says what it leaves out, and names no sum of a part as the whole', () => {
    const { computed } = compute('round', { context: { mayRead: (register) => register !== 'problem' } });
    const keys = computed.columns.map(({ key }) => key);
    expect(keys).not.toContain('problems');
    expect(keys).not.toContain('handedOver');
    expect(keys).not.toContain('recoveredInAll');
    expect(computed.notes.join('')).toMatch(/问题线索.*反馈问题/u);
  });

  it('refuses a period that ends before it begins', () => {
    const parameters = {
      from: '2025-02-01',
      to: '2025-01-01',
      offices: null,
      report: 'R-08',
      rows: 'round',
    } as const;
    expect(() => computeRoundReport(store, withoutKeys, parameters, context)).toThrow(
      expect.objectContaining({
        failure: expect.objectContaining({ type: 'PeriodReversed' }) as unknown,
      }) as Error,
    );
  });
});

describe('leads of rounds', () => {
  const span = { from: '2024-01-01', to: '2025-12-31' };
  const leads = Array.from({ length: 514 }, (_, at) => ({
    id: String(at),
    office: city,
    no: `XS330800-2025-${at + 1}`,
    rounds: ['c8'],
    values: {
      registeredAt: '2025-04-01',
      handoverAt: '2025-05-01',
      ...(at === 0 ? { concludedAt: '2025-08-01', recovered: 1_000_00 } : {}),
    },
    results:
      at < 163
        ? [
            {
              name: `人${at}`,
              unitPost: '某局',
              decidedAt: '2025-07-01',
              partySanction: 'A',
              judicial: at < 10,
            },
          ]
        : [],
  }));

  it('come to 514 handed over, 163 people and 10 to justice, once in their round alone', () => {
    const { counted, recovered } = leadColumns(leads, span);
    const own = new Set(['c8']);
    expect(counted.map(({ number }) => number(own))).toEqual([514, 163, 10]);
    expect(recovered.number(own)).toBe(1_000_00);
    expect(counted.map(({ number }) => number(new Set(['v1'])))).toEqual([0, 0, 0]);
    expect(counted[1]?.drill(own)?.filters[0]).toMatchObject({ field: 'id' });
  });
});
