import { App, Form, Input, Modal, Select, type FormRule } from 'antd';
import type { ReactElement } from 'react';
import { parentListOf } from '../../../domain/codes/parents.ts';
import type { Input as Asked, Output } from '../../../preload/contract/contract.ts';
import { useMutationProcedure } from '../../app/queries.ts';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { NumberItem } from '../../shared/number-item.tsx';
import { requiredMark } from '../../shared/required-mark.tsx';
import { BasisFields, ValidityFields } from './edit-fields.tsx';

type Code = Output<'codes.all'>['codes'][number];
type Edited = Omit<Asked<'codes.save'>['code'], 'list'> & { readonly reason: string };

interface Props {
  readonly list: Output<'codes.all'>['lists'][number];
  /** null for a new one. */
  readonly code: Code | null;
  readonly siblings: readonly Code[];
  /** The codes its parent is chosen from: its own list, or the one above. */
  readonly parents: readonly Code[];
  readonly onClose: () => void;
}

/** A code's text may change, its code never: records hold it. What is no longer used gets a last day. */
export function CodeDialog({ list, code, siblings, parents, onClose }: Props): ReactElement {
  const { message } = App.useApp();
  const [form] = Form.useForm<Edited>();
  const save = useMutationProcedure('codes.save', ['codes']);
  const submit = ({ reason, ...edited }: Edited): void =>
    save.mutate(
      {
        code: {
          ...edited,
          parent: edited.parent ?? null,
          list: list.id,
          label: edited.label.trim(),
          code: edited.code.trim(),
        },
        reason: reason.trim(),
      },
      {
        onSuccess: () => {
          void message.success(`已保存“${edited.label.trim()}”。`);
          onClose();
        },
      },
    );
  return (
    <Modal
      open
      title={code ? `${list.label}：修改“${code.label}”` : `${list.label}：新增代码`}
      okText="保存"
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
        initialValues={code ?? newCode(siblings)}
        onFinish={submit}
      >
        <CodeFields list={list} code={code} siblings={siblings} parents={parents} />
      </Form>
    </Modal>
  );
}

function CodeFields({ list, code, siblings, parents }: Omit<Props, 'onClose'>): ReactElement {
  const stands = parentListOf(list.id) !== list.id || siblings.some(({ parent }) => parent !== null);
  return (
    <>
      <Form.Item
        name="code"
        label="代码"
        rules={[{ required: true, message: '请输入代码。' }, notAmong(code === null ? siblings : [])]}
      >
        <Input maxLength={40} disabled={code !== null} autoFocus={code === null} />
      </Form.Item>
      <Form.Item
        name="label"
        label="名称"
        rules={[{ required: true, whitespace: true, message: '请输入名称。' }]}
      >
        <Input maxLength={100} autoFocus={code !== null} />
      </Form.Item>
      <Form.Item name="parent" label="上级" hidden={!stands}>
        <Select
          allowClear
          placeholder="没有上级"
          options={parents
            .filter((parent) => parent.list !== list.id || parent.code !== code?.code)
            .map((parent) => ({ value: parent.code, label: parent.label }))}
        />
      </Form.Item>
      <Form.Item
        name="synonyms"
        className="whole-line"
        label="同义词"
        extra="导入表格时，这些写法都认作本代码；输入后按回车。"
      >
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={['、', '，', ',']} />
      </Form.Item>
      <Form.Item
        name="guidance"
        className="whole-line"
        label="监督要点、标准"
        extra="填写记录选到本代码时，显示在选项下面。"
      >
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={1000} />
      </Form.Item>
      <BasisFields />
      <NumberItem name="sort" label="显示顺序" />
      <ValidityFields />
    </>
  );
}

function notAmong(codes: readonly Code[]): FormRule {
  return {
    validator: (_rule, value: string | undefined) =>
      codes.some(({ code }) => code === value?.trim())
        ? Promise.reject(new Error('这个代码已经有了。'))
        : Promise.resolve(),
  };
}

/** A new code stands after the others and has still to be checked. */
function newCode(siblings: readonly Code[]): Partial<Edited> {
  const sort = Math.max(0, ...siblings.map((sibling) => sibling.sort)) + 10;
  return {
    sort,
    verified: false,
    synonyms: [],
    parent: null,
    guidance: '',
    basis: '',
    validFrom: null,
    validTo: null,
  };
}
