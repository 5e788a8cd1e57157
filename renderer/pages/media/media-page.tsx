import { PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Input, Table } from 'antd';
import { useState, type ReactElement } from 'react';
import { isAtHand, mediumKindLabels } from '../../../domain/media.ts';
import { useProcedure } from '../../app/queries.ts';
import { usePermission } from '../../app/session.tsx';
import { ToneTag } from '../../registers/state-tag.tsx';
import { todayInChina } from '../../shared/format.ts';
import { Asked, Nothing } from '../../shared/states.tsx';
import { PrintButton } from '../paper/print-button.tsx';
import { DestroyDialog } from './destroy-dialog.tsx';
import { LendDialog, TakeBackDialog } from './loan-dialogs.tsx';
import { MediumDialog } from './medium-dialog.tsx';
import { statusLook, type Medium } from './media-words.ts';

/** What is being done, to which medium. */
type Act =
  { readonly kind: 'edit' | 'lend' | 'takeBack'; readonly medium: Medium } | { readonly kind: 'new' };

/** 介质台账: unified numbers, who keeps and who has each, how one ended. */
export function MediaPage(): ReactElement {
  const media = useProcedure('media.list', {}, { staleTime: 0 });
  const mayEdit = usePermission('exchange.media');
  const [act, setAct] = useState<Act | null>(null);
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [destroying, setDestroying] = useState(false);
  const [search, setSearch] = useState('');
  const chosen = (media.data?.media ?? []).filter(({ id }) => ticked.includes(id));
  return (
    <>
      <div className="page-head">
        <h1 className="page-title">介质台账</h1>
        <Flex gap="small">
          <Input.Search
            aria-label="查找介质"
            className="audit-search"
            allowClear
            placeholder="编号、序列号、保管人、领用人"
            value={search}
            onChange={({ target }) => setSearch(target.value)}
          />
          <PrintButton
            forms={['F47', 'F48', 'F49', 'F50']}
            source={ticked.length > 0 ? { records: ticked } : {}}
          />
          {mayEdit ? (
            <>
              <Button
                disabled={!canDestroy(chosen)}
                title={whyNot(chosen)}
                onClick={() => setDestroying(true)}
              >
                登记销毁
              </Button>
              <Button type="primary" icon={<PlusOutlined />} onClick={() => setAct({ kind: 'new' })}>
                登记介质
              </Button>
            </>
          ) : null}
        </Flex>
      </div>
      <Asked query={media}>
        {(data) => (
          <MediaTable
            media={data.media.filter(({ code, serialNo, custodian, loan }) =>
              [code, serialNo, custodian, loan?.borrower ?? ''].some((text) => text.includes(search.trim())),
            )}
            ticked={ticked}
            onTick={setTicked}
            onAct={mayEdit ? setAct : null}
          />
        )}
      </Asked>
      {act ? <ActOn act={act} onClose={() => setAct(null)} /> : null}
      {destroying ? (
        <DestroyDialog
          media={chosen}
          onDone={() => setDestroying(false)}
          onClose={() => setDestroying(false)}
        />
      ) : null}
    </>
  );
}

function canDestroy(chosen: readonly Medium[]): boolean {
  return chosen.length > 0 && chosen.every((medium) => isAtHand(medium) && medium.loan === null);
}

function whyNot(chosen: readonly Medium[]): string {
  if (chosen.length === 0) return '请先勾选要销毁的介质';
  return canDestroy(chosen) ? '' : '所选介质中有不在库的：先登记归还，或者取消勾选';
}

function ActOn({ act, onClose }: { readonly act: Act; readonly onClose: () => void }): ReactElement {
  if (act.kind === 'new') return <MediumDialog medium={null} onClose={onClose} />;
  if (act.kind === 'edit') return <MediumDialog medium={act.medium} onClose={onClose} />;
  if (act.kind === 'lend') return <LendDialog medium={act.medium} onClose={onClose} />;
  return <TakeBackDialog medium={act.medium} onClose={onClose} />;
}

interface Props {
  readonly media: readonly Medium[];
  readonly ticked: readonly string[];
  readonly onTick: (ids: readonly string[]) => void;
  readonly onAct: ((act: Act) => void) | null;
}

function MediaTable({ media, ticked, onTick, onAct }: Props): ReactElement {
  return (
    <Table
      size="small"
      rowKey="id"
      dataSource={[...media]}
      pagination={media.length > 100 ? { pageSize: 100, showSizeChanger: false } : false}
      tableLayout="fixed"
      locale={{ emptyText: <Nothing text="没有介质。涉密介质应当统一编号、登记后使用。" /> }}
      rowSelection={{
        selectedRowKeys: [...ticked],
        columnWidth: 36,
        getCheckboxProps: ({ code }) => ({ 'aria-label': `选择${code}` }),
        onChange: (keys) => onTick(keys.map(String)),
      }}
      columns={[
        { title: '编号', dataIndex: 'code', width: 146, className: 'code' },
        {
          title: '种类',
          dataIndex: 'kind',
          width: 96,
          render: (kind: Medium['kind']) => mediumKindLabels[kind],
        },
        { title: '密级', dataIndex: 'level', width: 76 },
        {
          title: '状态',
          dataIndex: 'status',
          width: 88,
          render: (status: Medium['status']) => <ToneTag {...statusLook(status)} />,
        },
        { title: '领用', width: 146, render: (_: unknown, { loan }: Medium) => <Loan loan={loan} /> },
        { title: '保管人', dataIndex: 'custodian', width: 76 },
        { title: '序列号', dataIndex: 'serialNo', width: 108, className: 'code' },
        {
          title: '型号、容量',
          width: 100,
          render: (_: unknown, { brand, capacity }: Medium) => [brand, capacity].filter(Boolean).join('，'),
        },
        { title: '登记日期', dataIndex: 'registeredAt', width: 98, className: 'number' },
        { title: '备注', dataIndex: 'remark', ellipsis: true },
        ...(onAct
          ? [
              {
                title: '',
                width: 118,
                render: (_: unknown, medium: Medium) => <RowActs medium={medium} onAct={onAct} />,
              },
            ]
          : []),
      ]}
    />
  );
}

/** Who has it and until when; a day that has passed stands out. */
function Loan({ loan }: Pick<Medium, 'loan'>): ReactElement | null {
  if (!loan) return null;
  const isLate = loan.dueAt < todayInChina();
  return (
    <>
      {loan.unit}
      {loan.borrower}
      <br />
      <span className={isLate ? 'overdue' : 'quiet'}>
        应还 {loan.dueAt}
        {isLate ? '，已逾期' : ''}
      </span>
    </>
  );
}

interface RowActsProps {
  readonly medium: Medium;
  readonly onAct: (act: Act) => void;
}

function RowActs({ medium, onAct }: RowActsProps): ReactElement {
  const isOut = medium.loan !== null || medium.status === 'LENT';
  return (
    <Flex gap={4}>
      {isOut ? (
        <Button size="small" onClick={() => onAct({ kind: 'takeBack', medium })}>
          归还
        </Button>
      ) : isAtHand(medium) ? (
        <Button size="small" onClick={() => onAct({ kind: 'lend', medium })}>
          领用
        </Button>
      ) : null}
      <Button size="small" onClick={() => onAct({ kind: 'edit', medium })}>
        修改
      </Button>
    </Flex>
  );
}
