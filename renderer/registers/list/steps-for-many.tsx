import { Alert, Button, Flex, Input, Modal, Select } from 'antd';
import { useState, type ReactElement } from 'react';
import { standingIn } from '../../../domain/sealed.ts';
import type { Field, Register, Values } from '../../../domain/register.ts';
import type { RegisterId } from '../../../domain/registers/registers.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { call } from '../../app/bridge.ts';
import { useMayOn } from '../../app/session.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { formatCount } from '../../shared/format.ts';
import { JobProgressBar } from '../../shared/job-progress.tsx';
import { isBlank } from '../form/form-state.ts';
import { StepFields } from '../form/step-fields.tsx';
import { useLabels } from '../labels.ts';
import { refusedBefore, sharedSteps, type Refused, type SharedStep, type Taken } from './step-for-each.ts';
import { useStepForEach } from './use-step-for-each.ts';

interface Props {
  readonly register: Register;
  readonly id: RegisterId;
  readonly selected: readonly string[];
}

type Loaded = Output<'records.get'>;

/**
 * 成批办理, beside how many records are selected: the same step on all of them. Opening leads is logged one by one, so not
 * for what stands sealed.
 */
export function StepsForMany({ register, id, selected }: Props): ReactElement | null {
  const [records, setRecords] = useState<readonly Loaded[] | null>(null);
  const [loading, setLoading] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const may = useMayOn(register);
  if (standingIn(register) || !(may('register') || may('approve'))) return null;
  const open = async (): Promise<void> => {
    setLoading(true);
    setError(null);
    try {
      const loaded: Loaded[] = [];
      for (const record of selected) loaded.push(await call('records.get', { register: id, id: record }));
      setRecords(loaded);
    } catch (failure) {
      setError(failure);
    } finally {
      setLoading(false);
    }
  };
  return (
    <>
      <Button type="link" size="small" loading={loading} onClick={() => void open()}>
        成批办理
      </Button>
      {error ? (
        <Modal open title="成批办理" footer={null} onCancel={() => setError(null)}>
          <FailureAlert error={error} />
        </Modal>
      ) : null}
      {records ? (
        <ManyDialog register={register} id={id} records={records} onClose={() => setRecords(null)} />
      ) : null}
    </>
  );
}

interface DialogProps extends Pick<Props, 'register' | 'id'> {
  readonly records: readonly Loaded[];
  readonly onClose: () => void;
}

function ManyDialog({ register, id, records, onClose }: DialogProps): ReactElement {
  const steps = sharedSteps(register, records);
  const labels = useLabels();
  const [key, setKey] = useState<string | null>(null);
  const [values, setValues] = useState<Values>({});
  const [reason, setReason] = useState('');
  const [unread, setUnread] = useState<Readonly<Record<string, string>>>({});
  const { progress, taken, start, stop } = useStepForEach(id);
  const step = steps.find((each) => each.key === key);
  const before = step ? refusedBefore(step, records) : [];
  const isReady =
    step !== undefined &&
    before.length < records.length &&
    Object.keys(unread).length === 0 &&
    step.requires.every((field) => !isBlank(values[field])) &&
    (!step.reasonRequired || reason.trim() !== '');
  const choose = (next: string): void => {
    setKey(next);
    setReason('');
    setValues({});
    setUnread({});
  };
  return (
    <Modal
      open
      title={`成批办理：${register.label}${formatCount(records.length)}${register.unit}`}
      width={760}
      mask={{ closable: false }}
      okText="逐件办理"
      cancelText={taken ? '关闭' : '取消'}
      closable={progress === null}
      keyboard={progress === null}
      okButtonProps={taken || progress ? { hidden: true } : { disabled: !isReady }}
      cancelButtonProps={{ hidden: progress !== null }}
      onOk={() => step && start(step, { values, reason })}
      onCancel={onClose}
    >
      {progress ? (
        <JobProgressBar progress={progress} title="正在逐件办理" onCancel={stop} />
      ) : taken ? (
        <Outcome taken={{ ...taken, refused: [...before, ...taken.refused] }} unit={register.unit} />
      ) : steps.length === 0 ? (
        <p>所选的各件现在没有您可以成批办理的步骤。签发、审定等须逐件核对的，请打开各件办理。</p>
      ) : (
        <Flex vertical gap="small">
          <Select
            aria-label="办理什么"
            placeholder="请选择办理什么"
            value={key}
            options={steps.map((each) => ({ value: each.key, label: each.label }))}
            onChange={choose}
          />
          <StepFields
            key={key ?? ''}
            fields={step ? fieldsOf(register, step) : []}
            labels={labels}
            attachments={[]}
            requires={step?.requires ?? []}
            values={values}
            onChange={(field, value) => setValues((all) => ({ ...all, [field]: value }))}
            onLeave={(field, problem) =>
              setUnread(({ [field]: _gone, ...rest }) =>
                problem === undefined ? rest : { ...rest, [field]: problem },
              )
            }
          />
          {step?.reasonRequired ? (
            <Input.TextArea
              aria-label="理由"
              placeholder="理由（必填）"
              rows={2}
              maxLength={2000}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
          ) : null}
          <p className="quiet">
            填写的内容用于各件；没有填写的，各件保持原样。逐件办理，不符合条件的不办理并写明原因。
          </p>
          <RefusedList refused={before} />
        </Flex>
      )}
    </Modal>
  );
}

/** Files belong to one record each, so none is named here. */
function fieldsOf(register: Register, { asks }: SharedStep): readonly Field[] {
  return asks
    .flatMap((key) => register.fields.find((field) => field.key === key) ?? [])
    .filter(({ namesAttachment }) => !namesAttachment);
}

function Outcome({ taken, unit }: { readonly taken: Taken; readonly unit: string }): ReactElement {
  return (
    <Flex vertical gap="small">
      <Alert
        type={taken.refused.length === 0 ? 'success' : 'warning'}
        showIcon
        title={`已办理${formatCount(taken.done)}${unit}，没有办理${formatCount(taken.refused.length)}${unit}。`}
      />
      <RefusedList refused={taken.refused} />
    </Flex>
  );
}

function RefusedList({ refused }: { readonly refused: readonly Refused[] }): ReactElement | null {
  if (refused.length === 0) return null;
  return (
    <div className="refused-list" role="status">
      {refused.map(({ no, why }) => (
        <div key={no}>
          <strong className="number">{no}</strong>　{why}
        </div>
      ))}
    </div>
  );
}
