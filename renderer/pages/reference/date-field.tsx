import { Form } from 'antd';
import type { ReactElement } from 'react';
import { DateInput } from '../../shared/date-input.tsx';

interface Props {
  readonly name: string;
  readonly label: string;
  readonly required?: boolean;
}

/** What the form holds while something else than a day stands there: it is not sent. */
const unreadDay = 'unread';

/** A date in an antd form; it may be left empty unless it is `required`. */
export function DateField({ name, label, required = false }: Props): ReactElement {
  return (
    <Form.Item
      name={name}
      label={label}
      validateTrigger={[]}
      rules={[
        { required, message: `请填写${label}。` },
        {
          validator: (_rule, value: unknown) =>
            value === unreadDay
              ? Promise.reject(new Error(`${label}没有写对，请改正或者清空。`))
              : Promise.resolve(),
        },
      ]}
    >
      <Bound label={label} />
    </Form.Item>
  );
}

interface BoundProps {
  readonly label: string;
  /** Given by the form. */
  readonly value?: string | null;
  readonly onChange?: (value: string | null) => void;
}

function Bound({ label, value = null, onChange = () => undefined }: BoundProps): ReactElement {
  return (
    <DateInput
      label={label}
      value={value === unreadDay ? null : value}
      onChange={onChange}
      onUnread={() => onChange(unreadDay)}
    />
  );
}
