import { Alert, App, Button, Flex, Modal } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Output } from '../../../preload/contract/contract.ts';
import { useJob } from '../../app/jobs.ts';
import { useMutationProcedure } from '../../app/queries.ts';
import { usePermission, useSession } from '../../app/session.tsx';
import type { LoadedRecord } from '../../registers/detail/detail-head.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { JobProgressBar } from '../../shared/job-progress.tsx';
import { SeatsTable } from './seats-table.tsx';

export type Proposal = Output<'staffing.propose'>;

interface ButtonProps {
  readonly round: string;
  /** Whether there is still something to compose: before the round enters, in a group that is not dissolved. */
  readonly composable: boolean;
}

/** Of our round, or of one of its groups. */
export function useComposable({ void: isVoid, office, state }: LoadedRecord): boolean {
  const { office: own } = useSession();
  return !isVoid && office === own.id && ['PREPARE', 'FORMED'].includes(state);
}

/** 自动编组. */
export function StaffingButton({ round, composable }: ButtonProps): ReactElement | null {
  const [open, setOpen] = useState(false);
  if (round === '' || !composable) return null;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        为本轮自动编组
      </Button>
      {open ? <StaffingDialog round={round} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

interface Props {
  readonly round: string;
  readonly onClose: () => void;
}

/** A proposal for all groups of a round: who and why, or what stands in its way; written only when confirmed. */
function StaffingDialog({ round, onClose }: Props): ReactElement {
  const job = useJob('staffing.propose');
  const [proposal, setProposal] = useState<Proposal | null>(null);
  const propose = async (): Promise<void> => {
    setProposal(null);
    setProposal((await job.run({ round })) ?? null);
  };
  const apply = useApply(round, onClose);
  const mayApply = usePermission('planning.register') && proposal?.possible === true;
  return (
    <Modal
      open
      title="为本轮自动编组"
      width={1080}
      className="tall-dialog"
      closable={!job.running}
      mask={{ closable: false }}
      keyboard={!job.running}
      onCancel={onClose}
      footer={
        <>
          <Button disabled={job.running} onClick={onClose}>
            关闭
          </Button>
          <Button
            type={proposal === null ? 'primary' : 'default'}
            disabled={job.running}
            onClick={() => void propose()}
          >
            {proposal === null ? '提出方案' : '重新提出'}
          </Button>
          {mayApply ? (
            <Button type="primary" loading={apply.pending} onClick={() => apply.confirm(proposal)}>
              按方案编入
            </Button>
          ) : null}
        </>
      }
    >
      <Flex vertical gap="small">
        <p className="quiet">
          从人才库“在库”人员中为本轮各组配人：避开应当回避的情形，配齐“基础数据—计划与编组规则”中的组内职务和专业，已编入的尽量不动，参巡少的优先。提出方案不改动登记。
        </p>
        {job.failure ? (
          <FailureAlert error={job.failure} onClose={job.clear} canceled="已取消，没有改动编组。" />
        ) : null}
        {apply.error ? <FailureAlert error={apply.error} /> : null}
        {job.progress ? (
          <JobProgressBar title="正在提出方案" progress={job.progress} onCancel={job.cancel} />
        ) : null}
        {proposal ? (
          proposal.possible ? (
            <SeatsTable proposal={proposal} />
          ) : (
            <Conflict {...proposal} />
          )
        ) : null}
      </Flex>
    </Modal>
  );
}

function Conflict({ conflict }: Pick<Proposal, 'conflict'>): ReactElement {
  return (
    <Alert
      type="warning"
      showIcon
      title="现有人员和规则配不齐本轮各组，下面几条不能同时做到："
      description={
        <>
          <ul>
            {conflict.map(({ key, sentence }) => (
              <li key={key}>{sentence}</li>
            ))}
          </ul>
          <p>请补充人才库人员，或者在“基础数据—计划与编组规则”中放宽其中一条，再提出方案。编组没有改动。</p>
        </>
      }
    />
  );
}

function useApply(
  round: string,
  onDone: () => void,
): {
  readonly pending: boolean;
  readonly error: unknown;
  readonly confirm: (proposal: Proposal) => void;
} {
  const { message, modal } = App.useApp();
  const apply = useMutationProcedure('staffing.apply', ['inspectionGroup', 'inspectionRound']);
  const run = ({ groups, seats }: Proposal): void =>
    apply.mutate(
      {
        round,
        groups: groups.map(({ id, rev }) => ({ id, rev })),
        seats: seats.map(({ person, seat }) => ({ person, seat })),
      },
      {
        onSuccess: (done) => {
          void message.success(`已编入${done.groups}个组，共${done.members}人。请逐组审查回避并登记。`, 6);
          onDone();
        },
      },
    );
  return {
    pending: apply.isPending,
    error: apply.error,
    confirm: (proposal) =>
      void modal.confirm({
        title: `按方案编入${proposal.groups.length}个组？`,
        content:
          proposal.leaving.length === 0
            ? '新编入的人员写入各组的组成人员，以后仍可修改。'
            : `新编入的人员写入各组的组成人员，移出${proposal.leaving.length}人，以后仍可修改。`,
        okText: '编入',
        cancelText: '取消',
        onOk: () => run(proposal),
      }),
  };
}
