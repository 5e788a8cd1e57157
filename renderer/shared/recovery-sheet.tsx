import { Checkbox, Flex } from 'antd';
import { useEffect, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { useJob } from '../app/jobs.ts';
import { FailureAlert } from './failure-alert.tsx';
import { JobProgressBar } from './job-progress.tsx';
import { PaperPreview } from './paper-preview.tsx';

interface Props {
  readonly shares: readonly string[];
  /** What goes on once the sheet is on paper and in separate hands. */
  readonly renderAction: (kept: boolean) => ReactNode;
}

/** A recovery sheet, shown once: printed or saved, then confirmed to be in separate hands. */
export function RecoverySheet({ shares, renderAction }: Props): ReactElement {
  const [kept, setKept] = useState(false);
  const [document, setDocument] = useState<string | null>(null);
  const { run, progress, failure } = useJob('setup.recoverySheet');
  const asked = useRef(false);
  const layOut = async (): Promise<void> => {
    const sheet = await run({ shares: [...shares] });
    if (sheet) setDocument(sheet.document);
  };
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    void layOut();
  });
  return (
    <>
      {failure ? <FailureAlert error={failure} onRetry={() => void layOut()} /> : null}
      {progress ? <JobProgressBar title="正在排版恢复单" progress={progress} /> : null}
      {document ? (
        <PaperPreview document={document} name="恢复单" />
      ) : (
        <ol className="shares">
          {shares.map((share) => (
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
        {renderAction(kept)}
      </Flex>
    </>
  );
}
