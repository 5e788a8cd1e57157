import type { ReactElement } from 'react';
import { formApplies } from '../../../domain/forms-offered.ts';
import type { Register, Values } from '../../../domain/register.ts';
import type { Input } from '../../../preload/contract/contract.ts';
import { useProcedure } from '../../app/queries.ts';
import { PrintButton } from './print-button.tsx';

interface RecordProps {
  readonly register: Register;
  readonly id: string;
  readonly values: Values;
}

/** 打印 on a record: the forms of its register that are made for it and take one record or several. */
export function RecordPrint({ register, id, values }: RecordProps): ReactElement {
  return (
    <PrintButton
      forms={register.forms.filter((form) => formApplies(register, form, values))}
      takes={['record', 'records']}
      source={{ records: [id] }}
      label="打印"
    />
  );
}

interface ListProps {
  readonly register: Register;
  readonly query: Input<'records.totals'>;
  readonly selected: readonly string[];
}

/** 打印 on a list: the selected records, or everything the list shows. */
export function ListPrint({ register, query, selected }: ListProps): ReactElement {
  const totals = useProcedure('records.totals', query, { keep: true });
  const source =
    selected.length > 0
      ? { records: selected, count: selected.length }
      : { query, ...(totals.data ? { count: totals.data.total } : {}) };
  return <PrintButton forms={register.forms} takes={['records', 'query']} source={source} label="打印" />;
}
