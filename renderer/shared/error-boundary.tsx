import { Button } from 'antd';
import { Component, type ReactNode } from 'react';
import { FailureAlert } from './failure-alert.tsx';

interface Props {
  readonly children: ReactNode;
  /** Leaving the page (another key) gives it a fresh start. */
  readonly resetKey: string;
}

interface State {
  readonly error: unknown;
  readonly failed: boolean;
  readonly key: string;
}

/** A page that breaks does not take the window with it. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null, failed: false, key: this.props.resetKey };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error, failed: true };
  }

  static getDerivedStateFromProps(props: Props, state: State): State | null {
    return props.resetKey === state.key ? null : { error: null, failed: false, key: props.resetKey };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    const retry = (): void => this.setState({ error: null, failed: false });
    return (
      <div className="page">
        <FailureAlert
          error={this.state.error}
          extra={
            <Button size="small" onClick={retry}>
              重新打开本页
            </Button>
          }
        />
      </div>
    );
  }
}
