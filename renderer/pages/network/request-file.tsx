import { Button, Flex } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Output } from '../../../preload/contract/contract.ts';
import { call } from '../../app/bridge.ts';
import { useJob } from '../../app/jobs.ts';
import { useInvalidate } from '../../app/queries.ts';
import { useSelfWord } from '../../app/session.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { FingerprintView } from '../../shared/fingerprint-view.tsx';
import { JobProgressBar } from '../../shared/job-progress.tsx';

interface Props {
  readonly requested: boolean;
  /** `same`: the key in use goes on under a new certificate. */
  readonly keyWanted?: 'new' | 'same';
}

/** County, first step: a request file for the city, and the fingerprint that is read out to it. */
export function RequestFile({ requested, keyWanted = 'new' }: Props): ReactElement {
  const self = useSelfWord();
  const [made, setMade] = useState<Output<'network.request'> | null>(null);
  const [unpicked, setUnpicked] = useState<unknown>(null);
  const invalidate = useInvalidate();
  const job = useJob('network.request');
  const make = async (): Promise<void> => {
    try {
      setUnpicked(null);
      const folder = await call('shell.pickFolder', { purpose: 'medium' });
      if (!folder) return;
      const result = await job.run({ folder: folder.token, key: keyWanted });
      if (!result) return;
      setMade(result);
      await invalidate(['network']);
    } catch (error) {
      setUnpicked(error);
    }
  };
  return (
    <section className="panel">
      <h2>{keyWanted === 'same' ? '第一步　生成换证申请' : '第一步　生成入网申请'}</h2>
      {unpicked ? <FailureAlert error={unpicked} /> : null}
      {job.failure ? <FailureAlert error={job.failure} onClose={job.clear} /> : null}
      {job.progress ? (
        <JobProgressBar title={`正在生成${self}的密钥和申请文件`} progress={job.progress} />
      ) : null}
      {made ? (
        <div role="status">
          <p>
            申请文件 <strong>{made.fileName}</strong>{' '}
            已写好，请用介质送市委巡察办。市办打电话核对时，请逐组念出下面的指纹：
          </p>
          <FingerprintView fingerprint={made.fingerprint} label="申请的指纹" />
        </div>
      ) : null}
      <Flex gap="small" align="center" wrap>
        <Button type={requested ? 'default' : 'primary'} disabled={job.running} onClick={() => void make()}>
          {requested || made ? '重新保存申请文件' : '生成申请文件'}
        </Button>
        <span className="quiet">文件只含公开信息；私钥不离开本机。</span>
      </Flex>
    </section>
  );
}
