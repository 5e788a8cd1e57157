import { Form, Input, type FormInstance } from 'antd';
import type { ReactElement, ReactNode } from 'react';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { NumberItem } from '../../shared/number-item.tsx';
import { BasisFields, ValidityFields } from './edit-fields.tsx';

interface Props<Edited> {
  readonly title: string;
  readonly form: FormInstance<Edited>;
  readonly initial: object;
  readonly saving: boolean;
  readonly error: unknown;
  readonly onFinish: (edited: Edited) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A row with a name, an order, a basis and a term of validity, around what is special to its table. */
export function RowDialog<Edited>(props: Props<Edited>): ReactElement {
  const { title, form, initial, saving, error, onFinish, onClose, children } = props;
  return (
    <FormDialog
      title={title}
      form={form}
      initial={initial}
      busy={saving}
      error={error}
      onFinish={onFinish}
      onClose={onClose}
    >
      <Form.Item
        name="label"
        label="名称"
        rules={[{ required: true, whitespace: true, message: '请输入名称。' }]}
      >
        <Input maxLength={60} autoFocus />
      </Form.Item>
      <NumberItem name="sort" label="显示顺序" />
      {children}
      <BasisFields />
      <ValidityFields />
    </FormDialog>
  );
}

/** A new row stands after the others and has still to be checked. */
export function newRow(siblings: readonly { readonly sort: number }[]) {
  const sort = Math.max(0, ...siblings.map((sibling) => sibling.sort)) + 10;
  return { label: '', sort, basis: '', verified: false, validFrom: null, validTo: null };
}
