import type { ReactElement } from 'react';
import { rowsAt } from '../../../domain/office-tables/office-table.ts';
import { useProcedure } from '../../app/queries.ts';
import { todayInChina } from '../../shared/format.ts';
import type { FieldInputProps } from './field-input.tsx';
import { NameChoice } from './name-choice.tsx';

/** The name of a row of a table of the office (回避方案); one that is no longer in force stays where it stands. */
export function RowNameInput(props: Omit<FieldInputProps, 'labels'>): ReactElement {
  const { field, value } = props;
  const all = useProcedure('tables.all', {});
  const held = typeof value === 'string' ? value : '';
  const names = rowsAt(all.data?.rows ?? [], field.namesRowOf ?? '', todayInChina()).map(
    ({ label }) => label,
  );
  const offered = held === '' || names.includes(held) ? names : [...names, held];
  const labelOf = (name: string): string => (names.includes(name) || !all.data ? name : `${name}（已停用）`);
  return (
    <NameChoice
      {...props}
      names={offered}
      labelOf={labelOf}
      placeholder="选择"
      notFoundContent="没有这一项"
    />
  );
}
