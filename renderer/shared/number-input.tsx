import { Input } from 'antd';
import type { ReactElement } from 'react';
import { numberText, readNumberWithin, type NumberKind, type NumberRange } from './number-text.ts';
import { useTypedText } from './typed-text.ts';

export interface NumberInputProps extends NumberRange {
  readonly kind?: NumberKind;
  /** In the unit of the kind; what is typed is 元 or a percentage. */
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  /** What stands there now cannot be taken, though `value` is what was taken before it. */
  readonly onUnread?: (text: string) => void;
  /** With a sentence where what was typed is no number. */
  readonly onLeave?: (problem?: string) => void;
  /** Only where the number can be taken. */
  readonly onPressEnter?: () => void;
  readonly id?: string;
  readonly label?: string;
  readonly suffix?: string;
  /** As wide as a short number needs, within a line of text. */
  readonly short?: boolean;
  readonly autoFocus?: boolean;
  readonly disabled?: boolean;
  readonly invalid?: boolean;
  /** Somebody else says what is wrong. */
  readonly quiet?: boolean;
}

const units: Readonly<Record<NumberKind, string>> = { integer: '', money: '元', percent: '%' };

/** A number typed as clerks type it (1,024, ３份, 1.2万元). What cannot be read stays in the field and is said to be wrong. */
export function NumberInput(props: NumberInputProps): ReactElement {
  const { kind = 'integer', value, onChange, onUnread, onLeave, onPressEnter, id, label } = props;
  const { short = false, autoFocus = false, disabled = false, invalid = false, quiet = false } = props;
  const { suffix = units[kind] } = props;
  const { text, setText, hint, setHint, keepFor } = useTypedText(value, (number) => numberText(kind, number));

  // Taken while it is typed, so that a draft has it; the text stays as it is until the field is left.
  const type = (typed: string): void => {
    setText(typed);
    const read = readNumberWithin(kind, typed, props);
    if (!read.ok) {
      if (onUnread) keepFor(null);
      onUnread?.(typed);
      return;
    }
    setHint(null);
    // What could not be read is gone, though the value is the one before it.
    if (read.value === value && !onUnread) return;
    keepFor(read.value);
    onChange(read.value);
  };
  const leave = (): boolean => {
    const read = readNumberWithin(kind, text, props);
    if (read.ok) setText(numberText(kind, read.value));
    setHint(read.ok ? null : read.hint);
    onLeave?.(read.ok ? undefined : read.hint);
    return read.ok;
  };
  return (
    <>
      <Input
        className={short ? 'short-number' : 'full'}
        value={text}
        inputMode="decimal"
        autoComplete="off"
        maxLength={40}
        disabled={disabled}
        autoFocus={autoFocus}
        {...(suffix === '' ? {} : { suffix })}
        {...(label ? { 'aria-label': label } : {})}
        {...(id ? { id } : {})}
        {...(invalid || hint ? { status: 'error' as const, 'aria-invalid': true } : {})}
        onChange={({ target }) => type(target.value)}
        onBlur={() => leave()}
        {...(onPressEnter
          ? {
              onPressEnter: () => {
                if (leave()) onPressEnter();
              },
            }
          : {})}
      />
      {hint && !quiet ? (
        <div className="weakness" role="alert">
          {hint}
        </div>
      ) : null}
    </>
  );
}
