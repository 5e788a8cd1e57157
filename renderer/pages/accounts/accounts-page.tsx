import { PlusOutlined } from '@ant-design/icons';
import { App, Button, Flex, Table } from 'antd';
import { useState, type ReactElement } from 'react';
import { roleLabels, type Role } from '../../../domain/access/permissions.ts';
import { useMutationProcedure, useProcedure } from '../../app/queries.ts';
import { usePermission, useSession } from '../../app/session.tsx';
import { ToneTag } from '../../registers/state-tag.tsx';
import { formatInstant } from '../../shared/format.ts';
import { ReasonDialog } from '../../shared/reason-dialog.tsx';
import { Asked, Nothing } from '../../shared/states.tsx';
import { accountLooks, type Account } from './account-rules.ts';
import { CreateAccountDialog } from './create-account-dialog.tsx';
import { GrantDialog } from './grant-dialog.tsx';
import { ResetAccountDialog } from './reset-account-dialog.tsx';

type Change = 'disable' | 'unlock';
type Asking =
  | { readonly kind: 'create' }
  | { readonly kind: 'grant' | 'reset'; readonly account: Account }
  | { readonly kind: Change; readonly account: Account };

/** 账号管理: the system administrator creates and disables, the security administrator grants and unlocks. */
export function AccountsPage(): ReactElement {
  const accounts = useProcedure('accounts.list', {}, { staleTime: 0 });
  const mayCreate = usePermission('accounts.create');
  const [asking, setAsking] = useState<Asking | null>(null);
  const close = (): void => setAsking(null);
  return (
    <>
      <div className="page-head">
        <h1 className="page-title">账号管理</h1>
        <Flex gap="small" align="center">
          <span className="quiet">
            系统管理员建号、停用、重设口令；安全保密管理员授予岗位、解锁；全部操作由安全审计员审计。
          </span>
          {mayCreate ? (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setAsking({ kind: 'create' })}>
              新建账号
            </Button>
          ) : null}
        </Flex>
      </div>
      <Asked query={accounts}>{(data) => <AccountTable accounts={data.accounts} onAsk={setAsking} />}</Asked>
      {asking?.kind === 'create' ? <CreateAccountDialog onClose={close} /> : null}
      {asking?.kind === 'grant' ? <GrantDialog account={asking.account} onClose={close} /> : null}
      {asking?.kind === 'reset' ? <ResetAccountDialog account={asking.account} onClose={close} /> : null}
      {asking?.kind === 'disable' || asking?.kind === 'unlock' ? (
        <StatusDialog kind={asking.kind} account={asking.account} onClose={close} />
      ) : null}
    </>
  );
}

interface TableProps {
  readonly accounts: readonly Account[];
  readonly onAsk: (asking: Asking) => void;
}

function AccountTable({ accounts, onAsk }: TableProps): ReactElement {
  const { userId } = useSession();
  const mayCreate = usePermission('accounts.create');
  const mayGrant = usePermission('accounts.grant');
  const instant = (at: number | null): string => (at === null ? '—' : formatInstant(at));
  return (
    <Table
      size="small"
      rowKey="userId"
      dataSource={[...accounts]}
      pagination={false}
      scroll={{ x: 1000 }}
      locale={{ emptyText: <Nothing text="还没有账号。" /> }}
      columns={[
        { title: '账号', dataIndex: 'account', width: 130 },
        { title: '姓名', dataIndex: 'name', width: 110 },
        {
          title: '岗位',
          dataIndex: 'roles',
          render: (roles: readonly Role[]) =>
            roles.length === 0 ? (
              <span className="quiet">尚未授予</span>
            ) : (
              roles.map((role) => roleLabels[role]).join('、')
            ),
        },
        {
          title: '状态',
          dataIndex: 'status',
          width: 110,
          render: (status: Account['status']) => <ToneTag {...accountLooks[status]} />,
        },
        { title: '最近登录', dataIndex: 'lastSignIn', width: 140, className: 'number', render: instant },
        { title: '口令更改', dataIndex: 'passwordSetAt', width: 140, className: 'number', render: instant },
        { title: '建号时间', dataIndex: 'createdAt', width: 140, className: 'number', render: instant },
        {
          title: '操作',
          width: 170,
          render: (_, account) =>
            account.userId === userId ? (
              <span className="quiet">本人（不能自行变更）</span>
            ) : (
              <Flex gap="small">
                {mayGrant && account.status !== 'DISABLED' ? (
                  <Button size="small" onClick={() => onAsk({ kind: 'grant', account })}>
                    授予岗位
                  </Button>
                ) : null}
                {mayGrant && account.status === 'LOCKED' ? (
                  <Button size="small" onClick={() => onAsk({ kind: 'unlock', account })}>
                    解锁
                  </Button>
                ) : null}
                {mayCreate && account.status !== 'DISABLED' ? (
                  <Button size="small" danger onClick={() => onAsk({ kind: 'disable', account })}>
                    停用
                  </Button>
                ) : null}
                {mayCreate ? (
                  <Button size="small" onClick={() => onAsk({ kind: 'reset', account })}>
                    {account.status === 'DISABLED' ? '恢复（重设口令）' : '重设口令'}
                  </Button>
                ) : null}
              </Flex>
            ),
        },
      ]}
    />
  );
}

const changes: Readonly<
  Record<Change, { readonly title: string; readonly text: (name: string) => string; readonly done: string }>
> = {
  disable: {
    title: '停用账号',
    text: (name) =>
      `停用后，${name}不能再登录；已登记的内容和记录不受影响。以后要恢复，须重设初始口令并重新授予岗位。`,
    done: '已停用',
  },
  unlock: {
    title: '解锁账号',
    text: (name) => `${name}因连续输错口令被锁定。请先核实是本人所为。`,
    done: '已解锁',
  },
};

interface StatusProps {
  readonly kind: Change;
  readonly account: Account;
  readonly onClose: () => void;
}

function StatusDialog({ kind, account, onClose }: StatusProps): ReactElement {
  const { message } = App.useApp();
  const change = useMutationProcedure(`accounts.${kind}`, ['accounts']);
  const { title, text, done } = changes[kind];
  return (
    <ReasonDialog
      open
      title={`${title}：${account.name}（${account.account}）`}
      text={text(account.name)}
      okText={title.slice(0, 2)}
      danger={kind === 'disable'}
      busy={change.isPending}
      error={change.error}
      onOk={(reason) =>
        change.mutate(
          { userId: account.userId, reason },
          {
            onSuccess: () => {
              void message.success(`${done}${account.name}的账号。`);
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    />
  );
}
