import { Form, Input, Modal, type FormInstance } from 'antd';
import type { ReactElement, ReactNode } from 'react';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { NumberItem } from '../../shared/number-item.tsx';
import { requiredMark } from '../../shared/required-mark.tsx';
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
    <Modal
      open
      title={title}
      okText="保存"
      cancelText="取消"
      width={760}
      className="tall-dialog"
      confirmLoading={saving}
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {error ? <FailureAlert error={error} /> : null}
      <Form
        form={form}
        layout="vertical"
        className="two-column-form"
        requiredMark={requiredMark}
        initialValues={initial}
        onFinish={onFinish}
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
      </Form>
    </Modal>
  );
}

/** A new row stands after the others and has still to be checked. */
export function newRow(siblings: readonly { readonly sort: number }[]) {
  const sort = Math.max(0, ...siblings.map((sibling) => sibling.sort)) + 10;
  return { label: '', sort, basis: '', verified: false, validFrom: null, validTo: null };
}
