import { PlusOutlined } from '@ant-design/icons';
import { Button, Flex } from 'antd';
import { useState, type ReactElement } from 'react';
import { columnChoice } from '../../../domain/registers/rect-item/lists.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { useProcedure } from '../../app/queries.ts';
import { usePermission } from '../../app/session.tsx';
import { Asked } from '../../shared/states.tsx';
import { ListDialog, SetDialog } from './ledger-list-dialogs.tsx';
import './reference.css';
import { RowTable } from './row-table.tsx';

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
        nameWidth={220}
        content={[
          {
            title: '栏目（从左到右）',
            render: (_, { columns }) => columns.map(({ key }) => columnChoice(key)?.label ?? key).join('、'),
          },
        ]}
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
        nameWidth={220}
        content={[
          {
            title: '清单（按打印次序）',
            render: (_, { lists: of }) => of.map((code) => labels.get(code) ?? code).join('、'),
          },
        ]}
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
