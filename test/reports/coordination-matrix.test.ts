/** 协作矩阵 where the city's requests lie beside the office's own (reference 2.3, 3.10). */
import { beforeEach, describe, expect, it } from 'vitest';
import { createCodeIndex } from '../../domain/codes/lookup.ts';
import { codeSeed } from '../../domain/codes/seed.ts';
import type { Values } from '../../domain/register.ts';
import { registerOf } from '../../domain/registers/registers.ts';
import { coordinationMatrix } from '../../main/reports/coordination-matrix.ts';
import type { Writer } from '../../main/vault/api.ts';
import { insertRow, openStore, storeRecord } from './support/store.ts';

let store: Writer;

const matrix = () =>
  coordinationMatrix(store, {
    ...{ codes: createCodeIndex(codeSeed), rows: [], today: '2026-11-21', ownOffice: 'county' },
    mayRead: (register) => register === 'rectPlan',
  });

function request(id: string, state: string, values: Values = {}, office = 'county'): void {
  const basics = { mechanism: 'AUDIT', phase: 'PRE', ...values };
  storeRecord(store, registerOf('coordRequest'), { id, office, void: false, state, values: basics });
}

beforeEach(async () => {
  store = await openStore('coordRequest', 'rectPlan');
});

describe('the board of cooperation', () => {
  it('counts the office’s own requests, and opens no others', () => {
    request('own', 'SENT');
    request('received', 'SENT', {}, 'city');
    const cell = matrix().cells.find(({ mechanism, phase }) => mechanism === 'AUDIT' && phase === 'PRE');
    const waiting = cell?.counts.find(({ key }) => key === 'waiting');
    expect(waiting?.count).toBe(1);
    expect(waiting?.drill.filters).toContainEqual({ field: 'office', op: 'in', values: ['county'] });
  });

  it('reminds of the material that the office itself has borrowed', () => {
    const material = { name: '审计报告', receivedAt: '2026-11-01', secrecyLevel: 'SECRET' };
    request('own', 'REPLIED');
    request('received', 'REPLIED', {}, 'city');
    for (const id of ['own', 'received']) insertRow(store, 'coordRequest_materials', id, 0, material);
    expect(matrix().borrowed.map(({ id }) => id)).toEqual(['own']);
  });

  it('shows as asked only what went out, and an answered request before a later one', () => {
    const values = { targetId: '县民政局党组' };
    const record = { id: 'plan', office: 'county', void: false, values };
    storeRecord(store, registerOf('rectPlan'), record);
    store.run(
      `INSERT INTO deadline (register, record, rule, label, start, due, open)
       VALUES ('rectPlan', 'plan', 'R_CHECK', '检查', '2026-09-10', '2026-11-10', 1)`,
    );
    const shown = () => matrix().checks?.map((check) => check.request?.id ?? null);
    request('r1', 'DRAFT', { plan: 'plan' });
    request('r2', 'APPROVED', { plan: 'plan' });
    expect(shown()).toEqual([null]);
    request('r3', 'REPLIED', { plan: 'plan', replyAt: '2026-11-12' });
    request('r4', 'SENT', { plan: 'plan' });
    request('r5', 'DRAFT', { plan: 'plan' });
    expect(shown()).toEqual(['r3']);
  });
});
