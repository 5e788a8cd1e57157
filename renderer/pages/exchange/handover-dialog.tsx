import { App, Checkbox, Input, Modal } from 'antd';
import { useState, type ReactElement, type ReactNode } from 'react';
import { useMutationProcedure, useProcedure } from '../../app/queries.ts';
import { useSession } from '../../app/session.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { MomentInput } from './moment-input.tsx';
import { mayBeHandedOver, type PackageRow } from './package-kinds.ts';

interface Props {
  readonly item: PackageRow;
  readonly onClose: () => void;
}

const texts = [
  'place',
  'fromPerson',
  'toPerson',
  'courier1',
  'courier2',
  'supervisor',
  'packing',
  'sealNo',
] as const;
type Texts = Readonly<Record<(typeof texts)[number], string>>;

const labels: Texts = {
  place: '交接地点',
  fromPerson: '移交人（必填）',
  toPerson: '接收人',
  courier1: '承运人',
  courier2: '承运人二',
  supervisor: '监交人',
  packing: '封装情况',
  sealNo: '封条号',
};

const hints: Partial<Texts> = {
  toPerson: '可在签收后补填',
  courier2: '绝密须两人承运',
  packing: '例如：双层信封密封',
};

const empty: Texts = {
  ...{ place: '', fromPerson: '', toPerson: '', courier1: '', courier2: '', supervisor: '' },
  ...{ packing: '', sealNo: '' },
};

/** 办理移交: the slip takes its number, the packages are on their way, and F45 is printed from it. */
export function HandoverDialog({ item, onClose }: Props): ReactElement {
  const { name } = useSession();
  const { message } = App.useApp();
  const [at, setAt] = useState<number | null>(() => Date.now());
  const [words, setWords] = useState<Texts>({ ...empty, fromPerson: name });
  const [others, setOthers] = useState<readonly string[]>([]);
  const send = useMutationProcedure('handovers.send', ['packages', 'media']);
  const trimmed = Object.fromEntries(texts.map((key) => [key, words[key].trim()])) as Texts;
  const submit = (): void => {
    if (at === null) return;
    send.mutate(
      { ...trimmed, at, packages: [item.id, ...others] },
      {
        onSuccess: ({ no }) => {
          void message.success(`已登记移交，交接单号 ${no}。请打印交接单，一式两联。`);
          onClose();
        },
      },
    );
  };
  return (
    <Modal
      open
      title={`办理移交：发往${item.peerName}`}
      width={680}
      mask={{ closable: false }}
      okText="登记移交"
      cancelText="取消"
      confirmLoading={send.isPending}
      okButtonProps={{ disabled: at === null || trimmed.fromPerson === '' }}
      onOk={submit}
      onCancel={onClose}
    >
      {send.error ? <FailureAlert error={send.error} /> : null}
      <div className="handover-fields">
        <Field label="交接时间">
          <MomentInput label="交接" value={at} onChange={setAt} />
        </Field>
        {texts.map((key) => (
          <Field key={key} label={labels[key]}>
            <Input
              aria-label={labels[key]}
              maxLength={60}
              placeholder={hints[key] ?? ''}
              value={words[key]}
              onChange={({ target }) => setWords({ ...words, [key]: target.value })}
            />
          </Field>
        ))}
      </div>
      <Companions item={item} value={others} onChange={setOthers} />
      <p className="quiet">登记后数据包标为“已移交在途”，交接单号由本办按年编号。</p>
    </Modal>
  );
}

export function Field({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <div>
      <div className="field-label">{label}</div>
      {children}
    </div>
  );
}

interface CompanionsProps {
  readonly item: PackageRow;
  readonly value: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
}

/** Other packages for the same office that may lie on the same carrier. */
function Companions({ item, value, onChange }: CompanionsProps): ReactElement | null {
  const list = useProcedure('packages.list', { direction: 'out', peer: item.peer, offset: 0, limit: 200 });
  const others = (list.data?.packages ?? []).filter((each) => each.id !== item.id && mayBeHandedOver(each));
  if (others.length === 0) return null;
  return (
    <div className="form-line">
      <div className="field-label">同一载体上一并移交的数据包</div>
      <Checkbox.Group
        value={[...value]}
        onChange={(ids) => onChange(ids)}
        options={others.map(({ id, no, kindLabel }) => ({ value: id, label: `${kindLabel} ${no}` }))}
      />
    </div>
  );
}
