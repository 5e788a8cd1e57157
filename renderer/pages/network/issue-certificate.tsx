import { Alert, Button, Checkbox, Flex, Input, Radio } from 'antd';
import { useState, type ReactElement } from 'react';
import { levelLabels } from '../../../domain/office.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { call } from '../../app/bridge.ts';
import { useJob } from '../../app/jobs.ts';
import { useInvalidate, useMutationProcedure } from '../../app/queries.ts';
import { RegionName } from '../../registers/region-name.tsx';
import { DateInput } from '../../shared/date-input.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { FingerprintView } from '../../shared/fingerprint-view.tsx';
import { JobProgressBar } from '../../shared/job-progress.tsx';

type Request = Output<'network.inspectRequest'>;
type Issued = Output<'network.issue'>;

/** City: reads a request, has its fingerprint compared by telephone, and only then issues. */
export function IssueCertificate(): ReactElement {
  const [request, setRequest] = useState<Request | null>(null);
  const [issued, setIssued] = useState<Issued | null>(null);
  const [unpicked, setUnpicked] = useState<unknown>(null);
  const inspect = useMutationProcedure('network.inspectRequest');
  const pick = async (): Promise<void> => {
    try {
      setUnpicked(null);
      const { files } = await call('shell.pickOpen', { purpose: 'request', multiple: false });
      const [file] = files;
      if (file) setRequest(await inspect.mutateAsync({ file: file.token }));
    } catch (error) {
      setUnpicked(error);
    }
  };
  const close = (): void => {
    setRequest(null);
    setIssued(null);
  };
  return (
    <section className="panel">
      <h2>签发证书</h2>
      {unpicked ? <FailureAlert error={unpicked} /> : null}
      {issued && request ? (
        <IssuedCard name={request.name} issued={issued} onClose={close} />
      ) : request ? (
        <Compare request={request} onIssued={setIssued} onCancel={close} />
      ) : (
        <Flex gap="small" align="center" wrap>
          <Button type="primary" loading={inspect.isPending} onClick={() => void pick()}>
            打开入网申请文件
          </Button>
          <span className="quiet">申请文件由县级巡察办生成，文件名如“入网申请-330824XCB”，用介质送来。</span>
        </Flex>
      )}
    </section>
  );
}

interface CompareProps {
  readonly request: Request;
  readonly onIssued: (issued: Issued) => void;
  readonly onCancel: () => void;
}

function Compare({ request, onIssued, onCancel }: CompareProps): ReactElement {
  const [checkedWith, setCheckedWith] = useState('');
  const [same, setSame] = useState(false);
  const [earlier, setEarlier] = useState<'keep' | 'revoke' | null>(request.known ? null : 'keep');
  const isWorkstation = request.level === 'GROUP';
  const [until, setUntil] = useState<string | null>(null);
  const [unpicked, setUnpicked] = useState<unknown>(null);
  const invalidate = useInvalidate();
  const job = useJob('network.issue');
  const issue = async (): Promise<void> => {
    if (earlier === null) return;
    try {
      setUnpicked(null);
      const folder = await call('shell.pickFolder', { purpose: 'medium' });
      if (!folder) return;
      const issued = await job.run({
        request: request.request,
        folder: folder.token,
        checkedWith: checkedWith.trim(),
        earlier,
        until,
      });
      if (!issued) return;
      onIssued(issued);
      await invalidate(['network']);
    } catch (error) {
      setUnpicked(error);
    }
  };
  return (
    <Flex vertical gap="small" className="narrow">
      <div>
        申请单位：<strong>{request.name}</strong>　<RegionName code={request.region} />（
        {levelLabels[request.level]}）
      </div>
      {request.known ? <EarlierChoice value={earlier} onChange={setEarlier} /> : null}
      <div className="field-label">请打电话或当面，由对方逐组念出其屏幕上的指纹：</div>
      <FingerprintView fingerprint={request.fingerprint} label="申请的指纹" />
      <label>
        <div className="field-label">
          与谁核对 <span className="required-mark">必填</span>
        </div>
        <Input
          value={checkedWith}
          maxLength={100}
          placeholder="姓名、职务、电话，例如：开化县委巡察办 张主任 座机核对"
          onChange={({ target }) => setCheckedWith(target.value)}
        />
      </label>
      {isWorkstation ? (
        <label>
          <div className="field-label">
            证书用到哪一天 <span className="required-mark">必填</span>
          </div>
          <DateInput
            value={until}
            onChange={setUntil}
            onUnread={() => setUntil(null)}
            label="证书用到哪一天"
          />
          <div className="quiet">本轮工作移交完毕为止；到期后单机不能再制作数据包，须换发证书。</div>
        </label>
      ) : null}
      <Checkbox checked={same} onChange={({ target }) => setSame(target.checked)}>
        对方念出的八组数字与上面完全一致
      </Checkbox>
      {unpicked ? <FailureAlert error={unpicked} /> : null}
      {job.failure ? <FailureAlert error={job.failure} onClose={job.clear} /> : null}
      {job.progress ? <JobProgressBar title="正在签发" progress={job.progress} /> : null}
      <Flex gap="small">
        <Button
          type="primary"
          disabled={
            !same ||
            earlier === null ||
            (isWorkstation && until === null) ||
            checkedWith.trim().length < 2 ||
            job.running
          }
          onClick={() => void issue()}
        >
          签发并保存答复文件
        </Button>
        <Button disabled={job.running} onClick={onCancel}>
          不签发
        </Button>
      </Flex>
    </Flex>
  );
}

interface EarlierProps {
  readonly value: 'keep' | 'revoke' | null;
  readonly onChange: (earlier: 'keep' | 'revoke') => void;
}

function EarlierChoice({ value, onChange }: EarlierProps): ReactElement {
  return (
    <>
      <Alert
        type="warning"
        showIcon
        title="该单位已有证书。签发后发给它的数据包改用新证书；请向对方问明换发原因，选择原证书如何处理。"
      />
      <Radio.Group
        aria-label="原证书如何处理"
        vertical
        value={value}
        onChange={({ target }) => onChange(target.value === 'revoke' ? 'revoke' : 'keep')}
        options={[
          { value: 'keep', label: '证书将到期：用原证书签名、还在途中的数据包照收' },
          {
            value: 'revoke',
            label:
              '怀疑私钥泄露，或者电脑遗失、更换：立即吊销原证书，用它签名的数据包一律不收（对方用新证书重发）',
          },
        ]}
      />
    </>
  );
}

interface IssuedProps {
  readonly name: string;
  readonly issued: Issued;
  readonly onClose: () => void;
}

function IssuedCard({ name, issued, onClose }: IssuedProps): ReactElement {
  return (
    <section className="result-card" role="status">
      <h2>已为{name}签发证书</h2>
      <p>
        答复文件 <strong>{issued.fileName}</strong>{' '}
        已写好。请把它和抄在纸上的根指纹分开交给对方，对方要照纸上的指纹输入。
      </p>
      <div className="field-label">根指纹</div>
      <FingerprintView fingerprint={issued.rootFingerprint} label="根指纹" />
      <div className="field-label">新证书的指纹</div>
      <code className="digest">{issued.certificateFingerprint}</code>
      <Flex className="wizard-buttons">
        <Button type="primary" onClick={onClose}>
          完成
        </Button>
      </Flex>
    </section>
  );
}
