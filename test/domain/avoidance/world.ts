/** A person and an organisation of whom everything is known and nothing speaks against the other. */
import type { Assignment, PersonFacts, TargetFacts } from '../../../domain/avoidance/facts.ts';
import type { FindingContext } from '../../../domain/avoidance/findings.ts';
import {
  avoidanceProfileSeed,
  avoidanceRuleSeed,
  type AvoidanceProfile,
} from '../../../domain/avoidance/rules.ts';
import { createUnitComparison } from '../../../domain/avoidance/units.ts';
import { judgeAvoidance, type AvoidanceVerdict } from '../../../domain/avoidance/verdict.ts';
import { placeUnitIn } from '../../../domain/planning/unit-region.ts';

export const city = { code: '330800', name: '衢州市' };
export const counties = [
  { code: '330802', name: '柯城区' },
  { code: '330803', name: '衢江区' },
  { code: '330881', name: '江山市' },
];
const names = new Map([city, ...counties].map(({ code, name }) => [code, name]));

export const context: FindingContext & { readonly rules: typeof avoidanceRuleSeed } = {
  rules: avoidanceRuleSeed,
  today: '2026-11-22',
  regionName: (code) => names.get(code) ?? code,
  compare: createUnitComparison(
    (unit, said) => placeUnitIn(said, unit, city, counties),
    [['国土资源局', '自然资源局']],
  ),
};

export const target: TargetFacts = {
  name: '柯城区民政局党组',
  aliases: ['柯城区民政局'],
  region: '330802',
  leaders: [{ name: '甲某某', posts: [{ unit: '衢江区审计局', from: '2024-01-01', to: '2025-06-30' }] }],
};

export const outsider: PersonFacts = {
  id: 'p1',
  name: '乙某某',
  unit: '江山市审计局',
  workRegion: '330881',
  residences: ['330881'],
  upbringing: ['330881'],
  posts: [{ unit: '江山市财政局', region: '330881', from: '2010-01-01', to: '2019-01-01' }],
  relatives: [{ name: '丁某', relation: '配偶', unit: '江山市第一小学' }],
  education: [{ school: '浙江大学' }],
  holdings: [],
  declarations: [{ text: '无', target: '无' }],
  participations: [],
};

export function profile(code: string): AvoidanceProfile {
  const found = avoidanceProfileSeed.find((each) => each.code === code);
  if (!found) throw new Error(`no profile ${code}`);
  return found;
}

export function judge(
  person: Partial<PersonFacts>,
  role = 'MEMBER',
  code = 'STRICT',
  more: Partial<Pick<Assignment, 'target' | 'declared'> & FindingContext> = {},
): AvoidanceVerdict {
  return judgeAvoidance(
    {
      person: { ...outsider, ...person },
      role,
      target: more.target ?? target,
      declared: more.declared ?? false,
    },
    { ...context, ...more, profile: profile(code) },
  );
}

export function rulesOf(verdict: AvoidanceVerdict): readonly string[] {
  return verdict.reasons.map(({ rule }) => rule);
}
