import { Form, Input } from 'antd';
import type { ReactElement } from 'react';

interface Props {
  /** What is wrong with a half, for a new backup; absent when an existing backup is opened. */
  readonly checked?: (half: string) => string | undefined;
}

const people = [
  { name: 'firstHalf', again: 'firstAgain', label: '口令前半段（由本人输入）' },
  { name: 'secondHalf', again: 'secondAgain', label: '口令后半段（由另一名管理员输入，本人回避）' },
] as const;

/** Inside a two-column form: the halves of a backup's passphrase, each typed by its own administrator. */
export function HalfFields({ checked }: Props): ReactElement {
  return (
    <>
      {checked ? (
        <p className="quiet whole-line">
          两名管理员各设一段，互不告知。每段不少于10位，含大写字母、小写字母、数字、符号中的至少3种，不能有汉字和空格。
        </p>
      ) : null}
      {people.map(({ name, again, label }) => (
        <div key={name} className="field-rows">
          <Form.Item
            name={name}
            label={label}
            rules={[{ required: true, message: '请输入。' }, rule(checked)]}
          >
            <Input.Password maxLength={200} autoComplete="off" />
          </Form.Item>
          {checked ? (
            <Form.Item
              name={again}
              label="再输入一次"
              dependencies={[name]}
              rules={[
                ({ getFieldValue }) => ({
                  validator: (_rule, value) =>
                    value === getFieldValue(name)
                      ? Promise.resolve()
                      : Promise.reject(new Error('两次输入的不一致。')),
                }),
              ]}
            >
              <Input.Password maxLength={200} autoComplete="off" />
            </Form.Item>
          ) : null}
        </div>
      ))}
    </>
  );
}

function rule(checked: Props['checked']) {
  return {
    validator: (_rule: unknown, value: string | undefined) => {
      const weakness = value ? checked?.(value) : undefined;
      return weakness === undefined ? Promise.resolve() : Promise.reject(new Error(weakness));
    },
  };
}
