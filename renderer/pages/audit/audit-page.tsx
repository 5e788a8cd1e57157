import { CloseOutlined, DownloadOutlined, SafetyCertificateOutlined } from '@ant-design/icons';
import { App, Button, Flex } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Output } from '../../../preload/contract/contract.ts';
import { call } from '../../app/bridge.ts';
import { useJob } from '../../app/jobs.ts';
import { useSession } from '../../app/session.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { formatCount, formatInstant, todayInChina } from '../../shared/format.ts';
import { JobProgressBar } from '../../shared/job-progress.tsx';
import '../../shared/shared.css';
import { AuditTable } from './audit-table.tsx';

/** 审计日志: read, filter, recheck the chain, export. Nobody can change or remove an entry here. */
export function AuditPage(): ReactElement {
  const { message } = App.useApp();
  const { readOnly } = useSession();
  const [verified, setVerified] = useState<(Output<'audit.verify'> & { readonly at: number }) | null>(null);
  const [unpicked, setUnpicked] = useState<unknown>(null);
  const verify = useJob('audit.verify');
  const save = useJob('audit.export');
  const check = async (): Promise<void> => {
    const result = await verify.run({});
    if (result) setVerified({ ...result, at: Date.now() });
  };
  const exportLog = async (): Promise<void> => {
    try {
      setUnpicked(null);
      const file = await call('shell.pickSave', {
        purpose: 'audit',
        suggestedName: `审计日志${todayInChina().replaceAll('-', '')}.jsonl`,
      });
      if (!file) return;
      const result = await save.run({ file: file.token });
      if (result) void message.success(`已导出${formatCount(result.entries)}条到“${file.name}”。`, 6);
    } catch (error) {
      setUnpicked(error);
    }
  };
  const failure = verify.failure ?? save.failure ?? unpicked;
  return (
    <>
      <div className="page-head">
        <h1 className="page-title">审计日志</h1>
        <Flex gap="small">
          <Button
            icon={<SafetyCertificateOutlined />}
            loading={verify.running}
            disabled={save.running}
            onClick={() => void check()}
          >
            核对完整性
          </Button>
          {readOnly ? null : (
            <Button
              icon={<DownloadOutlined />}
              loading={save.running}
              disabled={verify.running}
              onClick={() => void exportLog()}
            >
              导出日志
            </Button>
          )}
        </Flex>
      </div>
      {failure ? <FailureAlert error={failure} /> : null}
      {verify.progress ? (
        <JobProgressBar title="正在逐条核对审计链" progress={verify.progress} onCancel={verify.cancel} />
      ) : null}
      {save.progress ? (
        <JobProgressBar title="正在导出" progress={save.progress} onCancel={save.cancel} />
      ) : null}
      {verified ? (
        <section
          className={verified.ok ? 'result-card verified' : 'result-card verified warning'}
          role="status"
        >
          <Flex justify="space-between" align="start">
            <h2>{verified.ok ? '审计日志完整' : '审计日志被改动过'}</h2>
            <Button
              type="text"
              icon={<CloseOutlined />}
              aria-label="关闭"
              onClick={() => setVerified(null)}
            />
          </Flex>
          <div>{verified.text}</div>
          <div className="quiet">
            核对时间 {formatInstant(verified.at)}，最后一条 第 {formatCount(verified.checkpoint.seq)}{' '}
            条，校验值 <span className="digest">{verified.checkpoint.hash}</span>
          </div>
        </section>
      ) : null}
      <AuditTable />
    </>
  );
}
