/** What a result of the avoidance check that somebody has registered is worth later on; part of the test of staffing. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { TestPc } from '../support/office.ts';
import { get, save, step } from './kinds.ts';

export const row = (index: number, values: Record<string, string>) => ({ rowId: `row-${index}`, values });

/** Where the people of the pool come from, in turn. */
export const counties = [
  ['衢江区', '330803'],
  ['江山市', '330881'],
  ['开化县', '330824'],
] as const;

/** The unit of the person of that number; 人员15 is of the inspected county. */
export const unitOf = (index: number): string =>
  `${index === 15 ? '柯城区' : (counties[index % counties.length]?.[0] ?? '')}审计局`;

export const member = (name: string, role = 'MEMBER', declared = true) => ({
  key: name,
  name,
  unit: unitOf(Number(name.replace('人员', '')) || 0),
  role,
  region: null as string | null,
  declared,
});

/** Against the bureau in the library. */
export const asked = { targets: ['柯城区民政局'], region: null, mode: null, round: null, profile: null };

/** The planner is at the desk; another round is being prepared. */
export function describeRegisteredResults(
  world: () => { readonly city: TestPc; readonly round: string },
): void {
  describe('a registered result', () => {
    const target = row(1, { targetId: '柯城区民政局党组' });
    const leader = { role: 'LEADER', avoidance: 'CLEAR', declaredAt: '2026-11-20' };
    const authority = { kind: 'OWN', role: 'LEADER', docNo: '授〔2026〕1号', date: '2026-11-21' };
    let next = '';
    let crew = '';
    let city: TestPc;
    const put = async (children: Parameters<typeof save>[4]) =>
      save(city, 'inspectionGroup', {}, await get(city, 'inspectionGroup', crew), children);
    const first = async () => (await get(city, 'inspectionGroup', crew)).children['members']?.[0];

    beforeAll(async () => {
      ({ city } = world());
      const kinds = ['CROSS'];
      next = await save(city, 'inspectionRound', { name: '第九轮', roundNo: 9, level: 'COUNTY', kinds });
      crew = await save(
        city,
        'inspectionGroup',
        { round: next, name: '第一巡察组', mode: 'WHOLE_UNIT', targetRegion: '330802' },
        undefined,
        {
          targets: [target],
          members: [row(2, { ...leader, name: '人员1' })],
          authorizations: [
            row(3, { ...authority, person: '人员1' }),
            row(4, { ...authority, person: '人员14' }),
          ],
        },
      );
    });

    it('lapses with the name, the part or the organisations it was given for, and with nothing else', async () => {
      const member = await first();
      if (!member) throw new Error('no member');
      const written = async (values: Record<string, string>) => {
        await put({ members: [{ ...member, values: { ...member.values, ...values } }] });
        return (await first())?.values;
      };
      expect(await written({ duty: '全面工作' })).toMatchObject({ avoidance: 'CLEAR' });
      expect((await written({ role: 'MEMBER' }))?.['avoidance'] ?? null).toBeNull();
      expect(await written({})).toMatchObject({ avoidance: 'CLEAR', declaredAt: '2026-11-20' });
      await put({ targets: [row(1, { targetId: '柯城区水利局党组' })] });
      expect((await first())?.values['avoidance'] ?? null).toBeNull();
      expect((await first())?.values['declaredAt'] ?? null).toBeNull();
      await put({ targets: [target], members: [{ ...member, values: { ...member.values, duty: '' } }] });
      expect((await first())?.values).toMatchObject({ avoidance: 'CLEAR' });
    });

    it('does not lead a group in whose member the rules keep out that day', async () => {
      const enter = (): Promise<void> =>
        step(city, 'inspectionRound', next, 'enter', {
          schemeNo: '1号',
          schemeApprovedAt: '2026-11-18',
          authorizationNo: '2号',
          authorizedAt: '2026-11-19',
          trainedAt: '2026-11-20',
          startAt: '2026-11-21',
          stayFrom: '2026-11-22',
        });
      await put({ members: [row(9, { ...leader, name: '人员14' })] });
      await expect(enter()).rejects.toThrow('人员14按现在的登记应当回避');
      await put({ members: [row(9, { ...leader, name: '人员1' })] });
      await enter();
      expect((await get(city, 'inspectionRound', next)).state).toBe('KNOW');
    });

    it('does not last to the end of the stay for who took the place of another meanwhile', async () => {
      const leave = (): Promise<void> =>
        step(city, 'inspectionRound', next, 'report', { stayTo: '2026-11-22', noticeIssuedAt: '2026-11-22' });
      await put({ members: [row(10, { ...leader, name: '人员14' })] });
      await expect(leave()).rejects.toThrow('人员14按现在的登记应当回避');
      await put({ members: [row(9, { ...leader, name: '人员1' })] });
    });

    it('counts as an inspection of the organisation in every round but its own, also while it is running', async () => {
      const ask = async (of: string) => {
        const { verdicts } = await city.call('avoidance.judge', {
          ...asked,
          round: of,
          members: [member('人员1', 'LEADER')],
        });
        return verdicts[0]?.reasons.map(({ rule }) => rule);
      };
      expect(await ask(world().round)).toEqual(['A9']);
      expect(await ask(next)).toEqual([]);
    });
  });
}
