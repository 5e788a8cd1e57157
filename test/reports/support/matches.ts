/** Evaluates a list query over plain objects: a second, independent reading of what a filter means. */
import type { Value } from '../../../domain/register.ts';
import type { ComputedReport } from '../../../main/reports/compute.ts';
import type { StoredPetition } from './store.ts';

export type Query = NonNullable<ComputedReport['rows'][number]['cells'][number]['drill']>;
type Filter = Query['filters'][number];

export function matches(petition: StoredPetition, query: Query): boolean {
  return query.filters.every((filter) => meets(petition, filter));
}

function meets(petition: StoredPetition, filter: Filter): boolean {
  const value = valueOf(petition, filter.field);
  const empty = value === null || value === '' || (Array.isArray(value) && value.length === 0);
  switch (filter.op) {
    case 'in':
      if (empty) return filter.values.includes('');
      return (Array.isArray(value) ? value : [value]).some((each) => filter.values.includes(String(each)));
    case 'between':
      return (
        !empty &&
        (filter.from === null || String(value) >= String(filter.from)) &&
        (filter.to === null || String(value) <= String(filter.to))
      );
    case 'is':
      return (value === true) === filter.value;
    case 'empty':
      return empty === filter.value;
    case 'contains':
      throw new Error('no report counts by a part of a text');
  }
}

function valueOf(petition: StoredPetition, field: string): Value {
  if (field === 'void') return petition.void;
  if (field === 'office') return petition.office;
  if (field === 'deadline.P_ASSIGN_REPLY') return petition.values['replyAt'] ? null : petition.replyDue;
  const first = /^accused\.first\.(.+)$/.exec(field)?.[1];
  if (first !== undefined) return petition.accused[0]?.[first] ?? null;
  return petition.values[field] ?? null;
}
