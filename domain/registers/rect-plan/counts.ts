/** What the items of a plan add up to; the rule of counting is in {@link standingOf}. */
import type { ChildRow, ComputeContext, Field, Value } from '../../register.ts';
import { formatRate } from '../../statistics/numbers.ts';
import { standingOf, type Standing } from '../rect-item/standing.ts';

const section = '整改进度';

type Parts = Pick<ComputeContext, 'parts'>;

function items({ parts }: Parts): readonly Standing[] {
  return parts('rectItem').map(({ values }) => standingOf(values));
}

function among(...wanted: readonly Standing[]): (context: Parts) => number {
  return (context) => items(context).filter((standing) => wanted.includes(standing)).length;
}

const total = (context: Parts): number => context.parts('rectItem').length;
const done = among('DONE');
const closed = ({ parts }: Parts): number =>
  parts('rectItem').filter(({ values }) => typeof values['closedAt'] === 'string').length;

function counted(key: string, label: string, computed: (context: Parts) => Value): Field {
  return { key, label, type: 'integer', section, span: 4, derived: true, notCloned: true, computed };
}

function rate(key: string, label: string, part: (context: Parts) => number): Field {
  return {
    key,
    label,
    type: 'text',
    section,
    span: 8,
    derived: true,
    notCloned: true,
    computed: (context) => (total(context) === 0 ? null : formatRate(part(context), total(context))),
  };
}

/** Sum of a column of the marks; null while there are none. */
function sumOf(rows: readonly ChildRow[] | undefined, key: string): number | null {
  if (!rows || rows.length === 0) return null;
  return rows.reduce((sum, { values }) => sum + (typeof values[key] === 'number' ? values[key] : 0), 0);
}

export const countFields: readonly Field[] = [
  { ...counted('itemCount', '整改事项', total), listWidth: 80 },
  { ...counted('doneCount', '已完成', done), listWidth: 72 },
  counted('basicCount', '基本完成', among('BASIC')),
  counted('longTermCount', '长期坚持', among('LONG_TERM')),
  counted('openCount', '正在整改（含逾期）', among('NOT_STARTED', 'IN_PROGRESS', 'REOPENED')),
  counted('cancelledCount', '核销', among('CANCELLED')),
  { ...counted('closedCount', '已销号', closed), listWidth: 72 },
  { ...rate('doneRate', '完成率', done), listWidth: 80 },
  rate('nearlyRate', '完成（含基本完成）率', among('DONE', 'BASIC')),
  {
    key: 'scoreTotal',
    label: '评估得分',
    type: 'integer',
    section,
    span: 4,
    derived: true,
    notCloned: true,
    computed: ({ children }) => sumOf(children['scores'], 'score'),
  },
  {
    key: 'scoreFull',
    label: '评估满分',
    type: 'integer',
    section,
    span: 4,
    derived: true,
    notCloned: true,
    computed: ({ children }) => sumOf(children['scores'], 'full'),
  },
];
