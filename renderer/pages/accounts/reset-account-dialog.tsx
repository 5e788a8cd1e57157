import { Alert, App, Form, Input, Modal } from 'antd';
import type { ReactElement } from 'react';
import { passwordProfile, passwordWeakness } from '../../../domain/access/passwords.ts';
import { useMutationProcedure } from '../../app/queries.ts';
import { useSession } from '../../app/session.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { requiredMark } from '../../shared/required-mark.tsx';
import { profileRules } from '../session/profile-rules.ts';
import type { Account } from './account-rules.ts';

interface NewPassword {
  readonly password: string;
  readonly again: string;
  readonly reason: string;
}

interface Props {
  readonly account: Account;
  readonly onClose: () => void;
}

/** For a forgotten password, and the only way back for an account that was disabled. */
export function ResetAccountDialog({ account, onClose }: Props): ReactElement {
  const [form] = Form.useForm<NewPassword>();
  const password = Form.useWatch('password', form) ?? '';
  const { message } = App.useApp();
  const profile = passwordProfile(useSession().office.profile);
  const reset = useMutationProcedure('accounts.reset', ['accounts']);
  const weakness = password === '' ? undefined : passwordWeakness(profile, password, account.account);
  const submit = (values: NewPassword): void =>
    reset.mutate(
      { userId: account.userId, password: values.password, reason: values.reason.trim() },
      {
        onSuccess: () => {
          void message.success(`已为${account.name}重设初始口令，请安全保密管理员重新授予岗位。`, 6);
          onClose();
        },
      },
    );
  return (
    <Modal
      open
      title={`重设初始口令：${account.name}（${account.account}）`}
      okText="重设"
      cancelText="取消"
      confirmLoading={reset.isPending}
      okButtonProps={{ disabled: weakness !== undefined }}
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {reset.error ? <FailureAlert error={reset.error} /> : null}
      <Alert
        type="warning"
        showIcon
        className="failure-alert"
        title={`重设后，${account.name}的岗位全部收回，须由安全保密管理员重新授予后才能办理业务。`}
        description={
          account.status === 'DISABLED'
            ? '该账号已停用，重设初始口令即恢复为“待授权”。'
            : '请先核实是本人申请，再当面告知初始口令。已登记的内容和记录不受影响。'
        }
      />
      <p className="quiet">{profileRules(profile)}</p>
      <Form form={form} layout="vertical" requiredMark={requiredMark} onFinish={submit}>
        <Form.Item
          name="password"
          label="新的初始口令（本人首次登录时须更改）"
          validateStatus={weakness ? 'error' : ''}
          help={weakness}
          rules={[{ required: true, message: '请输入初始口令。' }]}
        >
          <Input.Password autoFocus maxLength={200} autoComplete="off" />
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
        <Form.Item
          name="reason"
          label="理由（记入审计日志）"
          rules={[{ required: true, whitespace: true, min: 2, message: '请写明理由。' }]}
        >
          <Input.TextArea rows={2} maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
