import { Alert, Button } from 'antd';
import { useState, type ReactElement } from 'react';
import { useJob } from '../../app/jobs.ts';
import { DoneAlert } from '../../shared/done-alert.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { JobProgressBar } from '../../shared/job-progress.tsx';
import { damageAdvice } from './damage.ts';

/** 逐个核对文件: reads every file of the vault, which the quick check at the top of the page does not. */
export function VerifyPanel({ readOnly }: { readonly readOnly: boolean }): ReactElement {
  const [damaged, setDamaged] = useState<readonly string[] | null>(null);
  const { run, running, progress, failure, clear } = useJob('vault.verify');
  const start = async (): Promise<void> => {
    setDamaged(null);
    const result = await run({});
    if (result) setDamaged(result.damaged);
  };
  return (
    <section className="panel">
      <h2>逐个核对文件</h2>
      <p className="quiet">
        读出数据库、变更日志、口令和恢复文件、全部附件的每一个文件，核对是否完好、有没有被改动。附件多时需要几分钟，期间可以继续工作。
      </p>
      {failure ? <FailureAlert error={failure} onClose={clear} /> : null}
      {progress ? <JobProgressBar title="正在核对" progress={progress} /> : null}
      {damaged?.length === 0 ? <DoneAlert title="全部文件完好，没有被改动。" /> : null}
      {damaged && damaged.length > 0 ? <Damaged paths={damaged} readOnly={readOnly} /> : null}
      <Button disabled={running} onClick={() => void start()}>
        逐个核对文件
      </Button>
    </section>
  );
}

interface DamagedProps {
  readonly paths: readonly string[];
  readonly readOnly: boolean;
}

function Damaged({ paths, readOnly }: DamagedProps): ReactElement {
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      className="failure-alert"
      title={`有${paths.length}个文件损坏或被改动。`}
      description={
        <>
          <p>请不要删除或改动任何文件，先备份到新的介质，再按下面办理，并报告安全保密管理员。</p>
          <ul className="damaged-files">
            {paths.map((path) => (
              <li key={path}>
                <span className="code">{path}</span>　{damageAdvice(path, readOnly)}
              </li>
            ))}
          </ul>
        </>
      }
    />
  );
}
