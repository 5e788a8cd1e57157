import { ArrowDownOutlined, ArrowUpOutlined, HolderOutlined } from '@ant-design/icons';
import { Button, Checkbox, Flex, Modal } from 'antd';
import { useState, type ReactElement } from 'react';
import { NumberInput } from '../../shared/number-input.tsx';
import type { Column, ShownColumn } from '../columns.ts';
import { moved } from './column-order.ts';

interface Line extends Pick<ShownColumn, 'field'> {
  /** Null while no width stands in its field. */
  readonly width: number | null;
  readonly shown: boolean;
}

interface Props {
  readonly columns: readonly Column[];
  readonly shown: readonly Column[];
  /** null = back to the description's own columns. */
  readonly onSave: (columns: readonly ShownColumn[] | null) => void;
  readonly onClose: () => void;
}

function linesOf(columns: readonly Column[], shown: readonly Column[]): readonly Line[] {
  const keys = new Set(shown.map(({ key }) => key));
  return [
    ...shown.map(({ key, width }) => ({ field: key, width, shown: true })),
    ...columns
      .filter(({ key }) => !keys.has(key))
      .map(({ key, width }) => ({ field: key, width, shown: false })),
  ];
}

/** Which columns, in which order, how wide. The number stays first; the first two are frozen. */
export function ColumnSettings({ open, ...rest }: Props & { readonly open: boolean }): ReactElement | null {
  return open ? <OpenColumnSettings {...rest} /> : null;
}

function OpenColumnSettings({ columns, shown, onSave, onClose }: Props): ReactElement {
  const [lines, setLines] = useState<readonly Line[]>(() => linesOf(columns, shown));
  const [dragged, setDragged] = useState<number | null>(null);
  const set = (field: string, part: Partial<Line>): void =>
    setLines((before) => before.map((line) => (line.field === field ? { ...line, ...part } : line)));
  const labelOf = (field: string): string => columns.find(({ key }) => key === field)?.label ?? field;
  const save = (): void =>
    onSave(lines.flatMap(({ field, width, shown: on }) => (on && width !== null ? [{ field, width }] : [])));

  return (
    <Modal
      open
      title="列设置"
      width={520}
      onCancel={onClose}
      footer={
        <Flex justify="space-between">
          <Button onClick={() => onSave(null)}>恢复默认</Button>
          <Flex gap="small">
            <Button onClick={onClose}>取消</Button>
            <Button type="primary" disabled={lines.some(({ width }) => width === null)} onClick={save}>
              保存
            </Button>
          </Flex>
        </Flex>
      }
    >
      <p className="quiet">勾选要显示的列，拖动或用箭头调整顺序。前两列固定不动。</p>
      <ul className="column-lines">
        {lines.map((line, index) => {
          const fixed = line.field === 'no';
          const label = labelOf(line.field);
          return (
            <li
              key={line.field}
              draggable={!fixed}
              onDragStart={() => setDragged(index)}
              onDragEnd={() => setDragged(null)}
              onDragOver={(event) => event.preventDefault()}
              onDrop={() => {
                if (dragged !== null && index > 0) setLines(moved(lines, dragged, index));
              }}
            >
              <HolderOutlined className={fixed ? 'holder off' : 'holder'} />
              <Checkbox
                className="grow"
                checked={line.shown}
                disabled={fixed}
                onChange={({ target }) => set(line.field, { shown: target.checked })}
              >
                {label}
              </Checkbox>
              <div>
                <NumberInput
                  short
                  required
                  label={`${label}的宽度`}
                  min={56}
                  max={900}
                  value={line.width}
                  onChange={(width) => set(line.field, { width })}
                  onUnread={() => set(line.field, { width: null })}
                />
              </div>
              <Button
                size="small"
                type="text"
                icon={<ArrowUpOutlined />}
                aria-label={`${label}上移`}
                disabled={index <= 1}
                onClick={() => setLines(moved(lines, index, index - 1))}
              />
              <Button
                size="small"
                type="text"
                icon={<ArrowDownOutlined />}
                aria-label={`${label}下移`}
                disabled={fixed || index === lines.length - 1}
                onClick={() => setLines(moved(lines, index, index + 1))}
              />
            </li>
          );
        })}
      </ul>
    </Modal>
  );
}
