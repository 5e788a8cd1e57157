import { App, Button, Form, Modal } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Value } from '../../../domain/register.ts';
import { inspectionGroup } from '../../../domain/registers/inspection-group/inspection-group.ts';
import type { OwnPanelProps } from '../../registers/detail/own-panels.tsx';
import { FieldInput } from '../../registers/form/field-input.tsx';
import type { Labels } from '../../registers/labels.ts';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { withDeclaration } from './verdicts.ts';
import { useSavingMembers } from './saving-members.ts';

const declaredAt = inspectionGroup.children
  .find(({ key }) => key === 'members')
  ?.fields.find(({ key }) => key === 'declaredAt');

interface Props {
  readonly record: OwnPanelProps['record'];
  readonly labels: Labels;
  /** Row ids of the members who have handed in their sheet. */
  readonly chosen: readonly string[];
}

/** 登记申报: one day for everybody who handed in the sheet of declarations, usually on the day the group was briefed. */
export function DeclaredButton({ record, labels, chosen }: Props): ReactElement {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button disabled={chosen.length === 0} onClick={() => setOpen(true)}>
        登记所选 {chosen.length} 人已申报
      </Button>
      {open ? <DeclaredDialog {...{ record, labels, chosen }} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function DeclaredDialog({
  record,
  labels,
  chosen,
  onClose,
}: Props & { readonly onClose: () => void }): ReactElement {
  const { message } = App.useApp();
  const [value, setValue] = useState<Value>(null);
  const save = useSavingMembers(record);
  const members = record.children['members'] ?? [];
  const day = typeof value === 'string' ? value : '';
  const run = (): void =>
    save.mutate(withDeclaration(members, new Set(chosen), day), () => {
      void message.success(`已登记${chosen.length}人的回避申报日期。`);
      onClose();
    });
  return (
    <Modal
      open
      title={`登记${chosen.length}人已申报`}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" disabled={day === ''} loading={save.pending} onClick={run}>
            登记
          </Button>
        </>
      }
    >
      {save.error ? <FailureAlert error={save.error} /> : null}
      <p>
        {members
          .filter(({ rowId }) => chosen.includes(rowId))
          .map(({ values }) => String(values['name'] ?? ''))
          .join('、')}
      </p>
      <p className="quiet">
        本人交来签名的回避申报（审查）表后登记。申报表中写有人才库没有登记的亲属、任职等情况的，先在“人才库人员”中补充；申报没有的，即视为没有。
      </p>
      <Form layout="vertical">
        {declaredAt ? (
          <Form.Item label={declaredAt.label} htmlFor="declared-at" required>
            <FieldInput
              field={declaredAt}
              id="declared-at"
              value={value}
              labels={labels}
              disabled={false}
              invalid={false}
              onChange={setValue}
              onLeave={() => undefined}
            />
          </Form.Item>
        ) : null}
      </Form>
    </Modal>
  );
}
