/** R-11 with the figures of Jin'an, R-12 with those of Fujian, R-14 by hand (reference 2.4, Annex B 1). */
import { beforeAll, describe, expect, it } from 'vitest';
import { createCodeIndex } from '../../domain/codes/lookup.ts';
import { codeSeed } from '../../domain/codes/seed.ts';
import type { Values } from '../../domain/register.ts';
import { registerOf } from '../../domain/registers/registers.ts';
import { crossLeadFigures, crossLeadsBehind, sentFigures } from '../../domain/statistics/cross-figures.ts';
import { bandOf, partyBands, yearsBetween } from '../../domain/statistics/pool-figures.ts';
import { conditionsToSql } from '../../main/reports/condition-sql.ts';
import { computeComparisonReport } from '../../main/reports/comparison-report.ts';
import type { ComputeContext } from '../../main/reports/compute.ts';
import { computeCrossReport } from '../../main/reports/cross-report.ts';
import { computePoolReport } from '../../main/reports/pool-report.ts';
import type { ComputedReport } from '../../main/reports/table.ts';
import { withoutKeys } from '../../main/registers/sealed-record.ts';
import type { Writer } from '../../main/vault/api.ts';
import { insertRow, openStore, storePetition, storeRecord } from './support/store.ts';

const own = { office: '350100XCB', void: false };
const context: ComputeContext = {
  ownOffice: '350100XCB',
  codes: createCodeIndex(codeSeed),
  rules: [],
  today: '2018-06-30',
  offices: [{ id: '350100XCB', name: '某市委巡察办' }],
  regionName: (code) => (code === '350111' ? '晋安区' : code),
};
const period = { from: '2017-01-01', to: '2018-06-30', offices: null };
let store: Writer;

function reader(computed: ComputedReport) {
  const cell = (row: string, column: string) => {
    const at = computed.columns.findIndex(({ key }) => key === column);
    return computed.rows.find(({ key }) => key === row)?.cells[at];
  };
  return { cell, text: (row: string, column: string) => cell(row, column)?.text };
}

/** How many records the list behind a cell shows. */
function shown(cell: ComputedReport['rows'][number]['cells'][number] | undefined): number {
  if (!cell?.drill) return 0;
  const { register, filters } = cell.drill;
  const where = conditionsToSql(register, filters as Parameters<typeof conditionsToSql>[1]);
  return store.all(`SELECT id FROM "${register}" p WHERE ${where.sql}`, where.params).length;
}

function round(id: string, kinds: readonly string[], stayFrom: string, name: string, state = 'KNOW'): void {
  storeRecord(store, registerOf('inspectionRound'), { ...own, id, state, values: { name, kinds, stayFrom } });
}

function group(
  id: string,
  roundId: string,
  targets: readonly string[],
  members: readonly Values[] = [],
): void {
  const values = { name: `${id}组`, round: roundId, targetRegion: '350111' };
  storeRecord(store, registerOf('inspectionGroup'), { ...own, id, values });
  targets.forEach((targetId, at) => insertRow(store, 'inspectionGroup_targets', id, at, { targetId }));
  members.forEach((member, at) => insertRow(store, 'inspectionGroup_members', id, at, member));
}

function letters(count: number, roundId: string, receivedAt: string, more: Values = {}): void {
  for (let index = 0; index < count; index += 1)
    storePetition(store, {
      ...own,
      id: `${roundId}-${receivedAt}-${index}-${Object.keys(more).length}`,
      values: { receivedAt, roundId, channel: 'LETTER', sealedDirect: false, ...more },
      accused: [],
      petitioners: 1,
      replyDue: null,
    });
}

beforeAll(async () => {
  store = await openStore('problem', 'lead', 'inspectionRound', 'inspectionGroup', 'poolPerson');
  round('regular', ['REGULAR'], '2017-05-01', '2017年常规轮');
  round('cross', ['CROSS', 'SPECIAL'], '2018-02-20', '2018年交叉轮');
  round('early', ['CROSS'], '2016-02-20', '2016年交叉轮');
  round('planned', ['CROSS'], '2018-06-01', '2018年又一交叉轮', 'PREPARE');
  group('g0', 'planned', ['丙镇']);
  group('g1', 'regular', ['一局', '二局', '三局', '四局', '五局']);
  group('g2', 'regular', ['六局', '七局', '八局', '九局', '十局', '一 局']);
  group(
    'g3',
    'cross',
    ['甲镇', '乙镇'],
    [
      { name: '王某', unit: '县纪委', role: 'LEADER' },
      { name: '李某', unit: '审计局', role: 'DEPUTY' },
      { name: '孙某', unit: '别的单位', role: 'MEMBER' },
    ],
  );
  group('g4', 'early', ['甲镇'], [{ name: '王某', unit: '县纪委', role: 'LEADER' }]);
  group('g5', 'cross', ['丁镇'], [{ name: '王某', unit: '县纪委', role: 'MEMBER' }]);
  store.run(`UPDATE "inspectionGroup" SET state = 'DISSOLVED' WHERE id = 'g5'`);
  letters(43, '2017年常规轮', '2017-06-01');
  letters(155, '2018年交叉轮', '2018-03-01');
  // 60批300人次, one of them spelled with a blank.
  letters(59, '2018年交叉轮', '2018-04-01', { channel: 'VISIT', jointCount: 5 });
  letters(1, '2018年 交叉轮', '2018-04-02', { channel: 'VISIT', jointCount: 5 });
  letters(3, '2016年交叉轮', '2018-04-01');
  letters(2, '2018年交叉轮', '2018-07-01');
});

describe('cross inspections beside regular ones', () => {
  const compute = (more: Partial<ComputeContext> = {}) =>
    computeComparisonReport(store, { ...period, report: 'R-11', rows: 'model' }, { ...context, ...more });

  it('bring five times the letters, +400.0 %, 107.5 to an organisation against 4.3', () => {
    const { text, cell } = reader(compute());
    expect(['regular', 'cross', 'times', 'growth'].map((row) => text(row, 'letters'))).toEqual([
      '43',
      '215',
      '5.0倍',
      '+400.0%',
    ]);
    expect([text('regular', 'units'), text('cross', 'units')]).toEqual(['10', '2']);
    expect(['regular', 'cross', 'times'].map((row) => text(row, 'letters.mean'))).toEqual([
      '4.3',
      '107.5',
      '25.0倍',
    ]);
    expect([text('cross', 'visits'), text('cross', 'persons')]).toEqual(['60', '300']);
    expect(shown(cell('cross', 'letters'))).toBe(215);
    expect(shown(cell('cross', 'visits'))).toBe(60);
    expect(shown(cell('regular', 'letters.mean'))).toBe(43);
    expect(shown(cell('regular', 'units'))).toBe(2);
  });

  it('are compared with nothing where nothing was there', () => {
    const { text } = reader(compute());
    expect([text('regular', 'visits'), text('times', 'visits'), text('growth', 'visits')]).toEqual([
      '0',
      '—',
      '—',
    ]);
    expect(text('growth', 'problems.mean')).toBe('—');
  });

  it('are not compared by what belongs to the other model alone', () => {
    const values = { roundId: '2018年交叉轮', statement: '问题', feedbackAt: '2018-04-01' };
    storeRecord(store, registerOf('problem'), { ...own, id: 'p1', state: 'FED_BACK', values });
    const proposed = { ...values, feedbackAt: null, registeredAt: '2018-04-01' };
    storeRecord(store, registerOf('problem'), { ...own, id: 'p2', state: 'DRAFTED', values: proposed });
    const { text, cell } = reader(compute());
    expect([text('regular', 'problems'), text('cross', 'problems')]).toEqual(['0', '1']);
    expect(cell('regular', 'problems')?.drill).toBeNull();
    store.run(`DELETE FROM "problem"`);
  });

  it('leave out what the reader may not see, and say so', () => {
    const computed = compute({ mayRead: (register) => register !== 'petition' });
    expect(computed.columns.map(({ key }) => key)).not.toContain('letters');
    expect(computed.notes.join('')).toContain('信访件');
  });
});

describe('the table of cross inspections', () => {
  it('adds up to 456 groups, 1662 leads, 298 and 178 people, 15 handed to justice', () => {
    const groups = Array.from({ length: 456 }, (_, at) => ({
      id: String(at),
      members: [{ name: '王某', unit: `单位${at % 300}` }],
      targets: [`镇${at}`, '同一镇'],
    }));
    const keys = {
      person: (_: unknown, { name, unit }: { readonly name: string; readonly unit: string }) => name + unit,
      target: (_: unknown, name: string) => name,
    };
    expect(sentFigures(groups, keys)).toEqual({ groups: 456, people: 300, targets: 457 });
    const person = (at: number): Values => ({
      name: `人${at}`,
      unitPost: '某局',
      decidedAt: '2018-05-01',
      ...(at < 178 ? (at % 2 === 0 ? { partySanction: 'A' } : { adminSanction: 'B' }) : {}),
      judicial: at < 15,
    });
    const leads = Array.from({ length: 1662 }, (_, at) => ({
      id: String(at),
      values: {
        registeredAt: '2018-02-01',
        handoverAt: '2018-03-01',
        ...(at < 298 ? { filedAt: '2018-04-01', filedPersons: 1 } : {}),
      },
      // Decided on twice, and one person all the same.
      results: at < 298 ? [person(at), person(at)] : [],
    }));
    const span = { from: '2018-01-01', to: '2018-06-30' };
    expect(crossLeadFigures(leads, span)).toEqual({
      handedOver: 1662,
      filed: 298,
      filedPersons: 298,
      sanctioned: 178,
      judicial: 15,
    });
    expect(crossLeadsBehind(leads, span, 'handedOver')).toHaveLength(1662);
    expect(crossLeadsBehind(leads, span, 'sanctioned')).toHaveLength(178);
    expect(crossLeadsBehind(leads, { from: '2019-01-01', to: '2019-12-31' }, 'filed')).toEqual([]);
  });

  it('counts groups that entered in the period by the place they inspect, the leads left out without their key', () => {
    const computed = computeCrossReport(
      store,
      withoutKeys,
      { ...period, report: 'R-12', rows: 'region' },
      context,
    );
    const { text, cell } = reader(computed);
    expect(computed.rows.map(({ label }) => label)).toEqual(['晋安区', '合计']);
    expect(['groups', 'people', 'targets'].map((key) => text('350111', key))).toEqual(['1', '3', '2']);
    expect(shown(cell('total', 'groups'))).toBe(1);
    expect(computed.columns).toHaveLength(3);
    expect(computed.notes[0]).toContain('问题线索');
    expect(computed.checks.every(({ ok }) => ok)).toBe(true);
  });
});

describe('the pools', () => {
  beforeAll(() => {
    const people: readonly (readonly [id: string, state: string, values: Values])[] = [
      [
        'p1',
        'DRAWN',
        {
          ...{ name: '王某', unit: '县纪委', sex: '1', birth: '1983-06', joinPartyAt: '2008-07-01' },
          ...{ pools: ['LEADER', 'TALENT'], majors: ['DISCIPLINE', 'WRITING'] },
        },
      ],
      [
        'p2',
        'IN_POOL',
        { name: '李某', unit: '审计局', sex: '2', birth: '1960-07-01', pools: ['TALENT'], majors: ['AUDIT'] },
      ],
      ['p3', 'REMOVED', { name: '赵某', unit: '财政局', pools: ['TALENT'], majors: ['AUDIT'] }],
      ['p4', 'NOMINATED', { name: '周某', unit: '财政局', pools: ['TALENT'] }],
      ['p5', 'IN_POOL', { name: '孙某', unit: '教育局', sex: '2', pools: ['TALENT'] }],
    ];
    for (const [id, state, values] of people)
      storeRecord(store, registerOf('poolPerson'), { ...own, id, state, values });
  });

  it('count people by pool and major, and everybody once in all', () => {
    const { text, cell } = reader(
      computePoolReport(store, { ...period, report: 'R-14', rows: 'pool' }, context),
    );
    expect(
      ['LEADER', 'TALENT', 'TALENT.AUDIT', 'TALENT.none', 'total'].map((row) => text(row, 'total')),
    ).toEqual(['1', '3', '1', '1', '3']);
    expect(text('TALENT.AUDIT', 'removed')).toBe('1');
    expect([text('total', 'sex.1'), text('total', 'sex.2')]).toEqual(['1', '2']);
    expect(['age.35', 'age.55', 'age.more', 'age.none'].map((key) => text('total', key))).toEqual([
      '1',
      '0',
      '1',
      '1',
    ]);
    expect(text('total', 'party.10')).toBe('1');
    expect(shown(cell('TALENT', 'total'))).toBe(3);
  });

  it('count seats of the period, dissolved groups apart, and say whom they could not place', () => {
    const computed = computePoolReport(store, { ...period, report: 'R-14', rows: 'pool' }, context);
    const { text, cell } = reader(computed);
    expect(['seats', 'leaders', 'deputies'].map((key) => text('total', key))).toEqual(['2', '1', '1']);
    expect(shown(cell('total', 'leaders'))).toBe(1);
    expect(computed.notes[0]).toContain('有1人次');
    expect(computed.checks.every(({ ok }) => ok)).toBe(true);
  });

  it('count somebody once who is in the county’s pool too, with the seats and what only the county knows', () => {
    const values = { name: '王 某', unit: '县纪委', sex: '2', pools: ['TALENT'] };
    const county = { office: '350111XCB', void: false, state: 'IN_POOL' };
    storeRecord(store, registerOf('poolPerson'), { ...county, id: 'c1', values });
    const also = { name: '孙某', unit: '教育局', birth: '1983-07', pools: ['LEADER'] };
    storeRecord(store, registerOf('poolPerson'), { ...county, id: '0c5', values: also });
    const computed = computePoolReport(store, { ...period, report: 'R-14', rows: 'pool' }, context);
    const { text, cell } = reader(computed);
    expect(['total', 'seats', 'leaders', 'sex.1', 'sex.2'].map((key) => text('total', key))).toEqual([
      ...['3', '2', '1', '1', '2'],
    ]);
    expect([text('LEADER', 'total'), text('total', 'age.35')]).toEqual(['1', '2']);
    expect(shown(cell('total', 'total'))).toBe(3);
    expect(computed.notes[0]).toContain('有1人次');
  });

  it('count whole years', () => {
    expect(yearsBetween('2008-07-01', '2018-06-30')).toBe(9);
    expect(yearsBetween('2008-06-30', '2018-06-30')).toBe(10);
    expect(yearsBetween('1983-06', '2018-06-30')).toBe(35);
    expect(yearsBetween('', '2018-06-30')).toBeUndefined();
    expect(bandOf(partyBands, 9)).toBe('party.10');
    expect(bandOf(partyBands, undefined)).toBeUndefined();
  });
});
