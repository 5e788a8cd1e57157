import { PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Table } from 'antd';
import { useState, type ReactElement } from 'react';
import type { OfficeTable } from '../../../domain/office-tables/office-table.ts';
import { officeTables } from '../../../domain/office-tables/tables.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { useProcedure } from '../../app/queries.ts';
import { usePermission } from '../../app/session.tsx';
import { textOf, useLabels } from '../../registers/labels.ts';
import { Asked, Nothing } from '../../shared/states.tsx';
import { OfficeRowDialog } from './office-row-dialog.tsx';
import './reference.css';
import { validityText, VerifiedTag } from './verified-tag.tsx';

type Row = Output<'tables.all'>['rows'][number];

/** 计划与编组规则: avoidance, weights and what a group needs, a table each. */
export function OfficeTablesTab(): ReactElement {
  const all = useProcedure('tables.all', {}, { staleTime: 0 });
  return (
    <Asked query={all}>
      {({ rows }) => (
        <>
          {officeTables.map((table) => (
            <OneTable key={table.id} table={table} rows={rows.filter((row) => row.table === table.id)} />
          ))}
        </>
      )}
    </Asked>
  );
}

function OneTable({
  table,
  rows,
}: {
  readonly table: OfficeTable;
  readonly rows: readonly Row[];
}): ReactElement {
  const mayEdit = usePermission('reference.edit');
  const labels = useLabels();
  const [edited, setEdited] = useState<Row | 'new' | null>(null);
  return (
    <section className="office-table" aria-label={table.label}>
      <Flex className="toolbar" gap="small" align="center">
        <strong>{table.label}</strong>
        <span className="quiet grow">{table.help}</span>
        {mayEdit && table.grows ? (
          <Button icon={<PlusOutlined />} onClick={() => setEdited('new')}>
            新增
          </Button>
        ) : null}
      </Flex>
      <Table<Row>
        size="small"
        rowKey="code"
        dataSource={rows.toSorted((left, right) => left.sort - right.sort)}
        pagination={false}
        scroll={{ x: 900 }}
        locale={{ emptyText: <Nothing text="还没有登记。" /> }}
        columns={[
          { title: '名称', dataIndex: 'label', width: 150 },
          ...table.fields.map((field) => ({
            title: field.label,
            key: field.key,
            render: (_: unknown, { values }: Row) => textOf(field, values[field.key], labels) || '—',
          })),
          {
            title: '核对',
            dataIndex: 'verified',
            width: 84,
            render: (verified: boolean) => <VerifiedTag verified={verified} />,
          },
          { title: '依据', dataIndex: 'basis', width: 200, ellipsis: true },
          {
            title: '使用期',
            width: 120,
            render: (_: unknown, { validFrom, validTo }: Row) => validityText(validFrom, validTo),
          },
          ...(mayEdit
            ? [
                {
                  title: '',
                  key: 'edit',
                  width: 70,
                  render: (_: unknown, row: Row) => (
                    <Button size="small" aria-label={`修改${row.label}`} onClick={() => setEdited(row)}>
                      修改
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {edited ? (
        <OfficeRowDialog
          table={table}
          row={edited === 'new' ? null : edited}
          siblings={rows}
          labels={labels}
          onClose={() => setEdited(null)}
        />
      ) : null}
    </section>
  );
}
