import { UnorderedListOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactElement } from 'react';
import { rowsStillToList, type ListedRows } from '../../../domain/listed-rows.ts';
import { rowsAt } from '../../../domain/office-tables/office-table.ts';
import type { ChildRow, Values } from '../../../domain/register.ts';
import { useProcedure } from '../../app/queries.ts';
import { todayInChina } from '../../shared/format.ts';

interface Props {
  readonly listed: ListedRows;
  readonly around: Values;
  readonly rows: readonly ChildRow[];
  readonly onList: (rows: readonly Values[]) => void;
}

/** Adds what the office's table lists and the record does not have yet; nothing while there is nothing to add. */
export function ListedRowsButton({ listed, around, rows, onList }: Props): ReactElement | null {
  const all = useProcedure('tables.all', {});
  const today = todayInChina();
  const open = rowsStillToList(listed, around, (table) => rowsAt(all.data?.rows ?? [], table, today), rows);
  if (open.length === 0) return null;
  return (
    <Button type="dashed" size="small" icon={<UnorderedListOutlined />} onClick={() => onList(open)}>
      {listed.label}（{open.length}项）
    </Button>
  );
}
