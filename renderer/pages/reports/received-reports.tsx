import { ArrowLeftOutlined } from '@ant-design/icons';
import { Button, Table } from 'antd';
import { useState, type ReactElement } from 'react';
import { rowHeading } from '../../../domain/statistics/reports.ts';
import type { Input, Output } from '../../../preload/contract/contract.ts';
import { useProcedure } from '../../app/queries.ts';
import { formatInstant } from '../../shared/format.ts';
import { Asked, Nothing } from '../../shared/states.tsx';
import { ReportSheet } from './report-sheet.tsx';

type Row = Output<'reports.received'>['reports'][number];

/** 收到的报表: as the offices sent them; the letters behind their numbers stay with those offices. */
export function ReceivedReports(): ReactElement {
  const received = useProcedure('reports.received', {}, { staleTime: 0 });
  const [opened, setOpened] = useState<Row | null>(null);
  if (opened) return <ReceivedReport row={opened} onBack={() => setOpened(null)} />;
  return (
    <Asked query={received}>
      {({ reports }) => (
        <Table
          size="small"
          rowKey={keyOf}
          dataSource={[...reports]}
          pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
          locale={{
            emptyText: <Nothing text="还没有收到报表。其他单位报送的统计报表包接收入库后在这里查看。" />,
          }}
          onRow={(row) => ({ className: 'clickable', onClick: () => setOpened(row) })}
          columns={[
            { title: '报送单位', dataIndex: 'officeName', ellipsis: true },
            {
              title: '报表',
              dataIndex: 'title',
              ellipsis: true,
              render: (title: string, row) => (
                <button type="button" className="link-button" onClick={() => setOpened(row)}>
                  {row.report}　{title}
                </button>
              ),
            },
            { title: '统计期', dataIndex: 'period', width: 250, className: 'number' },
            { title: '数据包', dataIndex: 'packageNo', width: 235, className: 'code' },
            { title: '收到时间', dataIndex: 'at', width: 140, className: 'number', render: formatInstant },
          ]}
        />
      )}
    </Asked>
  );
}

const keyOf = ({ office, report, period }: Row): string => `${office}/${report}/${period}`;

interface ReportProps {
  readonly row: Row;
  readonly onBack: () => void;
}

function ReceivedReport({ row, onBack }: ReportProps): ReactElement {
  const key: Input<'reports.receivedOne'> = { office: row.office, report: row.report, period: row.period };
  const query = useProcedure('reports.receivedOne', key);
  return (
    <>
      <div className="toolbar">
        <Button icon={<ArrowLeftOutlined />} onClick={onBack}>
          返回收到的报表
        </Button>
        <span className="quiet">
          　{row.officeName}报送，数据包 <span className="code">{row.packageNo}</span>，
          {formatInstant(row.at)}收到。如需核对明细，请向报送单位了解。
        </span>
      </div>
      <Asked query={query}>
        {(report) => <ReportSheet report={report} rowTitle={rowHeading(report.report, 'month')} />}
      </Asked>
    </>
  );
}
