import { Alert, Button, Flex, Input, Select, Table, Tag, type TableProps } from 'antd';
import { useState, type ReactElement } from 'react';
import { heaviestFactors, spellPoints } from '../../../domain/planning/selection/factors.ts';
import { codeLabel } from '../../../domain/codes/lookup.ts';
import type { Input as Asking, Output } from '../../../preload/contract/contract.ts';
import { useJob } from '../../app/jobs.ts';
import { useProcedure } from '../../app/queries.ts';
import { usePermission } from '../../app/session.tsx';
import { codeOptions } from '../../registers/code-options.ts';
import { useLabels } from '../../registers/labels.ts';
import { formatCount, todayInChina } from '../../shared/format.ts';
import { Asked, Nothing } from '../../shared/states.tsx';
import { useSettled } from '../../shared/use-settled.ts';
import { TableOutputs } from '../paper/table-outputs.tsx';
import './planning.css';
import { SelectionDialog } from './selection-dialog.tsx';

type Sheet = Output<'selection.page'>;
export type SelectionRow = Sheet['rows'][number];
type Query = Asking<'selection.page'>;

const pageSize = 50;
const first: Query = {
  text: '',
  orgTypes: [],
  sort: 'score',
  descending: true,
  offset: 0,
  limit: pageSize,
};

/** 选题遴选表: organisations of the library by what speaks for inspecting them; the ticked ones go into a plan. */
export function SelectionPage(): ReactElement {
  const [query, setQuery] = useState<Query>(first);
  const text = useSettled(query.text);
  const sheet = useProcedure('selection.page', { ...query, text }, { keep: true, staleTime: 0 });
  const [ticked, setTicked] = useState<ReadonlyMap<string, SelectionRow>>(new Map());
  const [entering, setEntering] = useState(false);
  const mayEnter = usePermission('planning.register');
  const mayTakeOut = usePermission('planning.export');
  const { codes } = useLabels();
  const narrow = (change: Partial<Query>): void => setQuery((held) => ({ ...held, offset: 0, ...change }));
  return (
    <>
      <div className="page-head">
        <h1 className="page-title">选题遴选</h1>
        <Flex gap="small" wrap>
          <Input.Search
            aria-label="查找党组织"
            className="audit-search"
            allowClear
            placeholder="名称、系统、片区"
            value={query.text}
            onChange={({ target }) => narrow({ text: target.value })}
          />
          <Select<string[]>
            aria-label="党组织类型"
            className="type-select"
            mode="multiple"
            allowClear
            maxTagCount={1}
            placeholder="全部类型"
            value={query.orgTypes}
            onChange={(orgTypes) => narrow({ orgTypes })}
            options={codeOptions(codes, 'targetType', todayInChina(), []).map(({ value, label }) => ({
              value,
              label,
            }))}
          />
          {mayEnter ? (
            <Button type="primary" disabled={ticked.size === 0} onClick={() => setEntering(true)}>
              列入计划（{formatCount(ticked.size)}家）
            </Button>
          ) : null}
        </Flex>
      </div>
      <Asked query={sheet}>
        {(data) => (
          <section className="panel" aria-label="选题遴选表">
            <Basis sheet={data} />
            <SheetTable
              sheet={data}
              query={query}
              loading={sheet.isFetching}
              onQuery={setQuery}
              ticked={ticked}
              onTick={mayEnter ? setTicked : null}
            />
            {mayTakeOut ? <SheetOutputs query={{ ...query, text }} disabled={data.total === 0} /> : null}
          </section>
        )}
      </Asked>
      {entering ? (
        <SelectionDialog
          chosen={[...ticked.values()]}
          onClose={() => setEntering(false)}
          onEntered={() => {
            setEntering(false);
            setTicked(new Map());
          }}
        />
      ) : null}
    </>
  );
}

interface OutputsOf {
  readonly query: Query;
  readonly disabled: boolean;
}

/** What is shown, over all pages, on paper or as a workbook. */
function SheetOutputs({ query: { text, orgTypes, sort, descending }, disabled }: OutputsOf): ReactElement {
  const narrowed = { text, orgTypes, sort, descending };
  const paper = useJob('selection.paper');
  const workbook = useJob('selection.export');
  return (
    <TableOutputs
      title="选题遴选表"
      fileName={`选题遴选表（${todayInChina()}）`}
      paper={{ ...paper, run: () => paper.run(narrowed) }}
      workbook={{ ...workbook, run: (file) => workbook.run({ ...narrowed, file }) }}
      disabled={disabled}
    />
  );
}

/** By what the figures were reckoned. */
function Basis({ sheet: { factors, lettersSince } }: { readonly sheet: Sheet }): ReactElement {
  const weights = factors.map(({ label, weight }) => `${label}${weight}`).join('、');
  const open = factors.some(({ verified }) => !verified);
  if (factors.length === 0)
    return (
      <Alert
        type="warning"
        showIcon
        className="failure-alert"
        title="各项权重都是0，没有可比的得分。"
        description="请由巡察办主任在“基础数据—计划与编组规则”的选题遴选权重中填写。"
      />
    );
  return (
    <p className="quiet">
      权重：{weights}
      {open ? '（含待核）' : ''}，折合百分。
      {lettersSince === null ? '' : `信访反映量为${lettersSince}以来收到的件数，只计件数。`}
      得分供研究选题参考，由领导小组确定。
    </p>
  );
}

interface TableOf {
  readonly sheet: Sheet;
  readonly query: Query;
  readonly loading: boolean;
  readonly onQuery: (query: Query) => void;
  readonly ticked: ReadonlyMap<string, SelectionRow>;
  readonly onTick: ((ticked: ReadonlyMap<string, SelectionRow>) => void) | null;
}

function SheetTable({ sheet, query, loading, onQuery, ticked, onTick }: TableOf): ReactElement {
  const { codes } = useLabels();
  const sorted = (key: Query['sort']) => ({
    key,
    sorter: true,
    sortOrder: query.sort === key ? (query.descending ? ('descend' as const) : ('ascend' as const)) : null,
  });
  const onChange: TableProps<SelectionRow>['onChange'] = (page, _filters, sorter) => {
    const { columnKey, order } = Array.isArray(sorter) ? (sorter[0] ?? {}) : sorter;
    const sort = sortKeys.find((key) => order && key === columnKey) ?? 'score';
    const descending = order ? order === 'descend' : true;
    const moved = sort !== query.sort || descending !== query.descending;
    onQuery({ ...query, sort, descending, offset: moved ? 0 : ((page.current ?? 1) - 1) * pageSize });
  };
  return (
    <Table<SelectionRow>
      size="small"
      rowKey="id"
      dataSource={[...sheet.rows]}
      loading={loading}
      onChange={onChange}
      sortDirections={['descend', 'ascend']}
      locale={{
        emptyText: <Nothing text="没有符合条件的党组织。请先在“被巡察党组织”中登记，或者放宽条件。" />,
      }}
      pagination={{
        current: query.offset / pageSize + 1,
        pageSize,
        total: sheet.total,
        hideOnSinglePage: true,
        showSizeChanger: false,
      }}
      expandable={{ expandedRowRender: scoreOf }}
      {...(onTick
        ? {
            rowSelection: {
              selectedRowKeys: [...ticked.keys()],
              preserveSelectedRowKeys: true,
              columnWidth: 36,
              getCheckboxProps: ({ name }) => ({ 'aria-label': `选择${name}` }),
              onChange: (keys) => onTick(tickedRows(keys.map(String), sheet.rows, ticked)),
            },
          }
        : {})}
      columns={[
        {
          ...sorted('name'),
          title: '党组织',
          width: 200,
          // Names are long and wrap, as numbers must not.
          render: (_, { id, name }) => <a href={`#/target/${id}`}>{name}</a>,
        },
        { title: '类型', width: 110, render: (_, { orgType }) => codeLabel(codes, 'targetType', orgType) },
        {
          title: '系统、片区',
          width: 120,
          render: (_, row) => [row.systemTag, row.area].filter(Boolean).join('、'),
        },
        ...(sheet.lettersSince === null ? [] : [{ ...sorted('letters'), ...lettersColumn }]),
        {
          ...sorted('lastFeedbackAt'),
          title: '上次反馈',
          width: 100,
          render: (_, { lastFeedbackAt }) => lastFeedbackAt ?? '从未巡察',
        },
        {
          ...sorted('score'),
          title: '得分',
          width: 80,
          align: 'right',
          render: (_, { score }) => <strong>{spellPoints(score)}</strong>,
        },
        {
          title: '主要因素',
          ellipsis: true,
          render: (_, { lines }) => heaviestFactors(lines) || '—',
        },
        {
          title: '已列入',
          width: 100,
          ellipsis: true,
          render: (_, { plans }) =>
            plans.length === 0 ? '—' : <Tag title={plans.join('、')}>{plans[0]}</Tag>,
        },
      ]}
    />
  );
}

/** Stands where letters have a weight: without one nobody counts them. */
const lettersColumn = { title: '信访（件）', width: 92, align: 'right', dataIndex: 'letters' } as const;

const sortKeys: readonly Query['sort'][] = ['score', 'letters', 'lastFeedbackAt', 'name'];

/** What was ticked on other pages stays. */
function tickedRows(
  keys: readonly string[],
  rows: readonly SelectionRow[],
  before: ReadonlyMap<string, SelectionRow>,
): ReadonlyMap<string, SelectionRow> {
  return new Map(
    keys.flatMap((key) => {
      const row = rows.find(({ id }) => id === key) ?? before.get(key);
      return row ? [[key, row] as const] : [];
    }),
  );
}

/** Every factor with what it rests on. */
function scoreOf(row: SelectionRow): ReactElement {
  return (
    <ul className="plain-list" aria-label={`${row.name}的得分`}>
      {row.lines.map(({ code, label, measured, points }) => (
        <li key={code}>
          {label}：{measured}，{spellPoints(points)}分
        </li>
      ))}
    </ul>
  );
}
