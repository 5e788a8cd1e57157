import { Alert, App, Button, Collapse } from 'antd';
import { useState, type ReactElement } from 'react';
import { certificateTerm } from '../../../domain/certificate.ts';
import { selfWord } from '../../../domain/office.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { useMutationProcedure, useProcedure } from '../../app/queries.ts';
import { usePermission, useSelfWord, useSession } from '../../app/session.tsx';
import { DoneAlert } from '../../shared/done-alert.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { FingerprintView } from '../../shared/fingerprint-view.tsx';
import { IntoView } from '../../shared/into-view.tsx';
import { Asked } from '../../shared/states.tsx';
import { AcceptAnswer, type Accepted } from './accept-answer.tsx';
import { EnterWorkstation } from './enter-workstation.tsx';
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
  const { message } = App.useApp();
  const { state } = status;
  const self = useSelfWord();
  return (
    <>
      <Standing status={status} />
      {mayManage && state === 'root' ? <IssueCertificate /> : null}
      {mayManage && office.level !== 'CITY' && (state === 'none' || state === 'requested') ? (
        <>
          <RequestFile requested={state === 'requested'} />
          <AcceptAnswer
            disabled={state === 'none'}
            onAccepted={(accepted) => void message.success(`${acceptedText(self, accepted)}。`, 8)}
          />
        </>
      ) : null}
      {mayManage && office.level !== 'CITY' && state === 'enrolled' ? (
        <Procedures isDue={certificateTerm(status.daysLeft ?? 0) !== 'valid'} />
      ) : null}
      {status.peers.length > 0 ? (
        <Members peers={status.peers} mayRevoke={mayManage && state === 'root'} />
      ) : null}
    </>
  );
}

/** What an enrolled county does about its certificate, each with the words it has to say to the city. */
function Procedures({ isDue }: { readonly isDue: boolean }): ReactElement {
  const { office } = useSession();
  const self = selfWord(office.level);
  const backUpAgain = `请到“恢复单与密钥”重新备份${self}密钥。`;
  const [open, setOpen] = useState<readonly string[]>(isDue ? ['renew'] : []);
  const [done, setDone] = useState<{ readonly title: string; readonly next: string } | null>(null);
  const end = (next: string) => (accepted: Accepted) => {
    setOpen([]);
    setDone({ title: `${acceptedText(self, accepted)}。`, next });
  };
  return (
    <>
      {done ? (
        <IntoView>
          <DoneAlert title={done.title} next={done.next} />
        </IntoView>
      ) : null}
      <Collapse
        activeKey={[...open]}
        onChange={(keys) => {
          setOpen(keys.slice(-1));
          setDone(null);
        }}
        destroyOnHidden
        className="panel-collapse"
        items={[
          {
            key: 'renew',
            label: '换发证书（证书将到期；密钥不变）',
            children: (
              <>
                <p className="quiet">
                  申请沿用现有密钥。请市办核对指纹后选“证书将到期”；换发前制作、还在途中的数据包照常收发。
                </p>
                <RequestFile requested={false} keyWanted="same" />
                <AcceptAnswer disabled={false} why="renew" onAccepted={end(backUpAgain)} />
              </>
            ),
          },
          {
            key: 'rekey',
            label: '更换密钥（怀疑私钥泄露，或者电脑被他人动过）',
            children: (
              <>
                <p className="quiet">
                  申请使用新生成的密钥。请立即电话告知市办，签发时选“立即吊销原证书”。吊销后，用原证书签名、市办尚未接收的数据包作废，接受答复后重新制作发送即可，次序自动接续；办结后请重新备份
                  {self}密钥。
                </p>
                <RequestFile requested={false} keyWanted="new" />
                <AcceptAnswer disabled={false} why="renew" onAccepted={end(backUpAgain)} />
              </>
            ),
          },
          {
            key: 'lost',
            label: '更换电脑（电脑损坏或者遗失）',
            children: office.level === 'GROUP' ? <LostWorkstation /> : <LostPc />,
          },
          ...(office.level === 'COUNTY'
            ? [
                {
                  key: 'workstation',
                  label: '登记巡察组单机（市办给本办的单机签发、换发证书后，单机接受以前）',
                  children: <EnterWorkstation />,
                },
              ]
            : []),
          {
            key: 'answer',
            label: '登记市办的新证书（市办更新证书后送来答复文件时）',
            children: (
              <AcceptAnswer
                disabled={false}
                why="city"
                onAccepted={end(`市办用新证书签名的数据包，${self}可以接收了。`)}
              />
            ),
          },
        ]}
      />
    </>
  );
}

function acceptedText(self: string, { cityName, validTo }: Accepted): string {
  return `已接受${cityName}的答复，${self}证书有效至${validTo.slice(0, 10)}`;
}

function LostWorkstation(): ReactElement {
  return (
    <ol>
      <li>单机丢失、被盗的，立即报告派出巡察组的巡察办，由其在“组工作站”中挂失，并请市办吊销证书。</li>
      <li>单机损坏、有备份的，把备份文件夹复制到新电脑打开，发出的数据包自动重新起号。</li>
      <li>没有备份的，由派出巡察组的巡察办另行编号、配置一台单机；没有移交的内容按纸质材料补录。</li>
    </ol>
  );
}

function LostPc(): ReactElement {
  return (
    <ol>
      <li>
        有保险库备份的：把备份文件夹复制到新电脑的硬盘，在首页选“打开已有数据库”。数据、证书和密钥都在，发出的数据包自动重新起号，对方首次接收时须双人确认。
      </li>
      <li>
        没有保险库备份的：在新电脑新建数据库，按本页重新申请入网；以前上报的信访件由市办保存，本办的须按纸质材料补录。
      </li>
      <li>电脑遗失、被盗的，无论有无备份，都要立即电话告知市办吊销原证书；从备份恢复后再办“更换密钥”。</li>
    </ol>
  );
}

const standings: Readonly<Record<Status['state'], string>> = {
  root: '本办是本市数据交换的根，负责给各县（市、区）巡察办签发证书。',
  enrolled: '本办已经入网，与市办交换数据包。',
  requested: '已生成入网申请，正在等待市办的答复。',
  none: '本办还没有入网，不能收发数据包。',
};

const workstationStandings: typeof standings = {
  ...standings,
  enrolled: '本机已经入网，只与派出巡察组的巡察办交换数据包；证书到巡察组工作结束时为止，工作延期的须换发。',
  requested: '已生成入网申请，正在等待市办的答复。答复文件先由派出巡察组的巡察办登记，再在本机接受。',
  none: '本机还没有入网，不能收发数据包。请生成入网申请，交市级巡察办签发证书。',
};

function Validity({ status }: { readonly status: Status }): ReactElement | null {
  const mayManage = usePermission('network.manage');
  const self = useSelfWord();
  const [renewed, setRenewed] = useState(false);
  const renew = useMutationProcedure('network.renewOwn', ['network', 'keys']);
  const { validTo, daysLeft, state } = status;
  if (validTo === null || daysLeft === null) return null;
  const until = validTo.slice(0, 10);
  const term = certificateTerm(daysLeft);
  if (term === 'valid') {
    return (
      <>
        <p>
          {self}证书有效至 {until}。
        </p>
        {renewed ? <Renewed /> : null}
      </>
    );
  }
  const canRenew = mayManage && state === 'root';
  return (
    <>
      {renew.error ? <FailureAlert error={renew.error} /> : null}
      <Alert
        type={term === 'expired' ? 'error' : 'warning'}
        showIcon
        className="failure-alert"
        title={
          term === 'expired'
            ? `${self}证书已于${until}到期，不能再制作数据包（来包照收）。`
            : `${self}证书还有${daysLeft}天到期（${until}）。`
        }
        description={
          state === 'root'
            ? '请先核对本机日期。更新后，请在下面给每个成员单位“重出答复”并送达登记；在此之前，它们不认本办的新证书。'
            : '请先核对本机日期；日期无误的，在下面办理“换发证书”。'
        }
        action={
          canRenew ? (
            <Button
              type="primary"
              loading={renew.isPending}
              onClick={() => renew.mutate({}, { onSuccess: () => setRenewed(true) })}
            >
              更新本办证书
            </Button>
          ) : null
        }
      />
    </>
  );
}

function Renewed(): ReactElement {
  return (
    <DoneAlert
      title="本办证书已更新。"
      next="请在下面给每个成员单位“重出答复”并送达，由县级在“登记市办的新证书”中读入；在此之前，它们不认本办的新证书。本办密钥也请到“恢复单与密钥”重新备份。"
    />
  );
}

function Standing({ status }: { readonly status: Status }): ReactElement {
  const { office } = useSession();
  const self = selfWord(office.level);
  return (
    <section className="panel">
      <h2>{self}的状态</h2>
      <p>{(office.level === 'GROUP' ? workstationStandings : standings)[status.state]}</p>
      <Validity status={status} />
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
          <div className="field-label">{self}证书的指纹</div>
          <code className="digest">{status.officeFingerprint}</code>
        </>
      ) : null}
    </section>
  );
}
