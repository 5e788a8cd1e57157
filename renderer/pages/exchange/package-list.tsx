import { Flex, Select, Table, type TableColumnsType } from 'antd';
import { useState, type ReactElement } from 'react';
import { useProcedure } from '../../app/queries.ts';
import { ToneTag } from '../../registers/state-tag.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { formatCount, formatInstant } from '../../shared/format.ts';
import { Nothing } from '../../shared/states.tsx';
import { PackageDrawer } from './package-drawer.tsx';
import { countsText, type PackageRow } from './package-kinds.ts';

const pageSize = 50;

/** Every package of one direction, newest first. */
export function PackageList({ direction }: { readonly direction: 'out' | 'in' }): ReactElement {
  const [page, setPage] = useState(1);
  const [peer, setPeer] = useState<string | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const network = useProcedure('network.status', {});
  const list = useProcedure(
    'packages.list',
    { direction, peer, offset: (page - 1) * pageSize, limit: pageSize },
    { keep: true, staleTime: 0 },
  );
  const rows = list.data?.packages ?? [];
  const peers = network.data?.peers.filter(({ status }) => status !== 'SELF') ?? [];
  return (
    <>
      <Flex className="toolbar" gap="small" align="center">
        <span>{direction === 'out' ? '发往' : '来自'}</span>
        <Select
          aria-label="对方单位"
          className="peer-select"
          value={peer ?? ''}
          onChange={(next) => {
            setPeer(next === '' ? null : next);
            setPage(1);
          }}
          options={[
            { value: '', label: '全部单位' },
            ...peers.map(({ office, name }) => ({ value: office, label: name })),
          ]}
        />
      </Flex>
      {list.error ? <FailureAlert error={list.error} onRetry={() => void list.refetch()} /> : null}
      <Table
        size="small"
        rowKey="id"
        loading={list.isPending}
        dataSource={[...rows]}
        scroll={{ x: 1060 }}
        locale={{
          emptyText: <Nothing text={direction === 'out' ? '还没有发出过数据包。' : '还没有收到过数据包。'} />,
        }}
        onRow={({ id }) => ({ className: 'clickable', onClick: () => setOpened(id) })}
        pagination={{
          current: page,
          pageSize,
          total: list.data?.total ?? 0,
          showSizeChanger: false,
          hideOnSinglePage: true,
          showTotal: (total) => `共 ${formatCount(total)} 个`,
          onChange: setPage,
        }}
        columns={columnsOf(direction, setOpened)}
      />
      <PackageDrawer item={rows.find(({ id }) => id === opened) ?? null} onClose={() => setOpened(null)} />
    </>
  );
}

function columnsOf(direction: 'out' | 'in', open: (id: string) => void): TableColumnsType<PackageRow> {
  return [
    {
      title: '包编号',
      dataIndex: 'no',
      width: 235,
      fixed: 'left',
      className: 'code',
      render: (no: string, { id }) => (
        <button type="button" className="link-button" onClick={() => open(id)}>
          {no}
        </button>
      ),
    },
    {
      title: '状态',
      dataIndex: 'stateLabel',
      width: 120,
      render: (label: string, { tone }) => <ToneTag tone={tone} text={label} />,
    },
    { title: '内容', dataIndex: 'kindLabel', width: 135 },
    { title: direction === 'out' ? '发往' : '来自', dataIndex: 'peerName', width: 180, ellipsis: true },
    {
      title: '序号',
      dataIndex: 'sequence',
      width: 60,
      align: 'right',
      className: 'number',
      render: (sequence: number) => sequence || '—',
    },
    {
      title: '记录数',
      dataIndex: 'counts',
      width: 120,
      ellipsis: true,
      render: (counts: PackageRow['counts']) => countsText(counts),
    },
    { title: '拟制', dataIndex: 'createdByName', width: 80 },
    { title: '时间', dataIndex: 'createdAt', width: 140, className: 'number', render: formatInstant },
  ];
}
