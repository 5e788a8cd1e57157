import { Button, Table } from 'antd';
import { useState, type ReactElement } from 'react';
import { useProcedure } from '../../app/queries.ts';
import { usePermission } from '../../app/session.tsx';
import { formatInstant } from '../../shared/format.ts';
import { PackageDrawer } from './package-drawer.tsx';
import { countsText, isWaitingForApproval, type PackageRow } from './package-kinds.ts';

/** 待审批: what the director has still to decide, before anything else on the board. */
export function WaitingForApproval(): ReactElement | null {
  const mayApprove = usePermission('exchange.approve');
  const packages = useProcedure(
    'packages.list',
    mayApprove ? { direction: 'out', peer: null, offset: 0, limit: 200 } : null,
    { staleTime: 0 },
  );
  const [opened, setOpened] = useState<string | null>(null);
  const waiting = packages.data?.packages.filter(isWaitingForApproval) ?? [];
  const shown = packages.data?.packages.find(({ id }) => id === opened) ?? null;
  return (
    <>
      {waiting.length > 0 ? (
        <section className="panel">
          <h2>待我审批的数据包（{waiting.length}）</h2>
          <Table
            size="small"
            rowKey="id"
            dataSource={waiting}
            pagination={false}
            onRow={({ id }) => ({ className: 'clickable', onClick: () => setOpened(id) })}
            columns={[
              { title: '包编号', dataIndex: 'no', width: 250, className: 'code' },
              { title: '内容', dataIndex: 'kindLabel', width: 150 },
              { title: '发往', dataIndex: 'peerName', width: 190 },
              {
                title: '记录数',
                dataIndex: 'counts',
                width: 110,
                render: (counts: PackageRow['counts']) => countsText(counts),
              },
              { title: '备注', dataIndex: 'remark', ellipsis: true, render: (remark) => remark || '—' },
              { title: '拟制', dataIndex: 'createdByName', width: 90 },
              {
                title: '时间',
                dataIndex: 'createdAt',
                width: 140,
                className: 'number',
                render: formatInstant,
              },
              {
                title: '',
                width: 80,
                render: (_, { id }) => (
                  <Button size="small" type="primary" onClick={() => setOpened(id)}>
                    审批
                  </Button>
                ),
              },
            ]}
          />
        </section>
      ) : null}
      <PackageDrawer item={shown} onClose={() => setOpened(null)} />
    </>
  );
}
