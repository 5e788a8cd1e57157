import {
  DeleteOutlined,
  FileImageOutlined,
  FilePdfOutlined,
  PaperClipOutlined,
  PlusOutlined,
} from '@ant-design/icons';
import { Button, Checkbox, Flex, Table, Tooltip, type TableColumnType } from 'antd';
import { useState, type ReactElement } from 'react';
import { attachmentHeld } from '../../../domain/attachments.ts';
import type { Failure } from '../../../domain/failure.ts';
import { choosesAttachments } from '../../../domain/sent-part.ts';
import { call, failureOf, takeDropped } from '../../app/bridge.ts';
import { useJob } from '../../app/jobs.ts';
import { useInvalidate, useMutationProcedure } from '../../app/queries.ts';
import { useMayOn, useSession } from '../../app/session.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { formatInstant, formatSize } from '../../shared/format.ts';
import { JobProgressBar } from '../../shared/job-progress.tsx';
import { ReasonDialog } from '../../shared/reason-dialog.tsx';
import { Nothing } from '../../shared/states.tsx';
import type { Output } from '../../../preload/contract/contract.ts';
import { registerOf, type RegisterId } from '../../../domain/registers/registers.ts';
import { AttachmentViewer } from './attachment-viewer.tsx';
import type { LoadedRecord } from './detail-head.tsx';
import { DropArea } from './drop-area.tsx';

type Attachment = LoadedRecord['attachments'][number];

interface Props {
  readonly registerId: RegisterId;
  readonly record: LoadedRecord;
}

/** Scans and photographs, sealed into the vault; shown inside the window and never written to the disk in clear. */
export function Attachments({ registerId, record }: Props): ReactElement {
  const register = registerOf(registerId);
  const may = useMayOn(register);
  const mayChange = may('register') && record.editable;
  const [viewed, setViewed] = useState<Attachment | null>(null);
  const [removed, setRemoved] = useState<Attachment | null>(null);
  const [refused, setRefused] = useState<Failure | null>(null);
  const invalidate = useInvalidate();
  const add = useJob('attachments.add');
  const remove = useMutationProcedure('attachments.remove', [registerId]);
  const target = { register: registerId, record: record.id };

  const store = async ({ files }: Output<'shell.pickOpen'>): Promise<void> => {
    if (files.length === 0) return;
    const added = await add.run({ ...target, files: files.map(({ token }) => token) });
    if (added) await invalidate([registerId]);
  };
  const pick = async (): Promise<void> =>
    store(await call('shell.pickOpen', { purpose: 'attachment', multiple: true }));
  const drop = async (files: readonly File[]): Promise<void> => {
    setRefused(null);
    try {
      await store(await takeDropped(files));
    } catch (error) {
      setRefused(failureOf(error));
    }
  };
  const askRemoval = (file: Attachment): void => {
    const names = record.attachments.map(({ name }) => name);
    const held = attachmentHeld(register, record, names, file.name);
    setRefused(held ?? null);
    if (!held) setRemoved(file);
  };
  return (
    <section className="panel">
      <Flex justify="space-between" align="center">
        <h2>附件（{record.attachments.length}）</h2>
        {mayChange ? (
          <Button size="small" icon={<PlusOutlined />} disabled={add.running} onClick={() => void pick()}>
            添加附件
          </Button>
        ) : null}
      </Flex>
      {mayChange && !add.running ? (
        <DropArea text="将扫描件拖到此处添加" onDrop={(files) => void drop(files)} />
      ) : null}
      {refused ? <FailureAlert error={refused} onClose={() => setRefused(null)} /> : null}
      {add.failure ? (
        <FailureAlert error={add.failure} onClose={add.clear} canceled="已取消，没有存入附件。" />
      ) : null}
      {add.progress ? (
        <JobProgressBar title="正在加密存入附件" progress={add.progress} onCancel={add.cancel} />
      ) : null}
      {record.attachments.length === 0 ? (
        <Nothing
          text={
            mayChange
              ? '没有附件。扫描件存为PDF或图片后，可拖到此处，也可点“添加附件”；添加后可删除原文件。'
              : '没有附件。'
          }
        />
      ) : (
        <AttachmentTable
          registerId={registerId}
          record={record}
          mayChange={mayChange}
          onView={setViewed}
          onRemove={mayChange ? askRemoval : null}
        />
      )}
      <AttachmentViewer target={target} file={viewed} onClose={() => setViewed(null)} />
      <ReasonDialog
        open={removed !== null}
        title={`移除附件“${removed?.name ?? ''}”`}
        text={`从 ${record.no} 移除后不再显示，移除人、时间和理由记入办理经过。`}
        okText="移除"
        danger
        busy={remove.isPending}
        error={remove.error}
        onClose={() => setRemoved(null)}
        onOk={(reason) => {
          if (!removed) return;
          remove.mutate({ ...target, attachment: removed.id, reason }, { onSuccess: () => setRemoved(null) });
        }}
      />
    </section>
  );
}

interface TableProps extends Props {
  readonly mayChange: boolean;
  readonly onView: (file: Attachment) => void;
  readonly onRemove: ((file: Attachment) => void) | null;
}

/** With a column that says what goes along, where the register leaves that to whoever keeps the record. */
function AttachmentTable({ registerId, record, mayChange, onView, onRemove }: TableProps): ReactElement {
  const along = useMutationProcedure('attachments.sendAlong', [registerId]);
  const isOurs = record.office === useSession().office.id;
  const chooses = isOurs && choosesAttachments(registerOf(registerId));
  const choose = ({ id }: Attachment, on: boolean): void =>
    along.mutate({ register: registerId, record: record.id, attachment: id, on });
  return (
    <>
      {along.error ? <FailureAlert error={along.error} onClose={along.reset} /> : null}
      {chooses ? (
        <p className="quiet">
          勾选“随件发出”的，发给选定的每一个接收单位；各单位的签收、回复不要勾选，不勾选的只留在本单位。
        </p>
      ) : null}
      <Table
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={record.attachments}
        columns={[
          ...columnsOf(onView),
          ...(chooses ? [alongColumn(mayChange && !along.isPending ? choose : null)] : []),
          removeColumn(onRemove),
        ]}
      />
    </>
  );
}

function columnsOf(onView: (file: Attachment) => void): readonly TableColumnType<Attachment>[] {
  return [
    {
      title: '名称',
      dataIndex: 'name',
      ellipsis: true,
      render: (name: string, file) => (
        <Button type="link" size="small" icon={iconOf(file.mediaType)} onClick={() => onView(file)}>
          {name}
        </Button>
      ),
    },
    {
      title: '页数',
      dataIndex: 'pages',
      width: 60,
      align: 'right',
      render: (pages: number | null) => pages ?? '',
    },
    {
      title: '大小',
      dataIndex: 'size',
      width: 90,
      align: 'right',
      className: 'number',
      render: formatSize,
    },
    {
      title: '校验值',
      dataIndex: 'sha256',
      width: 110,
      render: (sha256: string) => (
        <Tooltip title={`SHA-256：${sha256}`}>
          <code>{sha256.slice(0, 8)}…</code>
        </Tooltip>
      ),
    },
    { title: '添加人', dataIndex: 'addedByName', width: 84 },
    {
      title: '添加时间',
      dataIndex: 'addedAt',
      width: 136,
      className: 'number',
      render: formatInstant,
    },
  ];
}

/** 随件发出; who may not change the record reads it only. */
function alongColumn(
  onChoose: ((file: Attachment, on: boolean) => void) | null,
): TableColumnType<Attachment> {
  return {
    title: '随件发出',
    key: 'along',
    width: 84,
    align: 'center',
    render: (_value, file) => (
      <Checkbox
        checked={file.goesAlong}
        disabled={!onChoose}
        aria-label={`${file.name}随件发出`}
        onChange={({ target: { checked } }) => onChoose?.(file, checked)}
      />
    ),
  };
}

function removeColumn(onRemove: ((file: Attachment) => void) | null): TableColumnType<Attachment> {
  return {
    title: '',
    key: 'remove',
    width: 44,
    render: (_value, file) =>
      onRemove ? (
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined />}
          aria-label={`移除${file.name}`}
          onClick={() => onRemove(file)}
        />
      ) : null,
  };
}

function iconOf(mediaType: string): ReactElement {
  if (mediaType === 'application/pdf') return <FilePdfOutlined />;
  return mediaType.startsWith('image/') ? <FileImageOutlined /> : <PaperClipOutlined />;
}
