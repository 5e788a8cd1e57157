import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Input, Select } from 'antd';
import { useState, type ReactElement } from 'react';
import { roleLabels, roles } from '../../../domain/access/permissions.ts';
import { passwordProfile } from '../../../domain/access/passwords.ts';
import { profileRules } from './profile-rules.ts';
import {
  emptyUser,
  staffProblems,
  staffWarnings,
  userProblems,
  type SetupDraft,
  type SetupUser,
} from './setup-draft.ts';

interface Props {
  readonly draft: SetupDraft;
  readonly change: (part: Partial<SetupDraft>) => void;
  readonly tried: boolean;
}

/** Each person comes to the keyboard and types his or her own password, which is checked while it is typed. */
export function StaffStep({ draft, change, tried }: Props): ReactElement {
  const { users } = draft;
  const set = (key: string, part: Partial<SetupUser>): void =>
    change({ users: users.map((user) => (user.key === key ? { ...user, ...part } : user)) });
  return (
    <>
      <p className="quiet">{profileRules(passwordProfile(draft.profile))}　请各人自己输入口令。</p>
      <table className="user-table">
        <thead>
          <tr>
            <th>岗位</th>
            <th>姓名</th>
            <th>账号</th>
            <th>口令</th>
            <th>再输入一次</th>
            <th aria-label="删除" />
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <UserLine
              key={user.key}
              user={user}
              draft={draft}
              tried={tried}
              set={(part) => set(user.key, part)}
              remove={
                users.length > 4
                  ? () => change({ users: users.filter((other) => other.key !== user.key) })
                  : undefined
              }
            />
          ))}
        </tbody>
      </table>
      <Button
        icon={<PlusOutlined />}
        onClick={() => change({ users: [...users, emptyUser(crypto.randomUUID(), ['REGISTRAR'])] })}
      >
        增加一人
      </Button>
      {staffWarnings(users).map((text) => (
        <Alert key={text} type="warning" showIcon title={text} />
      ))}
      {tried
        ? staffProblems(users).map((text) => <Alert key={text} type="error" showIcon title={text} />)
        : null}
    </>
  );
}

interface LineProps {
  readonly user: SetupUser;
  readonly draft: SetupDraft;
  readonly tried: boolean;
  readonly set: (part: Partial<SetupUser>) => void;
  readonly remove: (() => void) | undefined;
}

function UserLine({ user, draft, tried, set, remove }: LineProps): ReactElement {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const problems = userProblems(user, draft.users, draft.profile);
  const leave = (field: string) => () => setLeft((before) => new Set([...before, field]));
  const shown = (field: keyof typeof problems): string | undefined =>
    tried || left.has(field) ? problems[field] : undefined;
  const person = user.name || user.roles.map((role) => roleLabels[role]).join('、');
  return (
    <tr>
      <td>
        <Select
          mode="multiple"
          aria-label={`${person}的岗位`}
          className="role-select"
          value={[...user.roles]}
          onChange={(next) => set({ roles: next })}
          onBlur={leave('roles')}
          options={roles.map((role) => ({ value: role, label: roleLabels[role] }))}
          {...(shown('roles') ? { status: 'error' as const } : {})}
        />
        <Problem text={problems.roles} />
      </td>
      <td>
        <Input
          aria-label={`${person}的姓名`}
          maxLength={50}
          value={user.name}
          onChange={({ target }) => set({ name: target.value })}
          onBlur={leave('name')}
        />
        <Problem text={shown('name')} />
      </td>
      <td>
        <Input
          aria-label={`${person}的账号`}
          maxLength={32}
          autoComplete="off"
          spellCheck={false}
          value={user.account}
          onChange={({ target }) => set({ account: target.value })}
          onBlur={leave('account')}
        />
        <Problem text={shown('account')} />
      </td>
      <td>
        <Input.Password
          aria-label={`${person}的口令`}
          maxLength={200}
          autoComplete="new-password"
          value={user.password}
          onChange={({ target }) => set({ password: target.value })}
          onBlur={leave('password')}
        />
        {user.password !== '' && !problems.password ? (
          <span className="fine">符合规则</span>
        ) : (
          <Problem text={user.password === '' ? shown('password') : problems.password} />
        )}
      </td>
      <td>
        <Input.Password
          aria-label={`${person}再输入一次口令`}
          maxLength={200}
          autoComplete="new-password"
          value={user.again}
          onChange={({ target }) => set({ again: target.value })}
          onBlur={leave('again')}
        />
        <Problem text={shown('again')} />
      </td>
      <td>
        {remove ? (
          <Button type="text" icon={<DeleteOutlined />} aria-label={`删除${person}`} onClick={remove} />
        ) : null}
      </td>
    </tr>
  );
}

function Problem({ text }: { readonly text: string | undefined }): ReactElement | null {
  return text ? (
    <div className="weakness" role="alert">
      {text}
    </div>
  ) : null;
}
