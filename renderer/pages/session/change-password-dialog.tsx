import { useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, Modal } from 'antd';
import { useState, type ReactElement } from 'react';
import { passwordProfile, passwordWeakness } from '../../../domain/access/passwords.ts';
import { lock } from '../../app/lock.ts';
import { useMutationProcedure } from '../../app/queries.ts';
import { useSession } from '../../app/session.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { profileRules } from './profile-rules.ts';

interface Change {
  readonly current: string;
  readonly next: string;
  readonly again: string;
}

interface Props {
  readonly open: boolean;
  /** The password has expired or was set by an administrator: nothing else can be done first. */
  readonly forced: boolean;
  readonly onClose: () => void;
}

export function ChangePasswordDialog({ open, forced, onClose }: Props): ReactElement {
  const [form] = Form.useForm<Change>();
  const [next, setNext] = useState('');
  const { message } = App.useApp();
  const session = useSession();
  const profile = passwordProfile(session.office.profile);
  const change = useMutationProcedure('session.changePassword', ['accounts']);
  const client = useQueryClient();
  const submit = (values: Change): void => {
    change.mutate(
      { current: values.current, next: values.next },
      {
        onSuccess: () => {
          void message.success('口令已修改，下次登录请用新口令。');
          form.resetFields();
          // Until now every page was refused; each has to ask again.
          if (forced) void client.invalidateQueries();
          onClose();
        },
      },
    );
  };
  const weakness = next === '' ? undefined : passwordWeakness(profile, next, session.account);
  return (
    <Modal
      open={open}
      title={forced ? '请先修改口令' : '修改口令'}
      okText="修改"
      cancelText={forced ? '锁定' : '取消'}
      closable={!forced}
      mask={{ closable: false }}
      keyboard={!forced}
      onCancel={() => (forced ? lock() : onClose())}
      onOk={() => form.submit()}
      confirmLoading={change.isPending}
    >
      {forced ? <p>口令已到期，或是建号、重设、恢复时设的初始口令。修改后才能办理业务。</p> : null}
      <p className="quiet">{profileRules(profile)}</p>
      {change.error ? <FailureAlert error={change.error} /> : null}
      <Form form={form} layout="vertical" onFinish={submit} requiredMark={false}>
        <Form.Item name="current" label="现口令" rules={[{ required: true, message: '请输入现口令。' }]}>
          <Input.Password autoFocus maxLength={200} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="next"
          label="新口令"
          validateStatus={weakness ? 'error' : ''}
          help={weakness}
          rules={[{ required: true, message: '请输入新口令。' }]}
        >
          <Input.Password
            maxLength={200}
            autoComplete="off"
            onChange={({ target }) => setNext(target.value)}
          />
        </Form.Item>
        <Form.Item
          name="again"
          label="再输入一次新口令"
          dependencies={['next']}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_rule, value) =>
                value === getFieldValue('next')
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
