import type { ReactElement } from 'react';
import { rowsAt } from '../../../domain/office-tables/office-table.ts';
import { useProcedure } from '../../app/queries.ts';
import { todayInChina } from '../../shared/format.ts';
import { matchesOption } from '../code-options.ts';
import { ChoiceSelect } from './choice-select.tsx';
import type { FieldInputProps } from './field-input.tsx';

/** The name of a row of a table of the office (回避方案); one that is no longer in force stays where it stands. */
export function RowNameInput(props: Omit<FieldInputProps, 'labels'>): ReactElement {
  const { field, id, value, disabled, invalid, onChange, onLeave } = props;
  const all = useProcedure('tables.all', {});
  const held = typeof value === 'string' ? value : '';
  const names = rowsAt(all.data?.rows ?? [], field.namesRowOf ?? '', todayInChina()).map(
    ({ label }) => label,
  );
  const offered = held === '' || names.includes(held) ? names : [...names, held];
  return (
    <ChoiceSelect
      id={id}
      many={false}
      held={held === '' ? [] : [held]}
      options={offered.map((name) => ({
        value: name,
        label: names.includes(name) || !all.data ? name : `${name}（已停用）`,
        search: name.toLowerCase(),
      }))}
      filter={matchesOption}
      placeholder="选择"
      notFoundContent="没有这一项"
      {...{ disabled, invalid, onChange, onLeave }}
    />
  );
}
