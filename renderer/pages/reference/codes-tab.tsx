import { PlusOutlined } from '@ant-design/icons';
import { App, Button, Checkbox, Flex, Input, Menu, Table } from 'antd';
import { useState, type ReactElement } from 'react';
import { parentListOf } from '../../../domain/codes/parents.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { useMutationProcedure, useProcedure } from '../../app/queries.ts';
import { usePermission } from '../../app/session.tsx';
import { Asked, Nothing } from '../../shared/states.tsx';
import { CodeDialog } from './code-dialog.tsx';
import { ImportButton } from './import-button.tsx';
import './reference.css';
import { editColumns, validityColumn, verifiedColumn } from './row-columns.tsx';

type All = Output<'codes.all'>;
type Code = All['codes'][number];

/** 代码表: every list with the basis of each code; what is still to be checked is marked. */
export function CodesTab(): ReactElement {
  const all = useProcedure('codes.all', {}, { staleTime: 0 });
  return <Asked query={all}>{(data) => <CodeLists all={data} />}</Asked>;
}

function CodeLists({ all }: { readonly all: All }): ReactElement {
  const [chosen, setChosen] = useState(() => all.lists[0]?.id ?? '');
  const [search, setSearch] = useState('');
  const [unverified, setUnverified] = useState(false);
  const [editing, setEditing] = useState<Code | 'new' | null>(null);
  const mayEdit = usePermission('reference.edit');
  const list = all.lists.find(({ id }) => id === chosen);
  const own = all.codes.filter((code) => code.list === chosen).sort((a, b) => a.sort - b.sort);
  const shown = own.filter(
    ({ code, label, synonyms, verified }) =>
      (!unverified || !verified) &&
      (search === '' || [code, label, ...synonyms].some((text) => text.includes(search))),
  );
  const parents = all.codes.filter((code) => code.list === parentListOf(chosen));
  if (!list) return <Nothing text="还没有代码表。" />;
  return (
    <div className="code-lists">
      <Menu
        className="code-menu"
        mode="inline"
        selectedKeys={[chosen]}
        onClick={({ key }) => {
          setChosen(key);
          setSearch('');
        }}
        items={all.lists.map(({ id, label }) => ({ key: id, label }))}
      />
      <section>
        <Flex className="toolbar" gap="small" align="center" wrap>
          <strong>{list.label}</strong>
          <Input.Search
            aria-label="在代码表中查找"
            className="audit-search"
            allowClear
            placeholder="代码、名称、同义词"
            value={search}
            onChange={({ target }) => setSearch(target.value.trim())}
          />
          <Checkbox checked={unverified} onChange={({ target }) => setUnverified(target.checked)}>
            只看待核
          </Checkbox>
          <span className="quiet">
            {shown.length} / {own.length} 条
          </span>
          <span className="grow" />
          <ImportCodes list={list} />
          {mayEdit ? (
            <Button icon={<PlusOutlined />} onClick={() => setEditing('new')}>
              新增代码
            </Button>
          ) : null}
        </Flex>
        <CodeTable codes={shown} parents={parents} onEdit={mayEdit ? setEditing : null} />
      </section>
      {editing ? (
        <CodeDialog
          list={list}
          code={editing === 'new' ? null : editing}
          siblings={own}
          parents={parents}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </div>
  );
}

function ImportCodes({ list }: { readonly list: All['lists'][number] }): ReactElement {
  const { message } = App.useApp();
  const read = useMutationProcedure('codes.import', ['codes']);
  const take = async (file: string): Promise<void> => {
    const { added, changed, same } = await read.mutateAsync({ list: list.id, file });
    void message.success(`“${list.label}”新增${added}条、补充${changed}条，相同${same}条。新增的为待核。`, 6);
  };
  return <ImportButton label="从表格导入" purpose="spreadsheet" busy={read.isPending} onPicked={take} />;
}

interface TableProps {
  readonly codes: readonly Code[];
  readonly parents: readonly Code[];
  readonly onEdit: ((code: Code) => void) | null;
}

function CodeTable({ codes, parents, onEdit }: TableProps): ReactElement {
  const parentLabel = (parent: string | null): string =>
    parent === null ? '' : (parents.find(({ code }) => code === parent)?.label ?? parent);
  const hasParents = codes.some(({ parent }) => parent !== null);
  return (
    <Table<Code>
      size="small"
      rowKey="code"
      dataSource={[...codes]}
      pagination={codes.length > 100 ? { pageSize: 100, showSizeChanger: false } : false}
      scroll={{ x: 860 }}
      locale={{ emptyText: <Nothing text="没有符合条件的代码。" /> }}
      columns={[
        { title: '代码', dataIndex: 'code', width: 150, className: 'code' },
        { title: '名称', dataIndex: 'label', width: 190 },
        ...(hasParents
          ? [
              {
                title: '上级',
                dataIndex: 'parent',
                width: 130,
                render: (parent: string | null) => parentLabel(parent),
              },
            ]
          : []),
        verifiedColumn(),
        ...(codes.some(({ guidance }) => guidance !== '')
          ? [{ title: '监督要点、标准', dataIndex: 'guidance', width: 220, ellipsis: true }]
          : []),
        { title: '依据', dataIndex: 'basis', ellipsis: true },
        {
          title: '同义词（导入时识别）',
          dataIndex: 'synonyms',
          width: 200,
          ellipsis: true,
          render: (synonyms: readonly string[]) => synonyms.join('、'),
        },
        validityColumn(140),
        ...editColumns(onEdit),
      ]}
    />
  );
}
