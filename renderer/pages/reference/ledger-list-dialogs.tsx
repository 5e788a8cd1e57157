import { App, Form, Select } from 'antd';
import type { ReactElement } from 'react';
import { inUse } from '../../../domain/registers/rect-item/lists.ts';
import type { Input as Asked, Output } from '../../../preload/contract/contract.ts';
import { useMutationProcedure } from '../../app/queries.ts';
import { todayInChina } from '../../shared/format.ts';
import { ColumnsField } from './list-columns-field.tsx';
import { newRow, RowDialog } from './row-dialog.tsx';

type LedgerList = Output<'ledgerLists.all'>['lists'][number];
type ListSet = Output<'ledgerLists.all'>['sets'][number];
type EditedList = Omit<Asked<'ledgerLists.save'>['list'], 'code'> & { readonly reason: string };
type EditedSet = Omit<Asked<'ledgerLists.saveSet'>['set'], 'code'> & { readonly reason: string };

interface ListProps {
  /** null for a new one. */
  readonly list: LedgerList | null;
  readonly siblings: readonly LedgerList[];
  readonly onClose: () => void;
}

/** One list: its name, its columns from left to right and how broad each is. */
export function ListDialog({ list, siblings, onClose }: ListProps): ReactElement {
  const { message } = App.useApp();
  const [form] = Form.useForm<EditedList>();
  const save = useMutationProcedure('ledgerLists.save', ['ledgerLists']);
  const submit = ({ reason, ...edited }: EditedList): void =>
    save.mutate(
      { list: { ...edited, code: list?.code ?? crypto.randomUUID() }, reason: reason.trim() },
      {
        onSuccess: () => {
          void message.success(`已保存“${edited.label.trim()}”。`);
          onClose();
        },
      },
    );
  return (
    <RowDialog
      title={list ? `修改清单：${list.label}` : '新增清单'}
      form={form}
      initial={list ?? { ...newRow(siblings), columns: [] }}
      saving={save.isPending}
      error={save.error}
      onFinish={submit}
      onClose={onClose}
    >
      <ColumnsField />
    </RowDialog>
  );
}

interface SetProps {
  readonly set: ListSet | null;
  readonly siblings: readonly ListSet[];
  readonly lists: readonly LedgerList[];
  readonly onClose: () => void;
}

/** One set: which lists are printed together, in the order in which they are chosen. */
export function SetDialog({ set, siblings, lists, onClose }: SetProps): ReactElement {
  const { message } = App.useApp();
  const [form] = Form.useForm<EditedSet>();
  const save = useMutationProcedure('ledgerLists.saveSet', ['ledgerLists']);
  const submit = ({ reason, ...edited }: EditedSet): void =>
    save.mutate(
      { set: { ...edited, code: set?.code ?? crypto.randomUUID() }, reason: reason.trim() },
      {
        onSuccess: () => {
          void message.success(`已保存“${edited.label.trim()}”。`);
          onClose();
        },
      },
    );
  return (
    <RowDialog
      title={set ? `修改清单组合：${set.label}` : '新增清单组合'}
      form={form}
      initial={set ?? { ...newRow(siblings), lists: [] }}
      saving={save.isPending}
      error={save.error}
      onFinish={submit}
      onClose={onClose}
    >
      <Form.Item
        name="lists"
        className="whole-line"
        label="清单"
        extra="按选择的先后依次打印；要调整次序的，去掉后重新选择。"
        rules={[{ required: true, message: '请至少选择一张清单。' }]}
      >
        <Select
          mode="multiple"
          options={offered(lists, set?.lists ?? []).map(({ code, label }) => ({ value: code, label }))}
          showSearch={{ optionFilterProp: 'label' }}
        />
      </Form.Item>
    </RowDialog>
  );
}

/** What is in use; of what has ended only what the set has had, by its name, to be taken out. */
function offered(lists: readonly LedgerList[], chosen: readonly string[]): readonly LedgerList[] {
  const usable = new Set(inUse(lists, todayInChina()).map(({ code }) => code));
  return lists.flatMap((list) => {
    if (usable.has(list.code)) return [list];
    return chosen.includes(list.code) ? [{ ...list, label: `${list.label}（已停用）` }] : [];
  });
}
