import { Input } from 'antd';
import type { ReactElement } from 'react';
import { numberText, readTypedNumber, type NumberKind } from './number-text.ts';
import { useTypedText } from './typed-text.ts';

interface Props {
  readonly kind: NumberKind;
  /** In the unit of the kind; what is typed is 元 or a percentage. */
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  /** With a sentence where what was typed is no number. */
  readonly onLeave?: (problem?: string) => void;
  readonly onPressEnter?: () => void;
  readonly id?: string;
  readonly label?: string;
  readonly disabled?: boolean;
  readonly invalid?: boolean;
}

const units: Readonly<Record<NumberKind, string>> = { integer: '', money: '元', percent: '%' };

/** A number typed as clerks type it (1,024, ３份, 1.2万元). What cannot be read stays in the field and is said to be wrong. */
export function NumberInput(props: Props): ReactElement {
  const {
    kind,
    value,
    onChange,
    onLeave,
    onPressEnter,
    id,
    label,
    disabled = false,
    invalid = false,
  } = props;
  const { text, setText, hint, setHint, keepFor } = useTypedText(value, (number) => numberText(kind, number));

  // Taken while it is typed, so that a draft has it; the text stays as it is until the field is left.
  const type = (typed: string): void => {
    setText(typed);
    const read = readTypedNumber(kind, typed);
    if (!read.ok) return;
    setHint(null);
    if (read.value === value) return;
    keepFor(read.value);
    onChange(read.value);
  };
  const leave = (): void => {
    const read = readTypedNumber(kind, text);
    if (read.ok) setText(numberText(kind, read.value));
    setHint(read.ok ? null : read.hint);
    onLeave?.(read.ok ? undefined : read.hint);
  };
  return (
    <>
      <Input
        className="full"
        value={text}
        inputMode="decimal"
        autoComplete="off"
        maxLength={40}
        disabled={disabled}
        {...(units[kind] === '' ? {} : { suffix: units[kind] })}
        {...(label ? { 'aria-label': label } : {})}
        {...(id ? { id } : {})}
        {...(invalid || hint ? { status: 'error' as const, 'aria-invalid': true } : {})}
        onChange={({ target }) => type(target.value)}
        onBlur={leave}
        {...(onPressEnter ? { onPressEnter } : {})}
      />
      {hint ? (
        <div className="weakness" role="alert">
          {hint}
        </div>
      ) : null}
    </>
  );
}
