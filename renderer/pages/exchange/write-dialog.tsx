import { Alert, Button, Flex, Modal, Select } from 'antd';
import { useState, type ReactElement } from 'react';
import { roleLabels, rolesWith } from '../../../domain/access/permissions.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { call } from '../../app/bridge.ts';
import { useJob } from '../../app/jobs.ts';
import { useInvalidate, useProcedure } from '../../app/queries.ts';
import { usePermission } from '../../app/session.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { formatSize } from '../../shared/format.ts';
import { JobProgressBar } from '../../shared/job-progress.tsx';
import { MediumDialog } from '../media/medium-dialog.tsx';
import { proposedLevel } from '../media/media-words.ts';
import { PrintButton } from '../paper/print-button.tsx';
import type { PackageRow } from './package-kinds.ts';

type Folder = NonNullable<Output<'shell.pickFolder'>>;
type Written = Output<'packages.write'>;

interface Props {
  readonly item: PackageRow;
  readonly onClose: () => void;
}

/** 写入介质: sealed, written, read back as the recipient would, and only then named; the result stays on the screen. */
export function WriteDialog({ item, onClose }: Props): ReactElement {
  const [folder, setFolder] = useState<Folder | null>(null);
  const [medium, setMedium] = useState<string | null>(null);
  const [written, setWritten] = useState<Written | null>(null);
  const [unpicked, setUnpicked] = useState<unknown>(null);
  const invalidate = useInvalidate();
  const job = useJob('packages.write');

  const pick = async (): Promise<void> => {
    try {
      setFolder((await call('shell.pickFolder', { purpose: 'medium' })) ?? folder);
      setUnpicked(null);
    } catch (error) {
      setUnpicked(error);
    }
  };
  const write = async (): Promise<void> => {
    if (!folder || !medium) return;
    const result = await job.run({ package: item.id, folder: folder.token, medium });
    if (result) setWritten(result);
  };
  const close = (): void => {
    if (written) void invalidate(['packages']);
    onClose();
  };
  return (
    <Modal
      open
      title={`写入介质：${item.no}`}
      width={620}
      mask={{ closable: false }}
      closable={!job.running}
      onCancel={close}
      okText={written ? '完成' : '写入'}
      cancelText="取消"
      okButtonProps={{ disabled: !written && (!folder || !medium || job.running) }}
      cancelButtonProps={{ disabled: job.running, hidden: written !== null }}
      onOk={() => (written ? close() : void write())}
    >
      {written ? (
        <WrittenCard item={item} written={written} />
      ) : (
        <Flex vertical gap="middle">
          {unpicked ? <FailureAlert error={unpicked} /> : null}
          {job.failure ? (
            <FailureAlert
              error={job.failure}
              onClose={job.clear}
              canceled="已取消，没有写入介质，可以重新写入。"
            />
          ) : null}
          <Flex gap="small" align="center">
            <Button disabled={job.running} onClick={() => void pick()}>
              {folder ? '换一个位置' : '选择U盘、光盘或文件夹'}
            </Button>
            {folder ? <strong>{folder.name}</strong> : <span className="quiet">请先插好介质。</span>}
          </Flex>
          {folder?.removable === false ? (
            <Alert
              type="warning"
              showIcon
              title="所选位置不在移动介质上。"
              description="数据包将留在本机硬盘。请确认这是刻录光盘前的暂存位置，否则请换一个位置。"
            />
          ) : null}
          <MediumSelect
            level={proposedLevel(item.mark)}
            value={medium}
            disabled={job.running}
            onChange={setMedium}
          />
          {job.progress ? (
            <JobProgressBar title="正在写入并回读核对" progress={job.progress} onCancel={job.cancel} />
          ) : null}
        </Flex>
      )}
    </Modal>
  );
}

interface MediumProps {
  /** What the package asks of its medium. */
  readonly level: string;
  readonly value: string | null;
  readonly disabled: boolean;
  readonly onChange: (medium: string) => void;
}

const keepersOfMedia = rolesWith('exchange.media')
  .map((role) => roleLabels[role])
  .join('、');

/** Only what stands in 介质台账 may be written to; a new stick is registered on the spot. */
function MediumSelect({ level, value, disabled, onChange }: MediumProps): ReactElement {
  const media = useProcedure('media.list', {});
  const [registering, setRegistering] = useState(false);
  const mayRegister = usePermission('exchange.media');
  const usable =
    media.data?.media.filter(({ id, status }) => id !== null && !['DESTROYED', 'LOST'].includes(status)) ??
    [];
  return (
    <div>
      <div className="field-label">介质编号（从介质台账选择）</div>
      <Flex gap="small">
        <Select
          aria-label="介质编号"
          className="wide-select"
          disabled={disabled}
          loading={media.isPending}
          value={value}
          placeholder={media.data && usable.length === 0 ? '台账中还没有可用的介质' : '请选择'}
          onChange={onChange}
          options={usable.map((each) => ({
            value: each.id ?? '',
            label: [each.code, each.brand, each.capacity, each.level]
              .filter((part) => part !== '')
              .join('　'),
          }))}
        />
        {mayRegister ? (
          <Button disabled={disabled} onClick={() => setRegistering(true)}>
            登记新介质
          </Button>
        ) : null}
      </Flex>
      {registering ? (
        <MediumDialog medium={null} level={level} onClose={() => setRegistering(false)} onSaved={onChange} />
      ) : null}
      {media.error ? <FailureAlert error={media.error} onRetry={() => void media.refetch()} /> : null}
      <span className="quiet">
        编号与介质上的标签一致；没有登记的介质不得使用。
        {mayRegister ? '' : `新介质请由${keepersOfMedia}在“介质台账”登记。`}
      </span>
    </div>
  );
}

function WrittenCard({
  item,
  written,
}: {
  readonly item: PackageRow;
  readonly written: Written;
}): ReactElement {
  return (
    <section className="result-card" role="status">
      <h2>写入完成，已回读核对无误，可以取下介质。</h2>
      <table className="facts">
        <tbody>
          <tr>
            <th>文件名</th>
            <td>{written.fileName}</td>
          </tr>
          <tr>
            <th>大小</th>
            <td className="number">{formatSize(written.size)}</td>
          </tr>
          <tr>
            <th>摘要</th>
            <td className="digest">{written.digest}</td>
          </tr>
          <tr>
            <th>发往</th>
            <td>{item.peerName}</td>
          </tr>
        </tbody>
      </table>
      <p className="quiet">
        交给承运人时请“办理移交”，打印交接单随介质交接；对方送回回执后，数据包标为“已回执”。
      </p>
      <PrintButton forms={['F45', 'F52']} source={{ package: item.id }} label="打印交接单、清单" />
    </section>
  );
}
