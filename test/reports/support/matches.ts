/** Evaluates a list query over plain objects: a second, independent reading of what a filter means. */
import type { Value, Values } from '../../../domain/register.ts';
import type { ComputedReport } from '../../../main/reports/table.ts';

export type Query = NonNullable<ComputedReport['rows'][number]['cells'][number]['drill']>;
type Filter = Query['filters'][number];

/** A record of any register, with what only letters have. */
export interface Matched {
  readonly id: string;
  readonly office: string;
  readonly void: boolean;
  readonly state?: string;
  readonly values: Values;
  readonly accused?: readonly Values[];
  readonly replyDue?: string | null;
}

export function matches(record: Matched, query: Pick<Query, 'filters'>): boolean {
  return query.filters.every((filter) => meets(record, filter));
}

function meets(record: Matched, filter: Filter): boolean {
  const value = valueOf(record, filter.field);
  const empty = value === null || value === '' || (Array.isArray(value) && value.length === 0);
  switch (filter.op) {
    case 'in':
      if (empty) return filter.values.includes('');
      return (Array.isArray(value) ? value : [value]).some((each) => filter.values.includes(String(each)));
    case 'between':
      if (empty) return filter.orEmpty === true;
      return reaches(value, filter.from) && reaches(filter.to, value);
    case 'after': {
      const day = filter.days.map((key) => valueOf(record, key) ?? '').find((other) => other !== '');
      return filter.value === (!empty && day !== undefined && String(value) > String(day));
    }
    case 'inAny': {
      const places = [filter.field, ...filter.others];
      const { values } = filter;
      return filter.value === places.some((field) => meets(record, { field, op: 'in', values }));
    }
    case 'is':
      return (value === true) === filter.value;
    case 'empty':
      return empty === filter.value;
    case 'contains':
      throw new Error('no report counts by a part of a text');
  }
}

/** Whether the first is not less than the second; null bounds nothing. */
function reaches(high: Value, low: Value): boolean {
  if (high === null || low === null) return true;
  return typeof high === 'number' || typeof low === 'number'
    ? Number(high) >= Number(low)
    : String(high) >= String(low);
}

function valueOf(record: Matched, field: string): Value {
  if (field === 'id') return record.id;
  if (field === 'void') return record.void;
  if (field === 'state') return record.state ?? null;
  if (field === 'office') return record.office;
  if (field === 'deadline.P_ASSIGN_REPLY') return record.values['replyAt'] ? null : (record.replyDue ?? null);
  const first = /^accused\.first\.(.+)$/.exec(field)?.[1];
  if (first !== undefined) return record.accused?.[0]?.[first] ?? null;
  return record.values[field] ?? null;
}
