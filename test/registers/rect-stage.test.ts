/** In which stage an item of the ledger is to be put right: data of the office, asked for by list and sheet alike. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rectStages } from '../../domain/codes/rectification.ts';
import { director, openOffice, type Office } from './office.ts';
import { ledgerOf } from './rectification-ledger.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.dispose());

const { save, read } = ledgerOf(() => office);

test('an office adds a stage of its own, and the ledger is listed by it', () => {
  expect(rectStages.codes.every(({ verified }) => !verified)).toBe(true);
  const code = {
    ...{
      list: 'rectStage',
      code: 'LOOK_BACK',
      label: '回头看整改',
      sort: 900,
      basis: '本市办法',
      verified: true,
    },
    ...{ validFrom: null, validTo: null, synonyms: [], parent: null, guidance: '' },
  };
  office.write((tx) => office.engine.writes['codes.save'](tx, director, { code, reason: '本市办法' }));
  const plan = save('rectPlan', { targetId: '县民政局党组', feedbackAt: '2026-01-12' }).id;
  const item = (seq: number, stage: string | null): string =>
    save('rectItem', { plan, seq, statement: `第${seq}个问题`, type: 'BY_DATE', dueAt: '2026-06-30', stage })
      .id;
  const own = item(1, 'LOOK_BACK');
  item(2, 'CONCENTRATED');
  item(3, null);
  expect(read('rectItem', own).values['stage']).toBe('LOOK_BACK');
  const listed = (stage: string): number => {
    const filters = [{ field: 'stage', op: 'in' as const, values: [stage] }];
    return office.engine.reads['records.totals'](director, { register: 'rectItem', filters, sort: [] }).total;
  };
  expect(['LOOK_BACK', 'CONCENTRATED', 'FULL', ''].map(listed)).toEqual([1, 1, 0, 1]);
});
