import { Flex, Input, Modal, Select } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Field, Register, Values } from '../../../domain/register.ts';
import type { RegisterId } from '../../../domain/registers/registers.ts';
import type { Input as Asked, Output } from '../../../preload/contract/contract.ts';
import { useJob } from '../../app/jobs.ts';
import { useSession } from '../../app/session.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { formatCount } from '../../shared/format.ts';
import { JobProgressBar } from '../../shared/job-progress.tsx';
import { isBlank } from '../form/form-state.ts';
import { StepFields } from '../form/step-fields.tsx';
import { useLabels } from '../labels.ts';
import { ManyOutcome, RefusedList } from './many-outcome.tsx';
import { refusedBefore, sharedSteps, stepsForMany, type SharedStep } from './step-for-each.ts';
import { useStepForEach } from './use-step-for-each.ts';

type Which = Asked<'records.takeMany'>['which'];

interface Props {
  readonly register: Register;
  readonly id: RegisterId;
  readonly which: Which;
  /** The chosen records; null where all that match are meant. */
  readonly records: readonly Output<'records.get'>[] | null;
  readonly offices: Output<'records.officesForMany'>['offices'];
  readonly onClose: () => void;
}

const toOffice = 'office:';

/** Which act, what it asks for, and what became of it. */
export function ManyDialog({ register, id, which, records, offices, onClose }: Props): ReactElement {
  const { permissions } = useSession();
  const [key, setKey] = useState<string | null>(null);
  const [said, setSaid] = useState<Said>(nothingSaid);
  const [outcome, setOutcome] = useState<Output<'records.takeMany'> | null>(null);
  const each = useStepForEach(id);
  const many = useJob('records.takeMany');
  const steps = records ? sharedSteps(register, records) : stepsForMany(register, permissions);
  const step = steps.find((one) => one.key === key);
  const office = offices.find((one) => `${toOffice}${one.office}` === key);
  const before = step && records ? refusedBefore(step, records) : [];
  const taken = outcome ?? (each.taken && withBefore(each.taken, before));
  const progress = each.progress ?? many.progress;
  const count = which.type === 'chosen' ? which.ids.length : which.expected;
  const isLeft = records === null || before.length < records.length;
  const isReady = office !== undefined || (step !== undefined && isLeft && isComplete(step, said));

  const start = async (): Promise<void> => {
    if (step && records) return each.start(step, said);
    const act = office
      ? { type: 'address' as const, office: office.office }
      : { type: 'step' as const, transition: key ?? '' };
    setOutcome((await many.run({ register: id, which, act })) ?? null);
  };
  const choose = (next: string): void => {
    setKey(next);
    setSaid(nothingSaid);
    many.clear();
  };
  return (
    <Modal
      open
      title={`成批办理：${register.label}${formatCount(count)}${register.unit}`}
      width={760}
      mask={{ closable: false }}
      okText="逐件办理"
      cancelText={taken ? '关闭' : '取消'}
      closable={progress === null}
      keyboard={progress === null}
      okButtonProps={taken || progress ? { hidden: true } : { disabled: !isReady }}
      cancelButtonProps={{ hidden: progress !== null }}
      onOk={() => void start()}
      onCancel={onClose}
    >
      {progress ? (
        <JobProgressBar
          progress={progress}
          title="正在逐件办理"
          onCancel={each.progress ? each.stop : many.cancel}
        />
      ) : taken ? (
        <ManyOutcome {...taken} unit={register.unit} />
      ) : steps.length + offices.length === 0 ? (
        <p>所选的各件现在没有您可以成批办理的步骤。签发、审定等须逐件核对的，请打开各件办理。</p>
      ) : (
        <Flex vertical gap="small">
          {many.failure ? <FailureAlert error={many.failure} /> : null}
          <Select
            aria-label="办理什么"
            placeholder="请选择办理什么"
            value={key}
            options={optionsOf(steps, offices)}
            onChange={choose}
          />
          {step ? <AskedFor register={register} step={step} said={said} onSay={setSaid} /> : null}
          <p className="quiet">
            {office
              ? `各件仍归本单位，以后的修改随数据包更新到对方。办理以后请到“数据交换”编制“${office.kindLabel}”数据包发出。`
              : '填写的内容用于各件；没有填写的，各件保持原样。'}
            逐件办理，不符合条件的不办理并写明原因；中途取消的，已经办理的保留。
            {records ? '' : '须填写内容、签字或者另一人审批的步骤不在其中，请在列表中选中各件办理。'}
          </p>
          <RefusedList refused={before} />
        </Flex>
      )}
    </Modal>
  );
}

/** What is typed for all of them. */
interface Said {
  readonly values: Values;
  readonly reason: string;
  /** What could not be read, by field. */
  readonly unread: Readonly<Record<string, string>>;
}

const nothingSaid: Said = { values: {}, reason: '', unread: {} };

function isComplete({ requires, reasonRequired }: SharedStep, { values, reason, unread }: Said): boolean {
  const complete = requires.every((field) => !isBlank(values[field]));
  return complete && Object.keys(unread).length === 0 && (!reasonRequired || reason.trim() !== '');
}

interface AskedProps {
  readonly register: Register;
  readonly step: SharedStep;
  readonly said: Said;
  readonly onSay: (change: (before: Said) => Said) => void;
}

/** The fields of the step, and the reason where it wants one. */
function AskedFor({ register, step, said, onSay }: AskedProps): ReactElement {
  const labels = useLabels();
  return (
    <>
      <StepFields
        key={step.key}
        fields={fieldsOf(register, step)}
        labels={labels}
        attachments={[]}
        requires={step.requires}
        values={said.values}
        onChange={(field, value) => onSay((all) => ({ ...all, values: { ...all.values, [field]: value } }))}
        onLeave={(field, problem) =>
          onSay(({ unread: { [field]: _gone, ...rest }, ...all }) => ({
            ...all,
            unread: problem === undefined ? rest : { ...rest, [field]: problem },
          }))
        }
      />
      {step.reasonRequired ? (
        <Input.TextArea
          aria-label="理由"
          placeholder="理由（必填）"
          rows={2}
          maxLength={2000}
          value={said.reason}
          onChange={({ target }) => onSay((all) => ({ ...all, reason: target.value }))}
        />
      ) : null}
    </>
  );
}

/** What stood in the way beforehand was not tried. */
function withBefore(
  { done, refused }: NonNullable<ReturnType<typeof useStepForEach>['taken']>,
  before: ReturnType<typeof refusedBefore>,
): Output<'records.takeMany'> {
  const all = [...before, ...refused];
  return { done, refused: all, refusedCount: all.length, left: 0 };
}

function optionsOf(steps: readonly SharedStep[], offices: Props['offices']) {
  return [
    ...steps.map(({ key, label }) => ({ value: key, label })),
    ...offices.map(({ office, name }) => ({ value: `${toOffice}${office}`, label: `发往${name}` })),
  ];
}

/** Files belong to one record each, so none is named here. */
function fieldsOf(register: Register, { asks }: SharedStep): readonly Field[] {
  return asks
    .flatMap((key) => register.fields.find((field) => field.key === key) ?? [])
    .filter(({ namesAttachment }) => !namesAttachment);
}
