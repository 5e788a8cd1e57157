import { App } from 'antd';
import { useState, type ReactElement } from 'react';
import type { MediumDestruction } from '../../../domain/media.ts';
import { useMutationProcedure } from '../../app/queries.ts';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { todayInChina } from '../../shared/format.ts';
import { WitnessDialog } from '../../shared/witness-dialog.tsx';
import { DateField } from '../reference/date-field.tsx';
import type { Medium } from './media-words.ts';
import { TextItem } from './text-item.tsx';

interface Props {
  readonly media: readonly Medium[];
  readonly onDone: () => void;
  readonly onClose: () => void;
}

type Told = Omit<MediumDestruction, 'supervisors'> & {
  readonly supervisor1: string;
  readonly supervisor2: string;
};

/** 销毁: what was approved and done on paper is written down, and a second person confirms. */
export function DestroyDialog({ media, onDone, onClose }: Props): ReactElement {
  const { message } = App.useApp();
  const [told, setTold] = useState<Told | null>(null);
  const destroy = useMutationProcedure('media.destroy', ['media']);
  const ids = media.map(({ id }) => id);
  const codes = media.map(({ code }) => code).join('、');
  if (told !== null && destroy.error === null) {
    const { supervisor1, supervisor2, ...rest } = told;
    return (
      <WitnessDialog
        open
        act={`media.destroy:${ids.toSorted().join(',')}`}
        title="双人确认销毁"
        text={`${told.destroyedAt}销毁介质${media.length}个：${codes}；${told.destroyedBy}经办，${supervisor1}、${supervisor2}监销。登记以后不能撤回，这些介质不能再用。`}
        okText="确认销毁"
        busy={destroy.isPending}
        onConfirmed={(witness) =>
          destroy.mutate(
            { ...rest, media: ids, supervisors: [supervisor1, supervisor2], witness },
            {
              onSuccess: () => {
                void message.success(`已登记销毁${media.length}个介质，请打印销毁清单及审批表存档。`);
                onDone();
              },
            },
          )
        }
        onClose={() => setTold(null)}
      />
    );
  }
  return (
    <FormDialog<Told>
      title={`销毁介质：${media.length}个`}
      okText="下一步"
      width={680}
      initial={told ?? { destroyedAt: todayInChina() }}
      busy={false}
      error={destroy.error}
      onFinish={(next) => {
        destroy.reset();
        setTold(next);
      }}
      onClose={onClose}
    >
      <p className="whole-line">{codes}。须先打印“销毁清单及审批表”送批，由两人监销，销毁以后再登记。</p>
      <TextItem name="reason" label="销毁原因" max={200} autoFocus hint="例如：损坏不能使用" />
      <TextItem name="method" label="销毁方式" max={200} hint="例如：送保密部门销毁中心粉碎" />
      <TextItem name="approvedBy" label="批准人" />
      <DateField name="approvedAt" label="批准日期" required />
      <DateField name="destroyedAt" label="销毁日期" required />
      <TextItem name="place" label="销毁地点" max={200} />
      <TextItem name="destroyedBy" label="经办人" />
      <span />
      <TextItem name="supervisor1" label="监销人一" />
      <TextItem name="supervisor2" label="监销人二" />
    </FormDialog>
  );
}
