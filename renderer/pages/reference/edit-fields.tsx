import { Form, Input, Switch } from 'antd';
import type { ReactElement } from 'react';
import { DateField } from './date-field.tsx';

/** What a row rests on, and whether somebody has compared it with the original. */
export function BasisFields(): ReactElement {
  return (
    <>
      <Form.Item name="basis" className="whole-line" label="依据">
        <Input.TextArea rows={2} maxLength={300} />
      </Form.Item>
      <Form.Item name="verified" label="已与原文核对" valuePropName="checked">
        <Switch checkedChildren="已核" unCheckedChildren="待核" />
      </Form.Item>
    </>
  );
}

/** From when to when a row holds, and why it is changed: the end of every reference dialog. */
export function ValidityFields(): ReactElement {
  return (
    <>
      <DateField name="validFrom" label="启用日期" />
      <DateField name="validTo" label="停用日期" />
      <Form.Item
        name="reason"
        className="whole-line"
        label="修改理由"
        rules={[{ required: true, whitespace: true, message: '请写明理由（记入审计日志）。' }]}
      >
        <Input maxLength={200} placeholder="记入审计日志" />
      </Form.Item>
    </>
  );
}
