import {
  DownloadOutlined,
  DownOutlined,
  ImportOutlined,
  PlusOutlined,
  ReloadOutlined,
  SettingOutlined,
} from '@ant-design/icons';
import { Button, Checkbox, Dropdown, Flex, Input, Space, Tooltip, type InputRef } from 'antd';
import { useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import { useLocation } from 'wouter';
import type { Register } from '../../../domain/register.ts';
import { useInvalidate } from '../../app/queries.ts';
import { useMayOn } from '../../app/session.tsx';
import { useKeys } from '../../app/shortcuts.tsx';
import { ListPrint } from '../../pages/paper/register-print.tsx';
import type { Column, ShownColumn } from '../columns.ts';
import type { RegisterId } from '../../../domain/registers/registers.ts';
import { ColumnSettings } from './column-settings.tsx';
import { useCopyRows } from './copy-rows.tsx';
import { ExportDialog } from './export-dialog.tsx';
import type { ListAction, ListState, Query } from './list-state.ts';
import { ViewPicker } from './view-picker.tsx';

interface Props {
  readonly register: Register;
  readonly id: RegisterId;
  readonly state: ListState;
  readonly act: (action: ListAction) => void;
  readonly query: Query;
  readonly columns: readonly Column[];
  readonly shown: readonly Column[];
  readonly setColumns: (columns: readonly ShownColumn[] | null) => void;
}

const searchDelay = 250;

/** The same places and words above every list: search, views, columns, copy, export, new. */
export function ListToolbar(props: Props): ReactElement {
  const { register, id, state, act, query, columns, shown, setColumns } = props;
  const [, navigate] = useLocation();
  const invalidate = useInvalidate();
  const [arranging, setArranging] = useState(false);
  const [exporting, setExporting] = useState(false);
  // All that match stand on other pages too: they are printed as the list is, and exported rather than copied.
  const chosen = state.everything ? [] : state.selected;
  const copy = useCopyRows(id, chosen, shown);
  const may = useMayOn(register);
  const search = useRef<InputRef>(null);
  const mayRegister = may('register');
  const keys = useMemo(
    () => ({
      'ctrl+f': () => search.current?.focus({ cursor: 'all' }),
      ...(mayRegister ? { 'ctrl+n': () => navigate(`/${id}/new`) } : {}),
    }),
    [id, mayRegister, navigate],
  );
  useKeys(keys);

  return (
    <>
      <Flex className="list-toolbar" gap={6} align="center" wrap>
        <h1 className="page-title">{register.label}</h1>
        <SearchBox ref={search} value={state.text} onChange={(text) => act({ type: 'text', text })} />
        <ViewPicker id={id} state={state} act={act} shown={shown} />
        <VoidToggle state={state} act={act} />
        <span className="grow" />
        <Tooltip title="选择显示哪些列、顺序和宽度">
          <Button icon={<SettingOutlined />} onClick={() => setArranging(true)}>
            列
          </Button>
        </Tooltip>
        <Button icon={<ReloadOutlined />} aria-label="刷新" onClick={() => void invalidate([id])} />
        {may('export') ? (
          <>
            {copy.button}
            <Button icon={<DownloadOutlined />} onClick={() => setExporting(true)}>
              导出Excel
            </Button>
          </>
        ) : null}
        {may('import') && (!register.partOf || register.group) ? (
          <Button icon={<ImportOutlined />} onClick={() => navigate(`/import/${id}`)}>
            导入
          </Button>
        ) : null}
        <ListPrint register={register} query={query} selected={chosen} />
        {mayRegister ? <NewButton register={register} id={id} /> : null}
      </Flex>
      {copy.refusal}
      <ColumnSettings
        open={arranging}
        columns={columns}
        shown={shown}
        onSave={(next) => {
          setColumns(next);
          setArranging(false);
        }}
        onClose={() => setArranging(false)}
      />
      <ExportDialog
        register={register}
        open={exporting}
        query={query}
        columns={shown}
        onClose={() => setExporting(false)}
      />
    </>
  );
}

function VoidToggle({ state, act }: Pick<Props, 'state' | 'act'>): ReactElement {
  const voidFilter = state.filters.find(({ field }) => field === 'void');
  return (
    <Checkbox
      checked={voidFilter?.op === 'is' && voidFilter.value}
      onChange={({ target }) =>
        act({
          type: 'filter',
          field: 'void',
          filter: target.checked ? { field: 'void', op: 'is', value: true } : null,
        })
      }
    >
      只看作废
    </Checkbox>
  );
}

/** 新增登记; registers with envelope-only records offer those beside it. */
function NewButton({ register, id }: Pick<Props, 'register' | 'id'>): ReactElement {
  const [, navigate] = useLocation();
  const button = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => navigate(`/${id}/new`)}>
      新增登记
    </Button>
  );
  if (!register.envelope) return button;
  return (
    <Space.Compact>
      {button}
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        menu={{
          items: [{ key: 'sealed', label: '径送登记（只登记信封）' }],
          onClick: () => navigate(`/${id}/new/sealed`),
        }}
      >
        <Button type="primary" icon={<DownOutlined />} aria-label="其他登记方式" />
      </Dropdown>
    </Space.Compact>
  );
}

interface SearchProps {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly ref: React.Ref<InputRef>;
}

/** Asks a moment after the typing stops, and never while an input method composes. */
function SearchBox({ value, onChange, ref }: SearchProps): ReactElement {
  const [text, setText] = useState(value);
  const [composing, setComposing] = useState(false);
  const asked = useRef(value);
  useEffect(() => {
    if (value === asked.current) return;
    asked.current = value;
    setText(value);
  }, [value]);
  useEffect(() => {
    if (composing || text === asked.current) return undefined;
    const timer = setTimeout(() => {
      asked.current = text;
      onChange(text);
    }, searchDelay);
    return () => clearTimeout(timer);
  }, [text, composing, onChange]);
  return (
    <Input.Search
      ref={ref}
      className="list-search"
      aria-label="在列表中查找"
      placeholder="编号、姓名、单位、内容"
      title="两个字以上，也可以用姓名首字母"
      allowClear
      maxLength={100}
      value={text}
      onChange={({ target }) => setText(target.value)}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={() => setComposing(false)}
      onSearch={(next) => {
        asked.current = next;
        onChange(next);
      }}
    />
  );
}
