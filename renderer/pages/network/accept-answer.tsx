import { Button, Flex, Input } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Output } from '../../../preload/contract/contract.ts';
import { call } from '../../app/bridge.ts';
import { useJob } from '../../app/jobs.ts';
import { useInvalidate } from '../../app/queries.ts';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import {
  fingerprintDigits,
  fingerprintLength,
  groupFingerprint,
  strangeSigns,
} from '../../shared/fingerprint.ts';
import { JobProgressBar } from '../../shared/job-progress.tsx';

type File = Output<'shell.pickOpen'>['files'][number];
export type Accepted = Output<'network.accept'>;

interface Props {
  readonly disabled: boolean;
  /** Not the second step after a request: only the city's certificate is new. */
  readonly alone?: boolean;
  readonly onAccepted: (accepted: Accepted) => void;
}

/** County, second step: the city's answer, and the root fingerprint typed from the paper it came with. */
export function AcceptAnswer({ disabled, alone = false, onAccepted }: Props): ReactElement {
  const [file, setFile] = useState<File | null>(null);
  const [typed, setTyped] = useState('');
  const [unpicked, setUnpicked] = useState<unknown>(null);
  const invalidate = useInvalidate();
  const job = useJob('network.accept');
  const pick = async (): Promise<void> => {
    try {
      setUnpicked(null);
      const { files } = await call('shell.pickOpen', { purpose: 'request', multiple: false });
      setFile(files[0] ?? file);
    } catch (error) {
      setUnpicked(error);
    }
  };
  const accept = async (): Promise<void> => {
    if (!file) return;
    const result = await job.run({ file: file.token, rootFingerprint: groupFingerprint(typed) });
    if (!result) return;
    setFile(null);
    setTyped('');
    onAccepted(result);
    await invalidate(['network']);
  };
  const whole = fingerprintDigits(typed).length === fingerprintLength;
  return (
    <section className="panel">
      {alone ? null : <h2>第二步　接受市办的答复</h2>}
      {disabled ? (
        <p className="quiet">请先生成入网申请并送市办；收到答复文件和写有根指纹的纸后再办理这一步。</p>
      ) : null}
      {unpicked ? <FailureAlert error={unpicked} /> : null}
      {job.failure ? <FailureAlert error={job.failure} onClose={job.clear} /> : null}
      <Flex vertical gap="middle" className="narrow">
        <Flex gap="small" align="center">
          <Button disabled={disabled || job.running} onClick={() => void pick()}>
            选择答复文件
          </Button>
          {file ? <strong>{file.name}</strong> : null}
        </Flex>
        <RootFingerprintInput value={typed} disabled={disabled || job.running} onChange={setTyped} />
        {job.progress ? <JobProgressBar title="正在核对证书" progress={job.progress} /> : null}
        <Flex>
          <Button
            type="primary"
            disabled={disabled || !file || !whole || job.running}
            onClick={() => void accept()}
          >
            {alone ? '核对并登记' : '核对并入网'}
          </Button>
        </Flex>
      </Flex>
    </section>
  );
}

interface InputProps {
  readonly value: string;
  readonly disabled: boolean;
  readonly onChange: (typed: string) => void;
}

/** Groups the digits while they are typed, so that they can be compared with the paper group by group. */
function RootFingerprintInput({ value, disabled, onChange }: InputProps): ReactElement {
  const count = fingerprintDigits(value).length;
  const strange = strangeSigns(value);
  return (
    <div>
      <div className="field-label">
        <label htmlFor="root-fingerprint">照纸上抄写的根指纹（八组，每组五个数字）</label>
      </div>
      <Input
        id="root-fingerprint"
        className="fingerprint-input"
        disabled={disabled}
        autoComplete="off"
        maxLength={120}
        value={value}
        placeholder="12345 12345 …"
        onChange={({ target }) => onChange(target.value)}
        onBlur={() => onChange(strange.length > 0 ? value : groupFingerprint(value))}
      />
      <div
        className={strange.length > 0 || count > fingerprintLength ? 'weakness' : 'quiet'}
        aria-live="polite"
      >
        {strange.length > 0
          ? `只能是数字，请改正：${strange.join(' ')}`
          : count > fingerprintLength
            ? `多了 ${count - fingerprintLength} 位，请与纸上核对。`
            : `${groupFingerprint(value) || '还没有输入'}　（${count} / ${fingerprintLength} 位）`}
      </div>
    </div>
  );
}
