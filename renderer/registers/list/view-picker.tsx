import { SaveOutlined } from '@ant-design/icons';
import { App, Button, Dropdown, Flex, Input, Modal, Radio, Select } from 'antd';
import { useState, type ReactElement } from 'react';
import { useMutationProcedure, useProcedure } from '../../app/queries.ts';
import { useSession } from '../../app/session.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import type { Column } from '../columns.ts';
import type { RegisterId } from '../../../domain/registers/registers.ts';
import { isChangedSince, type ListAction, type ListState, type View } from './list-state.ts';

interface Props {
  readonly id: RegisterId;
  readonly state: ListState;
  readonly act: (action: ListAction) => void;
  readonly shown: readonly Column[];
}

/** 视图: kept sets of conditions, order and columns, private or shared with the office. */
export function ViewPicker({ id, state, act, shown }: Props): ReactElement {
  const { readOnly } = useSession();
  const views = useProcedure('views.list', { register: id });
  const save = useMutationProcedure('views.save', [id]);
  const remove = useMutationProcedure('views.remove', [id]);
  const { modal, message } = App.useApp();
  const [naming, setNaming] = useState(false);
  const all = views.data?.views ?? [];
  const current = all.find((view) => view.id === state.view);
  const content = {
    filters: [...state.filters],
    sort: [...state.sort],
    columns: shown.map(({ key, width }) => ({ field: key, width })),
  };

  const update = (): void => {
    if (!current) return;
    const { name, shared } = current;
    save.mutate(
      { register: id, view: { id: current.id, name, shared, ...content } },
      { onSuccess: () => void message.success(`视图“${name}”已更新。`) },
    );
  };
  const askRemove = (): void => {
    if (!current) return;
    modal.confirm({
      title: `删除视图“${current.name}”`,
      content: current.shared
        ? '这是共享视图，删除后本机关其他人也不能再用。登记的数据不受影响。'
        : '登记的数据不受影响。',
      okText: '删除',
      cancelText: '取消',
      onOk: async () => {
        await remove.mutateAsync({ id: current.id });
        act({ type: 'view', view: null });
      },
    });
  };

  return (
    <>
      <Select
        aria-label="视图"
        className="view-select"
        placeholder="选择视图"
        allowClear
        value={state.view}
        onChange={(chosen: string | null | undefined) =>
          act({ type: 'view', view: all.find((view) => view.id === chosen) ?? null })
        }
        options={all.map((view) => ({
          value: view.id,
          label: view.shared ? `${view.name}（共享）` : view.name,
        }))}
        notFoundContent="还没有保存的视图"
      />
      {readOnly ? null : (
        <ViewMenu
          current={current?.own ? current : undefined}
          changed={current !== undefined && isChangedSince(state, current)}
          busy={save.isPending || remove.isPending}
          onNew={() => setNaming(true)}
          onUpdate={update}
          onRemove={askRemove}
        />
      )}
      {save.error && !naming ? <FailureAlert error={save.error} onClose={() => save.reset()} /> : null}
      <NameDialog
        open={naming}
        busy={save.isPending}
        error={save.error}
        onClose={() => setNaming(false)}
        onSave={(name, shared) =>
          save.mutate(
            { register: id, view: { id: null, name, shared, ...content } },
            {
              onSuccess: (saved) => {
                setNaming(false);
                act({ type: 'view', view: { id: saved.id, name, shared, own: true, ...content } });
              },
            },
          )
        }
      />
    </>
  );
}

interface MenuProps {
  /** The chosen view, when it is the person's own. */
  readonly current: View | undefined;
  readonly changed: boolean;
  readonly busy: boolean;
  readonly onNew: () => void;
  readonly onUpdate: () => void;
  readonly onRemove: () => void;
}

function ViewMenu({ current, changed, busy, onNew, onUpdate, onRemove }: MenuProps): ReactElement {
  const own = current
    ? [
        { key: 'update', label: `更新“${current.name}”`, disabled: !changed, onClick: onUpdate },
        { key: 'remove', label: `删除“${current.name}”…`, danger: true, onClick: onRemove },
      ]
    : [];
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items: [{ key: 'new', label: '存为新视图…', onClick: onNew }, ...own] }}
    >
      <Button icon={<SaveOutlined />} loading={busy}>
        视图
      </Button>
    </Dropdown>
  );
}

interface NameProps {
  readonly open: boolean;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onClose: () => void;
  readonly onSave: (name: string, shared: boolean) => void;
}

function NameDialog({ open, busy, error, onClose, onSave }: NameProps): ReactElement {
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const ready = name.trim() !== '';
  return (
    <Modal
      open={open}
      title="存为视图"
      okText="保存"
      cancelText="取消"
      confirmLoading={busy}
      okButtonProps={{ disabled: !ready }}
      onOk={() => onSave(name.trim(), shared)}
      onCancel={onClose}
      destroyOnHidden
    >
      {error ? <FailureAlert error={error} /> : null}
      <Flex vertical gap="small">
        <span className="quiet">保存当前的筛选条件、排序和列，以后一点即用。</span>
        <Input
          autoFocus
          aria-label="视图名称"
          placeholder="视图名称，如“本季实名举报”"
          maxLength={40}
          value={name}
          onChange={({ target }) => setName(target.value)}
          onPressEnter={(event) => {
            if (ready && !event.nativeEvent.isComposing) onSave(name.trim(), shared);
          }}
        />
        <Radio.Group
          value={shared}
          onChange={({ target }) => setShared(target.value === true)}
          options={[
            { value: false, label: '只有自己用' },
            { value: true, label: '本机关共享' },
          ]}
        />
      </Flex>
    </Modal>
  );
}
