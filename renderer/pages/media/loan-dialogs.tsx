import { App } from 'antd';
import type { ReactElement } from 'react';
import type { MediumLending, MediumReturn } from '../../../domain/media.ts';
import { useMutationProcedure } from '../../app/queries.ts';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { todayInChina } from '../../shared/format.ts';
import { DateField } from '../reference/date-field.tsx';
import type { Medium } from './media-words.ts';
import { TextItem } from './text-item.tsx';

interface Props {
  readonly medium: Medium;
  readonly onClose: () => void;
}

/** 领用: who takes it, for what, until when. */
export function LendDialog({ medium, onClose }: Props): ReactElement {
  const { message } = App.useApp();
  const lend = useMutationProcedure('media.lend', ['media']);
  return (
    <FormDialog<MediumLending>
      title={`领用介质：${medium.code}`}
      okText="登记领用"
      width={680}
      initial={{ lentAt: todayInChina(), unit: '' }}
      busy={lend.isPending}
      error={lend.error}
      onFinish={(told) =>
        lend.mutate(
          { ...told, unit: told.unit ?? '', medium: medium.id },
          {
            onSuccess: () => {
              void message.success(`已登记${told.borrower}领用“${medium.code}”，应于${told.dueAt}归还。`);
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      <TextItem name="borrower" label="领用人" autoFocus />
      <TextItem name="unit" label="领用单位" optional hint="例如：第一巡察组" />
      <DateField name="lentAt" label="领用日期" required />
      <DateField name="dueAt" label="应还日期" required />
      <TextItem name="purpose" label="用途" max={200} hint="例如：拷贝巡察组工作底稿" />
    </FormDialog>
  );
}

/** 归还: who brings it back, and in what state. */
export function TakeBackDialog({ medium, onClose }: Props): ReactElement {
  const { message } = App.useApp();
  const takeBack = useMutationProcedure('media.takeBack', ['media']);
  return (
    <FormDialog<MediumReturn>
      title={`归还介质：${medium.code}`}
      okText="登记归还"
      width={680}
      initial={{ returnedAt: todayInChina(), returnedBy: medium.loan?.borrower ?? '' }}
      busy={takeBack.isPending}
      error={takeBack.error}
      onFinish={(told) =>
        takeBack.mutate(
          { ...told, medium: medium.id },
          {
            onSuccess: () => {
              void message.success(`已登记归还“${medium.code}”。`);
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      <TextItem name="returnedBy" label="归还人" />
      <DateField name="returnedAt" label="归还日期" required />
      <TextItem name="condition" label="归还检查" max={200} autoFocus hint="例如：封签完好，内容已清除" />
    </FormDialog>
  );
}
