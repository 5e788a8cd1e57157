/** Numbers as clerks type them into a field. Pure. */
import { parseClerkInteger, parseClerkMoney, type Parsed } from '../../domain/text/clerk-values.ts';
import { toHalfWidth } from '../../domain/text/normalize.ts';

/** `money` in 分, `percent` in hundredths of a percent, as fields store them. */
export type NumberKind = 'integer' | 'money' | 'percent';

/** Null for an empty field; what is no number is refused with a sentence, never dropped. */
export function readTypedNumber(kind: NumberKind, text: string): Parsed<number | null> {
  if (text.trim() === '') return { ok: true, value: null };
  const read = readers[kind](text);
  return read.ok ? read : { ok: false, hint: `请填数字：${read.hint}` };
}

export interface NumberRange {
  /** In the unit of the kind. */
  readonly min?: number;
  readonly max?: number;
  /** An empty field is refused as well. */
  readonly required?: boolean;
}

/** As {@link readTypedNumber}; what lies outside is refused too. */
export function readNumberWithin(
  kind: NumberKind,
  text: string,
  { min = -Infinity, max = Infinity, required = false }: NumberRange,
): Parsed<number | null> {
  const read = readTypedNumber(kind, text);
  if (!read.ok) return read;
  const { value } = read;
  if (value === null) return required ? { ok: false, hint: '请填数字。' } : read;
  if (value >= min && value <= max) return read;
  const [least, most] = [min, max].map((each) => numberText(kind, each));
  if (max === Infinity) return { ok: false, hint: `请填不小于${least}的数。` };
  return {
    ok: false,
    hint: min === -Infinity ? `请填不大于${most}的数。` : `请填${least}至${most}之间的数。`,
  };
}

const readers: Readonly<Record<NumberKind, (text: string) => Parsed<number>>> = {
  integer: parseClerkInteger,
  money: parseClerkMoney,
  percent: (text) => {
    const [, sign, whole = '', fraction = ''] =
      /^(-?)(\d+)(?:\.(\d{1,2}))?%?$/u.exec(toHalfWidth(text).replace(/\s/gu, '')) ?? [];
    const value = Number(`${whole}${fraction.padEnd(2, '0')}`);
    return sign !== undefined && Number.isSafeInteger(value)
      ? { ok: true, value: sign === '-' ? -value : value }
      : { ok: false, hint: `“${text}”不是百分比，请填到小数点后两位为止，例如 80.5。` };
  },
};

/** How a stored number stands in its field. */
export function numberText(kind: NumberKind, value: number | null): string {
  if (value === null) return '';
  return kind === 'integer' ? String(value) : (value / 100).toFixed(2);
}
