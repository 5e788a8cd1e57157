import { describe, expect, it } from 'vitest';
import { procedureNames } from '../../../preload/procedure-names.ts';
import { isTouched } from '../../../renderer/app/topics.ts';

describe('announced topics', () => {
  it('touch the answers that show records when letters changed, and nothing of the network', () => {
    const touched = procedureNames.filter((name) => isTouched(name, ['petition']));
    expect(touched).toEqual(
      expect.arrayContaining([
        'records.page',
        'records.totals',
        'records.get',
        'dashboard.todo',
        'search.global',
      ]),
    );
    expect(touched.filter((name) => name.startsWith('network.'))).toEqual([]);
  });

  it('stand for themselves when they are not known', () => {
    expect(isTouched('paper.log', ['paper'])).toBe(true);
    expect(isTouched('media.list', ['records'])).toBe(false);
  });
});
