import { AutoComplete } from 'antd';
import { useState, type ReactElement } from 'react';
import { asRegisterId, registerOf } from '../../../domain/registers/registers.ts';
import { useProcedure } from '../../app/queries.ts';
import { useMayOn } from '../../app/session.tsx';
import { useSettled } from '../../shared/use-settled.ts';
import type { FieldInputProps } from './field-input.tsx';

/** A name that a register knows (被巡察党组织, 巡察轮次): offered while typing, but any other may be written too. */
export function NameInput(props: Omit<FieldInputProps, 'labels'>): ReactElement {
  const { field, id, value, disabled, invalid, onChange, onLeave } = props;
  const registerId = asRegisterId(field.names ?? '');
  const may = useMayOn(registerOf(registerId))('read');
  const text = typeof value === 'string' ? value : '';
  const asked = useSettled(text);
  const [looking, setLooking] = useState(false);
  const found = useProcedure('records.find', may && looking ? { register: registerId, text: asked } : null, {
    keep: true,
  });
  const titles = new Set((found.data?.records ?? []).map(({ title }) => title));
  return (
    <AutoComplete
      id={id}
      className="full"
      value={text}
      disabled={disabled}
      options={[...titles]
        .filter((title) => title !== '' && title !== text)
        .map((title) => ({ value: title }))}
      onOpenChange={setLooking}
      onChange={(next) => onChange(next)}
      onBlur={() => onLeave()}
      {...(field.maxLength === undefined ? {} : { maxLength: field.maxLength })}
      {...(invalid ? { status: 'error' as const } : {})}
    />
  );
}
