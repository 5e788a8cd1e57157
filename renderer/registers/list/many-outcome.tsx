import { Alert, Flex } from 'antd';
import type { ReactElement } from 'react';
import { formatCount } from '../../shared/format.ts';
import type { Refused } from './step-for-each.ts';

interface Props {
  readonly done: number;
  readonly refused: readonly Refused[];
  /** How many were refused; of very many, not all are named. */
  readonly refusedCount: number;
  /** Not come to before it was stopped. */
  readonly left: number;
  readonly unit: string;
}

/** What became of many records: how many are done, and why which are not. */
export function ManyOutcome({ done, refused, refusedCount, left, unit }: Props): ReactElement {
  const rest = left > 0 ? `已取消，其余${formatCount(left)}${unit}没有办理。` : '';
  return (
    <Flex vertical gap="small">
      <Alert
        type={refusedCount === 0 && left === 0 ? 'success' : 'warning'}
        showIcon
        title={`已办理${formatCount(done)}${unit}，没有办理${formatCount(refusedCount)}${unit}。${rest}`}
      />
      <RefusedList refused={refused} />
      {refusedCount > refused.length ? (
        <p className="quiet">
          只列出前{formatCount(refused.length)}
          {unit}，其余请在列表中查看。
        </p>
      ) : null}
    </Flex>
  );
}

export function RefusedList({ refused }: { readonly refused: readonly Refused[] }): ReactElement | null {
  if (refused.length === 0) return null;
  return (
    <div className="refused-list" role="status" tabIndex={0}>
      {refused.map(({ no, why }) => (
        <div key={no}>
          <strong className="number">{no}</strong>　{why}
        </div>
      ))}
    </div>
  );
}
