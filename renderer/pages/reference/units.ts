import type { DeadlineRule } from '../../../domain/register.ts';

export const unitLabels: Readonly<Record<DeadlineRule['unit'], string>> = {
  day: '天（自然日）',
  workday: '个工作日',
  month: '个月',
  year: '年',
};
