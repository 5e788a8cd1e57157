/** Where the records let nobody know whether somebody has to be kept out; part of the test of staffing. */
import { describe, expect, it } from 'vitest';
import type { TestPc } from '../support/office.ts';
import { save } from './kinds.ts';
import { asked, member, row } from './registered-results.ts';

/** The planner is at the desk. */
export function describeDoubts(city: () => TestPc): void {
  describe('avoidance in a group', () => {
    it('is not told by the bureau of the same name in another county', async () => {
      const values = { name: '县水利局党组', orgType: 'COUNTY_DEPARTMENT', region: '330825' };
      const leaders = [row(1, { name: '丁某某', formerUnit: '龙游县水利局' })];
      await save(city(), 'target', values, undefined, { leaders });
      const ask = async (region: string, role = 'MEMBER') => {
        const group = { ...asked, targets: ['县水利局党组'], region, members: [member('人员2', role)] };
        return (await city().call('avoidance.judge', group)).verdicts[0];
      };
      for (const role of ['MEMBER', 'PETITION']) {
        const verdict = await ask('330824', role);
        expect(verdict?.result).toBe('AVOID');
        expect(verdict?.reasons.at(-1)?.sentence).toContain('县水利局党组登记在龙游县');
      }
      expect((await ask('330881'))?.result).toBe('AVOID');
      expect((await ask('330803'))?.result).toBe('CHECK');
      expect((await ask('330825'))?.result).toBe('CLEAR');
    });

    it('waits for what a leader inspected before the pool, and for who sits without a unit', async () => {
      const ask = async (name: string, more = {}, role = 'MEMBER') => {
        const members = [{ ...member(name, role), ...more }];
        return (await city().call('avoidance.judge', { ...asked, members })).verdicts[0];
      };
      expect((await ask('人员13'))?.result).toBe('CLEAR');
      const leader = await ask('人员13', {}, 'LEADER');
      expect(leader?.result).toBe('CHECK');
      expect(leader?.reasons[0]?.sentence).toContain('入库前参巡的被巡察党组织');
      const nameless = await ask('人员1', { unit: null });
      expect(nameless?.result).toBe('CHECK');
      expect(nameless?.reasons[0]?.sentence).toContain('没有登记人员1的来源单位');
      expect((await ask('人员14', { unit: null }))?.result).toBe('AVOID');
    });
  });
}
