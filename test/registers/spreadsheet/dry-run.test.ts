import { expect, it } from 'vitest';
import { planImport, type ExistingMatch } from '../../../main/registers/spreadsheet/dry-run.ts';
import { head, row } from './letters.ts';
import { importSheet, testSheet } from './support.ts';

const none = (): ExistingMatch => ({ kind: 'none' });

async function records() {
  const sheet = testSheet([
    head,
    row({ summary: '反映李四收受礼金。' }, 1),
    row({ summary: '反映王五公款旅游。' }, 2),
    row({ summary: '反映李四收受礼金。' }, 3),
    row({ date: '2026.13.1' }, 4),
    row({ summary: '反映赵六虚报冒领。', name: '张三', real: '实名' }, 5),
  ]);
  return (await importSheet(sheet)).records;
}

it('counts what would be new, similar, skipped and refused, each record once', async () => {
  const all = await records();
  const { counts, planned } = planImport(all, (record) =>
    record.rows[0] === 3
      ? { kind: 'same', no: 'XF330800-2026-00007', recordId: 'r7' }
      : record.rows[0] === 6
        ? { kind: 'similar', no: 'XF330800-2026-00008', recordId: 'r8' }
        : { kind: 'none' },
  );
  expect(planned.map((plan) => plan.outcome)).toEqual(['new', 'skipped', 'skipped', 'refused', 'similar']);
  expect(planned[2]?.sameAsRow).toBe(2);
  expect(counts).toEqual({ total: 5, new: 1, similar: 1, skipped: 2, refused: 1, warnings: 1 });
});

it('follows the clerk where records are doubtful, but never writes one with an error', async () => {
  const decisions = new Map([
    [2, 'skip'],
    [4, 'import'],
    [5, 'import'],
  ] as const);
  const { planned } = planImport(await records(), none, decisions);
  expect(planned.map((plan) => plan.outcome)).toEqual(['skipped', 'new', 'new', 'refused', 'new']);
});
