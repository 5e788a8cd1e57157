import { Alert, App, Button, Form, Input, Radio, Table, type InputRef } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import type { Output } from '../../../preload/contract/contract.ts';
import { useJob } from '../../app/jobs.ts';
import { useInvalidate, useMutationProcedure } from '../../app/queries.ts';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { JobProgressBar } from '../../shared/job-progress.tsx';
import { Entrance } from './entrance.tsx';
import { RecoverDialog } from './recover-dialog.tsx';

type Status = Output<'app.status'>;

interface SignIn {
  readonly account: string;
  readonly password: string;
}

function LockedNotice({ by }: { readonly by: 'idle' | 'system' }): ReactElement {
  return (
    <Alert
      className="failure-alert"
      type="info"
      showIcon
      title={by === 'idle' ? '长时间没有操作，已自动锁定。' : '电脑锁屏或休眠，已自动锁定。'}
      description="已经保存的都在；没有保存的表单存为草稿，登录后在“等待我处理”中继续。"
    />
  );
}

/** 登录. Accounts are typed, never listed: who works here is nobody's business before the password. */
export function SignInPage({ status }: { readonly status: Status }): ReactElement {
  const [form] = Form.useForm<SignIn>();
  const password = useRef<InputRef>(null);
  const [capsLock, setCapsLock] = useState(false);
  const [recovering, setRecovering] = useState(false);
  const unlock = useMutationProcedure('session.unlock', ['vault', 'accounts']);
  const leave = useMutationProcedure('setup.leavePractice', ['vault']);

  const submit = (values: SignIn): void => {
    unlock.mutate(values, { onError: () => form.setFieldValue('password', '') });
  };
  const refused = unlock.isError;
  // Not sooner: while the password is being checked the boxes are disabled and take no focus.
  useEffect(() => {
    if (refused) password.current?.focus();
  }, [refused]);
  const watchCaps = (event: KeyboardEvent): void => setCapsLock(event.getModifierState('CapsLock'));

  return (
    <Entrance
      title={status.officeName ?? '联巡'}
      subtitle={`联巡 ${status.version}　登录后方可查看和登记`}
      practice={status.practice}
      wide={status.practice}
    >
      <div className={status.practice ? 'practice-columns' : ''}>
        {status.practice ? (
          <PracticeAccounts status={status} onPick={(values) => form.setFieldsValue(values)} />
        ) : null}
        <div>
          {status.lockedBy && !unlock.error ? <LockedNotice by={status.lockedBy} /> : null}
          {unlock.error ? <FailureAlert error={unlock.error} /> : null}
          <Form
            form={form}
            layout="vertical"
            requiredMark={false}
            onFinish={submit}
            disabled={unlock.isPending}
          >
            <Form.Item name="account" label="账号" rules={[{ required: true, message: '请输入账号。' }]}>
              <Input autoFocus maxLength={64} autoComplete="off" spellCheck={false} />
            </Form.Item>
            <Form.Item
              name="password"
              label="口令"
              rules={[{ required: true, message: '请输入口令。' }]}
              extra={capsLock ? <span className="weakness">大写锁定已打开。</span> : null}
            >
              <Input.Password
                ref={password}
                maxLength={200}
                autoComplete="off"
                onKeyUp={watchCaps}
                onKeyDown={watchCaps}
              />
            </Form.Item>
            <Button type="primary" htmlType="submit" block loading={unlock.isPending}>
              {unlock.isPending ? '正在核对口令…' : '登录'}
            </Button>
          </Form>
          {leave.error ? <FailureAlert error={leave.error} /> : null}
          {status.practice ? (
            <>
              <Button type="link" onClick={() => leave.mutate({})}>
                离开练习库
              </Button>
              <PracticeReset />
            </>
          ) : (
            <Button type="link" onClick={() => setRecovering(true)}>
              全部口令都已遗忘，用恢复单恢复
            </Button>
          )}
        </div>
      </div>
      <RecoverDialog open={recovering} onClose={() => setRecovering(false)} />
    </Entrance>
  );
}

interface PracticeProps {
  readonly status: Status;
  readonly onPick: (values: SignIn) => void;
}

/** 恢复练习库的初始数据: everything practised so far is thrown away. */
function PracticeReset(): ReactElement {
  const { modal } = App.useApp();
  const invalidate = useInvalidate();
  const reset = useJob('setup.practice');
  const ask = (): void => {
    modal.confirm({
      title: '把练习库恢复为最初的样子',
      content: '在练习库中登记、修改、导入的内容全部清除，重新生成练习数据。正式数据不受影响。',
      okText: '恢复',
      cancelText: '取消',
      onOk: () => {
        void reset.run({ reset: true }).then((done) => (done ? invalidate(['vault']) : undefined));
      },
    });
  };
  return (
    <>
      {reset.failure ? <FailureAlert error={reset.failure} onClose={reset.clear} /> : null}
      {reset.progress ? (
        <JobProgressBar
          title="正在恢复练习库，配置低的电脑需要几分钟"
          progress={reset.progress}
          onCancel={reset.cancel}
        />
      ) : (
        <Button type="link" onClick={ask}>
          恢复练习库初始数据
        </Button>
      )}
    </>
  );
}

function PracticeAccounts({ status, onPick }: PracticeProps): ReactElement {
  const use = useMutationProcedure('setup.usePracticeOffice', ['vault']);
  const current = status.practiceOffices.find((office) => office.current);
  return (
    <div>
      <Alert
        type="warning"
        showIcon
        title="练习数据"
        description="练习库中的单位、人员和信访件都是虚构的，可以随意试用，与正式数据完全分开。点下表中的账号即可填入。"
      />
      {use.error ? <FailureAlert error={use.error} /> : null}
      <Radio.Group
        className="practice-offices"
        value={current?.id}
        disabled={use.isPending}
        onChange={({ target }) => use.mutate({ office: String(target.value) })}
        options={status.practiceOffices.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Table
        size="small"
        pagination={false}
        rowKey="account"
        dataSource={[...status.practiceAccounts]}
        onRow={(row) => ({ onClick: () => onPick(row), className: 'clickable' })}
        columns={[
          {
            title: '账号',
            dataIndex: 'account',
            render: (account: string, row) => (
              <Button type="link" size="small" onClick={() => onPick(row)}>
                {account}
              </Button>
            ),
          },
          { title: '姓名', dataIndex: 'name' },
          { title: '岗位', dataIndex: 'role' },
          { title: '口令', dataIndex: 'password' },
        ]}
      />
    </div>
  );
}
