/** F38 人员鉴定表 (reference 4.2): printed of the people of the pool, who read it alone. */
import { describe, expect, it } from 'vitest';
import { appraisalForm } from '../../main/reports/forms/planning/appraisal.ts';
import type { PrintedRow } from '../../main/reports/forms/printed-record.ts';
import { record, textOf } from './support/papers.ts';
import { sampleContext } from './support/samples.ts';

const context = sampleContext();
const group = record({ name: '第一巡察组' });

describe('F38 of a person', () => {
  const seat = (name: string, state: string) => ({
    record: { ...group, related: () => [record({ name }, {}, { state })] },
    row: { role: '联络员', duty: '综合', borrowedFrom: '2026-05-01', borrowedTo: '2026-06-30' },
  });
  const printed = (appraisals: readonly PrintedRow[], ...seats: ReturnType<typeof seat>[]) =>
    textOf(
      appraisalForm(context, [
        record({ name: '孙某', unit: '甲县审计局' }, { appraisals }, { naming: () => seats }),
      ]),
    );
  const sent = { round: '第一轮', opinion: '评语甲', sentAt: '2025-12-01' };
  const waiting = { round: '第二轮', opinion: '评语乙' };

  it('has a sheet for each round that has not gone to the organisation department, noted or not', () => {
    const text = printed([sent, waiting], seat('第二轮', 'CLOSED'), seat('第三轮', 'KNOW'));
    expect(text.match(/鉴定表/g)).toHaveLength(2);
    for (const each of ['评语乙', '第二轮', '第三轮', '2026年5月1日至2026年6月30日', '第一巡察组'])
      expect(text).toContain(each);
    expect(text).not.toContain('评语甲');
  });

  it('is of the latest round alone where nothing is noted of it, however its name is written', () => {
    const noted = { round: '第三轮(2026年)', opinion: '评语丙', sentAt: '2026-12-01' };
    const text = printed([noted], seat('第一轮', 'CLOSED'), seat('第三轮（2026年）', 'CLOSED'));
    expect(text.match(/鉴定表/g)).toHaveLength(1);
    expect(text).toContain('评语丙');
    expect(text).toContain('第一巡察组');
  });

  it('prints the last one again where all are sent, and asks for none of a round that has not begun', () => {
    const text = printed([sent], seat('第四轮', 'PREPARE'));
    expect(text.match(/鉴定表/g)).toHaveLength(1);
    expect(text).toContain('评语甲');
    expect(text).not.toContain('第四轮');
  });

  it('is a sheet to fill in for who has sat nowhere, and for nobody', () => {
    expect(printed([])).toContain('孙某');
    expect(textOf(appraisalForm(context, []))).toContain('巡察组 鉴定意见');
  });
});
