import { codesOf, matchCode, matchCodes, type CodeIndex } from '../../../domain/codes/lookup.ts';
import type { Field, Value } from '../../../domain/register.ts';
import {
  parseClerkBoolean,
  parseClerkDate,
  parseClerkInteger,
  parseClerkMoney,
} from '../../../domain/text/clerk-values.ts';
import { isIdNumber, normalizeIdNumber, splitPhones } from '../../../domain/text/identifiers.ts';
import { normalizeText, tidyText } from '../../../domain/text/normalize.ts';
import { serialToDate } from './cell-values.ts';
import type { Cell } from './sheets.ts';
import { meantValue } from './word-meanings.ts';

/**
 * A stored value with an optional doubt, or the reason why the cell cannot be taken over. `words` are none of the
 * field's choices, whether or not the clerk has said what they mean.
 */
export type Parsed =
  | { readonly value: Value; readonly warning?: string; readonly words?: readonly string[] }
  | { readonly error: string; readonly candidates?: readonly string[]; readonly words?: readonly string[] };

export interface ParseContext {
  readonly codes: CodeIndex;
  readonly today: string;
  readonly date1904: boolean;
  /** Code of a division from what the clerk wrote; without it regions are taken over as text only when they are codes. */
  readonly findRegion?: ((text: string) => string | undefined) | undefined;
  /** Year of the ledger, for dates written without one. */
  readonly year: number | undefined;
  /** What the clerk has said that a word means which is none of the field's choices. */
  readonly meaningOf?: ((word: string) => string | undefined) | undefined;
  /** Unit of amounts in the column, from its heading or the line above the table. */
  readonly moneyUnit: '元' | '万元';
}

/** Reads one cell as a value of the field. The cell is never blank here. */
export function parseCell(cell: Cell, field: Field, context: ParseContext): Parsed {
  if (cell.kind === 'error') return { error: `单元格是公式错误 ${cell.text}，请改为具体内容` };
  const parsed = parseAsTyped(cell, field, context);
  if (!('error' in parsed)) return parsed;
  if (field.required !== true && isPlaceholder(cell.text)) {
    return { value: null, warning: `“${shorten(cell.text)}”按未填导入` };
  }
  const choice = plainChoice(cell.text, field);
  const chosen = choice === undefined ? parsed : parseAsTyped({ kind: 'text', text: choice }, field, context);
  if ('error' in chosen || choice === undefined) return parsed;
  return { value: chosen.value, warning: `“${shorten(cell.text)}”按“${choice}”导入，请核对` };
}

/** Words and strokes that say that there is nothing to say. */
function isPlaceholder(text: string): boolean {
  return /^(无|没有|暂无|不详|不明|未知|不清楚|未填|待定|略|[-—–一_/\\]+)$/u.test(normalizeText(text));
}

/** The choice without its boxes (☑来信 □来访) or the remark after it (来信（挂号）); undefined where there is neither. */
function plainChoice(text: string, { type }: Field): string | undefined {
  if (type !== 'boolean' && type !== 'code' && type !== 'codes') return undefined;
  const ticked = /[☑√✓✔■]/u.test(text) && /[□☐]/u.test(text) ? tickedOnly(text) : text;
  const bare = tidyText(ticked.replace(/[（(][^（()）]*[)）]\s*$/u, ''));
  return bare === '' || bare === tidyText(text) ? undefined : bare;
}

function tickedOnly(text: string): string {
  return [...text.matchAll(/[☑√✓✔■]\s*([^□☐☑√✓✔■]+)/gu)].map(([, label = '']) => label.trim()).join('、');
}

function parseAsTyped(cell: Cell, field: Field, context: ParseContext): Parsed {
  switch (field.type) {
    case 'date':
      return parseDate(cell, context);
    case 'integer':
      return parseInteger(cell, field);
    case 'money':
      return parseMoney(cell, context.moneyUnit);
    case 'boolean': {
      const value = booleanOf(cell.text, field);
      if (value !== undefined) return { value };
      const words = [tidyText(cell.text)];
      const meant = meantBy(words[0] ?? '', field, context);
      if (meant !== undefined) return { value: meant, words };
      return { error: `“${shorten(cell.text)}”无法识别，请填“是”或“否”`, candidates: ['是', '否'], words };
    }
    case 'code':
      return parseCode(cell.text, field, context);
    case 'codes':
      return parseCodes(cell.text, field, context);
    case 'region':
      return parseRegion(cell.text, context);
    case 'phone':
      return parsePhone(cell, field);
    case 'idNumber':
      return parseIdNumber(cell);
    default:
      return parseText(cell.text, field);
  }
}

/** 是/否 in any wording; the field's own label (联名 under 联名) means 是. Undefined when it is neither. */
export function booleanOf(text: string, field: Field): boolean | undefined {
  const parsed = parseClerkBoolean(text.replace(/[。.]\s*$/u, ''));
  if (parsed.ok) return parsed.value;
  return normalizeText(text) === normalizeText(field.label) ? true : undefined;
}

function parseText(text: string, field: Field): Parsed {
  const value = tidyText(text);
  if (field.maxLength !== undefined && [...value].length > field.maxLength) {
    return { error: `内容有 ${[...value].length} 字，超过“${field.label}”的上限 ${field.maxLength} 字` };
  }
  return { value };
}

function parseDate(cell: Cell, { date1904, today, year }: ParseContext): Parsed {
  if (cell.date !== undefined) return checkedDate(cell.date, today);
  if (cell.kind === 'number' && cell.number !== undefined && cell.number > 10_000 && cell.number < 80_000) {
    const date = serialToDate(cell.number, date1904);
    if (date !== undefined) return checkedDate(date, today);
  }
  if (cell.kind === 'number' && /^(1[0-2]|[1-9])\.[123]$/u.test(cell.text)) {
    return {
      error: `“${cell.text}”以数值保存，分不清是 ${cell.text} 还是 ${cell.text}0，请写成 2026.4.3 的样子`,
    };
  }
  const parsed = parseClerkDate(tidyText(cell.text), year === undefined ? {} : { year });
  if (!parsed.ok) return { error: sentence(parsed.hint) };
  const checked = checkedDate(parsed.value, today);
  if (parsed.note === undefined) return checked;
  const doubts = [sentence(parsed.note), ...(checked.warning === undefined ? [] : [checked.warning])];
  return { value: parsed.value, warning: doubts.join('；') };
}

function checkedDate(date: string, today: string): { readonly value: string; readonly warning?: string } {
  if (date > today) return { value: date, warning: `日期 ${date} 晚于今天` };
  if (date < '1990-01-01') return { value: date, warning: `日期 ${date} 过早，请核对` };
  return { value: date };
}

function parseInteger(cell: Cell, field: Field): Parsed {
  const parsed = parseClerkInteger(tidyText(cell.text));
  if (!parsed.ok) return { error: sentence(parsed.hint) };
  const { value } = parsed;
  if (field.min !== undefined && value < field.min) return { error: `“${field.label}”不能小于 ${field.min}` };
  if (field.max !== undefined && value > field.max) return { error: `“${field.label}”不能大于 ${field.max}` };
  return { value };
}

/** Money in 分; a bare number takes the unit of its column. */
function parseMoney(cell: Cell, unit: ParseContext['moneyUnit']): Parsed {
  const text = tidyText(cell.text);
  const parsed = parseClerkMoney(/[元万亿]/u.test(text) ? text : text + unit);
  if (parsed.ok) return { value: parsed.value };
  // As it stands in the cell, where the unit of the column is not to blame.
  const asIs = parseClerkMoney(text);
  return { error: sentence(asIs.ok ? parsed.hint : asIs.hint) };
}

function parseCode(text: string, field: Field, context: ParseContext): Parsed {
  const { codes, today } = context;
  const list = field.list ?? '';
  const code = matchCode(codes, list, text, today);
  if (code) return { value: code.code };
  const words = [tidyText(text)];
  const meant = meantBy(text, field, context);
  if (meant !== undefined) return { value: meant, words };
  return {
    error: `“${shorten(text)}”不在“${field.label}”的可选项中`,
    candidates: nearestLabels(codes, list, text, today),
    words,
  };
}

function parseCodes(text: string, field: Field, context: ParseContext): Parsed {
  const { codes, today } = context;
  const list = field.list ?? '';
  const found = matchCodes(codes, list, text, today);
  if (found.unknown.length === 0) return { value: found.codes };
  const meant = found.unknown.map((word) => ({ word, value: meantBy(word, field, context) }));
  const words = found.unknown;
  const open = meant.find(({ value }) => value === undefined)?.word;
  if (open === undefined) {
    const chosen = meant.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
    const all = [...new Set([...found.codes, ...chosen])];
    return { value: all.length === 0 ? null : all, words };
  }
  return {
    error: `“${shorten(open)}”不在“${field.label}”的可选项中`,
    candidates: nearestLabels(codes, list, open, today),
    words,
  };
}

function meantBy(word: string, field: Field, { meaningOf, codes, today }: ParseContext): Value | undefined {
  return meantValue(field, meaningOf?.(word), codes, today);
}

function parseRegion(text: string, { findRegion }: ParseContext): Parsed {
  const bare = normalizeText(text);
  if (/^\d{6}(\d{3}|\d{6})?$/.test(bare)) {
    if (findRegion === undefined || findRegion(bare) !== undefined) return { value: bare };
    return { value: bare, warning: `“${bare}”不在行政区划代码表中，按原代码导入，请核对` };
  }
  const code = findRegion?.(text);
  return code === undefined ? { error: `“${shorten(text)}”不是可以识别的行政区划` } : { value: code };
}

function parsePhone(cell: Cell, field: Field): Parsed {
  const tooLong = field.maxLength !== undefined && [...tidyText(cell.text)].length > field.maxLength;
  if (tooLong) return { error: `内容超过“${field.label}”的上限 ${field.maxLength ?? 0} 字` };
  const { phones, rest } = splitPhones(cell.text);
  const lossy = cell.kind === 'number' && Math.abs(cell.number ?? 0) >= 1e15;
  if (lossy) return { error: '电话以数值保存，末尾几位已失真，请核对原件后按文本填写' };
  if (phones.length === 0) {
    if (rest.replace(/\D/gu, '').length >= 5) return { error: `“${shorten(cell.text)}”不是完整的电话号码` };
    if (!isPlaceholder(cell.text) && /[\da-z]/iu.test(rest)) {
      return { value: tidyText(cell.text), warning: `“${shorten(cell.text)}”不是电话号码，按原文导入` };
    }
    return { value: null, warning: `“${shorten(cell.text)}”不是电话号码，未导入` };
  }
  const value = phones.join('、');
  return rest === '' ? { value } : { value: `${value}（${rest.replace(/^\((.*)\)$/u, '$1')}）` };
}

function parseIdNumber(cell: Cell): Parsed {
  if (cell.kind === 'number' && Math.abs(cell.number ?? 0) >= 1e15) {
    return { error: '身份证号以数值保存，末尾几位已失真，请核对原件后按文本填写' };
  }
  const value = normalizeIdNumber(cell.text);
  if (isIdNumber(value)) return { value };
  if (/^\d{15}$|^\d{17}[\dX]$/.test(value)) return { value, warning: '身份证号校验不符，请核对' };
  return { error: `“${shorten(cell.text)}”不是 18 位身份证号` };
}

/** Up to five labels of the list that share most signs with the text. */
function nearestLabels(codes: CodeIndex, list: string, text: string, today: string): readonly string[] {
  const signs = new Set(normalizeText(text));
  return codesOf(codes, list, today)
    .map((code) => ({
      label: code.label,
      shared: Math.max(
        ...[code.label, ...code.synonyms].map(
          (word) =>
            [...signs].filter((sign) => word.includes(sign)).length / Math.max(signs.size, word.length),
        ),
      ),
    }))
    .filter(({ shared }) => shared > 0)
    .sort((left, right) => right.shared - left.shared)
    .slice(0, 5)
    .map(({ label }) => label);
}

/** Hints join other text in the error column, so they lose their full stop. */
function sentence(hint: string): string {
  return hint.replace(/。$/u, '');
}

export function shorten(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  const signs = [...line];
  return signs.length > 30 ? `${signs.slice(0, 30).join('')}…` : line;
}
