import type { ReactElement } from 'react';
import { useMutationProcedure } from '../../app/queries.ts';
import { ReasonDialog } from '../../shared/reason-dialog.tsx';
import type { Register } from '../../../domain/register.ts';
import { registers, type RegisterId } from '../../../domain/registers/registers.ts';
import type { LoadedRecord } from './detail-head.tsx';

export type VoidAct = 'request' | 'approve' | 'refuse' | 'restore';

interface Props {
  readonly registerId: RegisterId;
  readonly record: LoadedRecord;
  readonly act: VoidAct | null;
  readonly onClose: () => void;
}

/** 作废: asked for by one person, decided by another, undone by who may decide; the number stays visible for ever. */
export function VoidDialogs({ registerId, record, act, onClose }: Props): ReactElement {
  const request = useMutationProcedure('records.requestVoid', [registerId]);
  const decide = useMutationProcedure('records.decideVoid', [registerId]);
  const restore = useMutationProcedure('records.restoreVoided', [registerId]);
  const hasParts = registers.some((each: Register) => each.partOf?.register === registerId);
  const target = { register: registerId, id: record.id, rev: record.rev };
  return (
    <>
      <ReasonDialog
        open={act === 'request'}
        title={`申请作废 ${record.no}`}
        text={`作废须由另一名有权限的人员批准。批准后不再办理，编号和内容保留备查${hasParts ? '；所含的各件随同作废' : ''}。`}
        okText="提交申请"
        danger
        busy={request.isPending}
        error={request.error}
        onClose={onClose}
        onOk={(reason) => request.mutate({ ...target, reason }, { onSuccess: onClose })}
      />
      <ReasonDialog
        open={act === 'restore'}
        title={`恢复 ${record.no}`}
        text={`此件按作废前的状态和编号继续办理${hasParts ? '；随同作废的各件一并恢复' : ''}。`}
        okText="恢复"
        busy={restore.isPending}
        error={restore.error}
        onClose={onClose}
        onOk={(reason) => restore.mutate({ ...target, reason }, { onSuccess: onClose })}
      />
      <ReasonDialog
        open={act === 'approve' || act === 'refuse'}
        title={act === 'approve' ? `批准作废 ${record.no}` : `不同意作废 ${record.no}`}
        text={
          act === 'approve'
            ? `批准后此件不再办理，编号列入作废清单${hasParts ? '；所含的各件随同作废' : ''}。`
            : '此件继续按原状态办理。'
        }
        okText={act === 'approve' ? '批准作废' : '不同意'}
        danger={act === 'approve'}
        optional={act === 'approve'}
        busy={decide.isPending}
        error={decide.error}
        onClose={onClose}
        onOk={(reason) =>
          decide.mutate({ ...target, approve: act === 'approve', reason }, { onSuccess: onClose })
        }
      />
    </>
  );
}
