import { Alert, App, Checkbox, Flex, Input, Modal } from 'antd';
import { useState, type ReactElement } from 'react';
import { compartmentNames, roleLabels, roles, type Role } from '../../../domain/access/permissions.ts';
import { useMutationProcedure } from '../../app/queries.ts';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { WitnessDialog } from '../../shared/witness-dialog.tsx';
import { checkGrant, type Account } from './account-rules.ts';

const duties: Readonly<Record<Role, string>> = {
  OFFICE_DIRECTOR: '批办、审批、作废、修改代码和规则',
  REGISTRAR: '登记、拟办、送达、导入导出、制作数据包',
  CLUE_MANAGER: '管理问题线索专库；查看信访件、转为问题线索；查看整改台账',
  PLANNER: '管理计划、轮次、编组和人才库；看不到信访件',
  LEAD_READER: '可以打开问题线索内容；授予主任或者经批准查阅的人员',
  RECT_OFFICER: '登记反馈问题和整改台账，督查整改',
  SYS_ADMIN: '建号、停用、备份；看不到业务数据',
  SEC_ADMIN: '授予岗位、解锁、证书；看不到业务数据',
  AUDITOR: '查看、核对和导出审计日志；须专人担任',
};

interface Props {
  readonly account: Account;
  readonly onClose: () => void;
}

/** Grants posts; one that opens a compartment needs a holder of its key beside the administrator. */
export function GrantDialog({ account, onClose }: Props): ReactElement {
  const { message } = App.useApp();
  const [chosen, setChosen] = useState<readonly Role[]>(account.roles);
  const [reason, setReason] = useState('');
  const [witnessing, setWitnessing] = useState(false);
  const grant = useMutationProcedure('accounts.grant', ['accounts']);
  const { conflict, warning, opens } = checkGrant(account.roles, chosen);
  const needsWitness = opens.length > 0;
  const changed = [...chosen].sort().join() !== [...account.roles].sort().join();
  const ready = changed && conflict === null && reason.trim().length >= 2;

  const send = (witness: string | null): void =>
    grant.mutate(
      { userId: account.userId, roles: [...chosen], reason: reason.trim(), witness },
      {
        onSuccess: () => {
          void message.success(`已变更${account.name}的岗位，本人下次登录起生效。`);
          onClose();
        },
      },
    );
  return (
    <Modal
      open
      title={`授予岗位：${account.name}（${account.account}）`}
      okText={needsWitness ? '下一步：双人确认' : '授予'}
      cancelText="取消"
      okButtonProps={{ disabled: !ready }}
      confirmLoading={grant.isPending && !witnessing}
      mask={{ closable: false }}
      onOk={() => (needsWitness ? setWitnessing(true) : send(null))}
      onCancel={onClose}
    >
      <Flex vertical gap="small">
        {grant.error && !witnessing ? <FailureAlert error={grant.error} /> : null}
        <Checkbox.Group<Role> className="role-choices" value={[...chosen]} onChange={setChosen}>
          {roles.map((role) => (
            <Checkbox key={role} value={role}>
              {roleLabels[role]}　<span className="quiet">{duties[role]}</span>
            </Checkbox>
          ))}
        </Checkbox.Group>
        {conflict ? <Alert type="error" showIcon title={conflict} /> : null}
        {warning ? <Alert type="warning" showIcon title={warning} /> : null}
        {changed && chosen.length === 0 ? (
          <Alert type="warning" showIcon title="没有岗位的账号不能登录办理业务。" />
        ) : null}
        {needsWitness ? (
          <Alert
            type="info"
            showIcon
            title={`该岗位可以查看${compartmentNames(opens)}，须由一名已有此权限的人员在场输入口令确认。`}
          />
        ) : null}
        <Input.TextArea
          aria-label="理由"
          rows={2}
          maxLength={200}
          placeholder="理由（必填，记入审计日志）"
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </Flex>
      <WitnessDialog
        open={witnessing}
        act={`accounts.grant:${account.userId}`}
        title="双人确认授予岗位"
        okText="确认授予"
        busy={grant.isPending}
        error={grant.error}
        text={
          <p>
            同意授予 <strong>{account.name}</strong>：{chosen.map((role) => roleLabels[role]).join('、')}
            ，可以查看{compartmentNames(opens)}。
          </p>
        }
        onConfirmed={(witness) => send(witness)}
        onClose={() => {
          grant.reset();
          setWitnessing(false);
        }}
      />
    </Modal>
  );
}
