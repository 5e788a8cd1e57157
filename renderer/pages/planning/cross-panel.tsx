import { Alert, Flex } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Output } from '../../../preload/contract/contract.ts';
import { useMutationProcedure, useProcedure } from '../../app/queries.ts';
import type { OwnPanelProps } from '../../registers/detail/own-panels.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { Asked, Nothing } from '../../shared/states.tsx';
import { PrintButton } from '../paper/print-button.tsx';
import './planning.css';
import { CrossGroupsButton } from './cross-groups-dialog.tsx';
import { CrossingTable } from './crossing-table.tsx';
import { RingControls, type Wish } from './ring-controls.tsx';
import { RingPicture } from './ring-picture.tsx';
import { StaffingButton } from './staffing-dialog.tsx';
import { textIn } from './verdicts.ts';

type Judged = Output<'crossing.judge'>;
type Proposed = Output<'crossing.propose'>;

/** 推磨编组: who goes where as a picture and a table, other ways to arrange it, and the groups that come of it. */
export function CrossPanel({ record }: OwnPanelProps): ReactElement {
  const judged = useProcedure('crossing.judge', { id: record.id }, { staleTime: 0, keep: true });
  const round = textIn(record.values, 'round');
  return (
    <section className="panel" aria-label="推磨编组">
      <Flex className="ring-head" justify="space-between" align="center" wrap>
        <h2>推磨编组</h2>
        <Flex gap="small">
          <PrintButton forms={['F35']} source={{ records: [round] }} label="打印交叉巡察编组表" />
          <CrossGroupsButton record={record} />
          {record.state === 'APPLIED' ? <StaffingButton round={round} composable={!record.void} /> : null}
        </Flex>
      </Flex>
      <Asked query={judged}>{(standing) => <Arrangement record={record} standing={standing} />}</Asked>
    </section>
  );
}

interface ArrangementProps {
  readonly record: OwnPanelProps['record'];
  readonly standing: Judged;
}

/** What stands, or, while it may still be changed, what has been chosen instead. */
function Arrangement({ record, standing }: ArrangementProps): ReactElement {
  const mayArrange = record.editable && record.state === 'DRAFT';
  const own = standing.counties.filter(({ takesPart }) => takesPart).map(({ code }) => code);
  const [wish, setWish] = useState<Wish | null>(null);
  const first = mayArrange && standing.crossings.length === 0 && own.length > 0;
  const asked = wish ?? (first ? { counties: own, shift: null } : null);
  const proposed = useProcedure(
    'crossing.propose',
    asked && { id: record.id, ...asked, counties: [...asked.counties] },
    {
      staleTime: 0,
      keep: true,
    },
  );
  const adopt = useMutationProcedure('crossing.adopt', ['crossScheme']);
  if (own.length === 0)
    return <Nothing text="还没有登记参加的县（市、区）。请点“修改”，按推磨的次序填写。" />;
  const proposal = asked ? proposed.data : undefined;
  const counties = asked ? inOrder(standing.counties, asked.counties) : standing.counties;
  return (
    <>
      {mayArrange ? (
        <RingControls
          counties={inOrder(standing.counties, asked?.counties ?? own).filter(({ takesPart }) => takesPart)}
          shift={asked?.shift ?? proposal?.chosen?.shift ?? null}
          proposal={proposal}
          onChange={setWish}
          onReset={wish === null || standing.crossings.length === 0 ? null : () => setWish(null)}
          onAdopt={
            asked && proposal?.chosen
              ? ({ shift }) =>
                  adopt.mutate(
                    { id: record.id, rev: record.rev, counties: [...asked.counties], shift },
                    { onSuccess: () => setWish(null) },
                  )
              : null
          }
          pending={adopt.isPending}
        />
      ) : null}
      {proposed.error && asked ? (
        <FailureAlert error={proposed.error} onRetry={() => void proposed.refetch()} />
      ) : null}
      {adopt.error ? <FailureAlert error={adopt.error} /> : null}
      <Findings
        findings={asked ? (proposal?.chosen?.findings ?? []) : standing.findings}
        stopped={proposal?.stopped ?? null}
      />
      <div className="ring">
        <RingPicture
          counties={counties}
          crossings={asked ? (proposal?.crossings ?? []) : standing.crossings}
        />
        <CrossingTable
          counties={standing.counties}
          crossings={asked ? (proposal?.crossings ?? []) : standing.crossings}
          targets={asked ? (proposal?.targets ?? []) : aimsIn(record)}
        />
      </div>
      {proposal && proposal.elsewhere.length > 0 ? (
        <p className="weakness">
          所在地不在被巡察的县（市、区）中、采用后不再列入的：{proposal.elsewhere.join('、')}。
        </p>
      ) : null}
    </>
  );
}

function inOrder(counties: Judged['counties'], order: readonly string[]): Judged['counties'] {
  const rest = counties.filter(({ code }) => !order.includes(code));
  return [...order.flatMap((code) => counties.find((each) => each.code === code) ?? []), ...rest];
}

function aimsIn({ children }: OwnPanelProps['record']): Proposed['targets'] {
  return (children['targets'] ?? []).map(({ values }) => ({
    group: textIn(values, 'group'),
    targetId: textIn(values, 'targetId'),
  }));
}

function Findings({
  findings,
  stopped,
}: {
  readonly findings: Judged['findings'];
  readonly stopped: Proposed['stopped'];
}): ReactElement | null {
  if (stopped) return <FailureAlert error={stopped} type="warning" />;
  if (findings.length === 0) return null;
  const blocked = findings.some(({ severity }) => severity === 'BLOCK');
  return (
    <Alert
      type={blocked ? 'error' : 'warning'}
      showIcon
      className="failure-alert"
      title={blocked ? '这个编组不能采用：' : '提请注意：'}
      description={
        <ul className="plain-list">
          {findings.map(({ what, why, next }) => (
            <li key={`${what}${why}`}>
              {what}
              {why}
              {next}
            </li>
          ))}
        </ul>
      }
    />
  );
}
