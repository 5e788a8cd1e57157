import { QuestionCircleOutlined } from '@ant-design/icons';
import { Col, Tooltip } from 'antd';
import { memo, useState, type ReactElement } from 'react';
import { findCode } from '../../../domain/codes/lookup.ts';
import type { Field, Value } from '../../../domain/register.ts';
import type { Labels } from '../labels.ts';
import { ClearHint } from './clear-hint.tsx';
import { FieldInput, saysItself } from './field-input.tsx';
import { isBlank } from './form-state.ts';

interface Props {
  readonly field: Field;
  /** Key of the field within the form: its own, or `<child>.<rowId>.<key>`. */
  readonly path: string;
  readonly value: Value;
  readonly parent?: Value;
  readonly labels: Labels;
  readonly attachments?: readonly string[] | undefined;
  readonly problem: string | undefined;
  readonly disabled: boolean;
  /** What opens a disabled field that can be emptied all the same. */
  readonly opener?: string | undefined;
  readonly required: boolean;
  readonly defaultSpan: number;
  readonly onChange: (path: string, value: Value) => void;
  readonly onLeave: (path: string, problem?: string) => void;
}

/** Label, input and the sentence beside it. Memoised: typing in one field draws one field. */
export const FormField = memo(function FormField(props: Props): ReactElement {
  const {
    field,
    path,
    value,
    parent = null,
    labels,
    attachments,
    problem,
    disabled,
    opener,
    required,
    defaultSpan,
    onChange,
    onLeave,
  } = props;
  const id = fieldId(path);
  /** What stands there and could not be taken. */
  const [left, setLeft] = useState<string>();
  // A date or a number says for itself what is wrong with it.
  const said =
    problem === left && saysItself(field.type)
      ? undefined
      : (problem ?? (saysItself(field.type) ? undefined : left));
  const chosenCode =
    field.type === 'code' ? findCode(labels.codes, field.list ?? '', String(value ?? '')) : undefined;
  const wide = field.span ?? (field.type === 'longText' ? 24 : defaultSpan);
  return (
    <Col
      xs={24}
      sm={Math.max(wide, 12)}
      lg={wide === 4 ? 4 : wide}
      className={problem || left ? 'form-field wrong' : 'form-field'}
    >
      <label htmlFor={id}>
        {field.label}
        {required ? <span className="required-mark">必填</span> : null}
        {field.help ? (
          <Tooltip title={field.help}>
            <QuestionCircleOutlined className="help" aria-label={field.help} />
          </Tooltip>
        ) : null}
      </label>
      <FieldInput
        field={field}
        id={id}
        value={value}
        parent={parent}
        labels={labels}
        attachments={attachments}
        disabled={disabled}
        invalid={problem !== undefined || left !== undefined}
        onChange={(next) => {
          setLeft(undefined);
          onChange(path, next);
        }}
        onLeave={(unread) => {
          setLeft(unread);
          onLeave(path, unread);
        }}
      />
      {chosenCode?.guidance ? <div className="field-hint">{chosenCode.guidance}</div> : null}
      {opener === undefined ? null : (
        <ClearHint
          opener={opener}
          label={field.label}
          filled={!isBlank(value)}
          onClear={() => onChange(path, null)}
        />
      )}
      {said ? (
        <div className="weakness" id={`${id}-problem`}>
          {said}
        </div>
      ) : null}
    </Col>
  );
});

export function fieldId(path: string): string {
  return `field-${path.replaceAll('.', '-')}`;
}
