import { describe, expect, it } from 'vitest';
import { withDeclaration } from '../../../renderer/pages/planning/verdicts.ts';

const row = (rowId: string, values: Record<string, string>) => ({ rowId, position: 0, values });

describe('the day on which members declared', () => {
  it('is written for those who handed in their sheet, and leaves everything else as it was', () => {
    const members = [
      row('a', { name: '甲某', declaredAt: '2026-01-05' }),
      row('b', { name: '乙某', avoidance: 'CHECK' }),
    ];
    const written = withDeclaration(members, new Set(['b']), '2026-03-02');
    expect(written.map(({ values }) => values)).toEqual([
      { name: '甲某', declaredAt: '2026-01-05' },
      { name: '乙某', avoidance: 'CHECK', declaredAt: '2026-03-02' },
    ]);
  });
});
