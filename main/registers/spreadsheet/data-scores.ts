/** What a look at a column's data says of a field it may be meant for. */
import type { ColumnStatistics } from './column-statistics.ts';
import type { ImportTarget } from './targets.ts';

/** How far data that does not look like the field casts doubt on its heading. */
export function agreement({ field }: ImportTarget, fit: number, heading: number): number {
  switch (field.type) {
    case 'date':
      return fit < 0.2 ? 0.55 : 1;
    case 'code':
    case 'codes':
      return fit < 0.1 ? (heading >= 0.95 ? 0.75 : 0.5) : fit > 0.5 ? 1.03 : 1;
    case 'boolean':
    case 'integer':
    case 'money':
      return fit < 0.2 ? 0.6 : 1.01;
    case 'phone':
    case 'idNumber':
      return fit < 0.1 ? 0.7 : 1;
    default:
      return fit < 0.2 ? 0.6 : 1;
  }
}

/** For a column without a telling heading: only kinds of data that can hardly be anything else. */
export function blindScore({ field, child }: ImportTarget, fit: number, data: ColumnStatistics): number {
  if (data.filled < 3 || fit < 0.8) return 0;
  if (field.type === 'code' && !child && field.required) return 0.5;
  if (field.type === 'date' && field.required) return 0.5;
  if (field.type === 'phone') return 0.5;
  if (field.type === 'idNumber') return 0.5;
  if (field.type === 'longText' && field.required && data.averageLength >= 12) return 0.46;
  return 0;
}
