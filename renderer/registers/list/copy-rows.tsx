import { CopyOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import type { ReactElement } from 'react';
import type { RegisterId } from '../../../domain/registers/registers.ts';
import { call, failureOf } from '../../app/bridge.ts';
import { useMutationProcedure } from '../../app/queries.ts';
import { CheckerNeeded } from '../../shared/checker-needed.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import type { Column } from '../columns.ts';

/** As many as the contract takes. */
const mostRows = 500;

interface CopyRows {
  readonly button: ReactElement;
  /** Why they were not copied, with the way on where there is one. */
  readonly refusal: ReactElement | null;
}

/** The selected rows to the clipboard, as they are shown. */
export function useCopyRows(id: RegisterId, selected: readonly string[], shown: readonly Column[]): CopyRows {
  const { message } = App.useApp();
  const copy = useMutationProcedure('export.copy');
  const ids = selected.slice(0, mostRows);
  const start = async (witness: string | null = null): Promise<void> => {
    const columns = shown.map(({ key }) => key);
    const { text } = await copy.mutateAsync({ register: id, ids, columns, witness });
    await call('shell.copyText', { text });
    void message.success(`已复制${ids.length}行，可在表格软件中粘贴。`);
  };
  const run = (witness?: string): void => void start(witness).catch(() => undefined);
  return {
    button: (
      <Button
        icon={<CopyOutlined />}
        disabled={ids.length === 0}
        loading={copy.isPending}
        onClick={() => run()}
      >
        复制
      </Button>
    ),
    refusal: copy.error ? (
      <>
        <FailureAlert error={copy.error} onClose={() => copy.reset()} />
        <CheckerNeeded failure={failureOf(copy.error)} onConfirmed={run} />
      </>
    ) : null,
  };
}
