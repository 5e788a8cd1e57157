import { Alert, App, Button, Form, Input, Modal } from 'antd';
import type { ReactElement } from 'react';
import { useMutationProcedure } from '../../app/queries.ts';
import { FailureAlert } from '../../shared/failure-alert.tsx';

interface Recovery {
  readonly shares: readonly string[];
  readonly account: string;
  readonly newPassword: string;
  readonly again: string;
}

interface Props {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** The sheets that were typed, however their lines were broken. */
export function enteredShares(shares: readonly string[]): string[] {
  return shares.map((text) => text.replace(/\s+/gu, ' ').trim()).filter((text) => text !== '');
}

/** Opens the vault with the recovery sheets when no password opens it any more. */
export function RecoverDialog({ open, onClose }: Props): ReactElement {
  const [form] = Form.useForm<Recovery>();
  const { message } = App.useApp();
  const recover = useMutationProcedure('session.recover', ['vault']);
  const submit = (values: Recovery): void => {
    const shares = enteredShares(values.shares);
    recover.mutate(
      { shares, account: values.account, newPassword: values.newPassword },
      {
        onSuccess: () => {
          void message.success('已恢复。请用新口令登录，登录后再修改一次。', 8);
          onClose();
        },
      },
    );
  };
  return (
    <Modal
      open={open}
      title="用恢复单恢复"
      width={760}
      className="tall-dialog"
      mask={{ closable: false }}
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
        className="failure-alert"
        title="请各保管人到场，逐份输入恢复单上的恢复码。"
        description="恢复只为一个账号设置新口令，不改动任何数据，并记入审计日志。"
      />
      {recover.error ? <FailureAlert error={recover.error} /> : null}
      <Form
        form={form}
        name="recovery"
        layout="vertical"
        className="two-column-form"
        onFinish={submit}
        requiredMark={false}
      >
        <SharesFields />
        <Form.Item
          name="account"
          label="要恢复的账号"
          className="whole-line"
          rules={[{ required: true, message: '请输入账号。' }]}
        >
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

/** The recovery sheets, one box each; two of them are needed. */
export function SharesFields(): ReactElement {
  return (
    <Form.List name="shares" initialValue={['', '']}>
      {(fields, { add }) => (
        <>
          {fields.map(({ key, name }, at) => (
            <Form.Item
              key={key}
              name={name}
              label={`第${at + 1}张恢复单（照单上的行逐行输入，行号不输）`}
              rules={at < 2 ? [{ required: true, whitespace: true, message: '请输入恢复码。' }] : []}
            >
              <Input.TextArea
                autoFocus={at === 0}
                rows={5}
                maxLength={400}
                autoComplete="off"
                spellCheck={false}
              />
            </Form.Item>
          ))}
          <Button type="link" className="whole-line" onClick={() => add('')}>
            再加一张恢复单
          </Button>
        </>
      )}
    </Form.List>
  );
}
