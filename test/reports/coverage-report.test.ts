/** R-13 with the figures of the Haidong plan: 6 counties, 47 city units, 94 townships, 147 county units. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createCodeIndex } from '../../domain/codes/lookup.ts';
import { codeSeed } from '../../domain/codes/seed.ts';
import { registerOf } from '../../domain/registers/registers.ts';
import { computeCoverageReport } from '../../main/reports/coverage-report.ts';
import type { Writer } from '../../main/vault/api.ts';
import { insertRow, openStore, storeRecord } from './support/store.ts';

const library = { COUNTY: 6, CITY_DEPARTMENT: 47, TOWNSHIP: 94, COUNTY_DEPARTMENT: 147 } as const;
const own = { office: 'city', void: false };
let store: Writer;

beforeAll(async () => {
  store = await openStore('target', 'inspectionPlan', 'inspectionRound', 'inspectionGroup');
  for (const [orgType, total] of Object.entries(library))
    for (let index = 1; index <= total; index += 1) {
      const values = { name: `${orgType}${index}`, orgType, aliases: index === 1 ? `旧名${orgType}` : null };
      storeRecord(store, registerOf('target'), { ...own, id: `${orgType}${index}`, values });
    }
  addRound(
    'first',
    ['ELEVATED', 'CROSS', 'SPECIAL'],
    [
      ['COUNTY1', '2017-10-20'],
      ...Array.from({ length: 18 }, (_, at) => [`TOWNSHIP${at + 1}`, '2017-12-28'] as const),
      ...Array.from({ length: 14 }, (_, at) => [`COUNTY_DEPARTMENT${at + 1}`, '2018-01-05'] as const),
    ],
  );
  addRound(
    'again',
    ['REGULAR'],
    [
      ['TOWNSHIP1', '2019-05-01'],
      ['旧名TOWNSHIP', '2019-06-01'],
      ['某园区', '2019-06-01'],
      ['TOWNSHIP94', '2021-01-05'],
    ],
  );
  addRound('back', ['LOOKBACK'], [['TOWNSHIP20', '2019-05-01']]);
});

function addRound(
  id: string,
  kinds: readonly string[],
  fedBack: readonly (readonly [string, string])[],
): void {
  storeRecord(store, registerOf('inspectionRound'), { ...own, id, values: { name: id, kinds } });
  storeRecord(store, registerOf('inspectionGroup'), {
    ...own,
    id: `g-${id}`,
    values: { name: id, round: id },
  });
  for (const [index, [targetId, feedbackAt]] of fedBack.entries())
    insertRow(store, 'inspectionGroup_targets', `g-${id}`, index, { targetId, feedbackAt });
}

function report(from = '2017-07-01', to = '2020-12-31', offices: readonly string[] | null = null) {
  const chosen = offices && [...offices];
  const parameters = { report: 'R-13', rows: 'targetType', offices: chosen, from, to } as const;
  const context = { codes: createCodeIndex(codeSeed), rules: [], today: '2020-12-31', offices: [] };
  const computed = computeCoverageReport(store, parameters, context);
  const cell = (row: string, column: string) => {
    const at = computed.columns.findIndex(({ key }) => key === column);
    return computed.rows.find(({ key }) => key === row)?.cells[at];
  };
  return { computed, cell, text: (row: string, column: string) => cell(row, column)?.text };
}

describe('coverage', () => {
  it('counts every organisation once, in the year of its first feedback, whatever name it is called by', () => {
    const { text, cell } = report();
    expect(Object.keys(library).map((type) => text(type, 'planned'))).toEqual(['6', '47', '94', '147']);
    expect(text('total', 'planned')).toBe('294');
    expect(['y2017', 'y2018', 'y2019', 'covered'].map((key) => text('TOWNSHIP', key))).toEqual([
      '18',
      '0',
      '0',
      '18',
    ]);
    expect(text('COUNTY_DEPARTMENT', 'y2018')).toBe('14');
    expect(text('TOWNSHIP', 'rate')).toBe('19.15%');
    expect(text('total', 'covered')).toBe('33');
    expect(cell('COUNTY_DEPARTMENT', 'y2018')?.drill?.filters).toHaveLength(1);
  });

  it('counts look backs apart and names what stands in no list', () => {
    const { text, computed } = report();
    expect(text('TOWNSHIP', 'lookedBack')).toBe('1');
    expect(computed.notes[0]).toContain('某园区');
    expect(report('2021-01-01', '2021-12-31').text('TOWNSHIP', 'y2021')).toBe('1');
  });

  it('measures against the plan of the term, and says where the library is short of it', () => {
    const values = { title: '规划', kind: 'TERM', from: '2017-07-01', to: '2020-12-31' };
    storeRecord(store, registerOf('inspectionPlan'), { ...own, id: 'plan', values });
    store.run(`UPDATE "inspectionPlan" SET state = 'APPROVED'`);
    insertRow(store, 'inspectionPlan_coverage', 'plan', 0, { orgType: 'TOWNSHIP', total: 95 });
    const { text, computed } = report();
    expect(text('TOWNSHIP', 'planned')).toBe('95');
    expect(computed.checks[0]).toEqual({ ok: false, text: '对象库少于规划应巡数：乡镇党委' });
  });
});

describe('coverage of several offices', () => {
  const city = '330800XCB';
  const county = '330824XCB';
  const other = '330825XCB';

  function keep(office: string, id: string, region: string | null = null): void {
    const values = { name: '民政局党组', orgType: 'COUNTY_DEPARTMENT', region };
    storeRecord(store, registerOf('target'), { office, void: false, id, values });
  }

  it('counts what a group of the city fed back in the county it inspected, once, whoever lists the organisation', async () => {
    store = await openStore('target', 'inspectionPlan', 'inspectionRound', 'inspectionGroup');
    keep(county, 'county');
    keep(other, 'other');
    keep(city, 'city', '330824');
    const round = { office: city, void: false, id: 'r', values: { name: 'r', kinds: ['CROSS'] } };
    storeRecord(store, registerOf('inspectionRound'), round);
    const values = { name: 'g', round: 'r', targetRegion: '330824' };
    storeRecord(store, registerOf('inspectionGroup'), { office: city, void: false, id: 'g', values });
    insertRow(store, 'inspectionGroup_targets', 'g', 0, {
      ...{ targetId: '民政局党组', feedbackAt: '2018-01-05' },
    });
    expect(['listed', 'covered'].map((key) => report().text('total', key))).toEqual(['2', '1']);
    const ids = (offices: readonly string[]) =>
      report(undefined, undefined, offices).text('total', 'covered');
    expect([ids([county]), ids([other]), ids([city])]).toEqual(['1', '0', '1']);
  });
});
