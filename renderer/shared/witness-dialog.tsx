import { Form, Input, Modal } from 'antd';
import { useState, type ReactElement, type ReactNode } from 'react';
import { useMutationProcedure } from '../app/queries.ts';
import { FailureAlert } from './failure-alert.tsx';

interface Props {
  readonly open: boolean;
  /** The procedure the confirmation is for; the service accepts it for nothing else. */
  readonly act: string;
  readonly title: string;
  /** What the second person confirms: what, how many, from whom. */
  readonly text: ReactNode;
  readonly okText?: string;
  /** The act itself is under way after the confirmation. */
  readonly busy?: boolean;
  /** Why the act itself was refused after the confirmation. */
  readonly error?: unknown;
  readonly onConfirmed: (witness: string, name: string) => void;
  readonly onClose: () => void;
}

interface Proof {
  readonly account: string;
  readonly password: string;
}

/** A second person confirms one named act at this PC with his or her own account and password. */
export function WitnessDialog(props: Props): ReactElement {
  const { open, act, title, text, okText = '确认', busy = false, error, onConfirmed, onClose } = props;
  const [form] = Form.useForm<Proof>();
  const [failed, setFailed] = useState<unknown>(null);
  const confirm = useMutationProcedure('session.witness');
  const submit = ({ account, password }: Proof): void => {
    setFailed(null);
    confirm.mutate(
      { account: account.trim(), password, act },
      {
        // A password stays in the field no longer than it is needed.
        onSuccess: ({ witness, name }) => {
          form.setFieldValue('password', '');
          onConfirmed(witness, name);
        },
        onError: (refused) => {
          form.setFieldValue('password', '');
          setFailed(refused);
          form.focusField('password');
        },
      },
    );
  };
  const shown = failed ?? error;
  return (
    <Modal
      open={open}
      title={title}
      okText={okText}
      cancelText="取消"
      confirmLoading={confirm.isPending || busy}
      closable={!confirm.isPending && !busy}
      // While the password is being checked there is nothing to cancel: the act would follow all the same.
      cancelButtonProps={{ disabled: confirm.isPending }}
      keyboard={!confirm.isPending}
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={onClose}
      afterClose={() => {
        form.resetFields();
        setFailed(null);
      }}
      destroyOnHidden
    >
      {shown ? <FailureAlert error={shown} /> : null}
      <div>{text}</div>
      <p className="quiet">请第二人在本机输入其本人的账号和口令。确认两分钟内有效，双方姓名记入审计日志。</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={submit}>
        <Form.Item
          name="account"
          label="第二人账号"
          rules={[{ required: true, message: '请输入第二人的账号。' }]}
        >
          <Input autoFocus maxLength={64} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="password"
          label="第二人口令"
          rules={[{ required: true, message: '请输入第二人的口令。' }]}
        >
          <Input.Password maxLength={200} autoComplete="off" onPressEnter={() => form.submit()} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
