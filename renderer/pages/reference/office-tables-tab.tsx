import { PlusOutlined } from '@ant-design/icons';
import { Button, Flex } from 'antd';
import { useState, type ReactElement } from 'react';
import type { OfficeTable } from '../../../domain/office-tables/office-table.ts';
import { officeTables } from '../../../domain/office-tables/tables.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { useProcedure } from '../../app/queries.ts';
import { usePermission } from '../../app/session.tsx';
import { textOf, useLabels } from '../../registers/labels.ts';
import { Asked } from '../../shared/states.tsx';
import { OfficeRowDialog } from './office-row-dialog.tsx';
import './reference.css';
import { RowTable } from './row-table.tsx';

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
      <RowTable<Row>
        rows={rows}
        nameWidth={150}
        content={table.fields.map((field) => ({
          title: field.label,
          key: field.key,
          render: (_, { values }) => textOf(field, values[field.key], labels) || '—',
        }))}
        onEdit={mayEdit ? setEdited : null}
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
