import { Button, Descriptions, Flex, Input, Select, Table } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Output } from '../../../preload/contract/contract.ts';
import { useProcedure } from '../../app/queries.ts';
import { ToneTag } from '../../registers/state-tag.tsx';
import { DateInput } from '../../shared/date-input.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { formatCount } from '../../shared/format.ts';
import { Nothing } from '../../shared/states.tsx';
import { useUnread, type Unread } from '../../shared/unread.ts';
import { dayEnd, dayStart, exactInstant } from './days.ts';

type Entry = Output<'audit.list'>['entries'][number];

const pageSize = 50;

interface Conditions {
  readonly action: string | null;
  readonly text: string;
  readonly from: string | null;
  readonly to: string | null;
}

const everything: Conditions = { action: null, text: '', from: null, to: null };

/** The log, newest first; each entry opens to its whole content. */
export function AuditTable(): ReactElement {
  const [conditions, setConditions] = useState(everything);
  const [page, setPage] = useState(1);
  const unread = useUnread<'from' | 'to'>();
  const list = useProcedure(
    'audit.list',
    {
      offset: (page - 1) * pageSize,
      limit: pageSize,
      action: conditions.action,
      text: conditions.text === '' ? null : conditions.text,
      from: conditions.from === null ? null : dayStart(conditions.from),
      to: conditions.to === null ? null : dayEnd(conditions.to),
    },
    { keep: true, staleTime: 0 },
  );
  const change = (next: Partial<Conditions>): void => {
    setConditions((before) => ({ ...before, ...next }));
    setPage(1);
  };
  return (
    <>
      <Filters conditions={conditions} actions={list.data?.actions ?? []} unread={unread} onChange={change} />
      {unread.any ? <p role="alert">日期没有写对，不能按它查找，请先改正。</p> : null}
      {list.error ? <FailureAlert error={list.error} onRetry={() => void list.refetch()} /> : null}
      <Table
        size="small"
        rowKey="seq"
        loading={list.isPending}
        dataSource={unread.any ? [] : [...(list.data?.entries ?? [])]}
        scroll={{ x: 980 }}
        locale={{ emptyText: <Nothing text="没有符合条件的记录。" /> }}
        expandable={{ expandedRowRender: wholeEntry, expandRowByClick: true }}
        pagination={{
          current: page,
          pageSize,
          total: unread.any ? 0 : (list.data?.total ?? 0),
          showSizeChanger: false,
          showTotal: (total) => `共 ${formatCount(total)} 条`,
          onChange: setPage,
        }}
        columns={[
          { title: '序号', dataIndex: 'seq', width: 76, align: 'right', className: 'number' },
          { title: '时间', dataIndex: 'at', width: 165, className: 'number', render: exactInstant },
          { title: '操作人', dataIndex: 'actorName', width: 100 },
          { title: '岗位', dataIndex: 'roles', width: 130, ellipsis: true },
          { title: '操作', dataIndex: 'actionLabel', width: 130 },
          {
            title: '对象',
            dataIndex: 'entityNo',
            width: 225,
            className: 'code',
            // The first and the last of many stand on lines of their own, or they would run into what follows.
            render: (no: string | null) =>
              (no ?? '—').split(/(?<=.)—/u).map((part) => <div key={part}>{part}</div>),
          },
          { title: '内容', dataIndex: 'detail', ellipsis: true },
          {
            title: '结果',
            dataIndex: 'result',
            width: 90,
            render: (result: string) => <Result result={result} />,
          },
        ]}
      />
    </>
  );
}

interface FiltersProps {
  readonly conditions: Conditions;
  readonly actions: Output<'audit.list'>['actions'];
  /** In which of the two days something stands that is none. */
  readonly unread: Unread<'from' | 'to'>;
  readonly onChange: (next: Partial<Conditions>) => void;
}

function Filters({ conditions, actions, unread, onChange }: FiltersProps): ReactElement {
  // Whatever was typed gives way to no day at all.
  const [cleared, setCleared] = useState(0);
  const clear = (): void => {
    setCleared((count) => count + 1);
    for (const key of ['from', 'to'] as const) unread.note(key, false);
    onChange(everything);
  };
  const day = (key: 'from' | 'to', label: string): ReactElement => (
    <DateInput
      key={`${key}${cleared}`}
      label={label}
      value={conditions[key]}
      onChange={(value) => {
        unread.note(key, false);
        onChange({ [key]: value });
      }}
      onLeave={(problem) => unread.note(key, problem !== undefined)}
    />
  );
  const filtered = unread.any || JSON.stringify(conditions) !== JSON.stringify(everything);
  return (
    <Flex className="toolbar period-picker" gap="small" align="center" wrap>
      <Select
        aria-label="操作"
        className="peer-select"
        showSearch={{ optionFilterProp: 'label' }}
        value={conditions.action ?? ''}
        onChange={(action) => onChange({ action: action === '' ? null : action })}
        options={[
          { value: '', label: '全部操作' },
          ...actions.map(({ action, label, count }) => ({
            value: action,
            label: `${label}（${formatCount(count)}）`,
          })),
        ]}
      />
      {day('from', '起')}
      <span>至</span>
      {day('to', '止')}
      <Input.Search
        key={conditions.text}
        aria-label="查找"
        className="audit-search"
        placeholder="姓名、内容、编号"
        allowClear
        maxLength={60}
        defaultValue={conditions.text}
        onSearch={(text) => onChange({ text: text.trim() })}
      />
      {filtered ? <Button onClick={clear}>清除筛选</Button> : null}
    </Flex>
  );
}

function Result({ result }: { readonly result: string }): ReactElement {
  return <ToneTag tone={result === '成功' ? 'success' : 'danger'} text={result} />;
}

function wholeEntry(entry: Entry): ReactElement {
  return (
    <Descriptions
      size="small"
      column={2}
      items={[
        { key: 'detail', label: '内容', span: 2, children: entry.detail },
        { key: 'reason', label: '理由', span: 2, children: entry.reason ?? '—' },
        { key: 'roles', label: '岗位', children: entry.roles || '—' },
        { key: 'terminal', label: '终端', children: entry.terminal },
        { key: 'hash', label: '校验值', span: 2, children: <span className="digest">{entry.hash}</span> },
      ]}
    />
  );
}
