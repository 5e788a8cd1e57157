import { App, Button, Descriptions, Flex, Input, Modal, Radio } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Output } from '../../../preload/contract/contract.ts';
import { useMutationProcedure, useProcedure } from '../../app/queries.ts';
import { usePermission } from '../../app/session.tsx';
import { ToneTag } from '../../registers/state-tag.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { formatInstant } from '../../shared/format.ts';
import { Asked } from '../../shared/states.tsx';
import { Field } from './handover-dialog.tsx';
import { MomentInput } from './moment-input.tsx';
import type { PackageRow } from './package-kinds.ts';

type Slip = Output<'handovers.of'>['handovers'][number];

/** The slips a package has travelled on, and what is still to be entered. */
export function HandoverSlips({ item }: { readonly item: PackageRow }): ReactElement {
  const slips = useProcedure('handovers.of', { package: item.id }, { staleTime: 0 });
  return (
    <Asked query={slips}>
      {({ handovers }) => (
        <>
          {handovers.map((slip) => (
            <SlipFacts key={slip.id} slip={slip} />
          ))}
        </>
      )}
    </Asked>
  );
}

function SlipFacts({ slip }: { readonly slip: Slip }): ReactElement {
  const mayEnd = usePermission('exchange.prepare');
  const [ending, setEnding] = useState(false);
  const none = <span className="quiet">—</span>;
  const isOpen = slip.status === 'SENT' || slip.status === 'DISCREPANCY';
  const couriers = [slip.courier1, slip.courier2].filter((name) => name !== '').join('、');
  const packing = [slip.packing, slip.sealNo && `封条 ${slip.sealNo}`]
    .filter((text) => text !== '')
    .join('，');
  return (
    <section className="slip">
      <Flex justify="space-between" align="center" wrap gap="small" className="slip-head">
        <h3>
          载体交接单 <span className="code">{slip.no}</span>
        </h3>
        {mayEnd && isOpen ? <Button onClick={() => setEnding(true)}>登记签收、退回</Button> : null}
        {mayEnd ? <SlipBack slip={slip} /> : null}
      </Flex>
      <Descriptions
        className="package-facts"
        column={2}
        size="small"
        bordered
        items={[
          { key: 'status', label: '状态', children: <ToneTag tone={slip.tone} text={slip.statusLabel} /> },
          { key: 'at', label: '移交时间', children: formatInstant(slip.at) },
          { key: 'from', label: '移交人', children: slip.fromPerson },
          { key: 'to', label: '接收人', children: slip.toPerson || none },
          { key: 'couriers', label: '承运人', children: couriers || none },
          {
            key: 'ended',
            label: slip.status === 'RETURNED' ? '退回时间' : '签收时间',
            children: slip.endedAt === null ? none : formatInstant(slip.endedAt),
          },
          { key: 'packing', label: '封装', children: packing || none },
          { key: 'place', label: '地点', children: slip.place || none },
          ...(slip.discrepancy
            ? [{ key: 'difference', label: '差异、退回原因', span: 2, children: slip.discrepancy }]
            : []),
          ...(slip.packages.length > 1
            ? [{ key: 'packages', label: '一并移交', span: 2, children: slip.packages.join('、') }]
            : []),
        ]}
      />
      {ending ? <EndDialog slip={slip} onClose={() => setEnding(false)} /> : null}
    </section>
  );
}

/** 回单已收: the second copy, signed by the recipient, is back and filed. */
function SlipBack({ slip }: { readonly slip: Slip }): ReactElement | null {
  const { message } = App.useApp();
  const end = useMutationProcedure('handovers.end', ['packages', 'media']);
  if (slip.status !== 'SIGNED') return null;
  return (
    <>
      <Button
        loading={end.isPending}
        onClick={() =>
          end.mutate(
            { handover: slip.id, outcome: 'RETURNED_SLIP', at: Date.now(), person: '', note: '' },
            { onSuccess: () => void message.success(`已登记交接单 ${slip.no} 的回单。`) },
          )
        }
      >
        回单已收
      </Button>
      {end.error ? <FailureAlert error={end.error} /> : null}
    </>
  );
}

type Outcome = 'SIGNED' | 'DISCREPANCY' | 'RETURNED';

const outcomes: readonly { readonly value: Outcome; readonly label: string; readonly note: string }[] = [
  { value: 'SIGNED', label: '已签收', note: '备注' },
  { value: 'DISCREPANCY', label: '清点有差异', note: '差异说明（必填）' },
  { value: 'RETURNED', label: '退回', note: '退回原因（必填）' },
];

function EndDialog({ slip, onClose }: { readonly slip: Slip; readonly onClose: () => void }): ReactElement {
  const { message } = App.useApp();
  const [outcome, setOutcome] = useState<Outcome>('SIGNED');
  const [at, setAt] = useState<number | null>(() => Date.now());
  const [person, setPerson] = useState(slip.toPerson);
  const [note, setNote] = useState('');
  const end = useMutationProcedure('handovers.end', ['packages', 'media']);
  const chosen = outcomes.find(({ value }) => value === outcome);
  const isComplete = outcome === 'SIGNED' ? person.trim() !== '' : note.trim() !== '';
  const submit = (): void => {
    if (at === null) return;
    end.mutate(
      { handover: slip.id, outcome, at, person: person.trim(), note: note.trim() },
      {
        onSuccess: () => {
          void message.success(`已登记交接单 ${slip.no}：${chosen?.label ?? ''}。`);
          onClose();
        },
      },
    );
  };
  return (
    <Modal
      open
      title={`交接单 ${slip.no}`}
      okText="登记"
      cancelText="取消"
      mask={{ closable: false }}
      confirmLoading={end.isPending}
      okButtonProps={{ disabled: at === null || !isComplete }}
      onOk={submit}
      onCancel={onClose}
    >
      {end.error ? <FailureAlert error={end.error} /> : null}
      <Flex vertical gap="small">
        <Radio.Group
          value={outcome}
          options={outcomes.map(({ value, label }) => ({ value, label }))}
          onChange={({ target }) => setOutcome(target.value as Outcome)}
        />
        <Field label="时间">
          <MomentInput label="登记" value={at} onChange={setAt} />
        </Field>
        {outcome === 'SIGNED' ? (
          <Field label="接收人（必填，照回单填写）">
            <Input
              aria-label="接收人"
              maxLength={60}
              value={person}
              onChange={({ target }) => setPerson(target.value)}
            />
          </Field>
        ) : (
          <Field label={chosen?.note ?? ''}>
            <Input.TextArea
              aria-label={chosen?.note ?? ''}
              rows={2}
              maxLength={200}
              value={note}
              onChange={({ target }) => setNote(target.value)}
            />
          </Field>
        )}
      </Flex>
    </Modal>
  );
}
