import { Alert, Descriptions, Table } from 'antd';
import type { ReactElement } from 'react';
import { isRecordKind, type RecordKind } from '../../../domain/package-kinds.ts';
import { countLabel } from '../../../domain/packages.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { FingerprintView } from '../../shared/fingerprint-view.tsx';
import { formatCount, formatInstant, formatSize } from '../../shared/format.ts';
import { Figure } from './figure.tsx';
import { SettingsTrial } from './settings-trial.tsx';

export type Incoming = Output<'packages.inspect'>;

/** Who signed, what it is, what it would change: everything two people compare with the slip before they agree. */
export function IncomingSummary({ incoming }: { readonly incoming: Incoming }): ReactElement {
  return (
    <>
      <Verdict incoming={incoming} />
      {incoming.notices.map((text) => (
        <Alert key={text} type="warning" showIcon title={text} className="failure-alert" />
      ))}
      <section className="panel">
        <h2>来源与签名</h2>
        <Descriptions
          size="small"
          column={3}
          items={[
            { key: 'from', label: '发送单位', children: <strong>{incoming.fromName}</strong> },
            { key: 'kind', label: '内容', children: incoming.kindLabel },
            { key: 'mark', label: '密级', children: incoming.mark || '不标密' },
            { key: 'no', label: '包编号', children: <span className="code">{incoming.no}</span> },
            { key: 'sequence', label: '序号', children: incoming.sequence || '—' },
            { key: 'size', label: '大小', children: formatSize(incoming.size) },
            { key: 'by', label: '拟制人', children: incoming.createdByName },
            { key: 'approved', label: '审批人', children: incoming.approvedByName },
            { key: 'at', label: '拟制时间', children: formatInstant(incoming.createdAt) },
            {
              key: 'digest',
              label: '摘要',
              span: 3,
              children: <span className="digest">{incoming.digest}</span>,
            },
          ]}
        />
        <div className="field-label signer-label">签名单位的证书指纹</div>
        <FingerprintView fingerprint={incoming.signerFingerprint} />
      </section>
      {isRecordKind(incoming.kind) ? (
        <Trial incoming={incoming} />
      ) : (
        <Effect kind={incoming.kind} acknowledges={incoming.acknowledges} />
      )}
      {incoming.settings ? <SettingsTrial settings={incoming.settings} /> : null}
    </>
  );
}

const verdictTypes = {
  ready: 'success',
  alreadyImported: 'info',
  alreadyCovered: 'info',
  needsTwoPersons: 'warning',
} as const satisfies Readonly<Record<Incoming['verdict'], string>>;

function Verdict({ incoming: { verdict, verdictText } }: { readonly incoming: Incoming }): ReactElement {
  return (
    <Alert
      type={verdictTypes[verdict]}
      showIcon
      className="failure-alert"
      title={verdictText}
      description={
        verdict === 'needsTwoPersons'
          ? '原因见下。请两人用以前掌握的电话号码向对方核实，属实的再导入。'
          : undefined
      }
    />
  );
}

function Trial({ incoming }: { readonly incoming: Incoming }): ReactElement {
  const { counts, byRegister, details, unlisted } = incoming;
  return (
    <section className="panel">
      <h2>试算结果（尚未写入）</h2>
      <div className="figures">
        <Figure count={counts.new} text="新增" />
        <Figure count={counts.changed} text="变更" />
        <Figure count={counts.unchanged} text="无变化" />
        <Figure count={counts.refused} text="拒收" danger />
      </div>
      {byRegister.length > 1 ? (
        <Table
          size="small"
          rowKey="label"
          className="trial-registers"
          dataSource={[...byRegister]}
          pagination={false}
          columns={[
            { title: '登记簿', dataIndex: 'label' },
            { title: '新增', dataIndex: 'new', width: 90, className: 'number' },
            { title: '变更', dataIndex: 'changed', width: 90, className: 'number' },
            { title: '无变化', dataIndex: 'unchanged', width: 90, className: 'number' },
            { title: '拒收', dataIndex: 'refused', width: 90, className: 'number' },
          ]}
        />
      ) : null}
      {details.length > 0 ? (
        <Table
          size="small"
          rowKey={(row) => `${row.register}-${row.no}`}
          dataSource={[...details]}
          pagination={details.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
          columns={[
            { title: '登记簿', dataIndex: 'register', width: 120, render: countLabel },
            { title: '编号', dataIndex: 'no', width: 220, className: 'code' },
            { title: '标题', dataIndex: 'title', ellipsis: true },
            { title: '结果', dataIndex: 'result', width: 120 },
            { title: '说明', dataIndex: 'reason' },
          ]}
        />
      ) : null}
      {unlisted > 0 ? (
        <p className="quiet">
          只列出{details.length}条（有说明的、更新的在前），另有{formatCount(unlisted)}条没有列出。
        </p>
      ) : null}
    </section>
  );
}

const effects: Readonly<Record<Exclude<Incoming['kind'], RecordKind>, string>> = {
  statistics: '导入后在“统计报表—收到的报表”中查看；同一统计期以前收到的报表由这次的代替，登记簿不改动。',
  settings: '代码表、时限规则、工作日历按市办下发的更新，下面逐行列明；证书吊销名单同时生效；登记簿不改动。',
  receipt: '导入后，对方已确认的数据包标为“已回执”，其中对方已经导入的以后不再重复发送；登记簿不改动。',
};

interface EffectProps extends Pick<Incoming, 'acknowledges'> {
  readonly kind: keyof typeof effects;
}

function Effect({ kind, acknowledges }: EffectProps): ReactElement {
  return (
    <section className="panel">
      <h2>导入后的变化（尚未写入）</h2>
      <p>{effects[kind]}</p>
      {acknowledges ? (
        <p>
          这次新确认的数据包：
          {acknowledges.length === 0 ? '没有。' : <span className="code">{acknowledges.join('、')}</span>}
        </p>
      ) : null}
    </section>
  );
}
