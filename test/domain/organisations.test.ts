/** One organisation is told under the different names that registers give it. */
import { describe, expect, it } from 'vitest';
import { sameOrganisation } from '../../domain/organisations.ts';

describe('an organisation', () => {
  it('is told as the unit its party body leads, in full, in part and below it', () => {
    const same = sameOrganisation('开化县民政局党组');
    expect(['县民政局', '民政局', '中共开化县民政局委员会', '开化县民政局 低保中心'].map(same)).toEqual(
      Array.from({ length: 4 }, () => true),
    );
    expect(['县教育局党组', '', '党组', '县'].map(same)).toEqual([false, false, false, false]);
  });

  it('of a short name is told by the whole name alone', () => {
    expect(sameOrganisation('县委')('县委')).toBe(true);
    expect(sameOrganisation('县委')('县委组织部')).toBe(false);
  });

  it('that is a village of two signs is told in the name of its township and of its committee', () => {
    const same = ['某镇王村', '王村村民委员会', '某镇王村党支部', '李村'].map(sameOrganisation('王村'));
    expect(same).toEqual([true, true, true, false]);
    expect(['某镇李庄', '李庄村', '李庄社区', '李庄'].map(sameOrganisation('李庄'))).toEqual([
      ...[true, true, true, true],
    ]);
    expect(sameOrganisation('李庄')('李庄子煤矿')).toBe(false);
  });
});
