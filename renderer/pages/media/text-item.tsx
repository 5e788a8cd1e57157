import { Form, Input } from 'antd';
import type { ReactElement } from 'react';

interface TextProps {
  readonly name: string;
  readonly label: string;
  readonly max?: number;
  readonly hint?: string;
  readonly optional?: boolean;
  readonly autoFocus?: boolean;
}

export function TextItem({ name, label, max = 60, hint, optional, autoFocus }: TextProps): ReactElement {
  return (
    <Form.Item
      name={name}
      label={label}
      rules={optional ? [] : [{ required: true, whitespace: true, message: `请填写${label}。` }]}
    >
      <Input maxLength={max} autoFocus={autoFocus === true} placeholder={hint ?? ''} />
    </Form.Item>
  );
}
