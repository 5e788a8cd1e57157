import { Alert, Form, Input, Modal } from 'antd';
import type { ReactElement } from 'react';
import { useMutationProcedure } from '../../app/queries.ts';
import { FailureAlert } from '../../shared/failure-alert.tsx';

interface Recovery {
  readonly shares: string;
  readonly account: string;
  readonly newPassword: string;
  readonly again: string;
}

interface Props {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Opens the vault with the recovery sheets when no password opens it any more. */
export function RecoverDialog({ open, onClose }: Props): ReactElement {
  const [form] = Form.useForm<Recovery>();
  const recover = useMutationProcedure('session.recover', ['vault']);
  const submit = (values: Recovery): void => {
    const shares = values.shares.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
    recover.mutate(
      { shares, account: values.account, newPassword: values.newPassword },
      { onSuccess: onClose },
    );
  };
  return (
    <Modal
      open={open}
      title="用恢复单恢复"
      okText="恢复并设置新口令"
      cancelText="取消"
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={recover.isPending}
      destroyOnHidden
    >
      <Alert
        type="info"
        showIcon
        title="请各保管人到场，逐份输入恢复单上的恢复码。"
        description="恢复只为一个账号设置新口令，不改动任何数据，并记入审计日志。"
      />
      {recover.error ? <FailureAlert error={recover.error} /> : null}
      <Form form={form} layout="vertical" onFinish={submit} requiredMark={false}>
        <Form.Item
          name="shares"
          label="恢复码（每份一行）"
          rules={[{ required: true, message: '请输入恢复码。' }]}
        >
          <Input.TextArea rows={4} autoComplete="off" spellCheck={false} />
        </Form.Item>
        <Form.Item name="account" label="要恢复的账号" rules={[{ required: true, message: '请输入账号。' }]}>
          <Input maxLength={64} autoComplete="off" />
        </Form.Item>
        <Form.Item name="newPassword" label="新口令" rules={[{ required: true, message: '请输入新口令。' }]}>
          <Input.Password maxLength={200} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="again"
          label="再输入一次新口令"
          dependencies={['newPassword']}
          rules={[
            { required: true, message: '请再输入一次新口令。' },
            ({ getFieldValue }) => ({
              validator: (_rule, value) =>
                value === getFieldValue('newPassword')
                  ? Promise.resolve()
                  : Promise.reject(new Error('两次输入的口令不一致。')),
            }),
          ]}
        >
          <Input.Password maxLength={200} autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
