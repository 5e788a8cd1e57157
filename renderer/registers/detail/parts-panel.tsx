import { PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Table } from 'antd';
import { useState, type ReactElement } from 'react';
import { useLocation } from 'wouter';
import { takesParts } from '../../../domain/locks.ts';
import type { Register } from '../../../domain/register.ts';
import { asRegisterId, registerOf, registers, type RegisterId } from '../../../domain/registers/registers.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { useProcedure } from '../../app/queries.ts';
import { useMayOn, useSession } from '../../app/session.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { formatCount } from '../../shared/format.ts';
import { Nothing } from '../../shared/states.tsx';
import { Cell } from '../list/cell.tsx';
import { columnsOf, defaultColumns, shownColumns } from '../columns.ts';
import type { Labels } from '../labels.ts';
import { RecordAnchor } from '../record-link.tsx';
import type { LoadedRecord } from './detail-head.tsx';

type Row = Output<'records.page'>['rows'][number];

interface Props {
  readonly registerId: RegisterId;
  readonly record: LoadedRecord;
  readonly labels: Labels;
}

/** The records that are part of this one, a table for each kind (整改事项 of a 整改方案). */
export function PartsPanels(props: Props): ReactElement {
  const parts = registers.filter((register: Register) => register.partOf?.register === props.registerId);
  return (
    <>
      {parts.map((part) => (
        <PartsPanel key={part.id} {...props} part={part} />
      ))}
    </>
  );
}

const pageSize = 20;

function PartsPanel({
  registerId,
  record,
  labels,
  part,
}: Props & { readonly part: Register }): ReactElement | null {
  const [, navigate] = useLocation();
  const [page, setPage] = useState(1);
  const may = useMayOn(part);
  const isOurs = record.office === useSession().office.id;
  const id = asRegisterId(part.id);
  const owner = part.partOf?.field ?? '';
  const isOpen =
    !record.void &&
    (isOurs || part.partOf?.byOthers === true) &&
    takesParts(part, registerOf(registerId), record.state);
  const query = {
    register: id,
    filters: [{ field: owner, op: 'in' as const, values: [record.id] }],
    sort: [{ field: 'no', direction: 'asc' as const }],
  };
  const asked = may('read');
  const rows = useProcedure(
    'records.page',
    asked ? { ...query, offset: (page - 1) * pageSize, limit: pageSize } : null,
    { keep: true, staleTime: 0 },
  );
  const totals = useProcedure('records.totals', asked ? query : null, { keep: true, staleTime: 0 });
  if (!asked) return null;
  const total = totals.data?.total ?? 0;
  // Nobody can add what only the program writes, so its absence is nothing to tell.
  if (part.byProgram && total === 0) return null;
  const columns = partColumns(part, owner);
  return (
    <section className="panel">
      <Flex justify="space-between" align="center">
        <h2>
          {part.label}（{formatCount(total)}）
        </h2>
        {may('register') && isOpen ? (
          <Button
            size="small"
            icon={<PlusOutlined />}
            onClick={() => navigate(`/${id}/new/part/${record.id}`)}
          >
            {isOurs && part.partOf?.byOthers ? '登记纸质' : '新增'}
            {part.label}
          </Button>
        ) : null}
      </Flex>
      {rows.error ? <FailureAlert error={rows.error} onRetry={() => void rows.refetch()} /> : null}
      {totals.data && total === 0 ? (
        <Nothing text={`还没有${part.label}。`} />
      ) : (
        <Table<Row>
          size="small"
          rowKey="id"
          dataSource={rows.data?.rows ?? []}
          loading={rows.isPending}
          scroll={{ x: columns.reduce((sum, { width }) => sum + width, 0) }}
          onRow={(row) => ({ className: 'clickable', onClick: () => navigate(`/${id}/${row.id}`) })}
          pagination={{
            current: page,
            pageSize,
            total,
            hideOnSinglePage: true,
            showSizeChanger: false,
            onChange: setPage,
          }}
          columns={columns.map((column) => ({
            key: column.key,
            title: column.label,
            width: column.width,
            ellipsis: true,
            render: (_value: unknown, row: Row) =>
              column.kind === 'no' ? (
                <RecordAnchor register={id} id={row.id} no={row.no} />
              ) : (
                <Cell register={part} column={column} row={row} labels={labels} />
              ),
          }))}
        />
      )}
    </section>
  );
}

/** What the list of the parts shows, without the whole, on whose page it stands. */
function partColumns(part: Register, owner: string): ReturnType<typeof shownColumns> {
  const columns = columnsOf(part, () => false);
  return shownColumns(
    columns,
    defaultColumns(columns).filter(({ field }) => field !== owner),
  );
}
