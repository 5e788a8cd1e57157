import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons';
import { Button, Form, Select, type FormRule } from 'antd';
import type { ReactElement } from 'react';
import { columnChoice, columnChoices, type ListColumn } from '../../../domain/registers/rect-item/lists.ts';
import { NumberInput } from '../../shared/number-input.tsx';

const mostColumns = 20;

/** 栏目 of a list of the ledger: chosen, ordered and given their breadth, in a form. */
export function ColumnsField(): ReactElement {
  return (
    <Form.Item
      name="columns"
      className="whole-line"
      label="栏目（从左到右）"
      extra="序号总是第一栏。宽度是各栏在纸上所占的份数，不是毫米。"
      rules={[{ required: true, type: 'array', min: 1, message: '请至少选择一栏。' }, widthsRead]}
    >
      <Columns />
    </Form.Item>
  );
}

/** Of a column whose width cannot be read. */
const unreadWidth = 0;

const widthsRead: FormRule = {
  validator: (_rule, columns: readonly ListColumn[] | undefined) =>
    columns?.some(({ width }) => width === unreadWidth)
      ? Promise.reject(new Error('各栏的宽度请填4至100之间的数。'))
      : Promise.resolve(),
};

interface Props {
  /** Given by the form. */
  readonly value?: readonly ListColumn[];
  readonly onChange?: (value: readonly ListColumn[]) => void;
}

function Columns({ value = [], onChange = () => undefined }: Props): ReactElement {
  const swapped = (at: number, by: 1 | -1): readonly ListColumn[] => {
    const next = [...value];
    next.splice(at + by, 0, ...next.splice(at, 1));
    return next;
  };
  const left = columnChoices.filter(({ key }) => value.every((column) => column.key !== key));
  return (
    <div className="list-columns">
      {value.map((column, at) => (
        <Row
          key={column.key}
          column={column}
          isFirst={at === 0}
          isLast={at === value.length - 1}
          onWidth={(width) => onChange(value.map((each) => (each === column ? { ...each, width } : each)))}
          onMove={(by) => onChange(swapped(at, by))}
          onRemove={() => onChange(value.filter((each) => each !== column))}
        />
      ))}
      {value.length < mostColumns ? (
        <Select<string, { value: string; label: string }>
          aria-label="增加一栏"
          placeholder="增加一栏：输入名称查找"
          value={null}
          options={left.map(({ key, label, byMeasure }) => ({
            value: key,
            label: byMeasure ? `${label}（每条措施一行）` : label,
          }))}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(key) => onChange([...value, { key, width: columnChoice(key)?.width ?? 15 }])}
        />
      ) : null}
    </div>
  );
}

interface RowProps {
  readonly column: ListColumn;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onWidth: (width: number) => void;
  readonly onMove: (by: 1 | -1) => void;
  readonly onRemove: () => void;
}

function Row({ column, isFirst, isLast, onWidth, onMove, onRemove }: RowProps): ReactElement {
  const label = columnChoice(column.key)?.label ?? column.key;
  return (
    <div className="list-column">
      <span>{label}</span>
      <div>
        <NumberInput
          short
          required
          label={`${label}的宽度`}
          min={4}
          max={100}
          value={column.width === unreadWidth ? null : column.width}
          onChange={(width) => onWidth(width ?? unreadWidth)}
          onUnread={() => onWidth(unreadWidth)}
        />
      </div>
      <Button
        size="small"
        aria-label={`${label}左移`}
        icon={<ArrowUpOutlined />}
        disabled={isFirst}
        onClick={() => onMove(-1)}
      />
      <Button
        size="small"
        aria-label={`${label}右移`}
        icon={<ArrowDownOutlined />}
        disabled={isLast}
        onClick={() => onMove(1)}
      />
      <Button size="small" aria-label={`删去${label}`} icon={<DeleteOutlined />} onClick={onRemove} />
    </div>
  );
}
