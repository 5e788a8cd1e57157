import { Input } from 'antd';
import { useState, type ReactElement } from 'react';
import { call, failureOf } from '../../app/bridge.ts';
import { useProcedure } from '../../app/queries.ts';
import { asRegisterId } from '../../../domain/registers/registers.ts';
import type { FieldInputProps } from './field-input.tsx';

/** Another record, named by its number; what is stored is its id. */
export function RecordInput(props: FieldInputProps): ReactElement {
  const { field, id, value, disabled, invalid, onChange, onLeave } = props;
  const register = asRegisterId(field.list ?? '');
  const held = typeof value === 'string' && value !== '' ? value : null;
  const record = useProcedure('records.get', held ? { register, id: held } : null);
  const no = held === null ? '' : (record.data?.no ?? '');
  const [text, setText] = useState(no);
  const [hint, setHint] = useState<string | null>(null);
  const [seen, setSeen] = useState(no);
  if (seen !== no) {
    setSeen(no);
    setText(no);
    setHint(null);
  }

  const look = async (): Promise<void> => {
    const typed = text.trim();
    if (typed === no) return;
    if (typed === '') {
      onChange(null);
      return;
    }
    try {
      const found = await call('records.getByNo', { register, no: typed });
      if (found) onChange(found.id);
      else setHint(`没有编号为“${typed}”的登记，请核对。`);
    } catch (error) {
      setHint(failureOf(error).what);
    }
  };
  return (
    <>
      <Input
        id={id}
        value={text}
        disabled={disabled}
        placeholder="填写编号"
        maxLength={60}
        {...(invalid || hint ? { status: 'error' as const } : {})}
        onChange={({ target }) => setText(target.value)}
        onBlur={() => void look().then(onLeave)}
      />
      {hint ? (
        <div className="weakness" role="alert">
          {hint}
        </div>
      ) : null}
    </>
  );
}
