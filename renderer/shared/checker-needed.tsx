import { Button } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Failure } from '../../domain/failure.ts';
import { WitnessDialog } from './witness-dialog.tsx';

interface Props {
  /** Why the last attempt was refused. */
  readonly failure: Failure | null;
  readonly onConfirmed: (witness: string) => void;
}

/**
 * For what goes to the inspected organisation: whoever may not see petitioners has the leak check done by somebody who
 * may, at this PC. Nothing is shown to either of them but the places to rework.
 */
export function CheckerNeeded({ failure, onConfirmed }: Props): ReactElement | null {
  const [asking, setAsking] = useState(false);
  if (failure?.type !== 'CheckerNeeded') return null;
  return (
    <>
      <Button onClick={() => setAsking(true)}>请有权人员核对…</Button>
      <WitnessDialog
        open={asking}
        act="leaks.check"
        title="泄密检查"
        text="由有权查看反映人信息的人员（巡察办主任、信访登记员）输入口令，程序将内容与来源信访件的反映人信息比对；比对时不显示反映人信息。"
        okText="核对"
        onConfirmed={(witness) => {
          setAsking(false);
          onConfirmed(witness);
        }}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
