import { Alert, Table, Tag } from 'antd';
import type { ReactElement } from 'react';
import { codeLabel } from '../../../domain/codes/lookup.ts';
import { useLabels } from '../../registers/labels.ts';
import { formatCount } from '../../shared/format.ts';
import type { Proposal } from './staffing-dialog.tsx';

type Seat = Proposal['seats'][number];

/** Everybody of a proposal, group by group, and who would leave. */
export function SeatsTable({ proposal }: { readonly proposal: Proposal }): ReactElement {
  const { codes } = useLabels();
  const { groups, seats, leaving } = proposal;
  const names = new Map(groups.map(({ id, name }) => [id, name]));
  const role = (code: string): string => codeLabel(codes, 'memberRole', code);
  const kept = seats.filter((seat) => seat.kept).length;
  return (
    <>
      <strong>
        共{formatCount(groups.length)}个组{formatCount(seats.length)}人，其中原已编入{formatCount(kept)}
        人，新编入{formatCount(seats.length - kept)}人。
      </strong>
      {leaving.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          title={`按方案编入时，下列${leaving.length}人移出现在的组：`}
          description={leaving
            .map((each) => `${each.name}（${names.get(each.group) ?? ''}${role(each.role)}）`)
            .join('、')}
        />
      ) : null}
      {groups.some(({ shared }) => shared.length > 0) ? (
        <Alert
          type="info"
          showIcon
          title="对整组人员都须先核实的回避情况："
          description={groups
            .filter(({ shared }) => shared.length > 0)
            .map(({ id, name, shared }) => (
              <div key={id}>
                {name}：{shared.join('')}
              </div>
            ))}
        />
      ) : null}
      <Table<Seat>
        size="small"
        rowKey="person"
        dataSource={inOrder(groups, seats)}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          { title: '组别', width: 150, ellipsis: true, render: (_, { seat }) => names.get(seat.group) },
          { title: '组内职务', width: 88, render: (_, { seat }) => role(seat.role) },
          { title: '姓名', dataIndex: 'name', width: 88 },
          { title: '单位', dataIndex: 'unit', width: 190, ellipsis: true },
          { title: '为什么', dataIndex: 'why' },
          {
            title: '',
            width: 72,
            render: (_, seat) => (seat.kept ? <Tag>原有</Tag> : <Tag color="blue">新编</Tag>),
          },
        ]}
      />
    </>
  );
}

function inOrder(groups: Proposal['groups'], seats: readonly Seat[]): Seat[] {
  return groups.flatMap(({ id }) => seats.filter(({ seat }) => seat.group === id));
}
