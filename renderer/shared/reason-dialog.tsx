import { Input, Modal } from 'antd';
import { useState, type ReactElement, type ReactNode } from 'react';
import { FailureAlert } from './failure-alert.tsx';

interface Props {
  readonly open: boolean;
  readonly title: string;
  /** What will happen, and to what. */
  readonly text: ReactNode;
  readonly okText: string;
  readonly danger?: boolean;
  readonly busy: boolean;
  readonly error: unknown;
  readonly placeholder?: string;
  readonly shortest?: number;
  readonly optional?: boolean;
  /** Asked for beside the reason, below it. */
  readonly more?: ReactNode;
  /** What is asked for beside the reason is still missing. */
  readonly incomplete?: boolean;
  readonly onOk: (reason: string) => void;
  readonly onClose: () => void;
}

/** Asks for the reason of one named act; never only 确定吗. */
export function ReasonDialog(props: Props): ReactElement {
  const {
    open,
    title,
    text,
    okText,
    danger,
    busy,
    error,
    placeholder,
    shortest = 2,
    optional,
    more,
    incomplete = false,
    onOk,
    onClose,
  } = props;
  const [reason, setReason] = useState('');
  const reasoned = optional === true || Array.from(reason.trim()).length >= shortest;
  const ready = reasoned && !incomplete;
  return (
    <Modal
      open={open}
      title={title}
      okText={okText}
      cancelText="取消"
      okButtonProps={{ disabled: !ready, danger: danger === true }}
      confirmLoading={busy}
      mask={{ closable: false }}
      onOk={() => onOk(reason.trim())}
      onCancel={onClose}
      afterClose={() => setReason('')}
    >
      {error ? <FailureAlert error={error} /> : null}
      <p>{text}</p>
      <Input.TextArea
        autoFocus
        rows={2}
        aria-label="理由"
        placeholder={placeholder ?? (optional ? '理由' : '理由（必填，记入审计日志）')}
        maxLength={200}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.ctrlKey && ready) onOk(reason.trim());
        }}
      />
      <div
        onKeyDown={(event) => {
          if (event.key === 'Enter' && ready) onOk(reason.trim());
        }}
      >
        {more}
      </div>
    </Modal>
  );
}
