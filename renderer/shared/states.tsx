import { Empty, Spin } from 'antd';
import { useEffect, useState, type ReactElement, type ReactNode } from 'react';
import { FailureAlert } from './failure-alert.tsx';

/** A spinner that waits 300 ms before it shows, so that quick answers do not flicker. */
export function Loading({ text = '正在读取…' }: { readonly text?: string }): ReactElement | null {
  const [visible, setVisible] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setVisible(true), 300);
    return () => clearTimeout(timer);
  }, []);
  if (!visible) return null;
  return (
    <div className="centered" role="status">
      <Spin /> <span>{text}</span>
    </div>
  );
}

interface AskedProps<T> {
  readonly query: {
    readonly data: T | undefined;
    readonly error: unknown;
    readonly isPending: boolean;
    readonly refetch: () => unknown;
  };
  readonly children: (data: T) => ReactNode;
}

/** Loading, refused or there: the three states of everything that is asked. */
export function Asked<T>({ query, children }: AskedProps<T>): ReactNode {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <FailureAlert error={query.error} onRetry={() => void query.refetch()} />;
  return <Loading />;
}

export function Nothing({
  text,
  children,
}: {
  readonly text: string;
  readonly children?: ReactNode;
}): ReactElement {
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text}>
      {children}
    </Empty>
  );
}
