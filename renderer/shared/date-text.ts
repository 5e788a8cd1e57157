/** What a clerk types into a date field. Pure. */
import { parseClerkDate } from '../../domain/text/clerk-values.ts';

export type TypedDate =
  { readonly ok: true; readonly value: string | null } | { readonly ok: false; readonly hint: string };

/** Four digits are a day of this year (`0501`), one or two a day of this month; everything else as in spreadsheets. */
export function readTypedDate(input: string, today: string): TypedDate {
  const text = input.trim();
  if (text === '') return { ok: true, value: null };
  const bare = text.normalize('NFKC');
  const monthDay = /^(\d{2})(\d{2})$/u.exec(bare) ?? /^(\d{1,2})[./月-](\d{1,2})日?$/u.exec(bare);
  if (monthDay) {
    const [, month = '', day = ''] = monthDay;
    return parsed(`${today.slice(0, 4)}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`, today);
  }
  if (/^\d{1,2}日?$/u.test(bare)) {
    return parsed(`${today.slice(0, 7)}-${bare.replace('日', '').padStart(2, '0')}`, today);
  }
  if (/^\d+$/u.test(bare) && bare.length !== 8)
    return { ok: false, hint: '请输入4位（0501）或8位（20260501）。' };
  return parsed(text, today);
}

function parsed(text: string, today: string): TypedDate {
  const result = parseClerkDate(text, { year: Number(today.slice(0, 4)) });
  return result.ok ? { ok: true, value: result.value } : { ok: false, hint: result.hint };
}
