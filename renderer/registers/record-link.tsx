import type { ReactElement } from 'react';
import type { Field, Value } from '../../domain/register.ts';
import { asRegisterId, registerOf, type RegisterId } from '../../domain/registers/registers.ts';
import { useProcedure } from '../app/queries.ts';
import { useMayOn } from '../app/session.tsx';

interface Props {
  readonly field: Field;
  readonly value: Value | undefined;
}

/** The records a field names, by number, each leading to its page; only how many where they may not be read. */
export function RecordLinks({ field, value }: Props): ReactElement {
  const register = asRegisterId(field.list ?? '');
  const description = registerOf(register);
  const may = useMayOn(description)('read');
  const ids = idsOf(value);
  const named = useProcedure('records.brief', may && ids.length > 0 ? { register, ids: [...ids] } : null);
  if (!may) {
    return (
      <span className="quiet">
        {ids.length}
        {description.unit}
        {description.label}，您无权查看
      </span>
    );
  }
  return (
    <>
      {(named.data?.records ?? []).map((record, index) => (
        <span key={record.id}>
          {index > 0 ? '、' : ''}
          <RecordAnchor register={register} id={record.id} no={record.no} />
          {record.title && ids.length === 1 ? <span className="quiet">　{record.title}</span> : null}
        </span>
      ))}
    </>
  );
}

export function idsOf(value: Value | undefined): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

interface AnchorProps {
  readonly register: RegisterId;
  readonly id: string;
  readonly no: string;
}

export function RecordAnchor({ register, id, no }: AnchorProps): ReactElement {
  return (
    <a className="number" href={`#/${register}/${id}`}>
      {no}
    </a>
  );
}
