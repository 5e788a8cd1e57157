import { fc } from '../../support/property.ts';
import { describe, expect, it } from 'vitest';
import type { PersonFacts, TargetFacts } from '../../../domain/avoidance/facts.ts';
import { unlistedTarget } from '../../../domain/avoidance/from-records.ts';
import { judgeAvoidance, type AvoidanceVerdict } from '../../../domain/avoidance/verdict.ts';
import { context, judge, outsider, profile, target } from './world.ts';

/** Lives that tie somebody to the organisation in one way each. */
const ties: readonly Partial<PersonFacts>[] = [
  {},
  { residences: ['330802'] },
  { workRegion: '330802', unit: '审计局' },
  { upbringing: ['330802'] },
  { posts: [{ unit: '教育局', region: '330802', to: '2025-01-01' }] },
  { posts: [{ unit: '衢江区审计局', region: '330803', from: '2025-01-01', to: '2026-01-01' }] },
  { relatives: [{ name: '甲某某', relation: '配偶' }] },
  { relatives: [{ name: '丙某', relation: '妹妹', unit: '柯城区民政局' }] },
  { education: [{ school: '柯城区民政局' }] },
  { declarations: [{ text: '租赁关系', target: '柯城区民政局' }] },
];

type Loss = (person: PersonFacts, organisation: TargetFacts) => readonly [PersonFacts, TargetFacts];

function without<T extends object>(facts: T, key: keyof T): T {
  return Object.fromEntries(Object.entries(facts).filter(([each]) => each !== key)) as T;
}

const losses: readonly Loss[] = [
  (person, { name, region }) => [person, unlistedTarget(name, region, '没有登记。')],
  (person, { name }) => [person, unlistedTarget(name, undefined, '没有登记。')],
  (person, organisation) => [person, without(organisation, 'region')],
  (person, organisation) => [person, { ...organisation, leaders: [] }],
  (person, organisation) => [
    person,
    { ...organisation, leaders: organisation.leaders.map((leader) => ({ ...leader, posts: [] })) },
  ],
  (person, organisation) => [without(person, 'workRegion'), organisation],
  ...(['residences', 'upbringing', 'posts', 'relatives', 'education', 'declarations'] as const).map(
    (key): Loss =>
      (person, organisation) => [{ ...person, [key]: [] }, organisation],
  ),
  (person, organisation) => [
    { ...person, posts: person.posts.map((post) => without(post, 'region')) },
    organisation,
  ],
  (person, organisation) => [
    { ...person, posts: person.posts.map((post) => without(without(post, 'to'), 'from')) },
    organisation,
  ],
  (person, organisation) => [
    { ...person, relatives: person.relatives.map((relative) => without(relative, 'unit')) },
    organisation,
  ],
];

const isOpen = ({ result }: AvoidanceVerdict): boolean => result === 'AVOID' || result === 'CHECK';

describe('what nobody has entered', () => {
  it('never clears somebody whom it would have kept out', () => {
    const some = fc.subarray([...losses], { minLength: 1 });
    fc.assert(
      fc.property(
        fc.constantFrom(...ties),
        some,
        fc.constantFrom('MEMBER', 'PETITION', 'LEADER'),
        (tie, lost, role) => {
          const whole = judge(tie, role);
          const [person, organisation] = lost.reduce<readonly [PersonFacts, TargetFacts]>(
            ([each, other], lose) => lose(each, other),
            [{ ...outsider, ...tie }, target],
          );
          const verdict = judgeAvoidance(
            { person, role, target: organisation, declared: false },
            { ...context, profile: profile('STRICT') },
          );
          if (isOpen(whole)) expect(isOpen(verdict)).toBe(true);
        },
      ),
    );
  });

  it('is asked for in a sentence that names the record to complete', () => {
    const missing = (person: Partial<PersonFacts>, organisation = target, declared = false) =>
      judge(person, 'MEMBER', 'STRICT', { target: organisation, declared }).reasons.map(
        ({ sentence }) => sentence,
      );
    expect(missing({ residences: [], relatives: [] })).toEqual([
      '乙某某没有登记现居住地、亲属及社会关系，无从查对，请在“人才库人员”中补充；本人申报没有的，在本组登记“回避申报日期”。',
    ]);
    expect(missing({}, { ...target, leaders: [] })).toEqual([
      '柯城区民政局党组没有登记领导班子成员，无从查对，请在“被巡察党组织”中补充。',
    ]);
    expect(missing({ relatives: [], posts: [], education: [], declarations: [] }, target, true)).toEqual([]);
    expect(missing({ residences: [] }, target, true)).toHaveLength(1);
  });
});
