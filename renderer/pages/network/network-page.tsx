import { Collapse } from 'antd';
import type { ReactElement } from 'react';
import type { Output } from '../../../preload/contract/contract.ts';
import { useProcedure } from '../../app/queries.ts';
import { usePermission, useSession } from '../../app/session.tsx';
import { FingerprintView } from '../../shared/fingerprint-view.tsx';
import { Asked } from '../../shared/states.tsx';
import { AcceptAnswer } from './accept-answer.tsx';
import { IssueCertificate } from './issue-certificate.tsx';
import { Members } from './members.tsx';
import { RequestFile } from './request-file.tsx';

type Status = Output<'network.status'>;

/** 网络与证书: which offices trust each other, and how a new one is let in. */
export function NetworkPage(): ReactElement {
  const status = useProcedure('network.status', {}, { staleTime: 0 });
  return (
    <>
      <div className="page-head">
        <h1 className="page-title">网络与证书</h1>
        <span className="quiet">各机关之间不联网；“网络”指互相承认证书、用介质交换数据包的单位。</span>
      </div>
      <Asked query={status}>{(data) => <NetworkPanels status={data} />}</Asked>
    </>
  );
}

function NetworkPanels({ status }: { readonly status: Status }): ReactElement {
  const mayManage = usePermission('network.manage');
  const { office } = useSession();
  const { state } = status;
  return (
    <>
      <Standing status={status} />
      {mayManage && state === 'root' ? <IssueCertificate /> : null}
      {mayManage && office.level === 'COUNTY' && (state === 'none' || state === 'requested') ? (
        <>
          <RequestFile requested={state === 'requested'} />
          <AcceptAnswer disabled={state === 'none'} />
        </>
      ) : null}
      {mayManage && office.level === 'COUNTY' && state === 'enrolled' ? (
        <Collapse
          className="panel-collapse"
          items={[
            {
              key: 'renew',
              label: '换发证书（证书将到期，或者怀疑私钥泄露时）',
              children: (
                <>
                  <RequestFile requested={false} />
                  <AcceptAnswer disabled={false} />
                </>
              ),
            },
          ]}
        />
      ) : null}
      {status.peers.length > 0 ? (
        <Members peers={status.peers} mayRevoke={mayManage && state === 'root'} />
      ) : null}
    </>
  );
}

const standings: Readonly<Record<Status['state'], string>> = {
  root: '本办是本市数据交换的根，负责给各县（市、区）巡察办签发证书。',
  enrolled: '本办已经入网，可以与市办交换数据包。',
  requested: '已生成入网申请，正在等待市办的答复。',
  none: '本办还没有入网，不能收发数据包。',
};

function Standing({ status }: { readonly status: Status }): ReactElement {
  return (
    <section className="panel">
      <h2>本办的状态</h2>
      <p>{standings[status.state]}</p>
      {status.rootFingerprint ? (
        <>
          <div className="field-label">
            {status.state === 'root' ? '根指纹（抄在纸上，随答复文件交给申请单位核对）' : '本市的根指纹'}
          </div>
          <FingerprintView fingerprint={status.rootFingerprint} label="根指纹" />
        </>
      ) : null}
      {status.officeFingerprint ? (
        <>
          <div className="field-label">本办证书的指纹</div>
          <code className="digest">{status.officeFingerprint}</code>
        </>
      ) : null}
    </section>
  );
}
