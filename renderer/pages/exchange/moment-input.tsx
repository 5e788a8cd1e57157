import { Flex, Input } from 'antd';
import { useState, type ReactElement } from 'react';
import { DateInput } from '../../shared/date-input.tsx';
import { formatInstant } from '../../shared/format.ts';

interface Props {
  readonly label: string;
  readonly value: number | null;
  /** Null while date or time is not complete. */
  readonly onChange: (at: number | null) => void;
}

/** Date and time of day in China, to the minute. */
export function MomentInput({ label, value, onChange }: Props): ReactElement {
  const [initialDate = '', initialTime = ''] = value === null ? [] : formatInstant(value).split(' ');
  const [date, setDate] = useState<string | null>(initialDate || null);
  const [time, setTime] = useState(initialTime);
  const tell = (day: string | null, clock: string): void => {
    const [, hour = '', minute = ''] = /^([01]?\d|2[0-3])[:：.]?([0-5]\d)$/u.exec(clock.trim()) ?? [];
    const at = day && hour ? Date.parse(`${day}T${hour.padStart(2, '0')}:${minute}:00+08:00`) : Number.NaN;
    onChange(Number.isNaN(at) ? null : at);
  };
  const take = (day: string | null): void => {
    setDate(day);
    tell(day, time);
  };
  return (
    <Flex gap={6}>
      <DateInput label={`${label}日期`} value={date} onChange={take} onUnread={() => take(null)} />
      <Input
        className="time-input"
        aria-label={`${label}时刻`}
        placeholder="时:分"
        maxLength={5}
        value={time}
        onChange={({ target }) => {
          setTime(target.value);
          tell(date, target.value);
        }}
      />
    </Flex>
  );
}
