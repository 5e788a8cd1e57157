import { Table } from 'antd';
import { useState, type ReactElement } from 'react';
import { useProcedure } from '../../app/queries.ts';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { formatCount, formatInstant } from '../../shared/format.ts';
import { Nothing } from '../../shared/states.tsx';

const pageSize = 50;

/** 打印记录: every paper that left this PC through the printer or as a PDF. */
export function PrintLogPage(): ReactElement {
  const [page, setPage] = useState(1);
  const log = useProcedure(
    'paper.log',
    { offset: (page - 1) * pageSize, limit: pageSize },
    { keep: true, staleTime: 0 },
  );
  return (
    <>
      <div className="page-head">
        <h1 className="page-title">打印记录</h1>
        <span className="quiet">每次打印、另存PDF或者Word均有记录，不能修改或删除。</span>
      </div>
      {log.error ? <FailureAlert error={log.error} onRetry={() => void log.refetch()} /> : null}
      <Table
        size="small"
        rowKey={(entry) => `${entry.at}-${entry.name}-${entry.how}`}
        loading={log.isPending}
        dataSource={[...(log.data?.entries ?? [])]}
        locale={{ emptyText: <Nothing text="还没有打印过。" /> }}
        scroll={{ x: 800 }}
        pagination={{
          current: page,
          pageSize,
          total: log.data?.total ?? 0,
          showSizeChanger: false,
          hideOnSinglePage: true,
          showTotal: (total) => `共 ${formatCount(total)} 条`,
          onChange: setPage,
        }}
        columns={[
          { title: '时间', dataIndex: 'at', width: 150, className: 'number', render: formatInstant },
          { title: '操作人', dataIndex: 'byName', width: 100 },
          { title: '表号', dataIndex: 'form', width: 90 },
          { title: '名称', dataIndex: 'name', ellipsis: true },
          { title: '页数', dataIndex: 'pages', width: 70, align: 'right', className: 'number' },
          { title: '份数', dataIndex: 'copies', width: 70, align: 'right', className: 'number' },
          { title: '方式', dataIndex: 'how', width: 160 },
        ]}
      />
    </>
  );
}
