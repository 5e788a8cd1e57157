import { Input, Modal } from 'antd';
import { useRef, useState, type ReactElement } from 'react';
import type { Register, Value, Values } from '../../../domain/register.ts';
import { stateAfter } from '../../../domain/steps.ts';
import { failureOf } from '../../app/bridge.ts';
import { useMutationProcedure } from '../../app/queries.ts';
import { useSaved } from '../../app/saved.tsx';
import { CheckerNeeded } from '../../shared/checker-needed.tsx';
import { afterPointer } from '../../shared/after-pointer.ts';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import type { RegisterId } from '../../../domain/registers/registers.ts';
import { ConfirmDialog } from '../form/confirm-dialog.tsx';
import { fieldProblem } from '../form/form-problems.ts';
import { StepFields } from '../form/step-fields.tsx';
import { mutableValues } from '../form/use-draft.ts';
import { useAttachmentNames } from '../attachment-names.ts';
import type { Labels } from '../labels.ts';
import type { Action, LoadedRecord } from './detail-head.tsx';

interface Props {
  readonly register: Register;
  readonly registerId: RegisterId;
  readonly record: LoadedRecord;
  readonly labels: Labels;
  /** The step that is being taken; null = closed. */
  readonly action: Action | null;
  readonly onClose: () => void;
}

/** Asks for exactly what the step needs and takes it. */
export function StepDialog(props: Props): ReactElement | null {
  const { action } = props;
  return action ? <OpenStepDialog key={action.key} {...props} action={action} /> : null;
}

interface OpenProps extends Props {
  readonly action: Action;
}

function OpenStepDialog({ register, registerId, record, labels, action, onClose }: OpenProps): ReactElement {
  const step = useStep(register, registerId, record, action, onClose);
  const attachments = useAttachmentNames(record);
  const fields = action.asks.flatMap((key) => register.fields.find((field) => field.key === key) ?? []);
  return (
    <Modal
      open
      title={`${action.label}　${record.no}`}
      okText={action.label}
      cancelText="取消"
      width={760}
      confirmLoading={step.busy}
      mask={{ closable: false }}
      onOk={() => step.submit()}
      onCancel={onClose}
    >
      <ConfirmDialog
        questions={step.questions}
        busy={step.busy}
        okText="情况属实，继续办理"
        onConfirm={(confirmed) => step.submit(null, confirmed)}
        onClose={step.closeQuestions}
      />
      {step.error ? <FailureAlert error={step.error} /> : null}
      <CheckerNeeded failure={step.error ? failureOf(step.error) : null} onConfirmed={step.submit} />
      <StepState register={register} action={action} state={record.state} />
      <StepFields
        fields={fields}
        requires={action.requires}
        values={step.values}
        labels={labels}
        attachments={attachments}
        problems={step.problems}
        onChange={step.change}
        onLeave={step.leave}
      />
      {action.reasonRequired ? (
        <div className={step.problems['reason'] ? 'form-field wrong' : 'form-field'}>
          <label htmlFor="step-reason">
            理由<span className="required-mark">必填</span>
          </label>
          <Input.TextArea
            id="step-reason"
            rows={3}
            maxLength={2000}
            value={step.reason}
            onChange={({ target }) => step.setReason(target.value)}
          />
          {step.problems['reason'] ? <div className="weakness">{step.problems['reason']}</div> : null}
        </div>
      ) : null}
    </Modal>
  );
}

interface Step {
  readonly values: Values;
  readonly reason: string;
  readonly problems: Readonly<Record<string, string>>;
  readonly busy: boolean;
  readonly error: unknown;
  /** What has to be confirmed with a reason before the step is taken. */
  readonly questions: Readonly<Record<string, string>> | null;
  readonly closeQuestions: () => void;
  readonly change: (key: string, value: Value) => void;
  readonly leave: (key: string, problem?: string) => void;
  readonly setReason: (reason: string) => void;
  /** With the second person who compares it with the petitioners, where one was asked for. */
  readonly submit: (witness?: string | null, confirmed?: Readonly<Record<string, string>>) => void;
}

function useStep(
  register: Register,
  registerId: RegisterId,
  record: LoadedRecord,
  action: Action,
  onTaken: () => void,
): Step {
  const take = useMutationProcedure('records.transition', [registerId]);
  const { markSaved } = useSaved();
  const [values, setValues] = useState<Values>(() =>
    Object.fromEntries(action.asks.map((key) => [key, { ...record.values, ...action.starts }[key] ?? null])),
  );
  const [reason, setReason] = useState('');
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const [unread, setUnread] = useState<ReadonlyMap<string, string>>(new Map());
  const [answered, setAnswered] = useState<Readonly<Record<string, string>>>({});
  const leave = (key: string, problem?: string): void =>
    setUnread((before) => withEntry(before, key, problem));
  const submitted = useRef(0);
  const submit: Step['submit'] = (witness = null, answers = {}) => {
    submitted.current += 1;
    // What was confirmed stays so while the second person is asked, and as long as nothing else is typed.
    const confirmed = { ...answered, ...answers };
    setAnswered(confirmed);
    const found = { ...stepProblems(register, action, values, reason), ...Object.fromEntries(unread) };
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    take.mutate(
      {
        register: registerId,
        id: record.id,
        rev: record.rev,
        transition: action.key,
        values: mutableValues(values),
        reason: reason.trim() === '' ? null : reason.trim(),
        witness,
        confirmed,
      },
      {
        onSuccess: ({ savedAt }) => {
          markSaved(savedAt);
          onTaken();
        },
        onError: (error) => {
          const { type, fields = {} } = failureOf(error);
          setProblems(type === 'NeedsConfirmation' ? {} : fields);
        },
      },
    );
  };
  const refused = take.error ? failureOf(take.error) : null;
  const questions = refused?.type === 'NeedsConfirmation' ? (refused.fields ?? {}) : null;
  return {
    values,
    reason,
    problems,
    busy: take.isPending,
    error: questions ? null : take.error,
    questions,
    closeQuestions: take.reset,
    change: (key, value) => {
      leave(key);
      // Of what a submission has found meanwhile nothing goes.
      const at = submitted.current;
      afterPointer(() => {
        if (submitted.current === at) setProblems((before) => withoutKey(before, key));
      });
      setAnswered({});
      setValues((before) => ({ ...before, [key]: value }));
    },
    leave,
    setReason: (typed) => {
      setAnswered({});
      setProblems((before) => withoutKey(before, 'reason'));
      setReason(typed);
    },
    submit,
  };
}

/** What was wrong with what stood there is no longer said of what is typed now. */
function withoutKey(
  problems: Readonly<Record<string, string>>,
  key: string,
): Readonly<Record<string, string>> {
  const { [key]: _gone, ...others } = problems;
  return others;
}

function withEntry(
  map: ReadonlyMap<string, string>,
  key: string,
  value: string | undefined,
): ReadonlyMap<string, string> {
  const others = [...map].filter(([each]) => each !== key);
  return new Map(value === undefined ? others : [...others, [key, value]]);
}

function stepProblems(
  register: Register,
  action: Action,
  values: Values,
  reason: string,
): Readonly<Record<string, string>> {
  const problems = action.asks.flatMap((key) => {
    const field = register.fields.find((one) => one.key === key);
    const required = action.requires.includes(key);
    const problem = field && fieldProblem({ ...field, required }, values[key]);
    return problem ? [[key, problem] as const] : [];
  });
  const missing = action.reasonRequired && reason.trim() === '';
  return Object.fromEntries(missing ? [...problems, ['reason', '请填写理由。'] as const] : problems);
}

interface StateProps {
  readonly register: Register;
  readonly action: Action;
  readonly state: string;
}

/** From where to where the step leads, and on which rule it rests. */
function StepState({ register, action, state }: StateProps): ReactElement | null {
  const step = register.workflow.transitions.find(({ key }) => key === action.key);
  if (!step) return null;
  const labelOf = (code: string): string =>
    register.workflow.states.find((one) => one.code === code)?.label ?? code;
  const after = stateAfter(step, state);
  const path = after === state ? '状态不变' : `${labelOf(state)} → ${labelOf(after)}`;
  return (
    <p className="quiet">
      {path}　依据：{step.basis}
    </p>
  );
}
