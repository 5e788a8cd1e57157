import { Flex, Select } from 'antd';
import { useEffect, useState, type ReactElement } from 'react';
import { DateInput } from './date-input.tsx';
import { todayInChina } from './format.ts';
import {
  nameOfPeriod,
  periodLabels,
  periodNames,
  periodOf,
  type Period,
  type PeriodName,
} from './periods.ts';
import { useUnread } from './unread.ts';
import './shared.css';

interface Props {
  readonly value: Period;
  readonly onChange: (period: Period) => void;
  /** Whether something stands there that is no day: `value` is what was taken before it, and nothing may be done with it. */
  readonly onUnread: (isUnread: boolean) => void;
}

type Bound = 'from' | 'to';

/** Said beside what cannot be done meanwhile. */
export const unreadPeriod = '统计期的日期没有写全或者写错了，请先改正。';

/** 本月, 本季, 上半年, 本年 by one choice; or one's own first and last day. */
export function PeriodPicker({ value, onChange, onUnread }: Props): ReactElement {
  const today = todayInChina();
  const [own, setOwn] = useState(false);
  // Whatever was typed gives way to a period that is chosen, also to the one that was there.
  const [chosen, setChosen] = useState(0);
  const unread = useUnread<Bound>();
  const empty = useUnread<Bound>();
  const isUnread = unread.any || empty.any;
  useEffect(() => onUnread(isUnread), [isUnread, onUnread]);
  const input = (bound: Bound, label: string, periodFrom: (day: string) => Period): ReactElement => (
    <DateInput
      key={`${bound}${chosen}`}
      label={label}
      value={empty.has(bound) ? null : value[bound]}
      onChange={(day) => {
        unread.note(bound, false);
        empty.note(bound, day === null);
        if (day !== null) onChange(periodFrom(day));
      }}
      onLeave={(problem) => unread.note(bound, problem !== undefined)}
    />
  );
  const named = own ? undefined : nameOfPeriod(value, today);
  return (
    <Flex gap="small" align="center" wrap className="period-picker">
      <Select<PeriodName | 'own'>
        aria-label="统计期"
        className="period-name"
        value={named ?? 'own'}
        onChange={(name) => {
          setOwn(name === 'own');
          if (name === 'own') return;
          setChosen((count) => count + 1);
          for (const bound of ['from', 'to'] as const) {
            unread.note(bound, false);
            empty.note(bound, false);
          }
          onChange(periodOf(name, today));
        }}
        options={[
          ...periodNames.map((name) => ({ value: name, label: periodLabels[name] })),
          { value: 'own', label: '自定义' },
        ]}
      />
      {input('from', '起', (from) => ({ from, to: value.to < from ? from : value.to }))}
      <span>至</span>
      {input('to', '止', (to) => ({ from: value.from > to ? to : value.from, to }))}
    </Flex>
  );
}
