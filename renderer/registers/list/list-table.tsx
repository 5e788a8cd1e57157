import { Table, type TableColumnType } from 'antd';
import {
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
} from 'react';
import { useLocation } from 'wouter';
import type { Register } from '../../../domain/register.ts';
import type { Column, ShownColumn } from '../columns.ts';
import type { RegisterId } from '../../../domain/registers/registers.ts';
import type { Labels } from '../labels.ts';
import { Cell, type Row } from './cell.tsx';
import { columnFilter } from './column-filter.tsx';
import { HeaderCell } from './header-cell.tsx';
import { listKeyEffect } from './list-keys.ts';
import type { ListAction, ListState, Query } from './list-state.ts';

interface Props {
  readonly register: Register;
  readonly id: RegisterId;
  readonly rows: readonly Row[];
  readonly loading: boolean;
  readonly columns: readonly Column[];
  readonly labels: Labels;
  readonly state: ListState;
  readonly act: (action: ListAction) => void;
  readonly query: Query;
  readonly lastPage: boolean;
  readonly setColumns: (columns: readonly ShownColumn[]) => void;
  readonly empty: ReactNode;
}

const selectionWidth = 40;
/** Height of the heading row. */
const tableFrame = 34;

/** The rows: one page at a time, the first two columns frozen, everything reachable by keyboard. */
export function ListTable(props: Props): ReactElement {
  const { register, id, rows, columns, state, act } = props;
  const [, navigate] = useLocation();
  const [box, setBox] = useState({ width: 0, height: 0 });
  const area = useRef<HTMLDivElement>(null);
  useSize(area, setBox);
  const at = rows.findIndex((row) => row.id === state.active);

  useEffect(() => {
    if (state.active !== null)
      document.getElementById(`row-${state.active}`)?.scrollIntoView({ block: 'nearest' });
  }, [state.active]);

  useEffect(() => {
    // The hidden row that measures the columns repeats the heading's checkbox; nobody must be able to reach that.
    area.current?.querySelector('.ant-table-measure-row')?.setAttribute('inert', '');
  });

  const open = (rowId: string): void => {
    act({ type: 'active', active: rowId });
    navigate(`/${id}/${rowId}`);
  };
  const press = (event: KeyboardEvent): void => pressKey(event, props, at, open);
  const tableColumns = useTableColumns(props, box.width);
  const total = columns.reduce((sum, column) => sum + column.width, selectionWidth);
  return (
    <div
      ref={area}
      className="list-area"
      tabIndex={0}
      role="group"
      aria-label={`${register.label}列表，用上下方向键移动，回车打开，空格选中`}
      onKeyDown={press}
    >
      <Table<Row>
        size="small"
        bordered
        rowKey="id"
        tableLayout="fixed"
        dataSource={[...rows]}
        columns={tableColumns}
        components={{ header: { cell: HeaderCell } }}
        pagination={false}
        loading={props.loading}
        // Without rows nothing else in it could take the focus that scrolling by keyboard needs.
        locale={{ emptyText: <div tabIndex={0}>{props.empty}</div> }}
        scroll={{ x: total, y: Math.max(160, box.height - tableFrame) }}
        rowSelection={{
          columnWidth: selectionWidth,
          fixed: true,
          selectedRowKeys: state.everything ? rows.map((row) => row.id) : [...state.selected],
          preserveSelectedRowKeys: true,
          onChange: (keys) => act({ type: 'select', selected: keys.map(String) }),
          getCheckboxProps: (row) => ({ 'aria-label': `选中 ${row.no}`, tabIndex: -1 }),
        }}
        rowClassName={(row) => `${row.id === state.active ? 'row-active' : ''}${row.void ? ' row-void' : ''}`}
        onRow={(row) => ({
          id: `row-${row.id}`,
          onClick: () => {
            if (document.getSelection()?.isCollapsed !== false) act({ type: 'active', active: row.id });
          },
          onDoubleClick: () => open(row.id),
        })}
        onChange={(_pages, _filters, sorter) => {
          const one = Array.isArray(sorter) ? sorter[0] : sorter;
          const field = one?.columnKey === undefined ? undefined : String(one.columnKey);
          act({
            type: 'sort',
            sort: field && one?.order ? [{ field, direction: one.order === 'ascend' ? 'asc' : 'desc' }] : [],
          });
        }}
      />
    </div>
  );
}

/** Carries out what a key does; keys typed into filters and menus are theirs. */
function pressKey(event: KeyboardEvent, props: Props, at: number, open: (rowId: string) => void): void {
  const { rows, state, act, lastPage } = props;
  if (
    event.target instanceof HTMLElement &&
    event.target.closest('input, textarea, .ant-dropdown, .ant-popover')
  ) {
    if (!(event.target instanceof HTMLInputElement && event.target.type === 'checkbox')) return;
  }
  const { key, ctrlKey, altKey, nativeEvent } = event;
  const effect = listKeyEffect(
    { key, ctrlKey, altKey, isComposing: nativeEvent.isComposing },
    at,
    rows.length,
  );
  if (!effect) return;
  event.preventDefault();
  const row = rows[at];
  if (effect.do === 'move') act({ type: 'active', active: rows[effect.to]?.id ?? null });
  else if (effect.do === 'open' && row) open(row.id);
  else if (effect.do === 'toggle' && row) act({ type: 'select', selected: toggled(state.selected, row.id) });
  else if (effect.do === 'page') {
    const page = state.page + effect.by;
    if (page >= 0 && (effect.by < 0 || !lastPage)) act({ type: 'page', page });
  }
}

function cellClass(column: Column): string {
  if (column.kind === 'nextDue') return 'due';
  return column.right || column.kind === 'no' || column.field?.type === 'date' ? 'number' : '';
}

function toggled(selected: readonly string[], id: string): readonly string[] {
  return selected.includes(id) ? selected.filter((one) => one !== id) : [...selected, id];
}

function useSize(
  area: { readonly current: HTMLElement | null },
  set: (box: { readonly width: number; readonly height: number }) => void,
): void {
  useEffect(() => {
    const target = area.current;
    if (!target) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry)
        set({ width: Math.floor(entry.contentRect.width), height: Math.floor(entry.contentRect.height) });
    });
    observer.observe(target);
    return () => observer.disconnect();
  }, [area, set]);
}

function useTableColumns(props: Props, boxWidth: number): TableColumnType<Row>[] {
  const { register, id, columns, labels, state, act, query, setColumns } = props;
  const [, navigate] = useLocation();
  const total = columns.reduce((sum, column) => sum + column.width, selectionWidth);
  const spare = Math.max(0, boxWidth - total - 2);
  return useMemo(() => {
    const widest = columns.reduce(
      (best, column, index) => (column.width > (columns[best]?.width ?? 0) ? index : best),
      0,
    );
    return columns.map((column, index): TableColumnType<Row> => {
      const sort = state.sort.find(({ field }) => field === column.key);
      const width = column.width + (index === widest ? spare : 0);
      return {
        key: column.key,
        title: column.label,
        width,
        ...(index < 2 ? { fixed: 'start' as const } : {}),
        ellipsis: column.kind !== 'no' && column.kind !== 'state' && column.kind !== 'nextDue',
        ...(column.right ? { align: 'right' as const } : {}),
        className: cellClass(column),
        sorter: column.sortable,
        sortOrder: sort ? (sort.direction === 'asc' ? 'ascend' : 'descend') : null,
        showSorterTooltip: false,
        onHeaderCell: () => ({
          width,
          onResized: (next: number) =>
            setColumns(
              columns.map((one) => ({ field: one.key, width: one.key === column.key ? next : one.width })),
            ),
        }),
        ...columnFilter({ register, column, labels, state, act, query }),
        render: (_value, row) =>
          column.kind === 'no' ? (
            <a
              href={`#/${id}/${row.id}`}
              tabIndex={-1}
              onClick={(event) => {
                event.preventDefault();
                act({ type: 'active', active: row.id });
                navigate(`/${id}/${row.id}`);
              }}
            >
              {row.no}
            </a>
          ) : (
            <Cell register={register} column={column} row={row} labels={labels} />
          ),
      };
    });
  }, [register, id, columns, labels, state, act, query, setColumns, navigate, spare]);
}
