import { useState, type ReactElement } from 'react';
import { ReasonDialog } from './reason-dialog.tsx';
import { WitnessDialog } from './witness-dialog.tsx';

interface Props {
  /** The first question: why. */
  readonly asks: {
    readonly title: string;
    readonly text: string;
    readonly placeholder: string;
    readonly danger?: boolean;
  };
  /** What the second person then confirms; as {@link WitnessDialog} takes it. */
  readonly confirms: {
    readonly act: string;
    readonly title: string;
    readonly text: string;
    readonly okText: string;
  };
  readonly busy?: boolean;
  readonly error?: unknown;
  readonly onConfirmed: (reason: string, witness: string) => void;
  readonly onClose: () => void;
}

/** An act that two people answer for: one says why, then the other stands by with the own password. */
export function ReasonedAct({ asks, confirms, busy, error, onConfirmed, onClose }: Props): ReactElement {
  const [reason, setReason] = useState<string | null>(null);
  return reason === null ? (
    <ReasonDialog
      open
      {...asks}
      okText="下一步"
      busy={false}
      error={null}
      onOk={setReason}
      onClose={onClose}
    />
  ) : (
    <WitnessDialog
      open
      {...confirms}
      busy={busy === true}
      error={error}
      onConfirmed={(witness) => onConfirmed(reason, witness)}
      onClose={onClose}
    />
  );
}
