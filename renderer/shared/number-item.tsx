import { Form, type FormRule } from 'antd';
import type { ReactElement, ReactNode } from 'react';
import { NumberInput, type NumberInputProps } from './number-input.tsx';
import { readNumberWithin, type NumberRange } from './number-text.ts';

interface Props extends NumberRange, Pick<NumberInputProps, 'suffix' | 'autoFocus'> {
  readonly name: string;
  readonly label: string;
  readonly extra?: ReactNode;
}

/** A required whole number of a form; the form is not sent while something else stands there. */
export function NumberItem({ name, label, extra, ...input }: Props): ReactElement {
  const range = { ...input, required: true };
  return (
    <Form.Item name={name} label={label} extra={extra} required rules={[numberRule(range)]}>
      <ItemInput {...range} />
    </Form.Item>
  );
}

/** The form holds the text itself while it is no number. */
type Held = number | string | null;

interface ItemProps extends Omit<NumberInputProps, 'value' | 'onChange'> {
  /** Given by the form. */
  readonly value?: Held;
  readonly onChange?: (value: Held) => void;
}

function ItemInput({ value, onChange, ...input }: ItemProps): ReactElement {
  return (
    <NumberInput
      {...input}
      quiet
      value={typeof value === 'number' ? value : null}
      onChange={(next) => onChange?.(next)}
      onUnread={(text) => onChange?.(text)}
    />
  );
}

function numberRule(range: NumberRange): FormRule {
  return {
    validator: (_rule, value: Held | undefined) => {
      const read = readNumberWithin('integer', String(value ?? ''), range);
      return read.ok ? Promise.resolve() : Promise.reject(new Error(read.hint));
    },
  };
}
