import { useState, type ReactElement } from 'react';
import type { Register } from '../../../domain/register.ts';
import { asRegisterId, registerOf } from '../../../domain/registers/registers.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { useProcedure } from '../../app/queries.ts';
import { useMayOn } from '../../app/session.tsx';
import { useSettled } from '../../shared/use-settled.ts';
import { idsOf } from '../record-link.tsx';
import { StateTag } from '../state-tag.tsx';
import { ChoiceSelect } from './choice-select.tsx';
import type { FieldInputProps } from './field-input.tsx';

type Brief = Output<'records.brief'>['records'][number];

/** One or several records of another register, chosen by number or text; what is stored is their ids. */
export function RecordInput(props: Omit<FieldInputProps, 'labels'>): ReactElement {
  const { field, id, value, disabled, invalid, onChange, onLeave } = props;
  const registerId = asRegisterId(field.list ?? '');
  const register = registerOf(registerId);
  const may = useMayOn(register)('read');
  const held = idsOf(value);
  const [search, setSearch] = useState('');
  const asked = useSettled(search);
  const [looking, setLooking] = useState(false);
  const found = useProcedure('records.find', may && looking ? { register: registerId, text: asked } : null, {
    keep: true,
  });
  const named = useProcedure(
    'records.brief',
    may && held.length > 0 ? { register: registerId, ids: [...held] } : null,
  );
  const offered = [...(named.data?.records ?? []), ...(found.data?.records ?? [])];
  const byId = new Map(offered.map((record) => [record.id, record]));
  return (
    <ChoiceSelect
      id={id}
      many={field.type === 'records'}
      held={held}
      disabled={disabled || !may}
      filter={false}
      onSearch={setSearch}
      placeholder={may ? `输入${register.label}的编号或内容` : `您没有查看${register.label}的权限`}
      notFoundContent={asked === '' ? `没有${register.label}` : `没有找到含“${asked}”的${register.label}`}
      options={[...byId.values()].map((record) => ({
        value: record.id,
        label: record.no,
        disabled: field.chosenIn?.includes(record.state) === false && !held.includes(record.id),
      }))}
      optionRender={choiceOf(byId, register)}
      onOpenChange={setLooking}
      {...{ invalid, onChange, onLeave }}
    />
  );
}

function choiceOf(
  byId: ReadonlyMap<string, Brief>,
  register: Register,
): (option: { readonly value?: string | number | undefined }) => ReactElement {
  return ({ value }) => <Choice record={byId.get(String(value))} register={register} />;
}

interface ChoiceProps {
  readonly record: Brief | undefined;
  readonly register: Register;
}

function Choice({ record, register }: ChoiceProps): ReactElement | null {
  if (!record) return null;
  return (
    <span className="record-choice">
      <span className="number">{record.no}</span>
      <StateTag
        register={register}
        state={record.state}
        isVoid={record.void}
        isWithdrawn={record.withdrawn}
      />
      <span className="quiet ellipsis">{record.title}</span>
    </span>
  );
}
