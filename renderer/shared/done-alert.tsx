import { Alert } from 'antd';
import type { ReactElement } from 'react';

interface Props {
  readonly title: string;
  /** What is to be done about it outside the program. */
  readonly next?: string;
}

/** What has just succeeded, read out as it appears, and what has to follow. */
export function DoneAlert({ title, next }: Props): ReactElement {
  return (
    <Alert type="success" showIcon role="status" className="failure-alert" title={title} description={next} />
  );
}
