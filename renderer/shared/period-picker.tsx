import { Flex, Select } from 'antd';
import { useState, type ReactElement } from 'react';
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
import './shared.css';

interface Props {
  readonly value: Period;
  readonly onChange: (period: Period) => void;
}

/** 本月, 本季, 上半年, 本年 by one choice; or one's own first and last day. */
export function PeriodPicker({ value, onChange }: Props): ReactElement {
  const today = todayInChina();
  const [own, setOwn] = useState(false);
  const named = own ? undefined : nameOfPeriod(value, today);
  return (
    <Flex gap="small" align="center" wrap className="period-picker">
      <Select<PeriodName | 'own'>
        aria-label="统计期"
        className="period-name"
        value={named ?? 'own'}
        onChange={(name) => {
          setOwn(name === 'own');
          if (name !== 'own') onChange(periodOf(name, today));
        }}
        options={[
          ...periodNames.map((name) => ({ value: name, label: periodLabels[name] })),
          { value: 'own', label: '自定义' },
        ]}
      />
      <DateInput
        label="起"
        value={value.from}
        onChange={(from) => from && onChange({ from, to: value.to < from ? from : value.to })}
      />
      <span>至</span>
      <DateInput
        label="止"
        value={value.to}
        onChange={(to) => to && onChange({ from: value.from > to ? to : value.from, to })}
      />
    </Flex>
  );
}
