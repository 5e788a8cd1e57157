import { Alert, Dropdown, Table, Tooltip } from 'antd';
import type { ReactElement } from 'react';
import { useLocation } from 'wouter';
import { formatTimeLeft, type TimeLeft } from '../../../domain/calendar/time-left.ts';
import { registerOf, type RegisterId } from '../../../domain/registers/registers.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { useProcedure } from '../../app/queries.ts';
import type { Filter, Sort } from '../../registers/list/list-state.ts';
import { useListActions } from '../../registers/list/list-states.tsx';
import { LightTag, ToneTag } from '../../registers/state-tag.tsx';
import { formatCount, weekdayOf } from '../../shared/format.ts';
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

/** What is longest overdue comes first. */
const byDueDate: readonly Sort[] = [{ field: 'nextDue', direction: 'asc' }];

/** 今日待办: what is due and what waits for this person; every number opens the list behind it. */
export function DashboardPage(): ReactElement {
  const todo = useProcedure('dashboard.todo', {}, { staleTime: 0 });
  const actOn = useListActions();
  const [, navigate] = useLocation();
  const open: Props['open'] = (register, filters, sort = []) => {
    actOn(register, { type: 'open', filters, sort });
    navigate(`/${register}`);
  };
  return <Asked query={todo}>{(data) => <Todos todo={data} open={open} />}</Asked>;
}

interface Props {
  readonly todo: Todo;
  readonly open: (register: RegisterId, filters: readonly Filter[], sort?: readonly Sort[]) => void;
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
        {todo.buckets.map((bucket) => (
          <Bucket key={bucket.key} bucket={bucket} open={open} />
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

/** Opens the list behind the number; where several registers have some, asks which. */
function Bucket({
  bucket: { key, label, count, deadlines, registers },
  open,
}: {
  readonly bucket: Todo['buckets'][number];
  readonly open: Props['open'];
}): ReactElement {
  const openFor = (register: RegisterId): void =>
    open(register, [{ field: 'deadline', op: 'in', values: [key] }], byDueDate);
  const [only] = registers;
  const button = (
    <button
      type="button"
      className={`bucket ${bucketLooks[key]}`}
      onClick={registers.length > 1 ? undefined : () => openFor(only?.register ?? 'petition')}
    >
      <span>
        {label}
        {deadlines > count ? (
          <span className="quiet">
            　{formatCount(count)}件，{formatCount(deadlines)}项时限
          </span>
        ) : null}
      </span>
      <span className={count > 0 ? 'count some' : 'count'}>{formatCount(count)}</span>
    </button>
  );
  if (registers.length < 2) return button;
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: registers.map((each) => ({
          key: each.register,
          label: `${each.label}　${formatCount(each.count)}`,
          onClick: () => openFor(each.register),
        })),
      }}
    >
      {button}
    </Dropdown>
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
        onRow={(item) => ({
          className: 'clickable',
          onClick: () => navigate(`/${item.register}/${item.id}`),
        })}
        columns={[
          {
            title: '到期日',
            dataIndex: 'due',
            width: 104,
            className: 'number',
            render: (due: string, { provisional }) =>
              provisional ? <Tooltip title="缺少该年工作日历，暂按日历日">{due}暂</Tooltip> : due,
          },
          {
            title: '剩余',
            dataIndex: 'remaining',
            width: 150,
            render: (remaining: TimeLeft, { light }) =>
              light ? (
                <LightTag light={light} text={formatTimeLeft(remaining)} />
              ) : (
                <ToneTag
                  tone={remaining.count < 0 ? 'danger' : remaining.count <= 3 ? 'warning' : 'neutral'}
                  text={formatTimeLeft(remaining)}
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
                href={`#/${item.register}/${item.id}`}
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
    /** The list behind it, or another page. */
    readonly register?: RegisterId;
    readonly filters?: readonly Filter[];
    readonly page?: string;
  }[];
  readonly nothing: string;
  readonly open: Props['open'];
}

function Links({ title, rows, nothing, open }: LinksProps): ReactElement {
  const [, navigate] = useLocation();
  const several = new Set(rows.flatMap(({ register }) => register ?? [])).size > 1;
  return (
    <section className="panel">
      <h2>{title}</h2>
      {rows.length === 0 ? <p className="quiet">{nothing}</p> : null}
      {rows.map(({ label, count, register, filters, page }) => (
        <button
          key={`${label} ${register ?? page ?? ''}`}
          type="button"
          className="link-row"
          onClick={() => (register && filters ? open(register, filters) : navigate(page ?? '/'))}
        >
          <span>
            {label}
            {several && register && !label.includes(registerOf(register).label) ? (
              <span className="quiet">　{registerOf(register).label}</span>
            ) : null}
          </span>
          <strong className="number">{formatCount(count)}</strong>
        </button>
      ))}
    </section>
  );
}
