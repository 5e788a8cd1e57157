import { CalendarOutlined } from '@ant-design/icons';
import { Button, Calendar, Input, Popover, type InputRef } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useEffectEvent, useState, type KeyboardEvent, type ReactElement, type Ref } from 'react';
import { readTypedDate } from './date-text.ts';
import { todayInChina, weekdayOf } from './format.ts';
import { useTypedText } from './typed-text.ts';

interface Props {
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  /**
   * What stands there now is no date, though `value` is what was taken before it: for whoever acts on the value at once. With
   * it a date is taken while it is typed.
   */
  readonly onUnread?: () => void;
  /** With a sentence where what was typed is no date. */
  readonly onLeave?: (problem?: string) => void;
  readonly id?: string;
  readonly label?: string;
  readonly disabled?: boolean;
  readonly invalid?: boolean;
  readonly ref?: Ref<InputRef>;
}

/** After so long without a key the day that stands there is taken, in ms: whoever walks away leaves no field. */
const quietTime = 2000;

/** A date typed as clerks type it (0501, 20260501, 2026.5.1), or picked; Ctrl+; fills in today. */
export function DateInput(props: Props): ReactElement {
  const { value, onChange, onUnread, onLeave, id, label, disabled = false, invalid = false, ref } = props;
  const { text, setText, hint, setHint, keepFor } = useTypedText(value, (day) => day ?? '');

  // Only as far as the value goes: the text stays as it is under the cursor.
  const takeQuietly = useEffectEvent((standing: string) => {
    const typed = readTypedDate(standing, todayInChina());
    if (!typed.ok || typed.value === value) return;
    keepFor(typed.value);
    onChange(typed.value);
  });
  useEffect(() => {
    const timer = setTimeout(() => takeQuietly(text), quietTime);
    return () => clearTimeout(timer);
  }, [text]);

  const type = (standing: string): void => {
    setText(standing);
    if (!onUnread) return;
    const typed = readTypedDate(standing, todayInChina());
    keepFor(typed.ok ? typed.value : null);
    if (typed.ok) onChange(typed.value);
    else onUnread();
  };
  const take = (next: string | null): void => {
    setText(next ?? '');
    setHint(null);
    if (next !== value) onChange(next);
  };
  // What stands there is a day now, also where it is the one that was taken before something else was typed.
  const pick = (day: string): void => {
    take(day);
    onLeave?.();
  };
  const read = (): string | undefined => {
    const typed = readTypedDate(text, todayInChina());
    if (typed.ok) take(typed.value);
    else setHint(typed.hint);
    return typed.ok ? undefined : typed.hint;
  };
  const leave = (): void => {
    const problem = read();
    onLeave?.(problem);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.ctrlKey && event.key === ';') {
      event.preventDefault();
      pick(todayInChina());
    } else if (event.key === 'Enter') leave();
  };
  return (
    <>
      <Input
        className="date-input"
        value={text}
        placeholder="年-月-日"
        autoComplete="off"
        maxLength={20}
        disabled={disabled}
        {...(ref ? { ref } : {})}
        {...(label ? { 'aria-label': label } : {})}
        {...(id ? { id } : {})}
        {...(invalid || hint ? { status: 'error' as const, 'aria-invalid': true } : {})}
        onChange={({ target }) => type(target.value)}
        onBlur={leave}
        onKeyDown={press}
        suffix={
          <>
            {!hint && value && text === value ? (
              <span className="date-hint quiet">{weekdayOf(value)}</span>
            ) : null}
            <SmallCalendar value={value} disabled={disabled} onPick={pick} />
          </>
        }
      />
      {hint ? (
        <div className="weakness" role="alert">
          {hint}
        </div>
      ) : null}
    </>
  );
}

interface CalendarProps {
  readonly value: string | null;
  readonly disabled: boolean;
  readonly onPick: (value: string) => void;
}

function SmallCalendar({ value, disabled, onPick }: CalendarProps): ReactElement {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={(wanted) => setOpen(wanted && !disabled)}
      placement="bottomRight"
      content={
        <div className="small-calendar">
          <Calendar
            fullscreen={false}
            value={dayjs(value ?? todayInChina())}
            onSelect={(day, { source }) => {
              if (source !== 'date') return;
              onPick(day.format('YYYY-MM-DD'));
              setOpen(false);
            }}
          />
        </div>
      }
    >
      <Button
        type="text"
        size="small"
        tabIndex={-1}
        disabled={disabled}
        icon={<CalendarOutlined />}
        aria-label="选择日期"
      />
    </Popover>
  );
}
