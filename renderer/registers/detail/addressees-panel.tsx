import { Alert, Button, Modal, Popconfirm, Select } from 'antd';
import { useState, type ReactElement } from 'react';
import { secrecySection } from '../../../domain/registers/common/secrecy-fields.ts';
import { registerOf, type RegisterId } from '../../../domain/registers/registers.ts';
import type { Register } from '../../../domain/register.ts';
import { reducedOf, sendableFields } from '../../../domain/sent-part.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { useMutationProcedure, useProcedure } from '../../app/queries.ts';
import { useSession } from '../../app/session.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { formatInstant } from '../../shared/format.ts';
import type { Labels } from '../labels.ts';
import { isEndedUnanswered } from './deadline-words.ts';
import type { LoadedRecord } from './detail-head.tsx';

type Addressees = Output<'records.addressees'>;

interface Props {
  readonly registerId: RegisterId;
  readonly record: LoadedRecord;
}

function circularText({ kindLabel, isReduced }: NonNullable<Addressees['circular']>): string {
  const goes = `随“${kindLabel}”发往下级各单位，不必逐件选定；请到“数据交换”编制该数据包发出。`;
  return isReduced
    ? `${goes}被巡察地的单位收到全部内容，在其他单位只发通报内容；须发全部内容的，请选定。`
    : goes;
}

/** 发往其他单位: which offices of the network have this record, or get it with the next package. */
export function AddresseesPanel({ registerId, record }: Props): ReactElement | null {
  const { id, rev } = record;
  const [asking, setAsking] = useState(false);
  const list = useProcedure('records.addressees', { register: registerId, id }, { staleTime: 0 });
  const address = useMutationProcedure('records.address', [registerId]);
  const { addressees, choices, circular } = list.data ?? { addressees: [], choices: [], circular: null };
  if (addressees.length === 0 && choices.length === 0 && circular === null) return null;
  return (
    <section className="panel">
      <h2>发往其他单位</h2>
      {circular === null ? null : <p className="quiet">{circularText(circular)}</p>}
      <ul className="plain-list">
        {addressees.map((each) => (
          <li key={each.office}>
            {each.name} <span className="quiet">{sentText(each)}</span>
            {each.revocable ? (
              <Popconfirm
                {...revoking(each)}
                onConfirm={() =>
                  address.mutate({ register: registerId, id, rev, office: each.office, on: false })
                }
              >
                <Button type="link" size="small" loading={address.isPending}>
                  {revoking(each).okText}
                </Button>
              </Popconfirm>
            ) : null}
          </li>
        ))}
      </ul>
      {address.error && !asking ? (
        <FailureAlert error={address.error} onClose={() => address.reset()} />
      ) : null}
      {choices.length > 0 ? <Button onClick={() => setAsking(true)}>发往其他单位…</Button> : null}
      {asking ? (
        <AddressDialog
          no={record.no}
          choices={choices}
          busy={address.isPending}
          error={address.error}
          onClose={() => {
            address.reset();
            setAsking(false);
          }}
          onOk={(to) =>
            address.mutate(
              { register: registerId, id, rev, office: to, on: true },
              { onSuccess: () => setAsking(false) },
            )
          }
        />
      ) : null}
    </section>
  );
}

function revoking({ handedOver, name }: Addressees['addressees'][number]) {
  return handedOver
    ? { title: `取消移交${name}，仍由本单位办理？`, okText: '取消移交', cancelText: '不取消' }
    : {
        title: `不再发往${name}？已经发出的，随下一个数据包撤回。`,
        okText: '不再发往',
        cancelText: '继续发往',
      };
}

function sentText({ handedOver, byName, at }: Addressees['addressees'][number]): string {
  const act = handedOver ? '已移交，由其办理' : '随数据包发往';
  return `${act}（${byName}，${formatInstant(at)}）`;
}

const partLabels = { inspected: '被巡察地', sender: '派出地' } as const;

/** The only choice, or the only one that the record's group has to do with. */
function likeliest(choices: Addressees['choices']): string | null {
  const concerned = choices.filter(({ part }) => part !== null);
  const [only, ...others] = concerned.length > 0 ? concerned : choices;
  return only && others.length === 0 ? only.office : null;
}

interface DialogProps {
  readonly no: string;
  readonly choices: Addressees['choices'];
  readonly busy: boolean;
  readonly error: unknown;
  readonly onOk: (office: string) => void;
  readonly onClose: () => void;
}

function AddressDialog({ no, choices, busy, error, onOk, onClose }: DialogProps): ReactElement {
  const [to, setTo] = useState(() => likeliest(choices));
  const chosen = choices.find(({ office }) => office === to);
  return (
    <Modal
      open
      title={`${no} 发往其他单位`}
      okText={chosen?.handsOver ? '移交' : '确定'}
      cancelText="取消"
      confirmLoading={busy}
      okButtonProps={{ disabled: to === null }}
      onOk={() => to !== null && onOk(to)}
      onCancel={onClose}
    >
      <p>
        接收单位：
        <Select
          aria-label="接收单位"
          className="peer-select"
          placeholder="请选择单位"
          value={to}
          onChange={setTo}
          options={choices.map(({ office, name, part }) => ({
            value: office,
            label: part === null ? name : `${name}（${partLabels[part]}）`,
          }))}
        />
      </p>
      <p>
        {chosen?.handsOver
          ? '移交后本件归接收单位办理，本机只能查看；对方的办理情况随其数据包返回。数据包封装以前可以取消移交，封装以后只能请对方移交回来。'
          : '本件仍归本单位，以后的修改随数据包更新到对方；对方只能查看和回复，不能修改。'}
        {chosen ? `请到“数据交换”编制“${chosen.kindLabel}”数据包发出。` : ''}
      </p>
      {error ? <FailureAlert error={error} /> : null}
    </Modal>
  );
}

interface NoticeProps {
  readonly record: LoadedRecord;
  readonly labels: Labels;
}

/** What its owner told of it, and what the page shows beside that. */
function reducedText(register: Register): string {
  const told = sendableFields(reducedOf(register)).filter(({ section }) => section !== secrecySection);
  return `该单位以通报方式下发本件，只发${told.map(({ label }) => label).join('、')}；其余栏目如有内容，是该单位以前发来的，不再更新。`;
}

/** Why a record of another office cannot be changed here. */
export function OwnerNotice({ record, labels }: NoticeProps): ReactElement | null {
  const { office } = useSession();
  if (record.office === office.id) return null;
  const name = labels.officeNames.get(record.office) ?? record.office;
  if (record.leftOver)
    return record.void ? null : (
      <Alert
        type="warning"
        showIcon
        className="failure-alert"
        title={`${name}恢复备份后没有此件，原编号已用于另一件。`}
        description="请与该单位核对：已按纸质原件补录的，在本机申请作废此件，理由中写明补录的编号，由另一人批准；没有补录的，请该单位补录后再作废。作废前此件仍计入统计。"
      />
    );
  return (
    <Alert
      type="info"
      showIcon
      className="failure-alert"
      title={`本件归${name}，本机只能查看。`}
      description={
        <>
          每件只由所属单位办理和修改，其修改随数据包更新到本机；需要更正的，请联系该单位。
          {!record.void && isEndedUnanswered(registerOf(record.register), record) ? (
            <p>该单位已结束本件，不再等待本单位回复。</p>
          ) : null}
          {record.reduced ? <p>{reducedText(registerOf(record.register))}</p> : null}
        </>
      }
    />
  );
}
