import { Alert, Button, Flex, Table, type TableColumnsType } from 'antd';
import { Fragment, type ReactElement, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { registerOf } from '../../../domain/registers/registers.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { useProcedure } from '../../app/queries.ts';
import { usePermission, useSession } from '../../app/session.tsx';
import { OpensList } from '../../registers/list/opens-list.tsx';
import { ToneTag } from '../../registers/state-tag.tsx';
import { EndingCertificates } from '../../shared/ending-certificates.tsx';
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
  const receiptDue: TableColumnsType<Office>[number] = {
    title: '待发回执',
    dataIndex: 'receiptDue',
    width: 110,
    render: (due: number, { office: peer }) =>
      due === 0 ? (
        <span className="quiet">无</span>
      ) : (
        <Flex vertical gap={4} align="start">
          <strong className="number">{due} 个</strong>
          {maySend ? (
            <Button size="small" onClick={() => navigate(`/exchange/send/receipt/${peer}`)}>
              生成回执
            </Button>
          ) : null}
        </Flex>
      ),
  };
  const columns =
    office.level === 'CITY'
      ? [...nameAndState, receiptDue, lastIn, dataUpTo, missing, lastOut]
      : [...nameAndState, lastOut, receiptDue, lastIn, missing];
  return (
    <>
      <WaitingForApproval />
      <Asked query={board}>
        {({ offices }) => (
          <section className="panel">
            {offices
              .filter(({ notResent }) => notResent.length > 0)
              .map((each) => (
                <NotResent key={each.office} {...each} />
              ))}
            {offices
              .filter(({ forks }) => forks.length > 0)
              .map(({ office: peer, name, forks }) => (
                <Alert
                  key={peer}
                  type="error"
                  showIcon
                  className="failure-alert"
                  title={`${name}：${forks.join('、')}有两个不同的内容。`}
                  description="可能是发送一方恢复备份后没有重新起号，也可能有人伪造。请保留介质，先与该单位电话核对。属恢复备份的，收到一方用介质送一份回执，发送一方导入后自动重新起号，重新制作送出；收到一方导入后，此提示消失。"
                />
              ))}
            <EndingCertificates peers={offices} />
            <Table
              size="small"
              rowKey="office"
              dataSource={[...offices]}
              pagination={false}
              scroll={{ x: 1050 }}
              locale={{
                emptyText: (
                  <Nothing text="还没有与其他机关建立数据交换。请安全保密管理员在“网络与证书”中办理入网。" />
                ),
              }}
              columns={columns}
            />
          </section>
        )}
      </Asked>
    </>
  );
}

/** What an office has probably lost since it went back to a backup, each list a click away. */
function NotResent({ name, notResent }: Office): ReactElement {
  return (
    <Alert
      type="warning"
      showIcon
      className="failure-alert"
      title={
        <>
          {name}恢复备份后没有再报送：
          {notResent.map(({ register, count, ids }, at) => {
            const { label, unit } = registerOf(register);
            const filters = [{ field: 'id', op: 'in' as const, values: [...ids] }];
            return (
              <Fragment key={register}>
                {at === 0 ? '' : '、'}
                <OpensList drill={{ register, filters, sort: [] }} title={`查看这些${label}`}>
                  {label} {formatCount(count)} {unit}
                </OpensList>
                {count > ids.length && `（清单列前${formatCount(ids.length)}${unit}）`}
              </Fragment>
            );
          })}
        </>
      }
      description="这些是该单位恢复备份以前报送的，恢复后的数据包里没有，很可能在该单位已经丢失，本办所存的也许是唯一的一份。请逐件与该单位核对，把内容告知其补录；分几个数据包报送的，等全部收到后再看。再次报送以前照常计入统计。"
    />
  );
}

function when(no: string | null, at: number | null): ReactNode {
  if (no === null || at === null) return <span className="quiet">还没有</span>;
  return (
    <>
      <span className="board-number">{no}</span>
      <div className="quiet number">{formatInstant(at)}</div>
    </>
  );
}

const nameAndState: TableColumnsType<Office> = [
  { title: '单位', dataIndex: 'name', width: 150, fixed: 'left' },
  {
    title: '状态',
    dataIndex: 'text',
    width: 160,
    className: 'board-state',
    render: (text: string, { tone }) => <ToneTag tone={tone} text={text} />,
  },
];

const missing: TableColumnsType<Office>[number] = {
  title: '缺号',
  dataIndex: 'missing',
  width: 110,
  render: (numbers: readonly string[]) =>
    numbers.length === 0 ? (
      <span className="quiet">无</span>
    ) : (
      <span className="missing-numbers">{numbers.join('；')}</span>
    ),
};

const lastIn: TableColumnsType<Office>[number] = {
  title: '最近收到',
  width: 205,
  render: (_, { lastInNo, lastInAt }) => when(lastInNo, lastInAt),
};

/** 其中未移交 1 个、在途 1 个: where the carriers of unanswered packages are. */
function carriersText(
  all: number,
  { inTransit, signedFor }: Pick<Office, 'inTransit' | 'signedFor'>,
): string {
  const counts = [
    ['未移交', all - inTransit - signedFor],
    ['在途', inTransit],
    ['已签收', signedFor],
  ] as const;
  const shown = counts.filter(([, count]) => count > 0).map(([word, count]) => `${word} ${count} 个`);
  return shown.length === 0 ? '' : `其中${shown.join('、')}`;
}

const lastOut: TableColumnsType<Office>[number] = {
  title: '最近发出',
  width: 205,
  render: (_, { lastOutNo, lastOutAt, refused, unacknowledged, oldestUnacknowledgedAt, ...carriers }) => (
    <>
      {when(lastOutNo, lastOutAt)}
      {refused === 0 ? null : (
        <div className="unacknowledged">{formatCount(refused)} 条被对方拒收，见“发出的数据包”中该包</div>
      )}
      {unacknowledged === 0 ? null : (
        <div className="unacknowledged">
          {unacknowledged} 个未收到回执
          {oldestUnacknowledgedAt === null
            ? ''
            : `，最早 ${formatInstant(oldestUnacknowledgedAt).slice(0, 10)}`}
          <div>{carriersText(unacknowledged, carriers)}</div>
        </div>
      )}
    </>
  ),
};

const dataUpTo: TableColumnsType<Office>[number] = {
  title: '数据截至',
  dataIndex: 'dataUpTo',
  width: 135,
  render: (at: number | null, { petitions }) =>
    at === null ? (
      <span className="quiet">无数据</span>
    ) : (
      <>
        <span className="number">{formatInstant(at)}</span>
        {petitions > 0 ? <div className="quiet">信访件 {formatCount(petitions)} 件</div> : null}
      </>
    ),
};
