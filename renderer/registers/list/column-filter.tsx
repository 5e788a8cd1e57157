import { Button, Checkbox, Flex, Input, Radio, Space, type TableColumnType } from 'antd';
import { useState, type ReactElement, type ReactNode } from 'react';
import type { Register } from '../../../domain/register.ts';
import { useProcedure } from '../../app/queries.ts';
import { DateInput } from '../../shared/date-input.tsx';
import { formatCount, todayInChina } from '../../shared/format.ts';
import { NumberInput } from '../../shared/number-input.tsx';
import { Asked } from '../../shared/states.tsx';
import { useUnread, type Unread } from '../../shared/unread.ts';
import type { Column } from '../columns.ts';
import { numberKind } from '../form/field-input.tsx';
import type { Labels } from '../labels.ts';
import type { Row } from './cell.tsx';
import { datePresets, spanOf } from './date-presets.ts';
import { deadlineLabels, facetLabel } from './filter-text.ts';
import { without, type Filter, type ListAction, type ListState, type Query } from './list-state.ts';

interface Context {
  readonly register: Register;
  readonly column: Column;
  readonly labels: Labels;
  readonly state: ListState;
  readonly act: (action: ListAction) => void;
  readonly query: Query;
}

/** The filter parts of a table column: the panel under the heading, as in spreadsheets. */
export function columnFilter(context: Context): Partial<TableColumnType<Row>> {
  const { column, state, act } = context;
  if (!column.filter) return {};
  const field = column.filterField ?? column.key;
  const current = state.filters.find((filter) => filter.field === field);
  return {
    filtered: current !== undefined,
    filterDropdown: ({ close }) => {
      const apply = (filter: Filter | null): void => {
        act({ type: 'filter', field, filter });
        close();
      };
      return (
        <div className="filter-panel" onKeyDown={(event) => event.stopPropagation()}>
          <Panel
            key={JSON.stringify(current ?? null)}
            {...context}
            field={field}
            current={current}
            apply={apply}
          />
        </div>
      );
    },
    filterOnClose: false,
  };
}

interface PanelProps extends Context {
  readonly field: string;
  readonly current: Filter | undefined;
  readonly apply: (filter: Filter | null) => void;
}

function Panel(props: PanelProps): ReactNode {
  switch (props.column.filter) {
    case 'text':
      return <TextPanel {...props} />;
    case 'facet':
      return <FacetPanel {...props} />;
    case 'dateRange':
      return <DatePanel {...props} />;
    case 'numberRange':
      return <NumberPanel {...props} />;
    case 'boolean':
      return <BooleanPanel {...props} />;
    case 'deadline':
      return <DeadlinePanel {...props} />;
    case undefined:
      return null;
  }
}

interface ButtonsProps {
  readonly onApply?: () => void;
  /** What stands there cannot be filtered by. */
  readonly isUnread?: boolean;
  readonly onClear: () => void;
}

function PanelButtons({ onApply, isUnread = false, onClear }: ButtonsProps): ReactElement {
  return (
    <Flex justify="space-between" className="filter-buttons">
      <Button size="small" onClick={onClear}>
        清除
      </Button>
      {onApply ? (
        <Button size="small" type="primary" disabled={isUnread} onClick={onApply}>
          确定
        </Button>
      ) : null}
    </Flex>
  );
}

function TextPanel({ field, current, apply, column }: PanelProps): ReactElement {
  const [text, setText] = useState(current?.op === 'contains' ? current.text : '');
  const submit = (): void => {
    const typed = text.trim();
    apply(typed === '' ? null : { field, op: 'contains', text: typed });
  };
  return (
    <>
      <Input
        autoFocus
        aria-label={`${column.label}含`}
        placeholder="包含的文字"
        maxLength={100}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onPressEnter={(event) => {
          if (!event.nativeEvent.isComposing) submit();
        }}
      />
      <PanelButtons onApply={submit} onClear={() => apply(null)} />
    </>
  );
}

function FacetPanel({ field, current, apply, column, register, labels, query }: PanelProps): ReactElement {
  const facets = useProcedure('records.facets', { ...without(query, field), field }, { staleTime: 0 });
  const [chosen, setChosen] = useState<readonly string[]>(current?.op === 'in' ? current.values : []);
  const [search, setSearch] = useState('');
  const labelOf = (value: string): string => facetLabel(register, column, value, labels);
  return (
    <Asked query={facets}>
      {({ values, more }) => {
        const shown = values.filter(({ value }) => value !== '' && labelOf(value).includes(search.trim()));
        const submit = (): void =>
          apply(chosen.length === 0 ? null : { field, op: 'in', values: [...chosen] });
        return (
          <>
            {values.length > 8 ? (
              <Input
                aria-label="在下列各项中查找"
                placeholder="查找"
                allowClear
                value={search}
                onChange={({ target }) => setSearch(target.value)}
              />
            ) : null}
            <Checkbox.Group
              className="facets"
              value={[...chosen]}
              onChange={(next) => setChosen(next)}
              options={shown.map(({ value, count }) => ({
                value,
                label: `${labelOf(value)}（${formatCount(count)}）`,
              }))}
            />
            {shown.length === 0 ? <div className="quiet">没有可选的项。</div> : null}
            {more ? <div className="quiet">项数较多，只列出件数最多的一部分。</div> : null}
            <PanelButtons onApply={submit} onClear={() => apply(null)} />
          </>
        );
      }}
    </Asked>
  );
}

type Bound = 'from' | 'to';

interface Range<T> {
  /** What the field of a bound is given. */
  readonly bound: (key: Bound) => {
    readonly value: T | null;
    readonly onChange: (value: T | null) => void;
    readonly onUnread: () => void;
  };
  readonly unread: Unread<Bound>;
  readonly submit: () => void;
}

/** The two bounds of a filter, from what it is now; `isBound` tells whether that is a bound of this kind. */
function useRange<T extends string | number>(
  { field, current, apply }: PanelProps,
  isBound: (value: unknown) => value is T,
): Range<T> {
  const range = current?.op === 'between' ? current : undefined;
  const [bounds, setBounds] = useState<Readonly<Record<Bound, T | null>>>({
    from: isBound(range?.from) ? range.from : null,
    to: isBound(range?.to) ? range.to : null,
  });
  const unread = useUnread<Bound>();
  const set = (key: Bound, value: T | null, isUnread: boolean): void => {
    setBounds((before) => ({ ...before, [key]: value }));
    unread.note(key, isUnread);
  };
  const isOpen = bounds.from === null && bounds.to === null;
  return {
    bound: (key) => ({
      value: bounds[key],
      onChange: (value) => set(key, value, false),
      onUnread: () => set(key, null, true),
    }),
    unread,
    submit: () => apply(isOpen ? null : { field, op: 'between', ...bounds }),
  };
}

const isDay = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number';

function DatePanel(props: PanelProps): ReactElement {
  const { field, apply } = props;
  const { bound, unread, submit } = useRange(props, isDay);
  return (
    <>
      <Space size={4} wrap>
        {datePresets.map((preset) => (
          <Button
            key={preset}
            size="small"
            onClick={() => apply({ field, op: 'between', ...spanOf(preset, todayInChina()) })}
          >
            {preset}
          </Button>
        ))}
      </Space>
      <label className="filter-line">
        自<DateInput label="起始日期" {...bound('from')} />
      </label>
      <label className="filter-line">
        至<DateInput label="截止日期" {...bound('to')} />
      </label>
      <Button size="small" type="link" onClick={() => apply({ field, op: 'empty', value: true })}>
        只看未填的
      </Button>
      <PanelButtons onApply={submit} isUnread={unread.any} onClear={() => apply(null)} />
    </>
  );
}

function NumberPanel(props: PanelProps): ReactElement {
  const kind = numberKind(props.column.field?.type);
  const { bound, unread, submit } = useRange(props, isNumber);
  const input = (key: Bound, label: string): ReactElement => (
    <NumberInput
      kind={kind}
      label={label}
      {...bound(key)}
      onPressEnter={() => {
        if (!unread.besides(key)) submit();
      }}
    />
  );
  return (
    <>
      <Flex gap={6} align="start">
        <div>{input('from', '不小于')}</div>
        <span>至</span>
        <div>{input('to', '不大于')}</div>
      </Flex>
      <PanelButtons onApply={submit} isUnread={unread.any} onClear={() => props.apply(null)} />
    </>
  );
}

function BooleanPanel({ field, current, apply }: PanelProps): ReactElement {
  return (
    <>
      <Radio.Group
        vertical
        value={current?.op === 'is' ? current.value : null}
        onChange={({ target }) => apply({ field, op: 'is', value: target.value === true })}
        options={[
          { value: true, label: '是' },
          { value: false, label: '否' },
        ]}
      />
      <PanelButtons onClear={() => apply(null)} />
    </>
  );
}

function DeadlinePanel({ field, current, apply }: PanelProps): ReactElement {
  return (
    <>
      <Radio.Group
        vertical
        value={current?.op === 'in' ? current.values[0] : null}
        onChange={({ target }) => apply({ field, op: 'in', values: [String(target.value)] })}
        options={Object.entries(deadlineLabels).map(([value, label]) => ({ value, label }))}
      />
      <PanelButtons onClear={() => apply(null)} />
    </>
  );
}
