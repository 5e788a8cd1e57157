import { Form, Input, Modal } from 'antd';
import type { ReactElement, ReactNode } from 'react';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { requiredMark } from '../../shared/required-mark.tsx';

interface Props<Told> {
  readonly title: string;
  readonly okText: string;
  readonly initial: Partial<Told>;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onTold: (told: Told) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** What is written down about one act with media: its fields in two columns. */
export function ActDialog<Told extends object>(props: Props<Told>): ReactElement {
  const { title, okText, initial, busy, error, onTold, onClose, children } = props;
  const [form] = Form.useForm<Told>();
  return (
    <Modal
      open
      title={title}
      okText={okText}
      cancelText="取消"
      width={680}
      className="tall-dialog"
      confirmLoading={busy}
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
        onFinish={onTold}
      >
        {children}
      </Form>
    </Modal>
  );
}

interface TextProps {
  readonly name: string;
  readonly label: string;
  readonly max?: number;
  readonly hint?: string;
  readonly optional?: boolean;
  readonly autoFocus?: boolean;
}

export function TextItem({ name, label, max = 60, hint, optional, autoFocus }: TextProps): ReactElement {
  return (
    <Form.Item
      name={name}
      label={label}
      rules={optional ? [] : [{ required: true, whitespace: true, message: `请填写${label}。` }]}
    >
      <Input maxLength={max} autoFocus={autoFocus === true} placeholder={hint ?? ''} />
    </Form.Item>
  );
}
