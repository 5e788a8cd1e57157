import { Button, Flex, Input } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Output } from '../../../preload/contract/contract.ts';
import { call } from '../../app/bridge.ts';
import { useJob } from '../../app/jobs.ts';
import { useInvalidate, useMutationProcedure } from '../../app/queries.ts';
import { useSelfWord } from '../../app/session.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { FingerprintView } from '../../shared/fingerprint-view.tsx';
import {
  fingerprintDigits,
  fingerprintLength,
  groupFingerprint,
  strangeSigns,
} from '../../shared/fingerprint.ts';
import { JobProgressBar } from '../../shared/job-progress.tsx';

type File = Output<'shell.pickOpen'>['files'][number];
type Answer = Output<'network.inspectAnswer'>;
export type Accepted = Output<'network.accept'>;

interface Props {
  readonly disabled: boolean;
  /** `renew`: the office has joined before. `city`: no second step after a request, only the city's certificate is new. */
  readonly why?: 'join' | 'renew' | 'city';
  readonly onAccepted: (accepted: Accepted) => void;
}

const acceptTexts = { join: '核对并入网', renew: '核对并启用新证书', city: '核对并登记' } as const;

/**
 * County, second step: the city's answer. The root fingerprint is typed from the paper it came with, unless it is the one
 * that was compared when the office joined.
 */
export function AcceptAnswer({ disabled, why = 'join', onAccepted }: Props): ReactElement {
  const [picked, setPicked] = useState<{ readonly file: File; readonly answer: Answer } | null>(null);
  const [typed, setTyped] = useState('');
  const [unpicked, setUnpicked] = useState<unknown>(null);
  const invalidate = useInvalidate();
  const inspect = useMutationProcedure('network.inspectAnswer');
  const job = useJob('network.accept');
  const pick = async (): Promise<void> => {
    try {
      setUnpicked(null);
      job.clear();
      const { files } = await call('shell.pickOpen', { purpose: 'request', multiple: false });
      const [file] = files;
      if (!file) return;
      setPicked(null);
      setPicked({ file, answer: await inspect.mutateAsync({ file: file.token }) });
    } catch (error) {
      setUnpicked(error);
    }
  };
  const accept = async (): Promise<void> => {
    if (!picked) return;
    const rootFingerprint = picked.answer.rootKnown ? null : groupFingerprint(typed);
    const result = await job.run({ file: picked.file.token, rootFingerprint });
    if (!result) return;
    setPicked(null);
    setTyped('');
    onAccepted(result);
    await invalidate(['network']);
  };
  const compared = picked?.answer.rootKnown || fingerprintDigits(typed).length === fingerprintLength;
  return (
    <section className="panel">
      {why === 'city' ? null : <h2>第二步　接受市办的答复</h2>}
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
          {picked ? <strong>{picked.file.name}</strong> : null}
        </Flex>
        {picked ? <AnswerFacts answer={picked.answer} /> : null}
        {picked && !picked.answer.rootKnown ? (
          <RootFingerprintInput value={typed} disabled={job.running} onChange={setTyped} />
        ) : null}
        {job.progress ? <JobProgressBar title="正在核对证书" progress={job.progress} /> : null}
        <Flex>
          <Button
            type="primary"
            disabled={disabled || !picked || !compared || job.running}
            onClick={() => void accept()}
          >
            {acceptTexts[why]}
          </Button>
        </Flex>
      </Flex>
    </section>
  );
}

function AnswerFacts({ answer }: { readonly answer: Answer }): ReactElement {
  const { cityName, validTo, cityValidTo, rootKnown, rootFingerprint } = answer;
  const self = useSelfWord();
  return (
    <div role="status">
      <p>
        {cityName}的答复：{self}证书有效至 {validTo}，市办证书有效至 {cityValidTo}。
      </p>
      {rootKnown ? (
        <>
          <p>
            根证书就是{self}
            入网时核对过的那一个，不必再录入。随答复送来的纸上写有根指纹的，请看与下面是否一致：
          </p>
          <FingerprintView fingerprint={rootFingerprint} label="答复的根指纹" />
        </>
      ) : null}
    </div>
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
