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
  /** What is said when the clerk called the work off. */
  readonly canceled?: string;
}

/**
 * Every refusal and fault looks like this: what happened, why, what to do now, and a copy without personal data. Work
 * that the clerk called off has not failed; a plain notice says that nothing came of it.
 */
export function FailureAlert(props: Props): ReactElement {
  const { error, onRetry, onClose, extra, type = 'error' } = props;
  const failure = isFailure(error) ? error : failureOf(error);
  if (failure.type === 'Canceled') return <CanceledNotice {...props} />;
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
      {...(onClose ? { closable: { onClose, 'aria-label': '关闭提示' } } : {})}
    />
  );
}

function CanceledNotice({ canceled, onRetry, onClose, extra }: Props): ReactElement {
  const actions = (
    <Space size="small">
      {onRetry ? (
        <Button size="small" onClick={onRetry}>
          重新开始
        </Button>
      ) : null}
      {extra}
    </Space>
  );
  return (
    <Alert
      className="failure-alert"
      type="info"
      showIcon
      role="status"
      title={canceled ?? '已取消，没有写入任何内容。'}
      action={actions}
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
