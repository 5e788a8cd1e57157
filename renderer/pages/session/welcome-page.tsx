import { useState, type ReactElement } from 'react';
import { call } from '../../app/bridge.ts';
import { useJob } from '../../app/jobs.ts';
import { useInvalidate, useMutationProcedure } from '../../app/queries.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { JobProgressBar } from '../../shared/job-progress.tsx';
import { Entrance } from './entrance.tsx';
import { SetupWizard } from './setup-wizard.tsx';

/** First start: build the office's vault, open an existing one, or try everything out on invented data. */
export function WelcomePage({ status }: { readonly status: Output<'app.status'> }): ReactElement {
  const [building, setBuilding] = useState(false);
  const invalidate = useInvalidate();
  const practice = useJob('setup.practice');
  const open = useMutationProcedure('setup.openExisting', ['vault']);

  const openExisting = async (): Promise<void> => {
    const folder = await call('shell.pickFolder', { purpose: 'vault' });
    if (folder) open.mutate({ folder: folder.token });
  };
  const startPractice = async (): Promise<void> => {
    if (await practice.run({ reset: false })) await invalidate(['vault']);
  };

  if (building) return <SetupWizard onLeave={() => setBuilding(false)} />;
  const busy = practice.running || open.isPending;
  return (
    <Entrance title="联巡" subtitle={`市县巡察信访件登记与交换　${status.version}　本程序不连接任何网络`}>
      {practice.failure ? <FailureAlert error={practice.failure} onClose={practice.clear} /> : null}
      {open.error ? <FailureAlert error={open.error} /> : null}
      {practice.progress ? (
        <JobProgressBar
          title="正在建立练习库，配置低的电脑需要几分钟"
          progress={practice.progress}
          onCancel={practice.cancel}
        />
      ) : null}
      <button type="button" className="choice first" disabled={busy} onClick={() => setBuilding(true)}>
        <strong>新建本机关数据库</strong>
        填写机关信息，设置三员和业务人员，约需十分钟。请三员和业务人员到场。巡察组单机也从这里建立。
      </button>
      <button type="button" className="choice" disabled={busy} onClick={() => void openExisting()}>
        <strong>打开已有数据库</strong>
        本机已有数据库，或者从备份中恢复的数据库。
      </button>
      <button type="button" className="choice" disabled={busy} onClick={() => void startPractice()}>
        <strong>进入练习库</strong>
        用虚构的市、县机关和信访件练习，与正式数据完全分开。
      </button>
    </Entrance>
  );
}
