import { Alert, Table, Tooltip } from 'antd';
import type { ReactElement } from 'react';
import { useLocation } from 'wouter';
import type { Output } from '../../../preload/contract/contract.ts';
import { useProcedure } from '../../app/queries.ts';
import type { Filter } from '../../registers/list/list-state.ts';
import { useListState } from '../../registers/list/list-states.tsx';
import { ToneTag } from '../../registers/state-tag.tsx';
import { formatCount, formatRemaining, weekdayOf } from '../../shared/format.ts';
import { Asked, Nothing } from '../../shared/states.tsx';
import { usePackagesWaiting } from '../exchange/packages-waiting.ts';
import { useDraftsWaiting } from './drafts-waiting.ts';

type Todo = Output<'dashboard.todo'>;

const bucketLooks: Readonly<Record<Todo['buckets'][number]['key'], string>> = {
  overdue: 'danger',
  today: 'warning',
  within3: 'warning',
  thisMonth: 'progress',
};

/** 今日待办: what is due and what waits for this person; every number opens the list behind it. */
export function DashboardPage(): ReactElement {
  const todo = useProcedure('dashboard.todo', {}, { staleTime: 0 });
  const [, act] = useListState('petition');
  const [, navigate] = useLocation();
  const open = (filters: readonly Filter[], page = '/petition'): void => {
    act({ type: 'open', filters });
    navigate(page);
  };
  return <Asked query={todo}>{(data) => <Todos todo={data} open={open} />}</Asked>;
}

interface Props {
  readonly todo: Todo;
  readonly open: (filters: readonly Filter[], page?: string) => void;
}

function Todos({ todo, open }: Props): ReactElement {
  const packages = usePackagesWaiting();
  const drafts = useDraftsWaiting();
  return (
    <>
      <div className="page-head">
        <h1 className="page-title">今日待办</h1>
        <span className="quiet">
          {todo.today}　{weekdayOf(todo.today)}
        </span>
      </div>
      {todo.problems.map((text) => (
        <Alert key={text} type="warning" showIcon title={text} className="failure-alert" />
      ))}
      <div className="buckets">
        {todo.buckets.map(({ key, label, count }) => (
          <button
            key={key}
            type="button"
            className={`bucket ${bucketLooks[key]}`}
            onClick={() => open([{ field: 'deadline', op: 'in', values: [key] }])}
          >
            <span>{label}</span>
            <span className={count > 0 ? 'count some' : 'count'}>{formatCount(count)}</span>
          </button>
        ))}
      </div>
      <div className="dashboard-columns">
        <Deadlines items={todo.items} />
        <div>
          <Links
            title="等待我处理"
            rows={[...drafts, ...todo.queues, ...packages]}
            nothing="没有等待您处理的事项。"
            open={open}
          />
          <Links title="登记情况" rows={todo.counts} nothing="还没有登记。" open={open} />
        </div>
      </div>
    </>
  );
}

function Deadlines({ items }: { readonly items: Todo['items'] }): ReactElement {
  const [, navigate] = useLocation();
  return (
    <section className="panel">
      <h2>时限</h2>
      <Table
        size="small"
        rowKey={(item) => `${item.id}-${item.rule}`}
        dataSource={[...items]}
        pagination={items.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        locale={{ emptyText: <Nothing text="近期没有到期的事项。" /> }}
        onRow={(item) => ({ className: 'clickable', onClick: () => navigate(`/petition/${item.id}`) })}
        columns={[
          {
            title: '到期日',
            dataIndex: 'due',
            width: 104,
            className: 'number',
          },
          {
            title: '剩余',
            dataIndex: 'remaining',
            width: 150,
            render: (remaining: number) => (
              <ToneTag
                tone={remaining < 0 ? 'danger' : remaining <= 3 ? 'warning' : 'neutral'}
                text={formatRemaining(remaining)}
              />
            ),
          },
          {
            title: '事项',
            dataIndex: 'label',
            width: 160,
            render: (label: string, item) => (
              <Tooltip title={`依据：${item.basis}`}>
                <span className="explained">{label}</span>
              </Tooltip>
            ),
          },
          {
            title: '编号',
            dataIndex: 'no',
            width: 160,
            className: 'number',
            render: (no: string, item) => (
              <a
                href={`#/petition/${item.id}`}
                onClick={(event) => {
                  event.stopPropagation();
                }}
              >
                {no}
              </a>
            ),
          },
          { title: '摘要', dataIndex: 'title', ellipsis: true },
        ]}
      />
    </section>
  );
}

interface LinksProps {
  readonly title: string;
  readonly rows: readonly {
    readonly label: string;
    readonly count: number;
    /** Of the list behind it; none when the page is no list of letters. */
    readonly filters?: readonly Filter[];
    readonly page?: string;
  }[];
  readonly nothing: string;
  readonly open: (filters: readonly Filter[], page?: string) => void;
}

function Links({ title, rows, nothing, open }: LinksProps): ReactElement {
  const [, navigate] = useLocation();
  return (
    <section className="panel">
      <h2>{title}</h2>
      {rows.length === 0 ? <p className="quiet">{nothing}</p> : null}
      {rows.map(({ label, count, filters, page }) => (
        <button
          key={`${label} ${page ?? ''}`}
          type="button"
          className="link-row"
          onClick={() => (filters ? open(filters, page) : navigate(page ?? '/'))}
        >
          <span>{label}</span>
          <strong className="number">{formatCount(count)}</strong>
        </button>
      ))}
    </section>
  );
}
