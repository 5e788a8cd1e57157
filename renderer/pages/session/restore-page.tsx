import { Alert, Button, Form, Input } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Output } from '../../../preload/contract/contract.ts';
import { useMutationProcedure } from '../../app/queries.ts';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { Entrance } from './entrance.tsx';
import { enteredShares, SharesFields } from './recover-dialog.tsx';

/** 恢复确认: a vault from a backup is used on this PC when two administrators, or two holders of sheets, agree. */
export function RestorePage({ status }: { readonly status: Output<'app.status'> }): ReactElement {
  const [bySheets, setBySheets] = useState(false);
  const decline = useMutationProcedure('session.declineRestored', ['vault']);
  return (
    <Entrance
      title={status.officeName ?? '联巡'}
      subtitle={`联巡 ${status.version}　确认使用恢复的数据库`}
      wide
    >
      <Alert
        className="failure-alert"
        type="warning"
        showIcon
        title="这个数据库来自备份或者其他电脑，须由两人确认后才能登录。"
        description="确认人和时间记入审计日志；以后制作的数据包重新起号。备份以后登记的事项不在其中，须补录。"
      />
      {decline.error ? <FailureAlert error={decline.error} /> : null}
      {bySheets ? <Sheets /> : <Administrators />}
      <Button type="link" onClick={() => setBySheets(!bySheets)}>
        {bySheets ? '由两名管理员确认' : '到不了两名管理员，用两份恢复单确认'}
      </Button>
      <Button type="link" onClick={() => decline.mutate({})}>
        不使用这个数据库，返回首页
      </Button>
    </Entrance>
  );
}

interface Pair {
  readonly first: { readonly account: string; readonly password: string };
  readonly second: { readonly account: string; readonly password: string };
}

const places = [
  { key: 'first', label: '第一名管理员' },
  { key: 'second', label: '第二名管理员' },
] as const;

function Administrators(): ReactElement {
  const [form] = Form.useForm<Pair>();
  const agree = useMutationProcedure('session.agreeToRestored', ['vault']);
  const submit = ({ first, second }: Pair): void => {
    agree.mutate(
      { administrators: [first, second] },
      {
        onError: () => {
          for (const { key } of places) form.setFieldValue([key, 'password'], '');
        },
      },
    );
  };
  return (
    <>
      {agree.error ? <FailureAlert error={agree.error} /> : null}
      <Form
        form={form}
        layout="vertical"
        className="two-column-form"
        requiredMark={false}
        disabled={agree.isPending}
        onFinish={submit}
      >
        {places.flatMap(({ key, label }) => [
          <Form.Item
            key={`${key}-account`}
            name={[key, 'account']}
            label={`${label}账号`}
            rules={[{ required: true, message: '请输入账号。' }]}
          >
            <Input autoFocus={key === 'first'} maxLength={64} autoComplete="off" spellCheck={false} />
          </Form.Item>,
          <Form.Item
            key={`${key}-password`}
            name={[key, 'password']}
            label={`${label}口令`}
            rules={[{ required: true, message: '请输入口令。' }]}
          >
            <Input.Password maxLength={200} autoComplete="off" />
          </Form.Item>,
        ])}
        <Button type="primary" htmlType="submit" block className="whole-line" loading={agree.isPending}>
          两人确认使用
        </Button>
      </Form>
      <p className="quiet under-form">
        系统管理员、安全保密管理员、安全审计员中的任意两人到场，各自输入本人的账号和口令。
      </p>
    </>
  );
}

function Sheets(): ReactElement {
  const agree = useMutationProcedure('session.agreeBySheets', ['vault']);
  return (
    <>
      {agree.error ? <FailureAlert error={agree.error} /> : null}
      <Form<{ readonly shares: readonly string[] }>
        layout="vertical"
        className="two-column-form"
        requiredMark={false}
        disabled={agree.isPending}
        onFinish={({ shares }) => agree.mutate({ shares: enteredShares(shares) })}
      >
        <SharesFields />
        <Button type="primary" htmlType="submit" block className="whole-line" loading={agree.isPending}>
          凭恢复单确认使用
        </Button>
      </Form>
      <p className="quiet under-form">
        恢复单共三份，由三人保管，任意两份等于两名保管人到场。此处只确认使用，不改任何口令。
      </p>
    </>
  );
}
