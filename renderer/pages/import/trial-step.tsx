import { Alert, Button, Checkbox, Flex } from 'antd';
import { useState, type ReactElement } from 'react';
import { registerOf, type RegisterId } from '../../../domain/registers/registers.ts';
import { useJob } from '../../app/jobs.ts';
import { useInvalidate } from '../../app/queries.ts';
import { useSaved } from '../../app/saved.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { formatCount } from '../../shared/format.ts';
import { JobProgressBar } from '../../shared/job-progress.tsx';
import { ClaimsNotice } from './claims-notice.tsx';
import { CountsLine } from './counts-line.tsx';
import { ErrorWorkbookButton } from './error-workbook-button.tsx';
import { NamedNotice } from './named-notice.tsx';
import type { Counts, Imported, OpenedFile } from './import-page.tsx';

interface Props {
  readonly registerId: RegisterId;
  readonly file: OpenedFile;
  readonly counts: Counts;
  readonly onBack: () => void;
  readonly onImported: (result: Imported) => void;
}

/** The last look before anything is written: how many rows will do what. */
export function TrialStep({ registerId, file, counts, onBack, onImported }: Props): ReactElement {
  const [partial, setPartial] = useState(false);
  const [namedReason, setNamedReason] = useState('');
  const { markSaved } = useSaved();
  const invalidate = useInvalidate();
  const commit = useJob('import.commit');
  const willEnter = counts.new + counts.duplicate - counts.update;
  const willImport = willEnter + counts.update;
  const { unit } = registerOf(registerId);
  const start = async (): Promise<void> => {
    const result = await commit.run({
      import: file.import,
      allowPartial: partial,
      namedReason: namedReason.trim(),
    });
    if (!result) return;
    markSaved(Date.now());
    await invalidate([registerId]);
    onImported({ ...result, claims: counts.claims });
  };
  return (
    <section className="panel">
      <CountsLine registerId={registerId} counts={counts} />
      {willImport === 0 ? (
        <p>没有可以导入的行：各行已经登记、选了跳过，或者不能导入。</p>
      ) : (
        <p>
          将登记最多 <strong>{formatCount(willEnter)}</strong> {unit}，
          {counts.update > 0 ? `补充已登记的最多 ${formatCount(counts.update)} ${unit}，` : ''}跳过{' '}
          {formatCount(counts.skipped)} 行。 全部在一次写入中完成：要么全部成功，要么什么都不写。
        </p>
      )}
      <ClaimsNotice registerId={registerId} counts={counts} />
      <NamedNotice
        registerId={registerId}
        counts={counts}
        reason={{ value: namedReason, onChange: setNamedReason }}
      />
      {counts.refused > 0 ? (
        <>
          <Alert
            className="failure-alert"
            type="warning"
            showIcon
            title={`有${formatCount(counts.refused)}行不能导入。`}
            description="可以返回上一步改正；也可以先导入其余各行，把不能导入的行另存为标红的表格，改好后再次导入。"
            action={<ErrorWorkbookButton file={file} />}
          />
          <Checkbox checked={partial} onChange={({ target }) => setPartial(target.checked)}>
            先导入其余各行，不能导入的{formatCount(counts.refused)}行以后再说
          </Checkbox>
        </>
      ) : null}
      {commit.failure ? (
        <FailureAlert
          error={commit.failure}
          onClose={commit.clear}
          canceled="已取消，未导入任何一行。可以再次导入，也可以返回校验。"
          extra={
            <Button size="small" onClick={onBack}>
              返回校验
            </Button>
          }
        />
      ) : null}
      {commit.progress ? (
        <JobProgressBar title="正在导入，请不要关机" progress={commit.progress} onCancel={commit.cancel} />
      ) : (
        <Flex justify="space-between" className="wizard-buttons">
          <Button onClick={onBack}>上一步</Button>
          <Button
            type="primary"
            disabled={
              willImport === 0 ||
              (counts.refused > 0 && !partial) ||
              (counts.named > 0 && namedReason.trim() === '')
            }
            onClick={() => void start()}
          >
            导入
          </Button>
        </Flex>
      )}
    </section>
  );
}
