import { Button, Flex, Table, type TableColumnsType } from 'antd';
import type { ReactElement, ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { Output } from '../../../preload/contract/contract.ts';
import { useProcedure } from '../../app/queries.ts';
import { usePermission, useSession } from '../../app/session.tsx';
import { ToneTag } from '../../registers/state-tag.tsx';
import { formatCount, formatInstant } from '../../shared/format.ts';
import { Asked, Nothing } from '../../shared/states.tsx';
import './exchange.css';
import { WaitingForApproval } from './waiting-for-approval.tsx';

type Office = Output<'exchange.board'>['offices'][number];

/** City: what has arrived from each office and what is missing. County: what the city has acknowledged. */
export function Board(): ReactElement {
  const board = useProcedure('exchange.board', {}, { staleTime: 0 });
  const { office } = useSession();
  const maySend = usePermission('exchange.prepare');
  const [, navigate] = useLocation();
  const answer = (peer: string): void => navigate(`/exchange/send/receipt/${peer}`);
  const columns = office.level === 'CITY' ? cityColumns : countyColumns;
  return (
    <>
      <WaitingForApproval />
      <Asked query={board}>
        {({ offices }) => (
          <section className="panel">
            <Table
              size="small"
              rowKey="office"
              dataSource={[...offices]}
              pagination={false}
              scroll={{ x: 1040 }}
              locale={{
                emptyText: (
                  <Nothing text="还没有与其他机关建立数据交换。请安全保密管理员在“网络与证书”中办理入网。" />
                ),
              }}
              columns={[
                ...columns,
                {
                  title: '待发回执',
                  dataIndex: 'receiptDue',
                  width: 130,
                  render: (due: number, { office: peer }) =>
                    due === 0 ? (
                      <span className="quiet">无</span>
                    ) : (
                      <Flex gap="small" align="center">
                        <strong className="number">{due} 个</strong>
                        {maySend ? (
                          <Button size="small" onClick={() => answer(peer)}>
                            生成回执
                          </Button>
                        ) : null}
                      </Flex>
                    ),
                },
              ]}
            />
          </section>
        )}
      </Asked>
    </>
  );
}

function when(no: string | null, at: number | null): ReactNode {
  if (no === null || at === null) return <span className="quiet">还没有</span>;
  return (
    <>
      <span className="code">{no}</span>
      <div className="quiet number">{formatInstant(at)}</div>
    </>
  );
}

const nameAndState: TableColumnsType<Office> = [
  { title: '单位', dataIndex: 'name', width: 190, fixed: 'left' },
  {
    title: '状态',
    dataIndex: 'text',
    width: 190,
    className: 'board-state',
    render: (text: string, { tone }) => <ToneTag tone={tone} text={text} />,
  },
];

const missing: TableColumnsType<Office>[number] = {
  title: '缺号',
  dataIndex: 'missing',
  width: 170,
  render: (numbers: readonly string[]) =>
    numbers.length === 0 ? (
      <span className="quiet">无</span>
    ) : (
      <span className="missing-numbers" title={numbers.join('\n')}>
        缺 {numbers.length} 个：{numbers.slice(0, 3).join('、')}
        {numbers.length > 3 ? '…' : ''}
      </span>
    ),
};

const unacknowledged: TableColumnsType<Office>[number] = {
  title: '对方未确认',
  dataIndex: 'unacknowledged',
  width: 150,
  render: (count: number, { oldestUnacknowledgedAt }) =>
    count === 0 ? (
      <span className="quiet">无</span>
    ) : (
      <>
        <strong className="number">{count} 个</strong>
        {oldestUnacknowledgedAt === null ? null : (
          <div className="quiet number">最早 {formatInstant(oldestUnacknowledgedAt)}</div>
        )}
      </>
    ),
};

const lastIn: TableColumnsType<Office>[number] = {
  title: '最近收到',
  width: 230,
  render: (_, { lastInNo, lastInAt }) => when(lastInNo, lastInAt),
};

const lastOut: TableColumnsType<Office>[number] = {
  title: '最近发出',
  width: 230,
  render: (_, { lastOutNo, lastOutAt }) => when(lastOutNo, lastOutAt),
};

const cityColumns: TableColumnsType<Office> = [
  ...nameAndState,
  lastIn,
  {
    title: '数据截至',
    dataIndex: 'dataUpTo',
    width: 140,
    className: 'number',
    render: (at: number | null) => (at === null ? <span className="quiet">无数据</span> : formatInstant(at)),
  },
  {
    title: '信访件',
    dataIndex: 'petitions',
    width: 80,
    align: 'right',
    className: 'number',
    render: formatCount,
  },
  missing,
  lastOut,
  unacknowledged,
];

const countyColumns: TableColumnsType<Office> = [...nameAndState, lastOut, unacknowledged, lastIn, missing];
