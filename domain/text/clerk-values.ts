/** Reads values as clerks type them in spreadsheets; refuses with a hint instead of guessing. */
import { toHalfWidth } from './normalize.ts';

export type Parsed<T> =
  | { readonly ok: true; readonly value: T; readonly note?: string }
  | { readonly ok: false; readonly hint: string };

export interface ClerkDateOptions {
  /** Year to read 4月3日 in, e.g. the year of the ledger; without it such dates are refused. */
  readonly year?: number;
}

const excelEpoch = Date.UTC(1899, 11, 30);
const dayMs = 86_400_000;

/**
 * A date as `YYYY-MM-DD`. Takes 2026.4.3, 2026-04-03, 2026/4/3, 2026年4月3日, 二〇二六年四月三日, 20260403 in any width,
 * a time of day or a day of the week after it (dropped), spreadsheet date cells (as `Date` at UTC midnight) and Excel
 * serial numbers (1900 system). 26.4.3 and 4月3日 need the year of the ledger, and are noted.
 */
export function parseClerkDate(
  input: string | number | Date,
  options: ClerkDateOptions = {},
): Parsed<string> {
  if (input instanceof Date) {
    return Number.isNaN(input.getTime())
      ? no('不是日期。')
      : checked(input.getUTCFullYear(), input.getUTCMonth() + 1, input.getUTCDate());
  }
  if (typeof input === 'number') return serialDate(input);
  const text = plainDate(input);
  if (/^\d{5}$/u.test(text)) return serialDate(Number(text));
  const packed = /^(\d{4})(\d{2})(\d{2})$/u.exec(text);
  const parted = /^(\d{4})[-./年、。,](\d{1,2})[-./月、。,](\d{1,2})[日.]?$/u.exec(text);
  const [, year, month, day] = packed ?? parted ?? [];
  if (year !== undefined) return checked(Number(year), Number(month), Number(day));
  return refuseDate(text, options);
}

/** Without what clerks put around a date: quotes, the day of the week, the time of day. */
function plainDate(input: string): string {
  return arabicDate(
    toHalfWidth(input)
      .replace(/["'“”‘’`]/gu, '')
      .replace(/\(?(?:周|星期|礼拜)[一二三四五六日天]\)?/u, '')
      .trim()
      .replace(/[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$/u, '')
      .replace(
        /(?<=[\d日号]\s*)(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|晚)(?:\d{1,2}(?:[时点:](?:\d{1,2}分?|半)?))?$/u,
        '',
      )
      .trim()
      .replace(/(?<=\d)\s+(?=\d)/gu, '.')
      .replace(/\s/gu, '')
      .replace(/号$/u, '日'),
  );
}

const chineseDigits = '〇一二三四五六七八九';

/** 二〇二六年四月二十三日 in Arabic figures; anything else stays. */
function arabicDate(text: string): string {
  const found =
    /^(?:([\d〇零○一二三四五六七八九]{4})年)?([\d一二三四五六七八九十]{1,3})月([\d一二三四五六七八九十]{1,3})日?$/u.exec(
      text,
    );
  if (!found || !/[一二三四五六七八九十]/u.test(text)) return text;
  const [, year, month = '', day = ''] = found;
  const digits = (part: string): string =>
    [...part.replace(/[零○]/gu, '〇')]
      .map((sign) => (/\d/u.test(sign) ? sign : chineseDigits.indexOf(sign)))
      .join('');
  const upToNinetyNine = (part: string): string => {
    const [tens, ones] = part.split('十');
    if (ones === undefined) return digits(part);
    return String(
      Number(digits(tens === '' || tens === undefined ? '一' : tens)) * 10 + Number(digits(ones) || 0),
    );
  };
  return `${year === undefined ? '' : `${digits(year)}年`}${upToNinetyNine(month)}月${upToNinetyNine(day)}日`;
}

/** A whole number, with a counter word if any: 12, １２, 3份, 1,024. */
export function parseClerkInteger(input: string | number): Parsed<number> {
  if (typeof input === 'number')
    return Number.isSafeInteger(input) ? { ok: true, value: input } : no('须填整数。');
  const text = toHalfWidth(input).replace(/\s/gu, '');
  const digits = /^(-?\d{1,3}(?:,\d{3})+|-?\d+)(?:\.0+)?[件份封页张人次个批名条项卷盒]?$/u.exec(text)?.[1];
  const value = digits === undefined ? Number.NaN : Number(digits.replace(/,/gu, ''));
  return Number.isSafeInteger(value) ? { ok: true, value } : no(`“${input}”不是整数，请只填数字。`);
}

const moneyUnits: Readonly<Record<string, number>> = {
  '': 0,
  元: 0,
  千元: 3,
  万: 4,
  万元: 4,
  百万元: 6,
  亿: 8,
  亿元: 8,
};

/** Money in 分: 3150元, 1.03万元, ￥1,234.5, 2亿. A bare number is 元. Exact decimal arithmetic. */
export function parseClerkMoney(input: string | number): Parsed<number> {
  const text = toHalfWidth(String(input))
    .replace(/[\s¥￥]/gu, '')
    .replace(/人民币|整$/gu, '');
  const found = /^(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(元|千元|万元|万|百万元|亿元|亿)?$/u.exec(text);
  if (!found) return no(`“${String(input)}”不是金额，请填数字和单位，例如 2.39万元。`);
  const [, sign = '', whole = '', fraction = '', unit = ''] = found;
  const shift = (moneyUnits[unit] ?? 0) + 2;
  if (/[1-9]/u.test(fraction.slice(shift))) return no('金额最小到分。');
  const cents = Number(whole.replace(/,/gu, '') + fraction.slice(0, shift).padEnd(shift, '0'));
  return Number.isSafeInteger(cents) ? { ok: true, value: sign === '-' ? -cents : cents } : no('金额过大。');
}

const yesWords = [
  '是',
  '有',
  '√',
  '✓',
  '✔',
  '☑',
  '对',
  'y',
  'yes',
  'true',
  '1',
  '实名',
  '实',
  '实名举报',
  '实名信',
  '真名',
  '署名',
  '具名',
  '联名',
];
const noWords = [
  '否',
  '无',
  '不',
  '不是',
  '×',
  '✗',
  '✘',
  '☒',
  'x',
  'n',
  'no',
  'false',
  '0',
  '匿名',
  '匿',
  '匿名举报',
  '匿名信',
  '非实名',
  '未署名',
  '不署名',
  '单名',
  '没有',
];

/** 是/否 and what clerks write for them; `实名`/`匿名` answer 是否实名. */
export function parseClerkBoolean(input: string | number | boolean): Parsed<boolean> {
  if (typeof input === 'boolean') return { ok: true, value: input };
  const text = toHalfWidth(String(input)).replace(/\s/gu, '').toLowerCase();
  if (yesWords.includes(text)) return { ok: true, value: true };
  if (noWords.includes(text)) return { ok: true, value: false };
  return no(`“${String(input)}”请改为“是”或“否”。`);
}

function refuseDate(text: string, options: ClerkDateOptions): Parsed<string> {
  const [, month, day] = /^(\d{1,2})[-./月](\d{1,2})日?$/u.exec(text) ?? [];
  if (month !== undefined && day !== undefined && Number(month) <= 12) {
    const date = checked(options.year ?? 2000, Number(month), Number(day));
    if (options.year === undefined) {
      return no(date.ok ? '缺少年份，请写成 2026.4.3 的样子。' : `${month}月没有${day}日，而且缺少年份。`);
    }
    return date.ok ? { ...date, note: `原文没有年份，按${options.year}年理解。` } : date;
  }
  const short = /^(\d{2})[-./年,](\d{1,2})[-./月,](\d{1,2})日?$/u.exec(text);
  if (short) return shortYear(2000 + Number(short[1]), Number(short[2]), Number(short[3]), options);
  if (/^\d{4}[-./年]\d{1,2}月?(?:底|初|中旬|上旬|下旬)?$/u.test(text))
    return no('缺少日，请写成 2026.4.3 的样子。');
  return no(`“${text}”不是日期，请写成 2026.4.3 的样子。`);
}

/** 26.4.3, only near the year of the ledger: elsewhere it may as well be a day and a month. */
function shortYear(year: number, month: number, day: number, options: ClerkDateOptions): Parsed<string> {
  if (options.year === undefined || Math.abs(options.year - year) > shortYearReach)
    return no('年份须写四位，请写成 2026.4.3 的样子。');
  const date = checked(year, month, day);
  return date.ok ? { ...date, note: `年份只写了两位，按${year}年理解。` } : date;
}

const shortYearReach = 5;

function serialDate(serial: number): Parsed<string> {
  if (serial >= 19_000_101 && serial <= 21_001_231 && Number.isInteger(serial))
    return parseClerkDate(String(serial));
  if (serial < 61 || serial > 73_415) return no(`“${serial}”不是日期，请写成 2026.4.3 的样子。`);
  const date = new Date(excelEpoch + Math.floor(serial) * dayMs);
  return checked(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

function checked(year: number, month: number, day: number): Parsed<string> {
  if (year < 1900 || year > 2100) return no(`年份${year}不对。`);
  if (month < 1 || month > 12) return no(`没有${month}月。`);
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day < 1 || day > days) return no(`${year}年${month}月没有${day}日。`);
  const pad = (value: number): string => String(value).padStart(2, '0');
  return { ok: true, value: `${year}-${pad(month)}-${pad(day)}` };
}

function no(hint: string): { readonly ok: false; readonly hint: string } {
  return { ok: false, hint };
}
