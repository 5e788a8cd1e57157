import type { ReactElement } from 'react';
import { formatCount } from '../../shared/format.ts';

interface Props {
  readonly count: number;
  readonly text: string;
  readonly danger?: boolean;
}

export function Figure({ count, text, danger = false }: Props): ReactElement {
  return (
    <div className={danger && count > 0 ? 'figure danger' : 'figure'}>
      <strong>{formatCount(count)}</strong>
      {text}
    </div>
  );
}
