import { Button, Tooltip } from 'antd';
import { useState, type ReactElement } from 'react';
import { useLocation } from 'wouter';
import { registerById, type RegisterId } from '../../../domain/registers/registers.ts';
import { useMutationProcedure } from '../../app/queries.ts';
import { ReasonDialog } from '../../shared/reason-dialog.tsx';
import type { LoadedRecord } from './detail-head.tsx';

interface Props {
  readonly registerId: RegisterId;
  readonly record: LoadedRecord;
}

/** 更正 for those who keep the record, 同意更正 for those who decide about it. */
export function CorrectionButtons({ registerId, record }: Props): ReactElement {
  const [, navigate] = useLocation();
  const [asking, setAsking] = useState(false);
  const permit = useMutationProcedure('records.permitCorrection', [registerId]);
  const { correction, id, no, rev } = record;
  return (
    <>
      {correction.make ? (
        <Button onClick={() => navigate(`/${registerId}/${id}/correct`)}>更正</Button>
      ) : null}
      {correction.permit ? (
        <Tooltip title={reachOf(registerId)}>
          <Button onClick={() => setAsking(true)}>同意更正</Button>
        </Tooltip>
      ) : null}
      <ReasonDialog
        open={asking}
        title={`同意更正 ${no}`}
        text={`${reachOf(registerId)}改正前后的内容记入历史。请写明更正什么、为什么。`}
        placeholder="理由（必填，记入本件的办理经过）"
        okText="同意更正"
        busy={permit.isPending}
        error={permit.error}
        onClose={() => setAsking(false)}
        onOk={(reason) =>
          permit.mutate({ register: registerId, id, rev, reason }, { onSuccess: () => setAsking(false) })
        }
      />
    </>
  );
}

/** What an agreement opens: it takes no step back, and what has been signed stays shut. */
function reachOf(registerId: RegisterId): string {
  const { signedAnew = [] } = registerById(registerId)?.workflow ?? {};
  const reach = '同意后，经办人可以更正一次已经审批确定的内容，状态和签字不变。';
  return signedAnew.length === 0 ? reach : `${reach}签了字的内容不能这样更正，须先退回，改正后重新签字。`;
}
