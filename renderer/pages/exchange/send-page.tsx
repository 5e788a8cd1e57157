import { Button, Checkbox, Flex, Input, Popconfirm, Select, Steps } from 'antd';
import { useState, type ReactElement } from 'react';
import { useLocation } from 'wouter';
import { areNeighbours } from '../../../domain/office.ts';
import { type Direction, directionBetween } from '../../../domain/package-kinds.ts';
import { goesThatWay } from '../../../domain/packages.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { failureOf } from '../../app/bridge.ts';
import { useMutationProcedure, useProcedure } from '../../app/queries.ts';
import { useSession } from '../../app/session.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { todayInChina } from '../../shared/format.ts';
import { PeriodPicker, unreadPeriod } from '../../shared/period-picker.tsx';
import { periodOf } from '../../shared/periods.ts';
import { Asked, Nothing } from '../../shared/states.tsx';
import './exchange.css';
import { kindsFrom, type KindInfo, type PackageKind, type Peer } from './package-kinds.ts';
import { PackagePreview } from './package-preview.tsx';

interface Props {
  /** From the board: what to send to whom. */
  readonly kind: string | null;
  readonly peer: string | null;
}

/** 发送: draw up, then the director approves, then it is written onto a medium. */
export function SendPage({ kind, peer }: Props): ReactElement {
  const network = useProcedure('network.status', {});
  const { office, permissions } = useSession();
  const [done, setDone] = useState<Output<'packages.prepare'> | null>(null);
  return (
    <>
      <div className="page-head">
        <h1 className="page-title">发送数据包</h1>
      </div>
      <Steps
        className="wizard-steps narrow"
        size="small"
        current={done ? 1 : 0}
        items={[{ title: '拟制' }, { title: '巡察办主任审批' }, { title: '写入介质' }]}
      />
      {done ? (
        <Submitted no={done.no} onAgain={() => setDone(null)} />
      ) : (
        <Asked query={network}>
          {({ peers }) => {
            const active = peers
              .filter((each) => each.status === 'ACTIVE' && areNeighbours(office.id, each.office))
              .map((each) => ({ ...each, way: directionBetween(office.level, each.level) }));
            const ways = active.map(({ way }) => way);
            const kinds = kindsFrom(ways, permissions);
            if (active.length === 0) {
              return <Nothing text="还没有可以发送的单位。请安全保密管理员在“网络与证书”中办理入网。" />;
            }
            const first = kinds.find((info) => info.kind === kind) ?? kinds[0];
            if (!first) return null;
            return <Draft kinds={kinds} first={first.kind} peers={active} peer={peer} onDone={setDone} />;
          }}
        </Asked>
      )}
    </>
  );
}

interface KindProps {
  readonly kinds: readonly KindInfo[];
  readonly value: PackageKind;
  readonly onChange: (kind: PackageKind) => void;
}

function KindChoice({ kinds, value, onChange }: KindProps): ReactElement {
  return (
    <div className="form-line">
      <div className="field-label" id="kind-label">
        发送什么
      </div>
      <div className="kind-choices" role="radiogroup" aria-labelledby="kind-label">
        {kinds.map(({ kind, label, text }) => (
          <button
            key={kind}
            type="button"
            role="radio"
            aria-checked={kind === value}
            className="kind-choice"
            onClick={() => onChange(kind)}
          >
            <strong>{label}</strong>
            <span className="quiet">{text}</span>
          </button>
        ))}
      </div>
    </div>
  );
}

interface DraftProps {
  readonly kinds: readonly KindInfo[];
  readonly first: PackageKind;
  readonly peers: readonly (Peer & { readonly way: Direction })[];
  readonly peer: string | null;
  readonly onDone: (prepared: Output<'packages.prepare'>) => void;
}

function Draft({ kinds, first, peers: all, peer: asked, onDone }: DraftProps): ReactElement {
  const [kind, setKind] = useState(first);
  const [chosen, setChosen] = useState(asked);
  const peers = all.filter(({ way }) => goesThatWay(kind, way));
  const only = peers.length === 1 ? peers[0] : undefined;
  const [wanted, setWanted] = useState<boolean | null>(null);
  const handsIn = peers.some(({ way }) => way === 'fromGroup');
  // Everything is handed in; elsewhere scans go only where somebody has said so.
  const withAttachments = wanted ?? handsIn;
  const peer = (peers.find(({ office }) => office === chosen) ?? only)?.office ?? null;
  const [period, setPeriod] = useState(() => periodOf('quarter', todayInChina()));
  const [unread, setUnread] = useState(false);
  const [remark, setRemark] = useState('');
  const [namesReason, setNamesReason] = useState('');
  const info = kinds.find((each) => each.kind === kind);
  const prepare = useMutationProcedure('packages.prepare', ['packages']);
  const refused = prepare.error === null ? null : failureOf(prepare.error);
  const asksNames = refused !== null && 'namesReason' in (refused.fields ?? {});
  const isUnread = unread && info?.withPeriod === true;
  const content = peer === null || isUnread ? null : { kind, peer, period: info?.withPeriod ? period : null };
  const preview = useProcedure('packages.preview', content, { staleTime: 0 });
  const takesScans = withAttachments && info?.withAttachments === true;
  const submit = (emptyConfirmed: boolean): void => {
    if (!content) return;
    prepare.mutate(
      {
        ...content,
        withAttachments: takesScans,
        remark: remark.trim(),
        namesReason: asksNames ? namesReason : '',
        emptyConfirmed,
      },
      // What is shown may be older than what was refused for: a package that has become empty is asked about the next time.
      { onSuccess: onDone, onError: () => void preview.refetch() },
    );
  };
  return (
    <div className="two-columns">
      <section className="panel">
        <KindChoice kinds={kinds} value={kind} onChange={setKind} />
        <div className="form-line">
          <div className="field-label">发给谁</div>
          <Select
            aria-label="发给谁"
            className="peer-select"
            placeholder="请选择单位"
            value={peer}
            onChange={setChosen}
            options={peers.map(({ office, name }) => ({ value: office, label: name }))}
          />
        </div>
        {info?.withPeriod ? (
          <div className="form-line">
            <div className="field-label">统计期</div>
            <PeriodPicker value={period} onChange={setPeriod} onUnread={setUnread} />
          </div>
        ) : null}
        {info?.withAttachments ? (
          <ScansChoice kind={kind} value={withAttachments} onChange={setWanted} />
        ) : null}
        <div className="form-line">
          <div className="field-label">备注（可不填，供审批人参考）</div>
          <Input
            aria-label="备注"
            maxLength={200}
            value={remark}
            onChange={({ target }) => setRemark(target.value)}
          />
        </div>
        {prepare.error ? <FailureAlert error={prepare.error} onClose={() => prepare.reset()} /> : null}
        {asksNames ? <NamesReason value={namesReason} onChange={setNamesReason} /> : null}
        <SubmitButton
          preview={content === null ? undefined : preview.data}
          takesScans={takesScans}
          busy={prepare.isPending}
          onSubmit={submit}
        />
      </section>
      <section className="panel">
        <h2>将要发送的内容</h2>
        {content === null ? (
          <p className="quiet">{isUnread ? unreadPeriod : '选好单位后显示。'}</p>
        ) : (
          <Asked query={preview}>
            {(data) => <PackagePreview preview={data} withAttachments={takesScans} />}
          </Asked>
        )}
      </section>
    </div>
  );
}

interface SubmitProps {
  readonly preview: Output<'packages.preview'> | undefined;
  readonly takesScans: boolean;
  readonly busy: boolean;
  readonly onSubmit: (emptyConfirmed: boolean) => void;
}

/** A package in which nothing goes is asked about. */
function SubmitButton({ preview, takesScans, busy, onSubmit }: SubmitProps): ReactElement {
  const empty = takesScans && preview && preview.attachments > 0 ? null : (preview?.empty ?? null);
  const button = (
    <Button
      type="primary"
      disabled={!preview}
      loading={busy}
      onClick={empty === null ? () => onSubmit(false) : undefined}
    >
      提交审批
    </Button>
  );
  if (empty === null) return button;
  return (
    <Popconfirm
      title="本包不含任何记录，仍要提交审批？"
      description={<div className="empty-package">{empty}</div>}
      okText="仍要提交"
      cancelText="不提交"
      onConfirm={() => onSubmit(true)}
    >
      {button}
    </Popconfirm>
  );
}

interface ScansProps {
  readonly kind: PackageKind;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
}

function ScansChoice({ kind, value, onChange }: ScansProps): ReactElement {
  return (
    <div className="form-line">
      <Checkbox checked={value} onChange={({ target }) => onChange(target.checked)}>
        {kind === 'petitions'
          ? '带附件（扫描件上可能有反映人的姓名、笔迹和地址，不属脱敏内容，确有必要并经批准才附）'
          : '带附件（佐证材料、证据材料的扫描件；其中不得有反映人的姓名、笔迹和地址）'}
      </Checkbox>
    </div>
  );
}

interface ReasonProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function NamesReason({ value, onChange }: ReasonProps): ReactElement {
  return (
    <div className="form-line">
      <div className="field-label">仍要发送的理由（会提交给审批人并记入审计）</div>
      <Input
        aria-label="仍要发送的理由"
        placeholder="例如：是同名的他人，已逐件核对"
        maxLength={200}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  );
}

function Submitted({ no, onAgain }: { readonly no: string; readonly onAgain: () => void }): ReactElement {
  const [, navigate] = useLocation();
  return (
    <section className="result-card narrow" role="status">
      <h2>已提交审批</h2>
      <p>
        包编号 <strong className="code">{no}</strong>
        。请巡察办主任登录后在“数据交换”首页审批；批准后在“发出的数据包”中打开它写入介质。
      </p>
      <Flex gap="small">
        <Button type="primary" onClick={() => navigate('/exchange/out')}>
          查看发出的数据包
        </Button>
        <Button onClick={onAgain}>再拟制一个</Button>
      </Flex>
    </section>
  );
}
