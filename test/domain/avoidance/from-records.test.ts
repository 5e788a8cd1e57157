import { describe, expect, it } from 'vitest';
import { personFacts, targetFacts } from '../../../domain/avoidance/from-records.ts';
import { avoidanceProfileSeed } from '../../../domain/avoidance/rules.ts';
import { judgeAvoidance } from '../../../domain/avoidance/verdict.ts';
import type { Values } from '../../../domain/register.ts';
import { context } from './world.ts';

const texts = {
  regionOfUnit: (unit: string) => (unit.startsWith('柯城区') ? '330802' : undefined),
  kinship: () => '配偶',
};
const row = (values: Values) => ({ rowId: 'r', values });

describe('facts from records', () => {
  it('tell a post in the inspected county by the name of the unit alone', () => {
    const person = personFacts(
      'p',
      {
        values: { name: '乙某某', unit: '江山市审计局', aliases: null },
        children: { posts: [row({ unit: '柯城区教育局', from: '2023-01-01', to: '2025-12-31' })] },
      },
      [],
      texts,
    );
    const target = targetFacts({
      values: { name: '柯城区民政局党组', aliases: '柯城区民政局、区民政局', region: '330802' },
      children: { leaders: [row({ name: '甲某', formerUnit: '江山市审计局' })] },
    });
    const [profile] = avoidanceProfileSeed;
    if (!profile) throw new Error('no profile');
    const verdict = judgeAvoidance(
      { person, target, role: 'MEMBER', declared: true },
      { ...context, profile },
    );
    expect(verdict.reasons.map(({ rule }) => rule)).toEqual(['A3', 'A6', 'UNKNOWN']);
    expect(target.aliases).toEqual(['柯城区民政局', '区民政局']);
  });
});
