import { Table } from 'antd';
import type { ReactElement } from 'react';
import { countLabel } from '../../../domain/packages.ts';
import { asRegisterId } from '../../../domain/registers/registers.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { useProcedure } from '../../app/queries.ts';
import { RecordAnchor } from '../../registers/record-link.tsx';
import { formatCount } from '../../shared/format.ts';
import { Asked } from '../../shared/states.tsx';
import type { PackageRow } from './package-kinds.ts';

type Refusal = Output<'packages.refusals'>['refusals'][number];

/** Which records of a package were refused, why, and what to do; nothing where none were. */
export function RefusedRecords({ item }: { readonly item: PackageRow }): ReactElement {
  const refused = useProcedure('packages.refusals', { package: item.id }, { staleTime: 0 });
  return (
    <Asked query={refused}>
      {({ refusals, unlisted }) =>
        refusals.length + unlisted === 0 ? null : (
          <section className="slip">
            <div className="slip-head">
              <h3>未接收的记录</h3>
            </div>
            {refusals.length === 0 ? null : <RefusalTable item={item} refusals={refusals} />}
            {unlisted === 0 ? null : <p className="quiet">{unlistedText(item, refusals.length, unlisted)}</p>}
          </section>
        )
      }
    </Asked>
  );
}

function RefusalTable({
  item,
  refusals,
}: {
  readonly item: PackageRow;
  readonly refusals: readonly Refusal[];
}): ReactElement {
  const isSent = item.direction === 'out';
  return (
    <Table
      size="small"
      rowKey="place"
      dataSource={refusals.map((each, place) => ({ ...each, place }))}
      pagination={refusals.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
      columns={[
        { title: '登记簿', dataIndex: 'register', width: 96, render: countLabel },
        {
          title: '编号',
          dataIndex: 'no',
          width: 180,
          render: (no: string, { register, id }) =>
            id === null ? (
              <span className="number">{no}</span>
            ) : (
              <RecordAnchor register={asRegisterId(register)} id={id} no={no} />
            ),
        },
        { title: isSent ? '对方说明' : '原因', dataIndex: 'reason' },
        ...(isSent ? [{ title: '办法', dataIndex: 'advice' }] : []),
      ]}
    />
  );
}

function unlistedText({ direction }: PackageRow, listed: number, unlisted: number): string {
  const rest = `${listed === 0 ? '有' : '另有'}${formatCount(unlisted)}条`;
  if (direction === 'in') return `${rest}没有列出。`;
  return listed === 0
    ? `${rest}未接收，回执没有列明是哪些（纸质回执只有件数，对方软件版本较旧的也不列明）：请对方另送介质上的回执，或者与对方核对。`
    : `${rest}没有列出，更正以上各条、重新发送后再看。`;
}
