import type { ReactElement } from 'react';
import { useOwnPassword } from '../shared/own-password.tsx';
import { ReasonDialog } from '../shared/reason-dialog.tsx';

interface Props {
  readonly open: boolean;
  /** Of whom, e.g. 反映人. */
  readonly label: string;
  /** The record's number. */
  readonly no: string;
  /** What happens when it is closed without. */
  readonly hint?: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onReveal: (reason: string) => void;
  readonly onClose: () => void;
}

/** 查看 of sealed lines: a reason, and the own password unless it was given a moment ago. */
export function RevealDialog({
  open,
  label,
  no,
  hint = '',
  busy,
  error,
  onReveal,
  onClose,
}: Props): ReactElement {
  const own = useOwnPassword(open);
  return (
    <ReasonDialog
      open={open}
      title={`查看${label}信息`}
      text={`将显示 ${no} 的${label}姓名、电话、住址等信息。查看人、时间和理由记入审计日志。${hint}`}
      okText="查看"
      busy={busy || own.busy}
      error={error}
      more={own.field}
      incomplete={!own.ready}
      onClose={onClose}
      onOk={(reason) => {
        void own.give().then((given) => {
          if (given) onReveal(reason);
        });
      }}
    />
  );
}
