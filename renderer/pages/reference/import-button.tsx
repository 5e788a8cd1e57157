import { Button } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Input } from '../../../preload/contract/contract.ts';
import { call } from '../../app/bridge.ts';
import { usePermission } from '../../app/session.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';

interface Props {
  readonly label: string;
  readonly purpose: Input<'shell.pickOpen'>['purpose'];
  readonly busy: boolean;
  /** Takes the token of the file; what it throws is shown under the button. */
  readonly onPicked: (file: string) => Promise<void>;
}

/** Reads one file of reference data; only for whom may edit it. */
export function ImportButton({ label, purpose, busy, onPicked }: Props): ReactElement | null {
  const mayEdit = usePermission('reference.edit');
  const [refused, setRefused] = useState<unknown>(null);
  if (!mayEdit) return null;
  const pick = async (): Promise<void> => {
    try {
      setRefused(null);
      const { files } = await call('shell.pickOpen', { purpose, multiple: false });
      const [file] = files;
      if (file) await onPicked(file.token);
    } catch (error) {
      setRefused(error);
    }
  };
  return (
    <>
      <Button loading={busy} onClick={() => void pick()}>
        {label}
      </Button>
      {refused ? <FailureAlert error={refused} onClose={() => setRefused(null)} /> : null}
    </>
  );
}
