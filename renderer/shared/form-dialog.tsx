import { Form, Modal, type FormInstance } from 'antd';
import type { ReactElement, ReactNode } from 'react';
import { FailureAlert } from './failure-alert.tsx';
import { requiredMark } from './required-mark.tsx';

interface Props<Told> {
  readonly title: string;
  readonly okText?: string;
  readonly width?: number;
  /** Where the caller looks at what is typed. */
  readonly form?: FormInstance<Told>;
  readonly initial: object;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onFinish: (told: Told) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Fields in two columns in a dialog of their own; why they were refused stands above them. */
export function FormDialog<Told>(props: Props<Told>): ReactElement {
  const { title, okText = '保存', width = 760, initial, busy, error, onFinish, onClose, children } = props;
  const [form] = Form.useForm<Told>(props.form);
  return (
    <Modal
      open
      title={title}
      okText={okText}
      cancelText="取消"
      width={width}
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
        onFinish={onFinish}
      >
        {children}
      </Form>
    </Modal>
  );
}
