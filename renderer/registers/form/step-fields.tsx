import { Row } from 'antd';
import type { ReactElement } from 'react';
import type { Field, Value, Values } from '../../../domain/register.ts';
import type { Labels } from '../labels.ts';
import { FormField } from './form-field.tsx';

interface Props {
  readonly fields: readonly Field[];
  /** Keys of those that have to be filled. */
  readonly requires: readonly string[];
  readonly values: Values;
  readonly labels: Labels;
  readonly attachments: readonly string[] | undefined;
  readonly problems?: Readonly<Record<string, string>>;
  readonly onChange: (key: string, value: Value) => void;
  readonly onLeave: (key: string, problem?: string) => void;
}

/** What a step asks for, taken on one record or on many. */
export function StepFields(props: Props): ReactElement {
  const { fields, requires, values, labels, attachments, problems = {}, onChange, onLeave } = props;
  return (
    <Row gutter={[12, 10]}>
      {fields.map((field) => (
        <FormField
          key={field.key}
          field={field}
          path={field.key}
          value={values[field.key] ?? null}
          labels={labels}
          attachments={attachments}
          problem={problems[field.key]}
          disabled={false}
          required={requires.includes(field.key)}
          defaultSpan={8}
          onChange={onChange}
          onLeave={onLeave}
        />
      ))}
    </Row>
  );
}
