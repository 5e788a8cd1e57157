/** Values as a clerk reads them: labels for codes, names for people, 是/否, dates and amounts. */
import { codeLabel } from '../../domain/codes/lookup.ts';
import { isEmpty } from '../../domain/empty.ts';
import type { ChildRow, ChildTable, Field, Register, Value } from '../../domain/register.ts';
import { chineseDateTime } from '../deps.ts';
import type { Reader } from '../vault/api.ts';
import { percent, yuan } from '../../domain/text/amounts.ts';
import type { EngineContext } from './commands.ts';
import { quote } from './sql.ts';

export type Labeller = (field: Field, value: Value | undefined) => string;

/** Empty values give an empty text. */
export function createLabeller(context: EngineContext, reader: Reader): Labeller {
  const { codes } = context.reference(reader);
  return (field, value) => {
    if (value === undefined || value === null || isEmpty(value)) return '';
    if (typeof value === 'object' && field.type === 'records')
      return value.map((id) => recordNo(reader, field.list ?? '', id)).join('、');
    if (typeof value === 'object')
      return value.map((code) => codeLabel(codes, field.list ?? '', code)).join('、');
    switch (field.type) {
      case 'boolean':
        return value === true ? '是' : '否';
      case 'code':
        return codeLabel(codes, field.list ?? '', String(value));
      case 'user':
        return context.userName(String(value));
      case 'instant':
        return typeof value === 'number' ? chineseDateTime(value) : String(value);
      case 'money':
        return typeof value === 'number' ? yuan(value) : String(value);
      case 'percent':
        return typeof value === 'number' ? percent(value) : String(value);
      case 'record':
        return recordNo(reader, field.list ?? '', String(value));
      default:
        return String(value);
    }
  };
}

function recordNo(reader: Reader, register: string, id: string): string {
  const row = reader.get<{ no: string }>(`SELECT no FROM ${quote(register)} WHERE id = ?`, [id]);
  return row?.no ?? id;
}

/** `张某（县某局、副局长）`: the title first, everything else in brackets. */
export function rowText(label: Labeller, child: ChildTable, row: ChildRow): string {
  const texts = child.fields.map((field) => [field.key, label(field, row.values[field.key])] as const);
  const title = texts.find(([key]) => key === child.title)?.[1] ?? '';
  const rest = texts.filter(([key, text]) => key !== child.title && text !== '').map(([, text]) => text);
  const name = title === '' ? '（未填）' : title;
  return rest.length === 0 ? name : `${name}（${rest.join('、')}）`;
}

/** `张某、李某等3人`: the first titles of the rows. */
export function titlesText(child: ChildTable, rows: readonly ChildRow[], shown = 2): string {
  const titles = rows.map((row) => row.values[child.title]).filter((title) => typeof title === 'string');
  const head = titles.slice(0, shown).join('、');
  return rows.length > shown ? `${head}等${rows.length}${child.label.endsWith('人') ? '人' : '个'}` : head;
}

export function fieldOf(register: Register, key: string): Field | undefined {
  return register.fields.find((field) => field.key === key);
}
