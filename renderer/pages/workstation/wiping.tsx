import { Button, Flex } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Output } from '../../../preload/contract/contract.ts';
import { call } from '../../app/bridge.ts';
import { useJob } from '../../app/jobs.ts';
import { useInvalidate, useProcedure } from '../../app/queries.ts';
import { usePermission } from '../../app/session.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { formatInstant } from '../../shared/format.ts';
import { JobProgressBar } from '../../shared/job-progress.tsx';
import { PaperPreview } from '../../shared/paper-preview.tsx';
import { Asked } from '../../shared/states.tsx';
import { WitnessDialog } from '../../shared/witness-dialog.tsx';

type Standing = Output<'workstation.statement'>;
type Statement = NonNullable<Standing['statement']>;

/** 清理: the statement on a medium, F55 on paper, then everything on this PC goes (decision 022). */
export function WipingSection(): ReactElement {
  const standing = useProcedure('workstation.statement', {}, { staleTime: 0 });
  const mayWipe = usePermission('exchange.prepare');
  return (
    <section className="panel">
      <h2>清理</h2>
      <p>
        先出具清理声明，写入介质；再打印组内单机清理确认单（F55），由清理人、在场人签字；最后销毁本机的密钥、删除全部文件。清理不能撤回。声明和确认单交巡察办，由其登记、存档；本机的备份按确认单所列另行销毁。
      </p>
      <Asked query={standing}>
        {({ statement, printed }) => (
          <>
            {statement ? <StatementFacts statement={statement} /> : null}
            {mayWipe ? (
              <>
                {statement ? null : <Declare />}
                {statement ? <Sheet /> : null}
                {statement && printed ? <Wipe /> : null}
              </>
            ) : (
              <p className="quiet">清理由编制数据包的人员办理，第二人在场确认。</p>
            )}
          </>
        )}
      </Asked>
    </section>
  );
}

function StatementFacts({ statement }: { readonly statement: Statement }): ReactElement {
  return (
    <p role="status">
      清理声明已写好：<strong>{statement.fileName}</strong>（{statement.byName}于{formatInstant(statement.at)}
      出具，{statement.witnessName}在场确认）。此后在本机办理别的事项的，须重新出具。
    </p>
  );
}

/** The folder is chosen first: a confirmation holds for two minutes only. */
function Declare(): ReactElement {
  const [folder, setFolder] = useState<Output<'shell.pickFolder'>>(null);
  const [unpicked, setUnpicked] = useState<unknown>(null);
  const invalidate = useInvalidate();
  const job = useJob('workstation.declareWiping');
  const pick = async (): Promise<void> => {
    try {
      setUnpicked(null);
      job.clear();
      const picked = await call('shell.pickFolder', { purpose: 'medium' });
      if (picked) setFolder(picked);
    } catch (error) {
      setUnpicked(error);
    }
  };
  const declare = async (witness: string): Promise<void> => {
    if (folder === null) return;
    setFolder(null);
    if (await job.run({ witness, folder: folder.token })) await invalidate(['workstation']);
  };
  return (
    <>
      {unpicked || job.failure ? <FailureAlert error={unpicked ?? job.failure} /> : null}
      {job.progress ? <JobProgressBar title="正在出具清理声明" progress={job.progress} /> : null}
      <Flex>
        <Button type="primary" disabled={job.running} onClick={() => void pick()}>
          出具清理声明
        </Button>
      </Flex>
      <WitnessDialog
        open={folder !== null}
        act="workstation.declareWiping"
        title="双人确认清理声明"
        text={`${folder?.removable === false ? '所选位置不在移动介质上，声明将留在本机硬盘：请确认这是刻录光盘前的暂存位置，否则请取消，换一个位置。' : ''}声明写明清理哪一台单机、凭哪些回执、由谁清理，用本机的密钥签名，写入所选介质。此时还不销毁任何内容。`}
        onConfirmed={(witness) => void declare(witness)}
        onClose={() => setFolder(null)}
      />
    </>
  );
}

function Sheet(): ReactElement {
  const [sheet, setSheet] = useState<Output<'workstation.wipingSheet'> | null>(null);
  const job = useJob('workstation.wipingSheet');
  const show = async (): Promise<void> => {
    const made = await job.run({});
    if (made) setSheet(made);
  };
  return (
    <>
      {job.failure ? <FailureAlert error={job.failure} onClose={job.clear} /> : null}
      {job.progress ? <JobProgressBar title="正在生成清理确认单" progress={job.progress} /> : null}
      {sheet ? (
        <PaperPreview document={sheet.document} name={sheet.name} />
      ) : (
        <Flex className="form-line">
          <Button disabled={job.running} onClick={() => void show()}>
            打印清理确认单
          </Button>
        </Flex>
      )}
    </>
  );
}

/** The statement is read once more where it lies: what is on no medium is on nothing a moment later. */
function Wipe(): ReactElement {
  const [file, setFile] = useState<string | null>(null);
  const [unpicked, setUnpicked] = useState<unknown>(null);
  const job = useJob('workstation.wipe');
  const pick = async (): Promise<void> => {
    try {
      setUnpicked(null);
      job.clear();
      const { files } = await call('shell.pickOpen', { purpose: 'statement', multiple: false });
      const [picked] = files;
      if (picked) setFile(picked.token);
    } catch (error) {
      setUnpicked(error);
    }
  };
  const wipe = async (witness: string): Promise<void> => {
    if (file === null) return;
    setFile(null);
    await job.run({ witness, file });
  };
  return (
    <>
      {unpicked || job.failure ? <FailureAlert error={unpicked ?? job.failure} /> : null}
      {job.progress ? <JobProgressBar title="正在清理" progress={job.progress} /> : null}
      <Flex className="form-line">
        <Button type="primary" danger disabled={job.running} onClick={() => void pick()}>
          清理本机
        </Button>
      </Flex>
      <WitnessDialog
        open={file !== null}
        act="workstation.wipe"
        title="双人确认清理本机"
        text="确认后立即销毁本机的密钥，删除数据库、附件和待发数据包。清理不能撤回，也不能中途停下：断电的，下次启动时继续。"
        okText="清理"
        onConfirmed={(witness) => void wipe(witness)}
        onClose={() => setFile(null)}
      />
    </>
  );
}
