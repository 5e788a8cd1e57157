import { App, Button, Flex, Steps } from 'antd';
import { useState, type ReactElement } from 'react';
import { useLocation } from 'wouter';
import { isRecordKind } from '../../../domain/package-kinds.ts';
import { registerIds } from '../../../domain/registers/registers.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { call } from '../../app/bridge.ts';
import { useJob } from '../../app/jobs.ts';
import { useInvalidate, useMutationProcedure } from '../../app/queries.ts';
import { usePermission } from '../../app/session.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { formatCount } from '../../shared/format.ts';
import { JobProgressBar } from '../../shared/job-progress.tsx';
import { WitnessDialog } from '../../shared/witness-dialog.tsx';
import { PrintButton } from '../paper/print-button.tsx';
import './exchange.css';
import { IncomingSummary, type Incoming } from './incoming-summary.tsx';
import { formsOfReceived, printReceived } from './package-kinds.ts';
import { EnterWipeStatement } from './wipe-statement.tsx';

type Applied = Output<'packages.apply'>;

/** 接收: verify what came on a medium, look at it, confirm it with a second person, take it over. */
export function ReceivePage(): ReactElement {
  const [incoming, setIncoming] = useState<Incoming | null>(null);
  const [applied, setApplied] = useState<Applied | null>(null);
  const [unpicked, setUnpicked] = useState<unknown>(null);
  const [, navigate] = useLocation();
  const inspect = useJob('packages.inspect');

  const pick = async (): Promise<void> => {
    try {
      const { files } = await call('shell.pickOpen', { purpose: 'package', multiple: false });
      const [file] = files;
      setUnpicked(null);
      if (!file) return;
      const found = await inspect.run({ file: file.token });
      if (found) setIncoming(found);
    } catch (error) {
      setUnpicked(error);
    }
  };
  const step = applied ? 3 : incoming ? 2 : inspect.running ? 1 : 0;
  return (
    <>
      <div className="page-head">
        <h1 className="page-title">接收数据包</h1>
      </div>
      <Steps
        className="wizard-steps narrow"
        size="small"
        current={step}
        items={[{ title: '选择文件' }, { title: '核验' }, { title: '核对并双人确认' }, { title: '完成' }]}
      />
      {unpicked ? <FailureAlert error={unpicked} /> : null}
      {inspect.failure ? <FailureAlert error={inspect.failure} onClose={inspect.clear} /> : null}
      {inspect.progress ? (
        <JobProgressBar
          title="正在核验签名、完整性和顺序"
          progress={inspect.progress}
          onCancel={inspect.cancel}
        />
      ) : null}
      {applied && incoming ? (
        <AppliedCard
          incoming={incoming}
          applied={applied}
          onAgain={() => {
            setApplied(null);
            setIncoming(null);
          }}
        />
      ) : incoming ? (
        <Check incoming={incoming} onApplied={setApplied} onLeave={() => setIncoming(null)} />
      ) : inspect.running ? null : (
        <section className="panel narrow">
          <p>请插好对方送来的介质，选择其中的数据包或回执文件。</p>
          <p className="quiet">
            先核验发送单位的签名、是否发给本办、有无损坏和缺号，再试算会新增和变更哪些记录；在双人确认之前不写入任何登记簿。
          </p>
          <Flex gap="small">
            <Button type="primary" onClick={() => void pick()}>
              选择数据包文件
            </Button>
            <Button onClick={() => navigate('/exchange/receipt')}>只有纸质回执</Button>
          </Flex>
        </section>
      )}
      {step === 0 ? <EnterWipeStatement /> : null}
    </>
  );
}

interface CheckProps {
  readonly incoming: Incoming;
  readonly onApplied: (applied: Applied) => void;
  readonly onLeave: () => void;
}

function Check({ incoming, onApplied, onLeave }: CheckProps): ReactElement {
  const { message } = App.useApp();
  const invalidate = useInvalidate();
  const [confirming, setConfirming] = useState(false);
  const apply = useJob('packages.apply');
  const discard = useMutationProcedure('packages.discardIncoming', ['packages']);
  const known = incoming.verdict === 'alreadyImported' || incoming.verdict === 'alreadyCovered';

  const run = async (witness: string): Promise<void> => {
    // Out of the way of the progress, and of the button that stops it.
    setConfirming(false);
    const result = await apply.run({ incoming: incoming.incoming, witness });
    if (!result) return;
    onApplied(result);
    await invalidate([
      'packages',
      ...registerIds,
      'codes',
      'ledgerLists',
      'deadlines',
      'calendar',
      'network',
    ]);
  };
  const leave = (): void =>
    discard.mutate(
      { incoming: incoming.incoming },
      {
        onSuccess: () => {
          void message.info('没有导入，登记簿没有改动。');
          onLeave();
        },
      },
    );
  return (
    <>
      <IncomingSummary incoming={incoming} />
      {discard.error ? <FailureAlert error={discard.error} /> : null}
      {apply.failure ? <FailureAlert error={apply.failure} onClose={apply.clear} /> : null}
      {apply.progress ? (
        <JobProgressBar title="正在导入" progress={apply.progress} onCancel={apply.cancel} />
      ) : null}
      <Flex gap="small" className="wizard-buttons">
        {known ? null : (
          <Button
            type="primary"
            disabled={apply.running}
            onClick={() => {
              apply.clear();
              setConfirming(true);
            }}
          >
            双人确认并导入
          </Button>
        )}
        <Button loading={discard.isPending} disabled={apply.running} onClick={leave}>
          {known ? '关闭' : '不导入'}
        </Button>
      </Flex>
      <WitnessDialog
        open={confirming}
        act={`packages.apply:${incoming.incoming}`}
        title="双人确认导入"
        okText="确认导入"
        text={
          <p>
            核对交接单：<strong>{incoming.fromName}</strong> 的{incoming.kindLabel}{' '}
            <span className="code">{incoming.no}</span>
            {trialText(incoming)}，摘要 <span className="digest">{incoming.digest}</span>。
          </p>
        }
        onConfirmed={(witness) => void run(witness)}
        onClose={() => setConfirming(false)}
      />
    </>
  );
}

function trialText({ kind, counts, settings }: Incoming): string {
  if (isRecordKind(kind)) return `，新增 ${counts.new}、变更 ${counts.changed}、拒收 ${counts.refused}`;
  return settings
    ? `，改为市级的 ${settings.changed}、新增 ${settings.added}、保留本办的 ${settings.kept}${settings.leftOut > 0 ? `、不导入 ${settings.leftOut}` : ''}`
    : '';
}

interface AppliedProps {
  readonly incoming: Incoming;
  readonly applied: Applied;
  readonly onAgain: () => void;
}

function AppliedCard({ incoming, applied, onAgain }: AppliedProps): ReactElement {
  const [, navigate] = useLocation();
  const mayAnswer = usePermission('exchange.prepare') && incoming.kind !== 'receipt';
  return (
    <section
      className={applied.refused > 0 ? 'result-card narrow warning' : 'result-card narrow'}
      role="status"
    >
      <h2>
        已导入{incoming.fromName}的{incoming.kindLabel}
        {applied.refused > 0 ? '，其中有拒收的记录' : ''}
      </h2>
      {isRecordKind(incoming.kind) ? (
        <div className="figures">
          <div className="figure">
            <strong>{formatCount(applied.applied)}</strong>已写入
          </div>
          <div className="figure">
            <strong>{formatCount(applied.unchanged)}</strong>无变化
          </div>
          <div className={applied.refused > 0 ? 'figure danger' : 'figure'}>
            <strong>{formatCount(applied.refused)}</strong>拒收
          </div>
        </div>
      ) : null}
      {incoming.acknowledges ? (
        <p>
          {incoming.acknowledges.length === 0 ? (
            '签收情况已按回执更新。'
          ) : (
            <>
              {incoming.acknowledges.length} 个数据包标为“已回执”：
              <span className="code">{incoming.acknowledges.join('、')}</span>
              。其中对方已经导入的以后不再重复发送，没有导入的随以后的每个包重发，直到对方导入。
            </>
          )}
        </p>
      ) : null}
      {mayAnswer ? (
        <p className="quiet">
          请生成回执交对方。
          {isRecordKind(incoming.kind) ? '对方收到回执前，会在下一个数据包里重复发送这些变更。' : ''}
        </p>
      ) : null}
      <Flex gap="small" wrap>
        {incoming.kind === 'statistics' ? (
          <Button onClick={() => navigate('/reports/received')}>查看收到的报表</Button>
        ) : null}
        {mayAnswer ? (
          <Button type="primary" onClick={() => navigate(`/exchange/send/receipt/${incoming.fromOffice}`)}>
            生成回执
          </Button>
        ) : null}
        <PrintButton forms={formsOfReceived} source={{ package: applied.package }} label={printReceived} />
        <Button onClick={() => navigate('/exchange/in')}>查看收到的数据包</Button>
        <Button onClick={onAgain}>再接收一个</Button>
      </Flex>
    </section>
  );
}
