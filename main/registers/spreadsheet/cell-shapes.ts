import { normalizeText, toHalfWidth } from '../../../domain/text/normalize.ts';
import type { Cell } from './sheets.ts';

/** Whether a text reads as a calendar date in any of the forms clerks use, right or wrong. */
export function looksLikeDate(text: string): boolean {
  const bare = normalizeText(text);
  return (
    /^\d{2,4}[-./年,]\d{1,2}([-./月,]\d{1,2}日?号?|月)?(\d{1,2}[:时]\d{1,2}.*)?$/.test(bare) ||
    /^\d{1,2}[月./]\d{1,2}[日号]?$/.test(bare) ||
    /^(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(bare)
  );
}

export function looksLikePhone(text: string): boolean {
  const bare = normalizeText(text).replace(/[-()+]/g, '');
  return /^(86)?1[3-9]\d{9}$/.test(bare) || /^0\d{9,11}$/.test(bare);
}

export function looksLikeIdNumber(text: string): boolean {
  return /^[1-9]\d{16}[\dx]$/.test(normalizeText(text));
}

export function looksLikeNumber(text: string): boolean {
  return /^[-+]?[\d,]+(\.\d+)?%?$/.test(normalizeText(text));
}

/** Short wording such as a heading has, as opposed to dates, numbers and sentences. */
export function looksLikeLabel(cell: Cell): boolean {
  if (cell.kind !== 'text') return false;
  const bare = normalizeText(cell.text);
  if (bare === '' || bare.length > 30 || /[.;!?]$/.test(bare)) return false;
  return !looksLikeDate(bare) && !looksLikePhone(bare) && !looksLikeNumber(bare) && !looksLikeIdNumber(bare);
}

/** One line, half width, single blanks: how a heading or a line of the form is shown again. */
export function singleLine(text: string): string {
  return toHalfWidth(text).replace(/\s+/gu, ' ').trim();
}
