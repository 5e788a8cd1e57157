import { App, Button, Flex, Table } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Tone } from '../../../domain/register.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { call } from '../../app/bridge.ts';
import { useJob } from '../../app/jobs.ts';
import { useMutationProcedure } from '../../app/queries.ts';
import { RegionName } from '../../registers/region-name.tsx';
import { ToneTag } from '../../registers/state-tag.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { formatInstant } from '../../shared/format.ts';
import { ReasonDialog } from '../../shared/reason-dialog.tsx';

type Peer = Output<'network.status'>['peers'][number];

const looks: Readonly<Record<Peer['status'], { readonly tone: Tone; readonly text: string }>> = {
  SELF: { tone: 'neutral', text: '本办' },
  ACTIVE: { tone: 'success', text: '有效' },
  REVOKED: { tone: 'danger', text: '已吊销' },
};

interface Props {
  readonly peers: readonly Peer[];
  readonly mayRevoke: boolean;
}

/** The offices whose packages are accepted. */
export function Members({ peers, mayRevoke }: Props): ReactElement {
  const { message } = App.useApp();
  const [revoking, setRevoking] = useState<Peer | null>(null);
  const [unpicked, setUnpicked] = useState<unknown>(null);
  const answer = useJob('network.answerAgain');
  /** When the medium with the answer was lost, or the city has renewed its own certificate. */
  const answerAgain = async (office: string): Promise<void> => {
    try {
      setUnpicked(null);
      const folder = await call('shell.pickFolder', { purpose: 'medium' });
      if (!folder) return;
      const made = await answer.run({ office, folder: folder.token });
      if (made) void message.success(`答复文件“${made.fileName}”已写好，请用介质送该单位登记。`, 8);
    } catch (error) {
      setUnpicked(error);
    }
  };
  return (
    <section className="panel">
      <h2>成员单位</h2>
      {unpicked || answer.failure ? <FailureAlert error={unpicked ?? answer.failure} /> : null}
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
            render: (level: Peer['level']) => (level === 'CITY' ? '市' : '县'),
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
            render: (status: Peer['status']) => <ToneTag {...looks[status]} />,
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
                        <Button
                          size="small"
                          disabled={answer.running}
                          onClick={() => void answerAgain(peer.office)}
                        >
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
