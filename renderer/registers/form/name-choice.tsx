import type { ReactElement } from 'react';
import { matchesOption } from '../code-options.ts';
import { ChoiceSelect } from './choice-select.tsx';
import type { FieldInputProps } from './field-input.tsx';

interface Props extends Pick<
  FieldInputProps,
  'id' | 'value' | 'disabled' | 'invalid' | 'onChange' | 'onLeave'
> {
  readonly names: readonly string[];
  /** How a name is shown; as it is when absent. */
  readonly labelOf?: (name: string) => string;
  readonly placeholder: string;
  readonly notFoundContent: string;
}

/** A text that is one of these names, and stored as such. */
export function NameChoice({
  id,
  value,
  names,
  labelOf = (name) => name,
  placeholder,
  notFoundContent,
  disabled,
  invalid,
  onChange,
  onLeave,
}: Props): ReactElement {
  return (
    <ChoiceSelect
      id={id}
      many={false}
      held={typeof value === 'string' && value !== '' ? [value] : []}
      options={names.map((name) => ({ value: name, label: labelOf(name), search: name.toLowerCase() }))}
      filter={matchesOption}
      {...{ placeholder, notFoundContent, disabled, invalid, onChange, onLeave }}
    />
  );
}
