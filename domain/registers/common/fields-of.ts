/** Short forms for the fields of one form section. */
import type { Field } from '../../register.ts';

type More = Partial<Omit<Field, 'key' | 'label' | 'type' | 'section' | 'list'>>;

export interface FieldMaker {
  /** `length` is the most characters it takes. */
  readonly text: (key: string, label: string, length: number, more?: More) => Field;
  readonly longText: (key: string, label: string, length: number, more?: More) => Field;
  readonly date: (key: string, label: string, more?: More) => Field;
  readonly integer: (key: string, label: string, more?: More) => Field;
  readonly money: (key: string, label: string, more?: More) => Field;
  readonly boolean: (key: string, label: string, more?: More) => Field;
  readonly region: (key: string, label: string, more?: More) => Field;
  readonly code: (key: string, label: string, list: string, more?: More) => Field;
  readonly codes: (key: string, label: string, list: string, more?: More) => Field;
  readonly record: (key: string, label: string, register: string, more?: More) => Field;
  readonly records: (key: string, label: string, register: string, more?: More) => Field;
  /** The account that took a step; set by the application. */
  readonly stamp: (key: string, label: string) => Field;
}

/** Long texts take the whole width; stamps are never copied into another record. */
export function fieldsOf(section: string): FieldMaker {
  const plain =
    (type: 'date' | 'integer' | 'money' | 'boolean' | 'region') =>
    (key: string, label: string, more: More = {}): Field => ({ key, label, type, section, ...more });
  const listed =
    (type: 'code' | 'codes' | 'record' | 'records') =>
    (key: string, label: string, list: string, more: More = {}): Field => ({
      key,
      label,
      type,
      list,
      section,
      ...more,
    });
  return {
    text: (key, label, maxLength, more = {}) => ({ key, label, type: 'text', maxLength, section, ...more }),
    longText: (key, label, maxLength, more = {}) => ({
      key,
      label,
      type: 'longText',
      maxLength,
      section,
      span: 24,
      ...more,
    }),
    date: plain('date'),
    integer: plain('integer'),
    money: plain('money'),
    boolean: plain('boolean'),
    region: plain('region'),
    code: listed('code'),
    codes: listed('codes'),
    record: listed('record'),
    records: listed('records'),
    stamp: (key, label) => ({ key, label, type: 'user', section, derived: true, notCloned: true }),
  };
}
