import type { Values } from '../../domain/register.ts';
import type { Parsed } from '../../preload/contract/contract.ts';

type Filter = Parsed<'records.page'>['filters'][number];

/** What a filter means, said again without SQL. */
export function meets(
  each: { readonly values: Values; readonly names: readonly string[] },
  filter: Filter,
): boolean {
  if (filter.field === 'accused.name')
    return filter.op === 'in' && each.names.some((name) => filter.values.includes(name));
  const value = each.values[filter.field] ?? null;
  const empty = value === null || value === '' || (Array.isArray(value) && value.length === 0);
  switch (filter.op) {
    case 'in':
      return filter.values.some(
        (wanted) =>
          (Array.isArray(value) ? value.includes(wanted) : value === wanted) || (wanted === '' && empty),
      );
    case 'after': {
      const day = filter.days.map((key) => each.values[key] ?? '').find((other) => other !== '');
      return filter.value === (!empty && day !== undefined && value > day);
    }
    case 'inAny': {
      const places = [filter.field, ...filter.others];
      const { values } = filter;
      return filter.value === places.some((field) => meets(each, { field, op: 'in', values }));
    }
    case 'is':
      return filter.value === (value === true);
    case 'empty':
      return filter.value === empty;
    case 'between':
      return (
        !empty &&
        (filter.from === null || (value ?? '') >= filter.from) &&
        (filter.to === null || (value ?? '') <= filter.to)
      );
    case 'contains':
      return String(value ?? '')
        .toLowerCase()
        .includes(filter.text.toLowerCase());
  }
}
