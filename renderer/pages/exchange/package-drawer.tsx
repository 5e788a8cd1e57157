import { App, Button, Descriptions, Drawer, Flex, Input, Modal } from 'antd';
import { useState, type ReactElement } from 'react';
import { isRecordKind } from '../../../domain/package-kinds.ts';
import { failureOf } from '../../app/bridge.ts';
import { useMutationProcedure } from '../../app/queries.ts';
import { usePermission } from '../../app/session.tsx';
import { ToneTag } from '../../registers/state-tag.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { formatInstant, formatSize } from '../../shared/format.ts';
import { ReasonDialog } from '../../shared/reason-dialog.tsx';
import { PrintButton } from '../paper/print-button.tsx';
import './exchange.css';
import { HandoverDialog } from './handover-dialog.tsx';
import { HandoverSlips } from './handover-slips.tsx';
import { IssueReceipt } from './issue-receipt.tsx';
import {
  countsText,
  isOnItsWay,
  isReadyToWrite,
  isWaitingForApproval,
  mayBeHandedOver,
  mayBeVoided,
  mayBeWrittenAgain,
  outcomeText,
  printReceived,
  printedForms,
  type PackageRow,
} from './package-kinds.ts';
import { RefusedRecords } from './refused-records.tsx';
import { WriteDialog } from './write-dialog.tsx';

interface Props {
  readonly item: PackageRow | null;
  readonly onClose: () => void;
}

/** Everything known of one package, and what this person may do with it now. */
export function PackageDrawer({ item, onClose }: Props): ReactElement {
  return (
    <Drawer
      open={item !== null}
      size={640}
      title={item ? `数据包 ${item.no}` : ''}
      onClose={onClose}
      destroyOnHidden
    >
      {item ? (
        <>
          <PackageActions item={item} onClose={onClose} />
          {item.direction === 'out' ? <HandoverSlips item={item} /> : null}
          {isRecordKind(item.kind) ? <RefusedRecords item={item} /> : null}
          <PackageFacts item={item} />
        </>
      ) : null}
    </Drawer>
  );
}

function PackageFacts({ item }: { readonly item: PackageRow }): ReactElement {
  const none = <span className="quiet">—</span>;
  const unnumbered = <span className="quiet">写入介质时确定</span>;
  const isSent = item.direction === 'out';
  return (
    <Descriptions
      className="package-facts"
      column={2}
      size="small"
      bordered
      items={[
        {
          key: 'state',
          label: '状态',
          span: 2,
          children: <ToneTag tone={item.tone} text={item.stateLabel} />,
        },
        { key: 'kind', label: '内容', children: item.kindLabel },
        { key: 'peer', label: item.direction === 'out' ? '发往' : '来自', children: item.peerName },
        {
          key: 'sequence',
          label: '序号',
          children: item.sequence || (isSent && item.kind !== 'receipt' ? unnumbered : none),
        },
        { key: 'mark', label: '密级', children: item.mark || none },
        { key: 'counts', label: '记录数', span: 2, children: countsText(item.counts) },
        { key: 'period', label: '统计期', span: 2, children: item.period ?? none },
        { key: 'by', label: '拟制人', children: item.createdByName },
        { key: 'at', label: '拟制时间', children: formatInstant(item.createdAt) },
        // A package says who approved it and not when.
        { key: 'approvedBy', label: '审批人', span: isSent ? 1 : 2, children: item.approvedByName ?? none },
        ...(isSent
          ? [
              {
                key: 'approvedAt',
                label: '审批时间',
                children: item.approvedAt === null ? none : formatInstant(item.approvedAt),
              },
            ]
          : [
              { key: 'importedBy', label: '导入人', children: item.importedByName ?? none },
              { key: 'witness', label: '监督人', children: item.witnessName ?? none },
              {
                key: 'importedAt',
                label: '导入时间',
                children: item.importedAt === null ? none : formatInstant(item.importedAt),
              },
            ]),
        ...(item.kind === 'receipt'
          ? []
          : [
              { key: 'receiptNo', label: '回执编号', span: isSent ? 2 : 1, children: item.receiptNo ?? none },
            ]),
        ...(isSent && isRecordKind(item.kind)
          ? [{ key: 'outcome', label: '对方处理结果', span: 2, children: outcomeText(item) ?? none }]
          : []),
        {
          key: 'remark',
          label: item.state === 'VOID' ? '理由' : '备注',
          span: 2,
          children: item.remark || none,
        },
        { key: 'file', label: '文件名', span: 2, children: item.fileName ?? none },
        { key: 'size', label: '大小', span: 2, children: item.size === null ? none : formatSize(item.size) },
        {
          key: 'digest',
          label: '摘要',
          span: 2,
          children: item.digest === null ? none : <span className="digest">{item.digest}</span>,
        },
      ]}
    />
  );
}

function printLabel({ direction, kind }: PackageRow): string {
  if (direction === 'in') return printReceived;
  return kind === 'receipt' ? '打印回执' : '打印交接单、清单';
}

function PackageActions({
  item,
  onClose,
}: {
  readonly item: PackageRow;
  readonly onClose: () => void;
}): ReactElement {
  const forms = printedForms(item);
  const mayApprove = usePermission('exchange.approve');
  const mayWrite = usePermission('exchange.prepare');
  const [writing, setWriting] = useState(false);
  const [voiding, setVoiding] = useState(false);
  const [handing, setHanding] = useState(false);
  const { message } = App.useApp();
  const voidPackage = useMutationProcedure('packages.void', ['packages']);
  return (
    <>
      <Flex gap="small" wrap className="toolbar">
        {mayApprove ? <Approval item={item} onDone={onClose} /> : null}
        {mayWrite && isReadyToWrite(item) ? (
          <Button type="primary" onClick={() => setWriting(true)}>
            写入介质
          </Button>
        ) : null}
        {mayWrite && mayBeWrittenAgain(item) ? (
          <Button onClick={() => setWriting(true)}>
            {item.state === 'PRINTED' ? '也写入介质' : '再写一份介质'}
          </Button>
        ) : null}
        {mayWrite && mayBeHandedOver(item) ? (
          <Button type="primary" onClick={() => setHanding(true)}>
            办理移交
          </Button>
        ) : null}
        {mayWrite ? <IssueReceipt item={item} /> : null}
        {forms.length === 0 ? null : (
          <PrintButton
            forms={forms}
            source={{ package: item.id, filled: isOnItsWay(item) ? ['F45'] : [] }}
            label={printLabel(item)}
          />
        )}
        {mayApprove && mayBeVoided(item) ? (
          <Button danger onClick={() => setVoiding(true)}>
            作废
          </Button>
        ) : null}
      </Flex>
      {handing ? <HandoverDialog item={item} onClose={() => setHanding(false)} /> : null}
      {writing ? <WriteDialog item={item} onClose={() => setWriting(false)} /> : null}
      <ReasonDialog
        open={voiding}
        title="作废数据包"
        text={`将作废发往${item.peerName}的数据包 ${item.no}。作废后编号不再使用，下一个数据包会带上其中的全部变更。`}
        okText="作废"
        danger
        busy={voidPackage.isPending}
        error={voidPackage.error}
        onOk={(reason) =>
          voidPackage.mutate(
            { package: item.id, reason },
            {
              onSuccess: () => {
                void message.success(`已作废 ${item.no}。`);
                setVoiding(false);
                onClose();
              },
            },
          )
        }
        onClose={() => {
          voidPackage.reset();
          setVoiding(false);
        }}
      />
    </>
  );
}

/** Stays while the decision is announced, or who decided would not hear of it. */
function Approval({
  item,
  onDone,
}: {
  readonly item: PackageRow;
  readonly onDone: () => void;
}): ReactElement {
  const { message } = App.useApp();
  const [asking, setAsking] = useState<'approve' | 'refuse' | null>(null);
  const [reason, setReason] = useState('');
  const decide = useMutationProcedure('packages.approve', ['packages']);
  const asksNames = decide.error !== null && 'namesReason' in (failureOf(decide.error).fields ?? {});
  const send = (approve: boolean, reason: string): void =>
    decide.mutate(
      { package: item.id, approve, reason },
      {
        onSuccess: () => {
          void message.success(approve ? `已批准 ${item.no}，经办人可以写入介质。` : `已退回 ${item.no}。`);
          setAsking(null);
          onDone();
        },
      },
    );
  const close = (): void => {
    decide.reset();
    setAsking(null);
  };
  return (
    <>
      {isWaitingForApproval(item) ? (
        <>
          <Button type="primary" onClick={() => setAsking('approve')}>
            批准
          </Button>
          <Button onClick={() => setAsking('refuse')}>退回</Button>
        </>
      ) : null}
      <Modal
        open={asking === 'approve'}
        title="批准发出数据包"
        okText="批准发出"
        cancelText="取消"
        confirmLoading={decide.isPending}
        onOk={() => send(true, asksNames ? reason.trim() : '')}
        onCancel={close}
      >
        {decide.error ? <FailureAlert error={decide.error} /> : null}
        {asksNames ? (
          <Input
            aria-label="仍要发送的理由"
            placeholder="仍要发送的理由（记入审计），例如：是同名的他人，已逐件核对"
            maxLength={200}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        ) : null}
        <p>
          批准把{item.kindLabel}
          {Object.keys(item.counts).length > 0 ? `（${countsText(item.counts)}）` : ''}发给{' '}
          <strong>{item.peerName}</strong>，包编号 <span className="code">{item.no}</span>
          {item.mark ? `，密级 ${item.mark}` : ''}。
        </p>
        {item.remark ? <p>拟制人备注：{item.remark}</p> : null}
        <p className="quiet">批准后由{item.createdByName}写入登记过的涉密介质，按交接单交接。</p>
      </Modal>
      <ReasonDialog
        open={asking === 'refuse'}
        title="退回数据包"
        text={`将退回 ${item.createdByName} 拟制的数据包 ${item.no}，该编号不再使用。`}
        okText="退回"
        busy={decide.isPending}
        error={decide.error}
        placeholder="退回理由（必填）"
        onOk={(reason) => send(false, reason)}
        onClose={close}
      />
    </>
  );
}
