import { Table, type TableColumnsType } from 'antd';
import type { ReactElement } from 'react';
import { Nothing } from '../../shared/states.tsx';
import { editColumns, validityColumn, verifiedColumn } from './row-columns.tsx';

/** What every row of the office's own tables says beside its content. */
interface OwnRow {
  readonly code: string;
  readonly label: string;
  readonly sort: number;
  readonly verified: boolean;
  readonly basis: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

interface Props<Row> {
  readonly rows: readonly Row[];
  readonly nameWidth: number;
  /** The columns between the name and what all rows have. */
  readonly content: TableColumnsType<Row>;
  readonly onEdit: ((row: Row) => void) | null;
}

/** Rows that the office keeps itself, in its order. */
export function RowTable<Row extends OwnRow>({ rows, nameWidth, content, onEdit }: Props<Row>): ReactElement {
  return (
    <Table<Row>
      size="small"
      rowKey="code"
      dataSource={rows.toSorted((left, right) => left.sort - right.sort)}
      pagination={false}
      scroll={{ x: 900 }}
      locale={{ emptyText: <Nothing text="还没有登记。" /> }}
      columns={[
        { title: '名称', dataIndex: 'label', width: nameWidth },
        ...content,
        verifiedColumn(),
        { title: '依据', dataIndex: 'basis', width: 200, ellipsis: true },
        validityColumn(120),
        ...editColumns(onEdit, ({ label }) => `修改${label}`),
      ]}
    />
  );
}
