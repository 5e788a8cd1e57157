import { Input, Modal, Row } from 'antd';
import { useEffect, useState, type ReactElement } from 'react';
import type { Register, Value, Values } from '../../../domain/register.ts';
import { failureOf } from '../../app/bridge.ts';
import { useMutationProcedure } from '../../app/queries.ts';
import { useSaved } from '../../app/saved.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import type { RegisterId } from '../descriptions.ts';
import { FormField } from '../form/form-field.tsx';
import { fieldProblem } from '../form/form-problems.ts';
import { isBlank } from '../form/form-state.ts';
import { mutableValues } from '../form/use-draft.ts';
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
export function StepDialog({ register, registerId, record, labels, action, onClose }: Props): ReactElement {
  const take = useMutationProcedure('records.transition', [registerId]);
  const { markSaved } = useSaved();
  const [values, setValues] = useState<Values>({});
  const [reason, setReason] = useState('');
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const fields = (action?.asks ?? []).flatMap(
    (key) => register.fields.find((field) => field.key === key) ?? [],
  );
  const requires = new Set(action?.requires ?? []);

  useEffect(() => {
    if (!action) return;
    setValues(Object.fromEntries(action.asks.map((key) => [key, record.values[key] ?? null])));
    setReason('');
    setProblems({});
    take.reset();
  }, [action]);

  const submit = (): void => {
    if (!action) return;
    const found: Record<string, string> = {};
    for (const field of fields) {
      const value = values[field.key];
      const problem =
        requires.has(field.key) && isBlank(value)
          ? `${field.label}必须填写。`
          : fieldProblem({ ...field, required: false }, value);
      if (problem) found[field.key] = problem;
    }
    if (action.reasonRequired && reason.trim() === '') found['reason'] = '请填写理由。';
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
      },
      {
        onSuccess: ({ savedAt }) => {
          markSaved(savedAt);
          onClose();
        },
        onError: (error) => setProblems(failureOf(error).fields ?? {}),
      },
    );
  };
  const change = (key: string, value: Value): void => setValues((before) => ({ ...before, [key]: value }));

  return (
    <Modal
      open={action !== null}
      title={action ? `${action.label}　${record.no}` : ''}
      okText={action?.label ?? ''}
      cancelText="取消"
      width={760}
      confirmLoading={take.isPending}
      mask={{ closable: false }}
      onOk={submit}
      onCancel={onClose}
      destroyOnHidden
    >
      {take.error ? <FailureAlert error={take.error} /> : null}
      <StepState register={register} action={action} state={record.state} />
      <Row gutter={[12, 10]}>
        {fields.map((field) => (
          <FormField
            key={field.key}
            field={field}
            path={field.key}
            value={values[field.key] ?? null}
            labels={labels}
            problem={problems[field.key]}
            disabled={false}
            required={requires.has(field.key)}
            defaultSpan={8}
            onChange={change}
            onLeave={() => undefined}
          />
        ))}
      </Row>
      {action?.reasonRequired ? (
        <div className={problems['reason'] ? 'form-field wrong' : 'form-field'}>
          <label htmlFor="step-reason">
            理由<span className="required-mark">必填</span>
          </label>
          <Input.TextArea
            id="step-reason"
            rows={3}
            maxLength={2000}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
          {problems['reason'] ? <div className="weakness">{problems['reason']}</div> : null}
        </div>
      ) : null}
    </Modal>
  );
}

interface StateProps {
  readonly register: Register;
  readonly action: Action | null;
  readonly state: string;
}

/** From where to where the step leads, and on which rule it rests. */
function StepState({ register, action, state }: StateProps): ReactElement | null {
  const step = register.workflow.transitions.find(({ key }) => key === action?.key);
  if (!step) return null;
  const labelOf = (code: string): string =>
    register.workflow.states.find((one) => one.code === code)?.label ?? code;
  const path = step.to === state ? '状态不变' : `${labelOf(state)} → ${labelOf(step.to)}`;
  return (
    <p className="quiet">
      {path}　依据：{step.basis}
    </p>
  );
}
