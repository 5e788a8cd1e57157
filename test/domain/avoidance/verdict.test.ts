import { fc } from '../../support/property.ts';
import { describe, expect, it } from 'vitest';
import { avoidanceProfileSeed, avoidanceRuleSeed } from '../../../domain/avoidance/rules.ts';
import { judgeAvoidance, roleKey } from '../../../domain/avoidance/verdict.ts';
import { context, judge, outsider, profile, rulesOf, target } from './world.ts';

describe('avoidance', () => {
  it('lets in whom nothing ties to the inspected organisation', () => {
    expect(judge({})).toEqual({ result: 'CLEAR', reasons: [] });
  });

  it.each([
    ['A1', { residences: ['330802'] }],
    ['A2', { workRegion: '330802', unit: '柯城区审计局' }],
    ['A3', { posts: [{ unit: '柯城区教育局', region: '330802', from: '2018-01-01', to: '2022-01-01' }] }],
    ['A4', { upbringing: ['330802'] }],
    ['A5', { relatives: [{ name: '甲某某', relation: '配偶', unit: '江山市某厂' }] }],
    ['A5', { relatives: [{ name: '丙某', relation: '妹妹', unit: '柯城区民政局' }] }],
    ['A6', { posts: [{ unit: '衢江区审计局', region: '330803', from: '2025-01-01', to: '2026-01-01' }] }],
    ['A8', { declarations: [{ text: '与该局有房屋租赁关系', target: '柯城区民政局' }] }],
  ] as const)('keeps out by rule %s', (rule, person) => {
    const verdict = judge(person);
    expect(rulesOf(verdict)).toEqual([rule]);
    expect(verdict.result).toBe('AVOID');
  });

  it('asks the office to look where somebody studied at the organisation', () => {
    expect(judge({ education: [{ school: '柯城区民政局' }] }).result).toBe('CHECK');
  });

  it('forgets a post in the county after the years the rule says, a post in the unit never', () => {
    const old = { from: '2001-01-01', to: '2003-01-01' };
    expect(judge({ posts: [{ unit: '柯城区教育局', region: '330802', ...old }] }).result).toBe('CLEAR');
    expect(judge({ posts: [{ unit: '柯城区民政局', region: '330802', ...old }] }).result).toBe('AVOID');
  });

  it('keeps out only the leader who inspected the organisation before', () => {
    const participations = [{ round: '2024年第一轮', target: '柯城区民政局党组', role: 'LEADER' }];
    expect(rulesOf(judge({ participations }, 'LEADER'))).toEqual(['A9']);
    expect(judge({ participations }, 'MEMBER').result).toBe('CLEAR');
  });

  it('lets a local deputy and liaison in under the mixed profile with the reason, and no local member', () => {
    const local = { workRegion: '330802', unit: '柯城区纪委监委', residences: ['330802'] };
    for (const role of ['DEPUTY', 'LIAISON']) {
      const verdict = judge(local, role, 'LOCAL_DEPUTY');
      expect(verdict.result).toBe('EXCEPTION');
      expect(verdict.reasons[0]?.excusedBy?.reason).toContain('副组长、联络员由被巡察县干部担任');
    }
    expect(judge(local, 'MEMBER', 'LOCAL_DEPUTY').result).toBe('AVOID');
    expect(judge(local, 'DEPUTY', 'STRICT').result).toBe('AVOID');
  });

  it('excuses nobody of the inspected organisation itself from its kin', () => {
    const verdict = judge(
      { workRegion: '330802', relatives: [{ name: '甲某某', relation: '兄长' }] },
      'DEPUTY',
      'LOCAL_DEPUTY',
    );
    expect(verdict.result).toBe('AVOID');
  });

  it('never lets a local receive petitioners, under any profile and with every rule off', () => {
    fc.assert(
      fc.property(fc.constantFrom(...avoidanceProfileSeed), fc.boolean(), (each, active) => {
        const verdict = judgeAvoidance(
          { person: { ...outsider, workRegion: '330802' }, role: 'PETITION', target, declared: true },
          { ...context, profile: each, rules: avoidanceRuleSeed.map((rule) => ({ ...rule, active })) },
        );
        expect(verdict.result).toBe('AVOID');
      }),
    );
  });

  it('does not take the whole city for one place where a body of the city is inspected', () => {
    const verdict = judgeAvoidance(
      {
        person: { ...outsider, workRegion: '330800', residences: ['330800'] },
        role: 'MEMBER',
        target: { ...target, region: '330800', name: '市民政局党组', aliases: [] },
        declared: false,
      },
      { ...context, profile: profile('STRICT') },
    );
    expect(verdict.result).toBe('CLEAR');
  });

  it('leaves out the place where the own groups of a county inspect it, and nothing else', () => {
    const local = { workRegion: '330802', unit: '柯城区审计局', residences: ['330802'] };
    for (const role of ['MEMBER', 'PETITION'])
      expect(judge(local, role, 'STRICT', { home: '330802' }).result).toBe('CLEAR');
    expect(judge(local, 'MEMBER', 'STRICT', { home: '330800' }).result).toBe('AVOID');
    const kin = { ...local, relatives: [{ name: '甲某某', relation: '配偶' }] };
    expect(judge(kin, 'MEMBER', 'STRICT', { home: '330802' }).result).toBe('AVOID');
  });

  it('asks where an earlier round does not say in which part somebody inspected the organisation', () => {
    const participations = [{ round: '2024年第一轮', target: '柯城区民政局', role: '' }];
    expect(judge({ participations }, 'LEADER').result).toBe('CHECK');
  });

  it('is one and the same for all parts that no rule tells apart', () => {
    const roles = ['LEADER', 'DEPUTY', 'LIAISON', 'MEMBER', 'PETITION', 'FINANCE'];
    const participations = [{ round: '2024年第一轮', target: '柯城区民政局', role: 'LEADER' }];
    for (const each of avoidanceProfileSeed)
      for (const life of [{}, { residences: ['330802'] }, { participations }]) {
        const verdicts = new Map<string, unknown>();
        for (const role of roles) {
          const key = roleKey(role, { ...context, profile: each });
          const verdict = judge(life, role, each.code);
          expect(verdict).toEqual(verdicts.get(key) ?? verdict);
          verdicts.set(key, verdict);
        }
        expect(verdicts.size).toBeLessThan(roles.length);
      }
  });

  it('asks where no more of a home is known than the city', () => {
    expect(judge({ residences: ['330800'] }).result).toBe('CHECK');
    expect(judge({ upbringing: ['330000'] }).result).toBe('CHECK');
    expect(judge({ residences: ['330100'] }).result).toBe('CLEAR');
  });

  it('explains every reason in a sentence that names the person, the organisation and the legal kind', () => {
    const [reason] = judge({ workRegion: '330802', unit: '柯城区审计局' }).reasons;
    expect(reason?.sentence).toBe(
      '乙某某现在柯城区工作（柯城区审计局），被巡察的是柯城区民政局党组，按“工作地”属地域回避。',
    );
    expect(reason?.basis).toContain('四回避');
  });
});
