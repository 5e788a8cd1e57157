import { Button, Flex, Progress } from 'antd';
import type { ReactElement } from 'react';
import { secondsLeft, type JobProgress } from '../app/jobs.ts';
import { formatCount } from './format.ts';

interface Props {
  readonly progress: JobProgress;
  readonly title: string;
  readonly onCancel?: () => void;
}

/** Progress of long work: n of total, rest time, cancel. */
export function JobProgressBar({ progress, title, onCancel }: Props): ReactElement {
  const known = progress.total > 0;
  const left = secondsLeft(progress);
  return (
    <div className="job" role="status" aria-live="polite">
      <Flex justify="space-between" align="center" gap="small">
        <strong>{title}</strong>
        {onCancel ? <Button onClick={onCancel}>取消</Button> : null}
      </Flex>
      <Progress
        aria-label={title}
        percent={known ? Math.min(100, Math.floor((progress.done / progress.total) * 100)) : 0}
        status="active"
        showInfo={known}
      />
      <span className="quiet">
        {progress.text || '正在准备…'}
        {known ? `　${formatCount(progress.done)} / ${formatCount(progress.total)}` : ''}
        {left === null ? '' : `　约剩 ${left} 秒`}
      </span>
    </div>
  );
}
