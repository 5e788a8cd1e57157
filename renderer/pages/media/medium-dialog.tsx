import { Alert, App, Form, Input, Select } from 'antd';
import type { ReactElement } from 'react';
import {
  editableStatuses,
  mediumKindLabels,
  mediumLevels,
  mediumStatusLabels,
  newMedium,
} from '../../../domain/media.ts';
import { useMutationProcedure } from '../../app/queries.ts';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { todayInChina } from '../../shared/format.ts';
import { DateField } from '../reference/date-field.tsx';
import { type Medium, usualLevel } from './media-words.ts';

interface Props {
  /** null for a new one. */
  readonly medium: Medium | null;
  readonly onClose: () => void;
  /** Proposed for a new one. */
  readonly level?: string;
  readonly onSaved?: (id: string) => void;
}

type Edited = Omit<Medium, 'id' | 'loan'>;

export function MediumDialog({ medium, level = usualLevel, onClose, onSaved }: Props): ReactElement {
  const { message } = App.useApp();
  const [form] = Form.useForm<Edited>();
  const status = Form.useWatch('status', form);
  const save = useMutationProcedure('media.save', ['media']);
  const submit = (edited: Edited): void =>
    save.mutate(
      { ...edited, id: medium?.id ?? null, registeredAt: edited.registeredAt ?? todayInChina() },
      {
        onSuccess: ({ id }) => {
          onSaved?.(id);
          void message.success(`已保存介质“${edited.code}”。`);
          onClose();
        },
      },
    );
  const allowed = medium ? mediumLevels.slice(Math.max(0, mediumLevels.indexOf(medium.level))) : mediumLevels;
  const text = (name: keyof Edited, label: string, max: number): ReactElement => (
    <Form.Item name={name} label={label}>
      <Input maxLength={max} />
    </Form.Item>
  );
  return (
    <FormDialog
      title={medium ? `修改介质：${medium.code}` : '登记介质'}
      form={form}
      initial={medium ?? newMedium(level, todayInChina())}
      busy={save.isPending}
      error={save.error}
      onFinish={submit}
      onClose={onClose}
    >
      <Form.Item
        name="code"
        label="统一编号"
        extra="与介质上的标签一致，例如：JZ-内-2026-001"
        rules={[{ required: true, whitespace: true, message: '请输入编号。' }]}
      >
        <Input autoFocus maxLength={40} />
      </Form.Item>
      <Form.Item name="kind" label="种类">
        <Select options={Object.entries(mediumKindLabels).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item name="level" label="密级" {...(medium ? { extra: '密级只能升，不能降。' } : {})}>
        <Select options={allowed.map((level) => ({ value: level, label: level }))} />
      </Form.Item>
      <Form.Item name="status" label="状态">
        <Select
          options={editableStatuses(medium?.status ?? 'IN_STOCK', (medium?.loan ?? null) !== null).map(
            (value) => ({ value, label: mediumStatusLabels[value] }),
          )}
        />
      </Form.Item>
      {status === 'LOST' ? (
        <Alert
          type="error"
          showIcon
          className="failure-alert whole-line"
          title="介质遗失须立即向保密工作部门报告，并在备注中写明报告时间和经过。"
        />
      ) : null}
      {text('custodian', '保管人', 60)}
      {text('serialNo', '序列号', 80)}
      {text('brand', '品牌型号', 60)}
      {text('capacity', '容量', 40)}
      <DateField name="registeredAt" label="登记日期" />
      {text('remark', '备注', 200)}
    </FormDialog>
  );
}
