import type { Column } from '../columns.ts';
import { textOf, type Labels } from '../labels.ts';
import type { Filter } from './list-state.ts';
import type { Register } from '../../../domain/register.ts';
import { afterDays } from '../../../domain/text/after-days.ts';

export const deadlineLabels: Readonly<Record<string, string>> = {
  overdue: '已超期',
  today: '今日到期',
  within3: '3个工作日内到期',
  thisMonth: '本月到期',
};

/** Label of the value of a value-list filter. */
export function facetLabel(
  register: Register,
  column: Column | undefined,
  value: string,
  labels: Labels,
): string {
  if (value === '') return '（未填）';
  if (column?.kind === 'state') {
    return register.workflow.states.find((state) => state.code === value)?.label ?? value;
  }
  if (column?.kind === 'office') return labels.officeNames.get(value) ?? value;
  if (column?.filter === 'deadline') return deadlineLabels[value] ?? value;
  return column?.field
    ? textOf(column.field, column.field.type === 'codes' ? [value] : value, labels)
    : value;
}

/** The words of a chip: `收件日期：2026-11-01 至 2026-11-30`. */
export function filterText(
  register: Register,
  columns: readonly Column[],
  filter: Filter,
  labels: Labels,
): string {
  const column = columns.find((one) => (one.filterField ?? one.key) === filter.field);
  const name = column?.label ?? specialLabels[filter.field] ?? fieldLabel(register, filter.field);
  switch (filter.op) {
    case 'contains':
      return `${name}含“${filter.text}”`;
    case 'inAny': {
      const shown = filter.values.slice(0, 3).map((value) => facetLabel(register, column, value, labels));
      const rest = filter.values.length > 3 ? `等${filter.values.length}项` : '';
      const names = [name, ...filter.others.map((key) => pathLabel(register, key))].join('或者');
      return `${names}${filter.value ? '' : '都没有'}：${shown.join('、')}${rest}`;
    }
    case 'in': {
      if (filter.field === 'id') return `统计数字所指的${filter.values.length}${register.unit}`;
      const labelOf = (value: string): string =>
        filter.field === 'office'
          ? (labels.officeNames.get(value) ?? value)
          : facetLabel(register, column, value, labels);
      const shown = filter.values.slice(0, 3).map(labelOf);
      const rest = filter.values.length > 3 ? `等${filter.values.length}项` : '';
      return `${name}：${shown.join('、')}${rest}`;
    }
    case 'between': {
      const from = filter.from === null ? '' : String(filter.from);
      const to = filter.to === null ? '' : String(filter.to);
      const empty = filter.orEmpty ? '，或者未填' : '';
      if (from === '') return `${name}：${to} 及以前${empty}`;
      return to === '' ? `${name}：${from} 及以后${empty}` : `${name}：${from} 至 ${to}${empty}`;
    }
    case 'after':
      return afterDays(
        name,
        filter.days.map((key) => fieldLabel(register, key)),
        filter.value,
      );
    case 'is':
      return `${name}：${filter.value ? '是' : '否'}`;
    case 'empty':
      if (filter.field === 'deadline') return filter.value ? '没有未完成的时限' : '有未完成的时限';
      return `${name}：${filter.value ? '未填' : '已填'}`;
  }
}

const specialLabels: Readonly<Record<string, string>> = {
  void: '已作废',
  deadline: '时限',
  office: '登记机关',
  state: '状态',
};

/** Of `<child>.<field>` the name of the table. */
function pathLabel(register: Register, key: string): string {
  const child = register.children.find((each) => key.startsWith(`${each.key}.`));
  return child?.label ?? fieldLabel(register, key);
}

function fieldLabel(register: Register, key: string): string {
  return register.fields.find((field) => field.key === key)?.label ?? key;
}
