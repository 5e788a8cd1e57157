import { App, Button, Form, Modal } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Value } from '../../../domain/register.ts';
import { inspectionPlan } from '../../../domain/registers/inspection-plan/inspection-plan.ts';
import { inspectionRound } from '../../../domain/registers/inspection-round/inspection-round.ts';
import { useMutationProcedure } from '../../app/queries.ts';
import { FieldInput } from '../../registers/form/field-input.tsx';
import { useLabels } from '../../registers/labels.ts';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import type { SelectionRow } from './selection-page.tsx';
import { textOf } from '../../../domain/text/text-of.ts';

interface Props {
  readonly chosen: readonly SelectionRow[];
  readonly onClose: () => void;
  readonly onEntered: () => void;
}

const rowFields = inspectionPlan.children.find(({ key }) => key === 'targets')?.fields ?? [];

/** The same fields as on the forms of plan and round. */
const fields = [
  ['plan', inspectionRound.fields.find(({ key }) => key === 'plan')],
  ['mode', rowFields.find(({ key }) => key === 'mode')],
  ['round', rowFields.find(({ key }) => key === 'roundId')],
  ['basis', rowFields.find(({ key }) => key === 'basis')],
] as const;
type Asked = (typeof fields)[number][0];

const hints: Readonly<Partial<Record<Asked, string>>> = {
  plan: '起草、已审定的规划计划；还没有的，请先在“巡察规划计划”中新增。',
  round: '可以不填；填写的，编制本轮的交叉编组方案时按所在地归到各组。',
  basis: '空着的，按各家得分的因素填写。',
};

/** Into which plan, how and for which round; the score of each goes with it. */
export function SelectionDialog({ chosen, onClose, onEntered }: Props): ReactElement {
  const { message } = App.useApp();
  const labels = useLabels();
  const [values, setValues] = useState<Readonly<Partial<Record<Asked, Value>>>>({});
  const enter = useMutationProcedure('selection.enter', ['inspectionPlan', 'target']);
  const plan = textOf(values.plan);
  const mode = textOf(values.mode);
  const run = (): void =>
    enter.mutate(
      {
        plan,
        mode,
        round: textOf(values.round).trim() || null,
        targets: chosen.map(({ id }) => id),
        basis: Array.isArray(values.basis) && values.basis.length > 0 ? [...values.basis] : null,
      },
      {
        onSuccess: ({ added, known }) => {
          void message.success(
            known === 0 ? `已列入${added}家。` : `已列入${added}家，另有${known}家计划中已有，没有重复列入。`,
            6,
          );
          onEntered();
        },
      },
    );
  const planned = chosen.filter(({ plans }) => plans.length > 0);
  return (
    <Modal
      open
      title={`列入计划（${chosen.length}家）`}
      width={640}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button
            type="primary"
            disabled={plan === '' || mode === ''}
            loading={enter.isPending}
            onClick={run}
          >
            列入
          </Button>
        </>
      }
    >
      {enter.error ? <FailureAlert error={enter.error} /> : null}
      <p>{chosen.map(({ name }) => name).join('、')}</p>
      {planned.length > 0 ? (
        <p className="weakness">
          其中{planned.map(({ name }) => name).join('、')}已列入其他规划计划，请核对。
        </p>
      ) : null}
      <Form layout="vertical">
        {fields.map(([key, field]) =>
          field ? (
            <Form.Item
              key={key}
              label={field.label}
              htmlFor={`selection-${key}`}
              required={key === 'plan' || key === 'mode'}
              extra={hints[key]}
            >
              <FieldInput
                field={field}
                id={`selection-${key}`}
                value={values[key] ?? null}
                labels={labels}
                disabled={enter.isPending}
                invalid={false}
                onChange={(value) => setValues((held) => ({ ...held, [key]: value }))}
                onLeave={() => undefined}
              />
            </Form.Item>
          ) : null,
        )}
      </Form>
    </Modal>
  );
}
