import { fc } from '../../support/property.ts';
import { describe, expect, it } from 'vitest';
import { context, judge } from './world.ts';

const { compare } = context;

describe('two ways of writing a unit', () => {
  it.each([
    ['衢州市柯城区民政局', '柯城区民政局党组', 'same'],
    ['浙江省衢州市柯城区民政局', '柯城区民政局', 'same'],
    ['柯城民政局', '中共柯城区民政局党组', 'same'],
    ['柯城区民政局（本级）', '柯城区民政局', 'same'],
    ['柯城区 民政局(挂职)', '柯城区民政局', 'same'],
    ['柯城区石梁镇人民政府', '柯城区石梁镇党委', 'same'],
    ['柯城区花园街道办事处', '柯城区花园街道党工委', 'same'],
    ['柯城区人民法院', '柯城区法院党组', 'same'],
    ['中共江山市委员会', '江山市委', 'same'],
    ['民政局', '柯城区民政局', 'alike'],
    ['县民政局', '柯城区民政局', 'alike'],
    ['柯城区民政局婚姻登记处', '柯城区民政局', 'alike'],
    ['柯城区住建局', '柯城区住房和城乡建设局', 'alike'],
    ['江山市委组织部', '江山市委', 'alike'],
    ['县发改委', '柯城区发展和改革局党组', 'alike'],
    ['县纪委县监委', '柯城区纪委监委机关', 'alike'],
    ['府办', '柯城区政府办公室', 'alike'],
    ['编办', '柯城区委机构编制委员会办公室', 'alike'],
    ['城投集团', '柯城区城市建设投资集团有限公司', 'alike'],
    ['工商联', '柯城区工商业联合会', 'alike'],
    ['县资规局', '柯城区自然资源和规划局', 'alike'],
    ['县国土资源局', '柯城区自然资源局党组', 'alike'],
    ['江山市国土资源局', '柯城区自然资源局', 'different'],
    ['市场监督管理局', '柯城区市场监督管理局', 'alike'],
    ['县财政局', '柯城区民政局', 'different'],
    ['县财政局', '柯城区发展和改革局', 'different'],
    ['县文旅局', '柯城区文化旅游投资集团有限公司', 'different'],
    ['县交通局', '柯城区交通投资集团有限公司', 'different'],
    ['县审计局', '柯城区纪委监委机关', 'different'],
    ['县政务办', '柯城区政府办公室', 'different'],
    ['教育学院', '柯城区教育局', 'different'],
    ['江山市民政局', '柯城区民政局', 'different'],
    ['衢州市民政局', '柯城区民政局', 'different'],
    ['柯城区水利局', '柯城区民政局', 'different'],
    ['', '柯城区民政局', 'different'],
  ])('%s and %s are %s', (left, right, likeness) => {
    expect(compare({ name: left }, { name: right })).toBe(likeness);
    expect(compare({ name: right }, { name: left })).toBe(likeness);
  });

  it('are told apart by the county their names tell, and not by one they are only said to be in', () => {
    const bureau = (region: string) => ({ name: '县民政局', region });
    expect(compare(bureau('330802'), { name: '柯城区民政局' })).toBe('same');
    expect(compare(bureau('330881'), { name: '柯城区民政局' })).toBe('alike');
    expect(compare({ name: '市民政局', region: '330802' }, { name: '衢州市民政局党组' })).toBe('same');
    expect(compare({ name: '市民政局', region: '330802' }, { name: '柯城区民政局' })).toBe('alike');
    expect(compare({ name: '市民政局', region: '330881' }, { name: '江山市民政局' })).toBe('same');
    const market = { name: '市场监督管理局', region: '330802' };
    expect(compare(market, { name: '柯城区市场监督管理局' })).toBe('same');
    expect(compare({ name: '市财政局', region: '330802' }, { name: '衢州市民政局党组' })).toBe('different');
    expect(compare({ name: '江山市民政局', region: '330802' }, { name: '柯城区民政局' })).toBe('different');
    expect(compare(bureau('330881'), bureau('330802'))).toBe('alike');
  });

  it('never clear a person whom the plain spelling caught', () => {
    const before = fc.constantFrom('', '衢州市', '浙江省衢州市', '浙江省', '中共', '衢州');
    const place = fc.constantFrom('柯城区', '柯城', '区', '');
    const after = fc.constantFrom(
      '',
      '党组',
      '党委',
      '（本级）',
      '(挂职）',
      '机关党委',
      '办公室',
      '福利中心',
    );
    const blank = fc.constantFrom('', ' ', '　');
    fc.assert(
      fc.property(before, place, after, blank, (start, where, end, space) => {
        // 衢州市民政局 is the city's own, no other spelling of the county's.
        fc.pre(!start.endsWith('市') || where.startsWith('柯城'));
        const unit = `${start}${where}${space}民政局${end}`;
        const posts = [{ unit, region: '330802', from: '2001-01-01', to: '2003-01-01' }];
        for (const life of [
          { unit, workRegion: '330802', residences: ['330881'] },
          { posts },
          { relatives: [{ name: '丙某', relation: '妹妹', unit }] },
          { education: [{ school: unit }] },
          { holdings: [unit] },
          { declarations: [{ text: '租赁关系', target: unit }] },
          { participations: [{ round: '上一轮', target: unit, role: 'LEADER' }] },
        ])
          expect(['AVOID', 'CHECK']).toContain(judge(life, 'LEADER').result);
      }),
    );
  });
});
