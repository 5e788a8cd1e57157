import { ArrowLeftOutlined } from '@ant-design/icons';
import { Button, Checkbox, Flex, Table } from 'antd';
import { useState, type ReactElement } from 'react';
import { useLocation } from 'wouter';
import { registerOf, type RegisterId } from '../../../domain/registers/registers.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { useProcedure } from '../../app/queries.ts';
import { RecordAnchor } from '../../registers/record-link.tsx';
import { StateTag } from '../../registers/state-tag.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { formatCount } from '../../shared/format.ts';
import { Nothing } from '../../shared/states.tsx';

type Timeline = Output<'targets.timeline'>;
type Row = Timeline['rows'][number];

const pageSize = 50;

/** 被巡察党组织: everything the registers hold about one organisation, a line each, the latest first. */
export function TargetPage({ target }: { readonly target: string }): ReactElement {
  const [chosen, setChosen] = useState<readonly RegisterId[]>([]);
  const [page, setPage] = useState(1);
  const timeline = useProcedure(
    'targets.timeline',
    {
      target,
      registers: chosen.length === 0 ? null : [...chosen],
      offset: (page - 1) * pageSize,
      limit: pageSize,
    },
    { keep: true, staleTime: 0 },
  );
  const { data } = timeline;
  return (
    <>
      <div className="page-head">
        <Flex align="center" gap="small">
          <Button
            type="text"
            icon={<ArrowLeftOutlined />}
            aria-label="返回"
            onClick={() => window.history.back()}
          />
          <h1 className="page-title">{target}</h1>
        </Flex>
        <span className="quiet">被巡察党组织　共 {formatCount(data?.total ?? 0)} 条</span>
      </div>
      {timeline.error ? (
        <FailureAlert error={timeline.error} onRetry={() => void timeline.refetch()} />
      ) : null}
      <section className="panel">
        <RegisterFilter
          counts={data?.counts ?? []}
          chosen={chosen}
          onChange={(next) => {
            setChosen(next);
            setPage(1);
          }}
        />
        <Lines
          rows={data?.rows ?? []}
          loading={timeline.isPending}
          page={page}
          total={data?.total ?? 0}
          onPage={setPage}
        />
      </section>
    </>
  );
}

interface FilterProps {
  readonly counts: Timeline['counts'];
  readonly chosen: readonly RegisterId[];
  readonly onChange: (chosen: readonly RegisterId[]) => void;
}

function RegisterFilter({ counts, chosen, onChange }: FilterProps): ReactElement | null {
  if (counts.length < 2) return null;
  return (
    <Flex role="group" aria-label="只看这些登记簿" gap="middle" wrap>
      <Checkbox.Group<RegisterId>
        value={[...chosen]}
        onChange={onChange}
        options={counts.map(({ register, count }) => ({
          value: register,
          label: `${registerOf(register).label}（${formatCount(count)}）`,
        }))}
      />
    </Flex>
  );
}

interface LinesProps {
  readonly rows: readonly Row[];
  readonly loading: boolean;
  readonly page: number;
  readonly total: number;
  readonly onPage: (page: number) => void;
}

function Lines({ rows, loading, page, total, onPage }: LinesProps): ReactElement {
  const [, navigate] = useLocation();
  return (
    <Table<Row>
      size="small"
      rowKey="id"
      dataSource={[...rows]}
      loading={loading}
      locale={{ emptyText: <Nothing text="没有与这个党组织有关的登记。" /> }}
      onRow={(row) => ({ className: 'clickable', onClick: () => navigate(`/${row.register}/${row.id}`) })}
      pagination={{
        current: page,
        pageSize,
        total,
        hideOnSinglePage: true,
        showSizeChanger: false,
        onChange: onPage,
      }}
      columns={[
        { title: '日期', dataIndex: 'date', width: 104, className: 'number' },
        {
          title: '登记簿',
          dataIndex: 'register',
          width: 130,
          render: (register: RegisterId) => registerOf(register).label,
        },
        {
          title: '编号',
          dataIndex: 'no',
          width: 190,
          render: (no: string, row) => <RecordAnchor register={row.register} id={row.id} no={no} />,
        },
        {
          title: '状态',
          dataIndex: 'state',
          width: 130,
          render: (state: string, row) => (
            <StateTag
              register={registerOf(row.register)}
              state={state}
              isVoid={row.void}
              isWithdrawn={row.withdrawn}
            />
          ),
        },
        { title: '摘要', dataIndex: 'title', ellipsis: true },
      ]}
    />
  );
}
