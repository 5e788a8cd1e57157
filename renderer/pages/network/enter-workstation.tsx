import { Button, Flex } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Output } from '../../../preload/contract/contract.ts';
import { call } from '../../app/bridge.ts';
import { useJob } from '../../app/jobs.ts';
import { useInvalidate } from '../../app/queries.ts';
import { DoneAlert } from '../../shared/done-alert.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { JobProgressBar } from '../../shared/job-progress.tsx';

type Entered = Output<'network.enterWorkstation'>;

/** The office whose group it is learns of a workstation from the city's answer, which passes through its hands. */
export function EnterWorkstation(): ReactElement {
  const [entered, setEntered] = useState<Entered | null>(null);
  const [unpicked, setUnpicked] = useState<unknown>(null);
  const invalidate = useInvalidate();
  const job = useJob('network.enterWorkstation');
  const pick = async (): Promise<void> => {
    try {
      setUnpicked(null);
      setEntered(null);
      job.clear();
      const { files } = await call('shell.pickOpen', { purpose: 'request', multiple: false });
      const [file] = files;
      if (!file) return;
      const done = await job.run({ file: file.token });
      if (!done) return;
      setEntered(done);
      await invalidate(['network']);
    } catch (error) {
      setUnpicked(error);
    }
  };
  return (
    <>
      <p className="quiet">
        单机的入网申请由本办转市办；市办核对后签发证书，期限到巡察组工作结束。答复文件先在这里登记，本办从此认得这台单机，再交单机接受。
      </p>
      {unpicked || job.failure ? <FailureAlert error={unpicked ?? job.failure} /> : null}
      {entered ? (
        <DoneAlert
          title={`已登记${entered.name}（${entered.office}），证书有效至${entered.validTo.slice(0, 10)}。`}
          next="请把同一个答复文件和写有根指纹的纸交单机的安全保密管理员接受；然后在巡察组的页面上“发往其他单位”选定这台单机，编制“单机配置”数据包。"
        />
      ) : null}
      {job.progress ? <JobProgressBar title="正在核对证书" progress={job.progress} /> : null}
      <Flex>
        <Button type="primary" disabled={job.running} onClick={() => void pick()}>
          选择单机的答复文件
        </Button>
      </Flex>
    </>
  );
}
