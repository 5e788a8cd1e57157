import { Alert, Button, Space, type AlertProps } from 'antd';
import type { ReactElement, ReactNode } from 'react';
import { call, failureOf } from '../app/bridge.ts';
import { formatInstant } from './format.ts';

interface Props {
  /** A thrown value, or a failure already read from one. */
  readonly error: unknown;
  readonly onRetry?: () => void;
  readonly onClose?: () => void;
  readonly extra?: ReactNode;
  readonly type?: AlertProps['type'];
}

/** Every refusal and fault looks like this: what happened, why, what to do now, and a copy without personal data. */
export function FailureAlert({ error, onRetry, onClose, extra, type = 'error' }: Props): ReactElement {
  const failure = isFailure(error) ? error : failureOf(error);
  const copy = (): void => {
    const text = [
      `时间：${formatInstant(Date.now())}`,
      `代号：${failure.type}`,
      failure.what,
      failure.why,
    ].join('\n');
    void call('shell.copyText', { text }).catch(() => undefined);
  };
  return (
    <Alert
      className="failure-alert"
      type={type}
      showIcon
      role="alert"
      title={failure.what}
      description={
        <>
          <div>原因：{failure.why}</div>
          <div>办法：{failure.next}</div>
          <Space className="failure-actions" size="small">
            {onRetry ? (
              <Button size="small" onClick={onRetry}>
                重试
              </Button>
            ) : null}
            <Button size="small" type="text" onClick={copy}>
              复制详情
            </Button>
            {extra}
          </Space>
        </>
      }
      {...(onClose ? { closable: { onClose } } : {})}
    />
  );
}

interface FailureLike {
  readonly type: string;
  readonly what: string;
  readonly why: string;
  readonly next: string;
}

function isFailure(value: unknown): value is FailureLike {
  return (
    typeof value === 'object' &&
    value !== null &&
    !(value instanceof Error) &&
    ['type', 'what', 'why', 'next'].every((key) => typeof Reflect.get(value, key) === 'string')
  );
}
