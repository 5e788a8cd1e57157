import { App, Checkbox, Form, Modal, Select } from 'antd';
import type { ReactElement } from 'react';
import type { Output } from '../../../preload/contract/contract.ts';
import { useMutationProcedure } from '../../app/queries.ts';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { NumberItem } from '../../shared/number-item.tsx';
import { requiredMark } from '../../shared/required-mark.tsx';
import { BasisFields, ValidityFields } from './edit-fields.tsx';
import { unitLabels } from './units.ts';

type Rule = Output<'deadlines.rules'>['rules'][number];
type Edited = Omit<Rule, 'code' | 'label'> & { readonly reason: string };

interface Props {
  readonly rule: Rule;
  readonly onClose: () => void;
}

/** Changing a rule counts every open deadline anew; that is said before it is done. */
export function RuleDialog({ rule, onClose }: Props): ReactElement {
  const { message } = App.useApp();
  const [form] = Form.useForm<Edited>();
  const unit = Form.useWatch('unit', form);
  const save = useMutationProcedure('deadlines.save', ['deadlines']);
  const submit = ({ reason, ...edited }: Edited): void =>
    save.mutate(
      { rule: { ...rule, ...edited }, reason: reason.trim() },
      {
        onSuccess: () => {
          void message.success(`已保存“${rule.label}”，未办结事项的期限已重新计算。`);
          onClose();
        },
      },
    );
  return (
    <Modal
      open
      title={`修改时限：${rule.label}`}
      okText="保存并重新计算"
      cancelText="取消"
      width={760}
      className="tall-dialog"
      confirmLoading={save.isPending}
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {save.error ? <FailureAlert error={save.error} /> : null}
      <Form
        form={form}
        layout="vertical"
        className="two-column-form"
        requiredMark={requiredMark}
        initialValues={rule}
        onFinish={submit}
      >
        <NumberItem name="length" label="期限" autoFocus min={0} max={3660} />
        <Form.Item name="unit" label="计算单位">
          <Select options={Object.entries(unitLabels).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        <Form.Item name="rollToWorkday" label="遇休息日" valuePropName="checked" hidden={unit === 'workday'}>
          <Checkbox>到期日是休息日的，顺延到下一个工作日</Checkbox>
        </Form.Item>
        <BasisFields />
        <ValidityFields />
      </Form>
    </Modal>
  );
}
