import { Alert, Button, Flex, Input } from 'antd';
import { useState, type ReactElement } from 'react';
import { compartmentNames } from '../../../domain/access/permissions.ts';
import { allCompartments } from '../../../domain/register.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { useMutationProcedure } from '../../app/queries.ts';
import { DoneAlert } from '../../shared/done-alert.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { formatInstant } from '../../shared/format.ts';
import { IntoView } from '../../shared/into-view.tsx';
import { RecoverySheet } from '../../shared/recovery-sheet.tsx';
import { WitnessDialog } from '../../shared/witness-dialog.tsx';

type Recovery = Output<'keys.status'>['recovery'];
type NewSheet = Output<'keys.newRecovery'>;

/** 数据恢复单: a new one when a share is lost or its keeper leaves; the old one works until the new one is on paper. */
export function RecoveryPanel({ recovery }: { readonly recovery: Recovery }): ReactElement {
  const [sheet, setSheet] = useState<NewSheet | null>(null);
  const [done, setDone] = useState<'enacted' | 'dropped' | null>(null);
  return (
    <section className="panel">
      <h2>数据恢复单</h2>
      {done ? <IntoView key={done}>{done === 'enacted' ? <Enacted /> : <Dropped />}</IntoView> : null}
      {sheet ? (
        <Printing
          sheet={sheet}
          onDone={(how) => {
            setSheet(null);
            setDone(how);
          }}
        />
      ) : (
        <Beginning
          recovery={recovery}
          onMade={(made) => {
            setDone(null);
            setSheet(made);
          }}
        />
      )}
    </section>
  );
}

function Enacted(): ReactElement {
  return (
    <DoneAlert
      title="新恢复单已生效，原恢复单全部作废。"
      next="请收回、清点并销毁原恢复单，登记新恢复单的保管人；存成PDF的，打印后删除。"
    />
  );
}

interface BeginningProps {
  readonly recovery: Recovery;
  readonly onMade: (sheet: NewSheet) => void;
}

function Beginning({ recovery, onMade }: BeginningProps): ReactElement {
  const { madeAt, shares, threshold } = recovery;
  const [reason, setReason] = useState('');
  const [witnessing, setWitnessing] = useState(false);
  const make = useMutationProcedure('keys.newRecovery', ['keys']);
  return (
    <>
      <p>
        现用恢复单：{madeAt === null ? '建库时制作' : `${formatInstant(madeAt)} 更换`}，共{shares}份，任意
        {threshold}份可以在口令全部遗忘时恢复数据。
      </p>
      <p className="quiet">
        有一份遗失或者被人看过、保管人离岗、用恢复单恢复过数据的，应当重新制作。新单打印并交到保管人手中、由您确认后才生效，在此之前原单一直有效。
      </p>
      <Flex vertical gap="small" className="narrow">
        <label>
          <div className="field-label">
            重新制作的理由 <span className="required-mark">必填</span>
          </div>
          <Input
            value={reason}
            maxLength={200}
            placeholder="记入审计日志，例如：第2份保管人调离"
            onChange={({ target }) => setReason(target.value)}
          />
        </label>
        <Flex>
          <Button disabled={reason.trim().length < 2} onClick={() => setWitnessing(true)}>
            制作新恢复单…
          </Button>
        </Flex>
      </Flex>
      <WitnessDialog
        open={witnessing}
        act="keys.newRecovery"
        title="双人确认制作新恢复单"
        okText="确认制作"
        busy={make.isPending}
        error={make.error}
        text={
          <p>
            新恢复单共{shares}份，凑齐任意{threshold}
            份就能打开全部数据，包括{compartmentNames(allCompartments)}
            。须由一名这些都能查看的人员（一般是巡察办主任）在场确认，并看着打印、分装。
          </p>
        }
        onConfirmed={(witness) =>
          make.mutate(
            { reason: reason.trim(), witness },
            {
              onSuccess: (sheet) => {
                setWitnessing(false);
                onMade(sheet);
              },
            },
          )
        }
        onClose={() => {
          make.reset();
          setWitnessing(false);
        }}
      />
    </>
  );
}

function Dropped(): ReactElement {
  return (
    <Alert
      type="info"
      showIcon
      role="status"
      className="failure-alert"
      title="已放弃新恢复单，原恢复单仍然有效。请当场销毁刚才打印的纸张和存成的PDF。"
    />
  );
}

interface PrintingProps {
  readonly sheet: NewSheet;
  readonly onDone: (how: 'enacted' | 'dropped') => void;
}

function Printing({ sheet, onDone }: PrintingProps): ReactElement {
  const enact = useMutationProcedure('keys.enactRecovery', ['keys']);
  const drop = useMutationProcedure('keys.dropRecovery', ['keys']);
  const busy = enact.isPending || drop.isPending;
  return (
    <>
      <Alert
        type="warning"
        showIcon
        className="failure-alert"
        title={`新恢复单还没有生效。请打印（共${sheet.recoveryShares.length}份），由不同的人分别密封保管，然后在页面下方确认。`}
        description="恢复码不在任何地方保存，锁定或者离开本页后无法再次显示；没有确认的，原恢复单继续有效，须重新制作。"
      />
      {enact.error || drop.error ? <FailureAlert error={enact.error ?? drop.error} /> : null}
      <RecoverySheet
        shares={sheet.recoveryShares}
        renderAction={(kept) => (
          <Flex gap="small">
            <Button disabled={busy} onClick={() => drop.mutate({}, { onSuccess: () => onDone('dropped') })}>
              放弃新单
            </Button>
            <Button
              type="primary"
              disabled={!kept || busy}
              loading={enact.isPending}
              onClick={() => enact.mutate({}, { onSuccess: () => onDone('enacted') })}
            >
              新单生效，原单作废
            </Button>
          </Flex>
        )}
      />
    </>
  );
}
