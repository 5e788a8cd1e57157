/** When an organisation was last inspected: every county has its 民政局, and the city holds groups of all of them. */
import { expect, it } from 'vitest';
import { createCodeIndex } from '../../domain/codes/lookup.ts';
import { codeSeed } from '../../domain/codes/seed.ts';
import { selectionTable } from '../../domain/planning/selection/factors.ts';
import { registerOf } from '../../domain/registers/registers.ts';
import type { PlanningContext } from '../../main/planning/context.ts';
import { keptSelection, selectionSheet } from '../../main/planning/selection.ts';
import { insertRow, openStore, storeRecord } from '../reports/support/store.ts';

const [city, county] = ['330800XCB', '330802XCB'];

it('the last feedback is that of groups which inspected the very organisation, not one of the same name elsewhere', async () => {
  const store = await openStore('target', 'inspectionPlan', 'inspectionGroup', 'petition', 'auditMaterial');
  for (const [id, name] of [
    ['t1', '民政局党组'],
    ['t2', '水利局党组'],
    ['t3', '市司法局党组'],
    ['t4', '教育局党组'],
    ['t5', '教育局机关党委'],
  ] as const) {
    const values = { name, orgType: 'CITY_DEPARTMENT' };
    storeRecord(store, registerOf('target'), { id, office: city, void: false, values });
  }
  const feedBack = (
    id: string,
    office: string,
    targetRegion: string | null,
    at: string,
    targetId = '民政局党组',
  ): void => {
    const values = { name: id, targetRegion };
    storeRecord(store, registerOf('inspectionGroup'), { id, office, void: false, values });
    insertRow(store, 'inspectionGroup_targets', id, 0, { targetId, feedbackAt: at });
  };
  feedBack('own', city, null, '2023-05-01');
  feedBack('county', county, null, '2024-05-01');
  feedBack('crossing', county, '330803', '2025-05-01');
  feedBack('unit', city, null, '2022-05-01', '市司法局');
  feedBack('unit elsewhere', county, null, '2023-05-01', '市司法局');
  feedBack('unit of others', city, '330803', '2024-05-01', '市司法局');
  feedBack('unit of several', city, null, '2022-05-01', '教育局');
  const context: Partial<PlanningContext> = {
    vault: store as unknown as PlanningContext['vault'],
    codes: createCodeIndex(codeSeed),
    rows: [],
    today: '2026-03-02',
    ownOffice: city,
  };
  const { weighed } = selectionSheet(context as PlanningContext);
  expect(weighed.map(({ id, lastFeedbackAt }) => [id, lastFeedbackAt])).toEqual([
    ['t1', '2023-05-01'],
    ['t2', null],
    ['t3', '2022-05-01'],
    ['t4', null],
    ['t5', null],
  ]);
});

it('is kept until one of the tables that it reads is written, or the day is over', async () => {
  const store = await openStore('target', 'inspectionPlan', 'inspectionGroup', 'petition', 'auditMaterial');
  const asked: string[] = [];
  const vault: Pick<typeof store, 'all' | 'get'> = {
    all: (sql, params) => {
      asked.push(sql);
      return store.all(sql, params);
    },
    get: (sql, params) => store.get(sql, params),
  };
  const context: Partial<PlanningContext> = {
    vault: vault as unknown as PlanningContext['vault'],
    ...{ rows: selectionTable.seed, today: '2026-03-02', ownOffice: city },
  };
  let watched: readonly string[] = [];
  let last = 1;
  const written = {
    lastWriteUnder: (query: string) => {
      watched = query.split(' ');
      return last;
    },
  };
  const kept = keptSelection();
  const sheetOn = (today: string) => kept(written, { ...context, today } as PlanningContext);
  const first = sheetOn('2026-03-02');
  const tables = store.all<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'");
  const read = tables.filter(({ name }) => asked.some((sql) => new RegExp(`\\b${name}\\b`, 'u').test(sql)));
  expect(read.length).toBeGreaterThan(8);
  expect(read.filter(({ name }) => !watched.includes(name))).toEqual([]);
  expect(sheetOn('2026-03-02')).toBe(first);
  const nextDay = sheetOn('2026-03-03');
  expect(nextDay).not.toBe(first);
  last = 2;
  expect(sheetOn('2026-03-03')).not.toBe(nextDay);
});
