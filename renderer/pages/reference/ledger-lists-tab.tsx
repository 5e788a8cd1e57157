import { PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Table } from 'antd';
import { useState, type ReactElement } from 'react';
import { columnChoice } from '../../../domain/registers/rect-item/lists.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { useProcedure } from '../../app/queries.ts';
import { usePermission } from '../../app/session.tsx';
import { Asked, Nothing } from '../../shared/states.tsx';
import { ListDialog, SetDialog } from './ledger-list-dialogs.tsx';
import './reference.css';
import { validityText, VerifiedTag } from './verified-tag.tsx';

type All = Output<'ledgerLists.all'>;
type LedgerList = All['lists'][number];
type ListSet = All['sets'][number];

/** 整改清单: which lists are printed of the ledger, with which columns, and which go together. */
export function LedgerListsTab(): ReactElement {
  const all = useProcedure('ledgerLists.all', {}, { staleTime: 0 });
  return <Asked query={all}>{(data) => <Lists all={data} />}</Asked>;
}

function Lists({ all: { lists, sets } }: { readonly all: All }): ReactElement {
  const mayEdit = usePermission('reference.edit');
  const [list, setList] = useState<LedgerList | 'new' | null>(null);
  const [set, setSet] = useState<ListSet | 'new' | null>(null);
  const labels = new Map(lists.map(({ code, label }) => [code, label]));
  return (
    <>
      <Section
        title="清单"
        hint="各张清单都取自同一本整改台账，只是栏目不同；打印、导出照这里的栏目和宽度。"
        onAdd={mayEdit ? () => setList('new') : null}
        addLabel="新增清单"
      />
      <RowTable
        rows={lists}
        content="栏目（从左到右）"
        text={({ columns }) => columns.map(({ key }) => columnChoice(key)?.label ?? key).join('、')}
        onEdit={mayEdit ? setList : null}
      />
      <Section
        title="清单组合"
        hint="打印时选一套组合，就依次印出其中的各张清单。"
        onAdd={mayEdit ? () => setSet('new') : null}
        addLabel="新增组合"
      />
      <RowTable
        rows={sets}
        content="清单（按打印次序）"
        text={({ lists: of }) => of.map((code) => labels.get(code) ?? code).join('、')}
        onEdit={mayEdit ? setSet : null}
      />
      {list ? (
        <ListDialog list={list === 'new' ? null : list} siblings={lists} onClose={() => setList(null)} />
      ) : null}
      {set ? (
        <SetDialog
          set={set === 'new' ? null : set}
          siblings={sets}
          lists={lists}
          onClose={() => setSet(null)}
        />
      ) : null}
    </>
  );
}

interface SectionProps {
  readonly title: string;
  readonly hint: string;
  readonly addLabel: string;
  readonly onAdd: (() => void) | null;
}

function Section({ title, hint, addLabel, onAdd }: SectionProps): ReactElement {
  return (
    <Flex className="toolbar" gap="small" align="center" wrap>
      <strong>{title}</strong>
      <span className="quiet">{hint}</span>
      <span className="grow" />
      {onAdd ? (
        <Button icon={<PlusOutlined />} onClick={onAdd}>
          {addLabel}
        </Button>
      ) : null}
    </Flex>
  );
}

interface RowTableProps<Row> {
  readonly rows: readonly Row[];
  readonly content: string;
  readonly text: (row: Row) => string;
  readonly onEdit: ((row: Row) => void) | null;
}

function RowTable<Row extends LedgerList | ListSet>({
  rows,
  content,
  text,
  onEdit,
}: RowTableProps<Row>): ReactElement {
  return (
    <Table<Row>
      size="small"
      rowKey="code"
      dataSource={rows.toSorted((a, b) => a.sort - b.sort)}
      pagination={false}
      scroll={{ x: 900 }}
      locale={{ emptyText: <Nothing text="还没有登记。" /> }}
      columns={[
        { title: '名称', dataIndex: 'label', width: 220 },
        { title: content, render: (_, row) => text(row) },
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
          render: (_, { validFrom, validTo }) => validityText(validFrom, validTo),
        },
        ...(onEdit
          ? [
              {
                title: '',
                width: 70,
                render: (_: unknown, row: Row) => (
                  <Button size="small" aria-label={`修改${row.label}`} onClick={() => onEdit(row)}>
                    修改
                  </Button>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
