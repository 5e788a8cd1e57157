import { Button, Descriptions, Flex } from 'antd';
import { useState, type ReactElement } from 'react';
import { hostOf } from '../../../domain/office.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { call } from '../../app/bridge.ts';
import { useJob } from '../../app/jobs.ts';
import { useProcedure } from '../../app/queries.ts';
import { useSession } from '../../app/session.tsx';
import { DoneAlert } from '../../shared/done-alert.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { formatInstant } from '../../shared/format.ts';
import { JobProgressBar } from '../../shared/job-progress.tsx';
import { ReasonedAct } from '../../shared/reasoned-act.tsx';

type Inspected = Output<'workstation.inspectStatement'>;

/** At the office: the statement that a workstation of its groups was wiped. Not shown where there has never been one. */
export function EnterWipeStatement(): ReactElement | null {
  const { office } = useSession();
  const network = useProcedure('network.status', {});
  const isHost = network.data?.peers.some((peer) => hostOf(peer.office) === office.id) ?? false;
  return isHost ? <Statement /> : null;
}

function Statement(): ReactElement {
  const [looked, setLooked] = useState<{ readonly file: string; readonly content: Inspected } | null>(null);
  const [filed, setFiled] = useState<string | null>(null);
  const [answering, setAnswering] = useState(false);
  const [unpicked, setUnpicked] = useState<unknown>(null);
  const inspect = useJob('workstation.inspectStatement');
  const enter = useJob('workstation.enterStatement');
  const pick = async (): Promise<void> => {
    try {
      setUnpicked(null);
      setLooked(null);
      setFiled(null);
      inspect.clear();
      enter.clear();
      const { files } = await call('shell.pickOpen', { purpose: 'statement', multiple: false });
      const [file] = files;
      if (!file) return;
      const content = await inspect.run({ file: file.token });
      if (content) setLooked({ file: file.token, content });
    } catch (error) {
      setUnpicked(error);
    }
  };
  const file = async (
    accepted: { readonly reason: string; readonly witness: string } | null,
  ): Promise<void> => {
    if (!looked) return;
    setAnswering(false);
    const done = await enter.run({ file: looked.file, digest: looked.content.digest, accepted });
    if (!done) return;
    setFiled(looked.content.name);
    setLooked(null);
  };
  const failure = unpicked ?? inspect.failure ?? enter.failure;
  const busy = inspect.running || enter.running;
  return (
    <section className="panel">
      <h2>登记单机清理声明</h2>
      <p className="quiet">
        单机清理时写在介质上的声明。核对其签名、所凭的移交包是不是最近的、回执是不是本办出具的，再登记为已清理。
      </p>
      {failure ? <FailureAlert error={failure} /> : null}
      {filed === null ? null : (
        <DoneAlert title={`已登记${filed}清理完毕。`} next="请把签了字的清理确认单（F55）一并存档。" />
      )}
      {inspect.progress ? <JobProgressBar title="正在核验清理声明" progress={inspect.progress} /> : null}
      {looked ? <Facts content={looked.content} /> : null}
      <Flex gap="small">
        <Button disabled={busy} onClick={() => void pick()}>
          选择清理声明
        </Button>
        {looked ? (
          <Button
            type="primary"
            disabled={busy}
            onClick={() => (looked.content.lacking.length === 0 ? void file(null) : setAnswering(true))}
          >
            {looked.content.lacking.length === 0 ? '登记为已清理' : '由两人认定，登记为已清理'}
          </Button>
        ) : null}
      </Flex>
      {looked && answering ? (
        <Answer
          content={looked.content}
          onAnswered={(reason, witness) => void file({ reason, witness })}
          onClose={() => setAnswering(false)}
        />
      ) : null}
    </section>
  );
}

interface AnswerProps {
  readonly content: Inspected;
  readonly onAnswered: (reason: string, witness: string) => void;
  readonly onClose: () => void;
}

/** Two people answer for a statement that rests on what this office lost when it was restored: why, then who stands by. */
function Answer({ content, onAnswered, onClose }: AnswerProps): ReactElement {
  const text = `本办恢复过备份，台账中没有${content.lacking.join('、')}。认定以后，${content.name}登记为已清理；理由和双方姓名记入审计日志和登记簿。`;
  return (
    <ReasonedAct
      asks={{
        title: '认定清理声明',
        text: `${text}有移交介质的，请先重新导入，补齐内容再认定。`,
        placeholder: '如：纸质回执存根、移交介质、确认单已逐件核对',
      }}
      confirms={{
        act: `workstation.enterStatement:${content.digest}`,
        title: '双人认定清理声明',
        text,
        okText: '确认认定',
      }}
      onConfirmed={onAnswered}
      onClose={onClose}
    />
  );
}

function Facts({ content }: { readonly content: Inspected }): ReactElement {
  const { name, workstation, wiped, receipts, backups, lastEntry, lacking } = content;
  return (
    <Descriptions
      className="package-facts"
      size="small"
      column={2}
      bordered
      items={[
        { key: 'name', label: '单机', children: `${name}（${workstation}）` },
        { key: 'at', label: '清理时间', children: formatInstant(wiped.at) },
        { key: 'by', label: '清理人、在场人', children: `${wiped.byName}、${wiped.witnessName}` },
        { key: 'entry', label: '日志最后一条', children: `第${lastEntry}条` },
        { key: 'receipts', label: '所凭回执', children: receipts.join('、') },
        ...(lacking.length > 0
          ? [{ key: 'lacking', label: '本办恢复备份后没有的', children: lacking.join('、') }]
          : []),
        {
          key: 'backups',
          label: '须另行销毁的备份',
          children:
            backups.length === 0
              ? '没有'
              : backups.map(({ at, what }) => `${what}（${formatInstant(at)}）`).join('；'),
        },
      ]}
    />
  );
}
