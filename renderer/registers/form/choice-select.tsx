import { Select, type SelectProps } from 'antd';
import { useRef, useState, type FormEvent, type KeyboardEvent, type ReactElement } from 'react';

type Selecting = SelectProps<string[] | string | null>;

interface Props extends Pick<
  Selecting,
  'placeholder' | 'notFoundContent' | 'optionRender' | 'onOpenChange' | 'maxTagCount'
> {
  readonly id: string;
  readonly many: boolean;
  readonly held: readonly string[];
  readonly options: NonNullable<Selecting['options']>;
  /** False where the service has looked for them already. */
  readonly filter: false | ((typed: string, option?: object) => boolean);
  readonly onSearch?: (typed: string) => void;
  readonly disabled: boolean;
  readonly invalid: boolean;
  readonly onChange: (value: string[] | string | null) => void;
  /** With a sentence where words were typed and nothing was chosen. */
  readonly onLeave: (problem?: string) => void;
}

/**
 * A list to choose from. What was typed and not chosen stays in the field when it is left, and is said to be wrong: it
 * would look filled in to whoever typed it.
 */
export function ChoiceSelect(props: Props): ReactElement {
  const { many, held, filter, invalid, onSearch, onChange, onLeave, ...rest } = props;
  const [text, setText] = useState('');
  // Only what was typed: the list clears its search too when it closes.
  const typed = useRef('');
  const type = ({ target }: FormEvent<HTMLElement>): void => {
    if (target instanceof HTMLInputElement) typed.current = target.value;
  };
  const press = ({ key }: KeyboardEvent): void => {
    if (key === 'Escape') typed.current = '';
  };
  const forget = (): void => {
    typed.current = '';
    setText('');
  };
  return (
    <div onInputCapture={type} onKeyDownCapture={press}>
      <Select<string[] | string | null>
        {...rest}
        className="full"
        allowClear
        {...(many ? { mode: 'multiple' as const } : {})}
        value={many ? [...held] : (held[0] ?? null)}
        showSearch={{
          filterOption: filter,
          searchValue: text,
          onSearch: (next) => {
            if (next === '' && typed.current !== '') return;
            setText(next);
            onSearch?.(next);
          },
        }}
        onChange={(next) => {
          forget();
          onChange(next ?? (many ? [] : null));
        }}
        onSelect={forget}
        onClear={forget}
        onBlur={() => {
          const words = typed.current.trim();
          onLeave(words === '' ? undefined : `“${words}”没有从列表中选定，没有填入；请选择，或者清空。`);
        }}
        {...(invalid ? { status: 'error' as const } : {})}
      />
    </div>
  );
}
