import { DeleteOutlined, EyeOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Flex, Row } from 'antd';
import { useState, type ReactElement } from 'react';
import type { ChildRow, ChildTable, Field, Value, Values } from '../../../domain/register.ts';
import type { Labels } from '../labels.ts';
import { ClearHint } from './clear-hint.tsx';
import { FormField, fieldId } from './form-field.tsx';
import { mainCells } from './form-plan.ts';
import { isBlank } from './form-state.ts';
import { ListedRowsButton } from './listed-rows-button.tsx';

interface Props {
  readonly child: ChildTable;
  readonly rows: readonly ChildRow[];
  /** The record's own values, which may narrow what a line can hold. */
  readonly around: Values;
  readonly labels: Labels;
  /** Sentences by `<rowId>.<field>`. */
  readonly problems: Readonly<Record<string, string>>;
  /** Masked rows: nothing can be typed until they are revealed. */
  readonly masked: boolean;
  /** The rows can be read here and not changed, but for what is known only afterwards. */
  readonly fixed: boolean;
  /** What opens a fixed table whose rows can be taken out all the same. */
  readonly opener: string | undefined;
  readonly onReveal: (() => void) | null;
  readonly onCell: (path: string, value: Value) => void;
  readonly onLeave: (path: string, problem?: string) => void;
  readonly onAdd: (rowId: string) => void;
  readonly onRemove: (rowId: string) => void;
}

/** The lines of a child table, edited in place. */
export function ChildEditor(props: Props): ReactElement {
  const { child, rows, masked, fixed, opener, onReveal, onAdd, onRemove } = props;
  const add = (): void => {
    const rowId = crypto.randomUUID();
    onAdd(rowId);
    setTimeout(() => document.getElementById(fieldId(`${child.key}.${rowId}.${child.title}`))?.focus());
  };
  const list = (listed: readonly Values[]): void => {
    for (const values of listed) {
      const rowId = crypto.randomUUID();
      onAdd(rowId);
      for (const [key, value] of Object.entries(values)) props.onCell(`${child.key}.${rowId}.${key}`, value);
    }
  };
  return (
    <fieldset className="child-editor">
      {child.label === child.section ? null : <legend>{child.label}</legend>}
      {masked && rows.length > 0 ? (
        <Alert
          type="info"
          showIcon
          title={`${child.label}信息已隐去，保存时保持不变。`}
          action={
            onReveal ? (
              <Button size="small" icon={<EyeOutlined />} onClick={onReveal}>
                查看并修改
              </Button>
            ) : null
          }
        />
      ) : null}
      {rows.map((row, index) => (
        <Line key={row.rowId} {...props} row={row} index={index} />
      ))}
      {opener === undefined || masked ? null : (
        <ClearHint
          opener={opener}
          label={child.label}
          filled={rows.length > 0}
          onClear={() => rows.forEach(({ rowId }) => onRemove(rowId))}
        />
      )}
      {fixed || (masked && rows.length > 0) ? null : (
        <Flex gap="small">
          <Button type="dashed" size="small" icon={<PlusOutlined />} onClick={add}>
            增加{child.label}
          </Button>
          {child.listed ? (
            <ListedRowsButton listed={child.listed} around={props.around} rows={rows} onList={list} />
          ) : null}
        </Flex>
      )}
    </fieldset>
  );
}

interface LineProps extends Props {
  readonly row: ChildRow;
  readonly index: number;
}

function Line(props: LineProps): ReactElement {
  const { child, row, index, around, labels, problems, masked, fixed, opener } = props;
  const { onCell, onLeave, onRemove } = props;
  const comesAfter = ({ afterwards }: Field): boolean => afterwards === true && opener === undefined;
  const [all, setAll] = useState(false);
  const main = mainCells(child);
  const typed = child.fields.filter(({ derived }) => !derived);
  const shown = typed.filter(
    (field) =>
      all ||
      main.has(field.key) ||
      (fixed && comesAfter(field)) ||
      !isBlank(row.values[field.key]) ||
      problems[`${row.rowId}.${field.key}`],
  );
  const hidden = typed.length - shown.length;
  return (
    <div className="child-line">
      <Flex justify="space-between" align="center">
        <strong>
          {child.label} {index + 1}
        </strong>
        <span>
          {hidden > 0 || all ? (
            <Button type="link" size="small" onClick={() => setAll(!all)}>
              {all ? '收起' : `更多项（${hidden}）`}
            </Button>
          ) : null}
          {masked || fixed ? null : (
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={`删除${child.label}${index + 1}`}
              onClick={() => onRemove(row.rowId)}
            />
          )}
        </span>
      </Flex>
      <Row gutter={[12, 8]}>
        {shown.map((field) => (
          <FormField
            key={field.key}
            field={field}
            path={`${child.key}.${row.rowId}.${field.key}`}
            value={row.values[field.key] ?? null}
            parent={row.values[field.narrowedBy ?? ''] ?? around[field.narrowedBy ?? ''] ?? null}
            labels={labels}
            problem={problems[`${row.rowId}.${field.key}`]}
            disabled={masked || (fixed && !comesAfter(field))}
            required={field.required === true}
            defaultSpan={6}
            onChange={onCell}
            onLeave={onLeave}
          />
        ))}
      </Row>
    </div>
  );
}
