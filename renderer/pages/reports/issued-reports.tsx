import { Table } from 'antd';
import type { ReactElement } from 'react';
import { useLocation } from 'wouter';
import type { Output } from '../../../preload/contract/contract.ts';
import { useProcedure } from '../../app/queries.ts';
import { formatInstant } from '../../shared/format.ts';
import { Asked, Nothing } from '../../shared/states.tsx';
import { IssuedReport } from './issued-report.tsx';

type Row = Output<'reports.issued'>['reports'][number];

/** 已出具的报表: the list, or the one that is open. */
export function IssuedReports({ opened }: { readonly opened: string | undefined }): ReactElement {
  return opened === undefined ? <IssuedList /> : <IssuedReport key={opened} id={opened} />;
}

function IssuedList(): ReactElement {
  const [, navigate] = useLocation();
  const issued = useProcedure('reports.issued', {});
  const open = ({ id }: Row): void => navigate(`/reports/issued/${id}`);
  return (
    <Asked query={issued}>
      {({ reports }) => (
        <Table
          size="small"
          rowKey="id"
          dataSource={[...reports]}
          pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
          locale={{
            emptyText: <Nothing text="还没有出具过报表。在“本库统计”统计后点“出具”，编号固定保存在这里。" />,
          }}
          onRow={(row) => ({ className: 'clickable', onClick: () => open(row) })}
          columns={[
            {
              title: '编号',
              dataIndex: 'no',
              width: 200,
              className: 'code',
              render: (no: string, row) => (
                <button type="button" className="link-button" onClick={() => open(row)}>
                  {no}
                </button>
              ),
            },
            { title: '报表', dataIndex: 'title', ellipsis: true },
            { title: '统计期', dataIndex: 'period', width: 250, className: 'number' },
            { title: '出具人', dataIndex: 'byName', width: 110, ellipsis: true },
            { title: '出具时间', dataIndex: 'at', width: 140, className: 'number', render: formatInstant },
          ]}
        />
      )}
    </Asked>
  );
}
