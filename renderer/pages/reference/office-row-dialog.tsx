import { App, Form } from 'antd';
import type { ReactElement } from 'react';
import type { OfficeTable } from '../../../domain/office-tables/office-table.ts';
import type { Field, Value } from '../../../domain/register.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { useMutationProcedure } from '../../app/queries.ts';
import { FieldInput } from '../../registers/form/field-input.tsx';
import type { Labels } from '../../registers/labels.ts';
import { newRow, RowDialog } from './row-dialog.tsx';

type Row = Output<'tables.all'>['rows'][number];
type Edited = Omit<Row, 'code' | 'table'> & { readonly reason: string };

interface Props {
  readonly table: OfficeTable;
  /** null for a new one. */
  readonly row: Row | null;
  readonly siblings: readonly Row[];
  readonly labels: Labels;
  readonly onClose: () => void;
}

/** One row of a table of the office; its fields follow from the table's description. */
export function OfficeRowDialog({ table, row, siblings, labels, onClose }: Props): ReactElement {
  const { message } = App.useApp();
  const [form] = Form.useForm<Edited>();
  const save = useMutationProcedure('tables.save', ['tables']);
  const submit = ({ reason, values, ...edited }: Edited): void =>
    save.mutate(
      {
        row: { ...edited, table: table.id, code: row?.code ?? crypto.randomUUID(), values },
        reason: reason.trim(),
      },
      {
        onSuccess: () => {
          void message.success(`已保存“${edited.label.trim()}”。`);
          onClose();
        },
      },
    );
  const blank = Object.fromEntries(table.fields.map(({ key }) => [key, null]));
  return (
    <RowDialog
      title={row ? `修改${table.label}：${row.label}` : `新增${table.label}`}
      form={form}
      initial={row ?? { ...newRow(siblings), values: blank }}
      saving={save.isPending}
      error={save.error}
      onFinish={submit}
      onClose={onClose}
    >
      {table.fields.map((field) => (
        <Form.Item
          key={field.key}
          name={['values', field.key]}
          label={field.label}
          {...((field.span ?? 8) >= 16 ? { className: 'whole-line' } : {})}
          {...(field.help === undefined ? {} : { extra: field.help })}
          rules={field.required ? [{ required: true, message: `请填写${field.label}。` }] : []}
        >
          <RowField field={field} labels={labels} />
        </Form.Item>
      ))}
    </RowDialog>
  );
}

interface RowFieldProps {
  readonly field: Field;
  readonly labels: Labels;
  /** From the form around it. */
  readonly id?: string;
  readonly value?: Value;
  readonly onChange?: (value: Value) => void;
}

function RowField({ field, labels, id, value = null, onChange }: RowFieldProps): ReactElement {
  return (
    <FieldInput
      field={field}
      id={id ?? field.key}
      value={value}
      labels={labels}
      disabled={false}
      invalid={false}
      onChange={(next) => onChange?.(next)}
      onLeave={() => undefined}
    />
  );
}
