/** Every kind of page a list of a register can show, by its description. */
import type { Actor } from '../../domain/access/permissions.ts';
import type { Field, Register } from '../../domain/register.ts';
import type { Engine } from '../../main/registers/engine.ts';
import { indexKind } from '../../main/registers/schema.ts';
import type { Parsed } from '../../preload/contract/contract.ts';

type Query = Parsed<'records.page'>;
type Filter = Query['filters'][number];

export interface Page {
  readonly kind: 'first' | 'sorted' | 'deep' | 'filtered' | 'filtered by two' | 'filtered, deep' | 'searched';
  readonly name: string;
  readonly query: Query;
}

/** Pieces of texts that nearly all, many, few and no records hold; initials; one sign. */
const texts = ['项目验收', '不严', '第777', '00077', 'zjg', '严', '火星基地'];

const period = { from: '2024-05-01', to: '2024-05-31' };

/** What a clerk would filter that field by. */
function filterOf(field: Field, common: (key: string) => string | undefined): Filter | undefined {
  const { key, filter } = field;
  if (filter === undefined) return undefined;
  if (filter === 'text') return { field: key, op: 'contains', text: '第77' };
  if (filter === 'dateRange') return { field: key, op: 'between', ...period };
  if (filter === 'numberRange') return { field: key, op: 'between', from: '10', to: '20' };
  if (filter === 'boolean') return { field: key, op: 'is', value: true };
  const value = common(key);
  return value === undefined ? undefined : { field: key, op: 'in', values: [value] };
}

/** Of a register with so many records. */
export function pagesOf(register: Register, engine: Engine, actor: Actor, count: number): readonly Page[] {
  const id = register.id as Query['register'];
  const query = (more: Partial<Query>): Query => ({
    ...{ register: id, filters: [], sort: [], offset: 0, limit: 50 },
    ...more,
  });
  const common = (field: string): string | undefined =>
    engine.reads['records.facets'](actor, { register: id, filters: [], sort: [], field }).values[0]?.value;
  const sorts = ['no', 'state', 'updatedAt', ...sortedBy(register)];
  const filters: Filter[] = [
    { field: 'state', op: 'in', values: [common('state') ?? ''] },
    { field: 'no', op: 'contains', text: '0077' },
    { field: 'deadline', op: 'in', values: ['overdue'] },
    ...register.fields.flatMap((field) => filterOf(field, common) ?? []),
  ];
  const total = (own: readonly Filter[]): number =>
    engine.reads['records.totals'](actor, { register: id, filters: [...own], sort: [] }).total;
  const named = (filter: Filter): string => `${filter.field} ${filter.op}`;
  const [state] = filters;
  return [
    { kind: 'first', name: '', query: query({}) },
    ...sorts.flatMap((field) =>
      (['asc', 'desc'] as const).map((direction): Page => ({
        kind: 'sorted',
        name: `${field} ${direction}`,
        query: query({ sort: [{ field, direction }] }),
      })),
    ),
    ...[undefined, ...sorts].map((field): Page => ({
      kind: 'deep',
      name: `by ${field ?? 'date'}`,
      query: query({
        sort: field === undefined ? [] : [{ field, direction: 'asc' }],
        offset: Math.floor(count / 2),
      }),
    })),
    ...filters.map((each): Page => ({
      kind: 'filtered',
      name: named(each),
      query: query({ filters: [each] }),
    })),
    ...filters.slice(1).map((each): Page => ({
      kind: 'filtered by two',
      name: `state and ${named(each)}`,
      query: query({ filters: state ? [state, each] : [], sort: [{ field: 'no', direction: 'asc' }] }),
    })),
    ...filters.map((each): Page => ({
      kind: 'filtered, deep',
      name: named(each),
      query: query({ filters: [each], offset: Math.floor(total([each]) / 2) }),
    })),
    ...texts.map((text): Page => ({ kind: 'searched', name: text, query: query({ text }) })),
    {
      kind: 'searched',
      name: 'with a filter, sorted',
      query: query({
        text: texts[1] ?? '',
        filters: state ? [state] : [],
        sort: [{ field: 'no', direction: 'asc' }],
      }),
    },
  ];
}

/** Columns shown at first; the others are sorted as they stand. */
function sortedBy(register: Register): readonly string[] {
  return register.fields
    .filter((field) => field.compartment === undefined && indexKind(register, field) === 'whole')
    .map(({ key }) => key);
}
