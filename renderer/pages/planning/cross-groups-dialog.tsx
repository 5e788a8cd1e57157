import { Alert, App, Button, Modal, Table, Tag } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Output } from '../../../preload/contract/contract.ts';
import { useMutationProcedure, useProcedure } from '../../app/queries.ts';
import { usePermission } from '../../app/session.tsx';
import type { LoadedRecord } from '../../registers/detail/detail-head.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { Asked } from '../../shared/states.tsx';

type Plan = Output<'crossing.plan'>;
type Group = Plan['groups'][number];

interface Props {
  readonly record: LoadedRecord;
}

/** 生成编组 of an approved scheme; once written it tells whether the groups still are as approved. */
export function CrossGroupsButton({ record }: Props): ReactElement | null {
  const [open, setOpen] = useState(false);
  const may = usePermission('planning.register');
  if (!may || record.void || !['APPROVED', 'APPLIED'].includes(record.state)) return null;
  return (
    <>
      <Button type={record.state === 'APPROVED' ? 'primary' : 'default'} onClick={() => setOpen(true)}>
        生成编组
      </Button>
      {open ? <CrossGroupsDialog record={record} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

const actions: Readonly<Record<Group['action'], { readonly text: string; readonly color?: string }>> = {
  create: { text: '新建', color: 'blue' },
  change: { text: '改动', color: 'orange' },
  keep: { text: '不变' },
};

/** First what would be written, group by group; then it is written. */
function CrossGroupsDialog({ record, onClose }: Props & { readonly onClose: () => void }): ReactElement {
  const { message } = App.useApp();
  const plan = useProcedure('crossing.plan', { id: record.id }, { staleTime: 0 });
  const apply = useMutationProcedure('crossing.apply', ['crossScheme', 'inspectionGroup', 'inspectionRound']);
  const write = ({ groups }: Plan): void =>
    apply.mutate(
      { id: record.id, rev: record.rev, groups: groups.map(({ name, rev }) => ({ name, rev })) },
      {
        onSuccess: ({ created, changed }) => {
          void message.success(
            created + changed === 0
              ? '各组与方案一致，没有改动。'
              : `已新建${created}个组，改动${changed}个组。请为各组配人。`,
            6,
          );
          onClose();
        },
      },
    );
  const { data } = plan;
  return (
    <Modal
      open
      title="按方案生成编组"
      width={860}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>关闭</Button>
          <Button
            type="primary"
            disabled={data?.ready !== true}
            loading={apply.isPending}
            onClick={() => {
              if (data) write(data);
            }}
          >
            写入巡察组
          </Button>
        </>
      }
    >
      {apply.error ? <FailureAlert error={apply.error} onRetry={() => void plan.refetch()} /> : null}
      <Asked query={plan}>{(told) => <Told plan={told} />}</Asked>
    </Modal>
  );
}

function Told({ plan: { ready, groups, others } }: { readonly plan: Plan }): ReactElement {
  const count = (action: Group['action']): number => groups.filter((each) => each.action === action).length;
  return (
    <>
      <p>
        将新建{count('create')}个组，改动{count('change')}个组，{count('keep')}
        个组不变。组成人员、授权、联系方式不动；写入后再为各组配人。
      </p>
      {ready ? null : (
        <Alert
          type="warning"
          showIcon
          className="failure-alert"
          title="这一轮已经进驻，各组不再按方案改动。"
        />
      )}
      {others.length > 0 ? <p className="quiet">方案没有写到、保持不动的组：{others.join('、')}。</p> : null}
      <Table<Group>
        size="small"
        rowKey="name"
        dataSource={[...groups]}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          {
            title: '',
            width: 72,
            render: (_, { action }) => {
              const { text, color } = actions[action];
              return <Tag {...(color ? { color } : {})}>{text}</Tag>;
            },
          },
          { title: '组别', width: 150, dataIndex: 'name' },
          {
            title: '写入的内容',
            render: (_, { changes }) => (changes.length === 0 ? '与方案一致' : changes.join('；')),
          },
        ]}
      />
    </>
  );
}
