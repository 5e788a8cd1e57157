import { App, Button, Flex, Table } from 'antd';
import { useState, type ReactElement } from 'react';
import { certificateTerm } from '../../../domain/certificate.ts';
import type { Tone } from '../../../domain/register.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { call } from '../../app/bridge.ts';
import { useJob } from '../../app/jobs.ts';
import { useMutationProcedure } from '../../app/queries.ts';
import { RegionName } from '../../registers/region-name.tsx';
import { ToneTag } from '../../registers/state-tag.tsx';
import { DoneAlert } from '../../shared/done-alert.tsx';
import { EndingCertificates } from '../../shared/ending-certificates.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { formatInstant } from '../../shared/format.ts';
import { IntoView } from '../../shared/into-view.tsx';
import { ReasonDialog } from '../../shared/reason-dialog.tsx';

type Peer = Output<'network.status'>['peers'][number];

const looks: Readonly<Record<Peer['status'], { readonly tone: Tone; readonly text: string }>> = {
  SELF: { tone: 'neutral', text: '本办' },
  ACTIVE: { tone: 'success', text: '有效' },
  REVOKED: { tone: 'danger', text: '已吊销' },
};

const levelSigns: Readonly<Record<Peer['level'], string>> = { CITY: '市', COUNTY: '县', GROUP: '组' };

function lookOf({ status, daysLeft }: Peer): { readonly tone: Tone; readonly text: string } {
  const term = certificateTerm(daysLeft);
  if (status !== 'ACTIVE' || term === 'valid') return looks[status];
  return term === 'expired' ? { tone: 'danger', text: '已到期' } : { tone: 'warning', text: '将到期' };
}

interface Props {
  readonly peers: readonly Peer[];
  readonly mayRevoke: boolean;
}

/** The offices whose packages are accepted. Nobody is told to renew a workstation's certificate: it is meant to end. */
export function Members({ peers, mayRevoke }: Props): ReactElement {
  const [made, setMade] = useState<{ readonly fileName: string; readonly name: string } | null>(null);
  const [revoking, setRevoking] = useState<Peer | null>(null);
  const [unpicked, setUnpicked] = useState<unknown>(null);
  const answer = useJob('network.answerAgain');
  /** When the medium with the answer was lost, or the city has renewed its own certificate. */
  const answerAgain = async ({ office, name }: Peer): Promise<void> => {
    try {
      setUnpicked(null);
      setMade(null);
      const folder = await call('shell.pickFolder', { purpose: 'medium' });
      if (!folder) return;
      const written = await answer.run({ office, folder: folder.token });
      if (written) setMade({ fileName: `${folder.name} / ${written.fileName}`, name });
    } catch (error) {
      setUnpicked(error);
    }
  };
  return (
    <section className="panel">
      <h2>成员单位</h2>
      {unpicked || answer.failure ? <FailureAlert error={unpicked ?? answer.failure} /> : null}
      {made ? <AnswerWritten {...made} /> : null}
      <EndingCertificates
        peers={peers.filter(({ status, level }) => status === 'ACTIVE' && level !== 'GROUP')}
      />
      <Table
        size="small"
        rowKey="fingerprint"
        dataSource={[...peers]}
        pagination={false}
        scroll={{ x: 980 }}
        columns={[
          { title: '单位', dataIndex: 'name', width: 210 },
          {
            title: '级别',
            dataIndex: 'level',
            width: 60,
            render: (level: Peer['level']) => levelSigns[level],
          },
          {
            title: '行政区划',
            dataIndex: 'region',
            width: 170,
            render: (region: string) => <RegionName code={region} />,
          },
          {
            title: '状态',
            dataIndex: 'status',
            width: 100,
            render: (_, peer) => <ToneTag {...lookOf(peer)} />,
          },
          {
            title: '证书有效至',
            dataIndex: 'validTo',
            width: 110,
            className: 'number',
            render: (text: string) => text.slice(0, 10),
          },
          { title: '加入时间', dataIndex: 'addedAt', width: 140, className: 'number', render: formatInstant },
          {
            title: '证书指纹',
            dataIndex: 'fingerprint',
            render: (text: string) => <span className="digest">{text}</span>,
          },
          ...(mayRevoke
            ? [
                {
                  title: '',
                  width: 168,
                  render: (_: unknown, peer: Peer) =>
                    peer.status === 'ACTIVE' ? (
                      <Flex gap="small">
                        <Button size="small" disabled={answer.running} onClick={() => void answerAgain(peer)}>
                          重出答复
                        </Button>
                        <Button size="small" danger onClick={() => setRevoking(peer)}>
                          吊销
                        </Button>
                      </Flex>
                    ) : null,
                },
              ]
            : []),
        ]}
      />
      {revoking ? <RevokeDialog peer={revoking} onClose={() => setRevoking(null)} /> : null}
    </section>
  );
}

/** Stays on the page: the clerk has to find the file and to know what the other office does with it. */
function AnswerWritten({
  fileName,
  name,
}: {
  readonly fileName: string;
  readonly name: string;
}): ReactElement {
  return (
    <IntoView>
      <DoneAlert
        title={`给${name}的答复文件已写好。`}
        next={`位置：${fileName}。请用介质送该单位，由其安全保密管理员在“网络与证书—登记市办的新证书”中读入（还没有入网的，在“第二步　接受市办的答复”中读入）。`}
      />
    </IntoView>
  );
}

interface RevokeProps {
  readonly peer: Peer;
  readonly onClose: () => void;
}

function RevokeDialog({ peer, onClose }: RevokeProps): ReactElement {
  const { message } = App.useApp();
  const revoke = useMutationProcedure('network.revoke', ['network']);
  return (
    <ReasonDialog
      open
      title="吊销证书"
      text={`吊销 ${peer.name} 的证书后，本办不再接收它签名的数据包；其他单位在收到本办下一个数据包后也不再接收。吊销不能撤回，该单位须重新申请。`}
      okText="吊销"
      danger
      busy={revoke.isPending}
      error={revoke.error}
      onOk={(reason) =>
        revoke.mutate(
          { office: peer.office, reason },
          {
            onSuccess: () => {
              void message.success(`已吊销${peer.name}的证书。`);
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    />
  );
}
