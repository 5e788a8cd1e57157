import { Input, Radio } from 'antd';
import { useMemo, useState, type ReactElement } from 'react';
import type { Field, FieldType, Value } from '../../../domain/register.ts';
import { pinyinInitials } from '../../../domain/text/pinyin.ts';
import { useProcedure } from '../../app/queries.ts';
import { DateInput } from '../../shared/date-input.tsx';
import { todayInChina } from '../../shared/format.ts';
import { NumberInput } from '../../shared/number-input.tsx';
import type { NumberKind } from '../../shared/number-text.ts';
import { codeOptions, matchesOption } from '../code-options.ts';
import type { Labels } from '../labels.ts';
import { ChoiceSelect } from './choice-select.tsx';
import { NameChoice } from './name-choice.tsx';
import { NameInput } from './name-input.tsx';
import { RecordInput } from './record-input.tsx';
import { RowNameInput } from './row-name-input.tsx';

export interface FieldInputProps {
  readonly field: Field;
  readonly id: string;
  readonly value: Value;
  /** What the field that narrows this one holds. */
  readonly parent?: Value;
  readonly labels: Labels;
  /** Names of the record's attachments, for a field that names one. */
  readonly attachments?: readonly string[] | undefined;
  readonly disabled: boolean;
  readonly invalid: boolean;
  readonly onChange: (value: Value) => void;
  /** With a sentence where what stands in the field cannot be taken as its value. */
  readonly onLeave: (problem?: string) => void;
}

/** Types whose inputs show for themselves what is wrong with what was typed. */
export function saysItself(type: FieldType): boolean {
  return type === 'date' || isNumber(type);
}

const isNumber = (type: FieldType): boolean => ['integer', 'money', 'percent', 'instant'].includes(type);

/** How the number of such a field is typed. */
export function numberKind(type: FieldType | undefined): NumberKind {
  return type === 'money' || type === 'percent' ? type : 'integer';
}

/** The input for one field, by its type. */
export function FieldInput(props: FieldInputProps): ReactElement {
  const { field, id, value, disabled, invalid, onChange, onLeave } = props;
  const status = invalid ? { status: 'error' as const, 'aria-invalid': true } : {};
  const text = typeof value === 'string' ? value : '';
  switch (field.type) {
    case 'longText':
      return (
        <Input.TextArea
          id={id}
          value={text}
          disabled={disabled}
          rows={field.required ? 3 : 1}
          {...(field.maxLength
            ? { maxLength: field.maxLength, showCount: text.length > field.maxLength * 0.8 }
            : {})}
          {...status}
          onChange={({ target }) => onChange(target.value)}
          onBlur={() => onLeave()}
        />
      );
    case 'date':
      return (
        <DateInput
          id={id}
          value={text === '' ? null : text}
          disabled={disabled}
          invalid={invalid}
          onChange={onChange}
          onLeave={onLeave}
        />
      );
    case 'integer':
    case 'money':
    case 'percent':
    case 'instant':
      return (
        <NumberInput
          id={id}
          kind={numberKind(field.type)}
          value={typeof value === 'number' ? value : null}
          disabled={disabled}
          invalid={invalid}
          onChange={onChange}
          onLeave={onLeave}
        />
      );
    case 'boolean':
      return (
        <Radio.Group
          id={id}
          value={typeof value === 'boolean' ? value : null}
          disabled={disabled}
          onChange={({ target }) => onChange(target.value === true)}
          onBlur={() => onLeave()}
          optionType="button"
          options={[
            { value: true, label: '是' },
            { value: false, label: '否' },
          ]}
        />
      );
    case 'code':
    case 'codes':
      return <CodeField {...props} />;
    case 'region':
      return <RegionField {...props} />;
    case 'user':
      return <UserField {...props} />;
    case 'record':
    case 'records':
      return <RecordInput {...props} />;
    case 'text':
    case 'phone':
    case 'idNumber':
      if (field.names !== undefined) return <NameInput {...props} />;
      if (field.namesRowOf !== undefined) return <RowNameInput {...props} />;
      return field.namesAttachment === true && props.attachments ? (
        <AttachmentField {...props} />
      ) : (
        <TextField {...props} />
      );
  }
}

function TextField({
  field,
  id,
  value,
  disabled,
  invalid,
  onChange,
  onLeave,
}: FieldInputProps): ReactElement {
  return (
    <Input
      id={id}
      value={typeof value === 'string' ? value : ''}
      disabled={disabled}
      autoComplete="off"
      spellCheck={false}
      {...(field.maxLength ? { maxLength: field.maxLength } : {})}
      {...(invalid ? { status: 'error' as const, 'aria-invalid': true } : {})}
      onChange={({ target }) => onChange(target.value)}
      onBlur={() => onLeave()}
    />
  );
}

function AttachmentField({ attachments = [], ...props }: FieldInputProps): ReactElement {
  const placeholder = attachments.length === 0 ? '请先在“附件”中添加扫描件' : '从本件附件中选择';
  return <NameChoice {...{ ...props, placeholder }} names={attachments} notFoundContent="没有这个附件" />;
}

function CodeField({
  field,
  id,
  value,
  parent = null,
  labels,
  disabled,
  invalid,
  onChange,
  onLeave,
}: FieldInputProps): ReactElement {
  const many = field.type === 'codes';
  const held = useMemo(
    () => (Array.isArray(value) ? value : typeof value === 'string' && value !== '' ? [value] : []),
    [value],
  );
  const options = useMemo(
    () => [...codeOptions(labels.codes, field.list ?? '', todayInChina(), held, parent)],
    [labels.codes, field.list, held, parent],
  );
  return (
    <ChoiceSelect
      id={id}
      many={many}
      held={held}
      options={options}
      filter={matchesOption}
      placeholder="选择，或输入首字母"
      notFoundContent="没有这一项"
      maxTagCount="responsive"
      {...{ disabled, invalid, onChange, onLeave }}
    />
  );
}

function RegionField({ id, value, disabled, invalid, onChange, onLeave }: FieldInputProps): ReactElement {
  const [search, setSearch] = useState('');
  const code = typeof value === 'string' ? value : '';
  const found = useProcedure('setup.regions', { search: search || code }, { keep: true, staleTime: 300_000 });
  const options = (found.data?.regions ?? []).map((region) => ({ value: region.code, label: region.path }));
  return (
    <ChoiceSelect
      id={id}
      many={false}
      held={code === '' ? [] : [code]}
      filter={false}
      onSearch={setSearch}
      placeholder="输入地名或区划代码"
      notFoundContent={search === '' ? '请输入地名或代码' : '没有找到'}
      options={
        options.some((option) => option.value === code) || code === ''
          ? options
          : [{ value: code, label: code }, ...options]
      }
      {...{ disabled, invalid, onChange, onLeave }}
    />
  );
}

function UserField({
  id,
  value,
  labels,
  disabled,
  invalid,
  onChange,
  onLeave,
}: FieldInputProps): ReactElement {
  const held = typeof value === 'string' ? value : null;
  const options = useMemo(
    () =>
      labels.users
        .filter((user) => user.active || user.userId === held)
        .map(({ userId, name, active }) => ({
          value: userId,
          label: active ? name : `${name}（已停用）`,
          search: [name, ...pinyinInitials(name)].join(' ').toLowerCase(),
        })),
    [labels.users, held],
  );
  return (
    <ChoiceSelect
      id={id}
      many={false}
      held={held === null ? [] : [held]}
      options={options}
      filter={matchesOption}
      placeholder="选择，或输入首字母"
      notFoundContent="没有这一项"
      {...{ disabled, invalid, onChange, onLeave }}
    />
  );
}
