import { Alert, Button, Checkbox, Flex } from 'antd';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useJob } from '../../app/jobs.ts';
import { useInvalidate } from '../../app/queries.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { JobProgressBar } from '../../shared/job-progress.tsx';
import { PaperPreview } from '../../shared/paper-preview.tsx';

/** The recovery sheet: shown once, printed, put into separate hands. Work begins only after that is confirmed. */
export function RecoveryStep({ created }: { readonly created: Output<'setup.create'> }): ReactElement {
  const [kept, setKept] = useState(false);
  const [document, setDocument] = useState<string | null>(null);
  const invalidate = useInvalidate();
  const { run, progress, failure } = useJob('setup.recoverySheet');
  const asked = useRef(false);
  const layOut = async (): Promise<void> => {
    const sheet = await run({ shares: created.recoveryShares });
    if (sheet) setDocument(sheet.document);
  };
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    void layOut();
  });
  return (
    <>
      <Alert
        type="warning"
        showIcon
        title={`数据库已建成。请打印恢复单（共${created.recoveryShares.length}份），由不同的人分别密封保管。`}
        description={`全部口令都遗忘时，凑齐其中任意${created.recoveryThreshold}份才能恢复数据。恢复码不在任何地方保存，离开本页后无法再次显示。`}
      />
      {created.networkFingerprint ? (
        <section>
          <h3>本市数据交换的根指纹</h3>
          <code className="fingerprint">{created.networkFingerprint}</code>
          <p className="quiet">
            县级机关加入时须当面或者通过机要渠道核对这串指纹；以后可以在“网络与证书”中再次查看。
          </p>
        </section>
      ) : null}
      {failure ? <FailureAlert error={failure} onRetry={() => void layOut()} /> : null}
      {progress ? <JobProgressBar title="正在排版恢复单" progress={progress} /> : null}
      {document ? (
        <PaperPreview document={document} name="恢复单" />
      ) : (
        <ol className="shares">
          {created.recoveryShares.map((share) => (
            <li key={share}>
              <code className="fingerprint">{share}</code>
            </li>
          ))}
        </ol>
      )}
      <Flex justify="space-between" align="center" className="wizard-buttons">
        <Checkbox checked={kept} onChange={({ target }) => setKept(target.checked)}>
          已打印并分别保管
        </Checkbox>
        <Button type="primary" disabled={!kept} onClick={() => void invalidate(['vault'])}>
          完成，去登录
        </Button>
      </Flex>
    </>
  );
}
