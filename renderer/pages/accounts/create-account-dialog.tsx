import { App, Form, Input, Modal } from 'antd';
import { useState, type ReactElement } from 'react';
import { passwordProfile, passwordWeakness } from '../../../domain/access/passwords.ts';
import { useMutationProcedure } from '../../app/queries.ts';
import { useSession } from '../../app/session.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { requiredMark } from '../../shared/required-mark.tsx';
import { profileRules } from '../session/profile-rules.ts';

interface NewAccount {
  readonly account: string;
  readonly name: string;
  readonly password: string;
  readonly again: string;
}

/** A new account waits for the security administrator's grant; its first password must be changed at once. */
export function CreateAccountDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const [form] = Form.useForm<NewAccount>();
  const [typed, setTyped] = useState<Partial<NewAccount>>({});
  const { message } = App.useApp();
  const session = useSession();
  const profile = passwordProfile(session.office.profile);
  const create = useMutationProcedure('accounts.create', ['accounts']);
  const submit = ({ account, name, password }: NewAccount): void =>
    create.mutate(
      { account: account.trim(), name: name.trim(), password },
      {
        onSuccess: () => {
          void message.success(`已新建${name.trim()}的账号，请安全保密管理员授予岗位。`, 6);
          onClose();
        },
      },
    );
  const weakness = typed.password
    ? passwordWeakness(profile, typed.password, typed.account ?? '')
    : undefined;
  return (
    <Modal
      open
      title="新建账号"
      okText="新建"
      cancelText="取消"
      confirmLoading={create.isPending}
      okButtonProps={{ disabled: weakness !== undefined }}
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="quiet">{profileRules(profile)}</p>
      {create.error ? <FailureAlert error={create.error} /> : null}
      <Form
        form={form}
        layout="vertical"
        requiredMark={requiredMark}
        onFinish={submit}
        onValuesChange={(changed: Partial<NewAccount>) => setTyped((before) => ({ ...before, ...changed }))}
      >
        <Form.Item
          name="account"
          label="账号"
          rules={[
            { required: true, message: '请输入账号。' },
            { pattern: /^[\p{L}0-9._-]{2,32}$/u, message: '账号为2至32位汉字、字母、数字、点、横线。' },
          ]}
        >
          <Input autoFocus maxLength={32} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="name"
          label="姓名"
          rules={[{ required: true, whitespace: true, message: '请输入姓名。' }]}
        >
          <Input maxLength={50} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="password"
          label="初始口令（本人首次登录时须更改）"
          validateStatus={weakness ? 'error' : ''}
          help={weakness}
          rules={[{ required: true, message: '请输入初始口令。' }]}
        >
          <Input.Password maxLength={200} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="again"
          label="再输入一次口令"
          dependencies={['password']}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_rule, value) =>
                value === getFieldValue('password')
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
