import { describe, expect, it } from 'vitest';
import {
  mappingProblems,
  proposedMapping,
  remark,
  type Column,
} from '../../../renderer/pages/import/mapping.ts';

const column = (index: number, heading: string, target: string | null): Column => ({
  index,
  heading,
  samples: [],
  target,
  confidence: 'sure',
});
const targets = [
  { target: 'receivedAt', label: '收件日期', required: true },
  { target: 'summary', label: '反映的主要问题', required: true },
  { target: 'remark', label: '备注', required: false },
];

describe('a column mapping', () => {
  it('is usable when every required field has exactly one column', () => {
    const columns = [column(0, '日期', 'receivedAt'), column(1, '内容', 'summary')];
    expect(mappingProblems(proposedMapping(columns), columns, targets)).toEqual([]);
  });

  it('names two columns for one field and a required field without any', () => {
    const columns = [column(0, '日期', 'receivedAt'), column(1, '登记', 'receivedAt')];
    const problems = mappingProblems(proposedMapping(columns), columns, targets);
    expect(problems).toHaveLength(2);
    expect(problems.join()).toContain('反映的主要问题');
  });

  it('lets several columns go into the remark', () => {
    const columns = [
      column(0, '日期', 'receivedAt'),
      column(1, '内容', 'summary'),
      column(2, '甲', remark),
      column(3, '乙', remark),
    ];
    expect(mappingProblems(proposedMapping(columns), columns, targets)).toEqual([]);
  });
});
