import { Button } from 'antd';
import { useState, type ReactElement } from 'react';
import { useLocation } from 'wouter';
import type { RegisterId } from '../../../domain/registers/registers.ts';
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
      {correction.permit ? <Button onClick={() => setAsking(true)}>同意更正</Button> : null}
      <ReasonDialog
        open={asking}
        title={`同意更正 ${no}`}
        text="同意后，经办人可以更正一次已经审批确定的内容，改正前后的内容记入历史。请写明更正什么、为什么。"
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
