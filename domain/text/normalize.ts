/**
 * One form for text that is compared or searched. The clerk's own input is always kept beside it.
 */

const punctuation: ReadonlyMap<string, string> = new Map([
  ['。', '.'],
  ['、', ','],
  ['“', '"'],
  ['”', '"'],
  ['‘', "'"],
  ['’', "'"],
  ['【', '['],
  ['】', ']'],
  ['〔', '['],
  ['〕', ']'],
  ['《', '<'],
  ['》', '>'],
  ['—', '-'],
  ['–', '-'],
  ['‐', '-'],
  ['•', '·'],
  ['・', '·'],
  ['‧', '·'],
]);

/** Full-width signs (digits, letters, brackets, the ideographic blank) as half-width ones; everything else stays. */
export function toHalfWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/gu, ' ');
}

/** For values that are shown again: NFC, no control or zero-width signs, no blanks at the ends. */
export function tidyText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/gu, '\n')
    .replace(/[\p{Cc}\u200B-\u200D\u2060\uFEFF]/gu, (sign) => (sign === '\n' || sign === '\t' ? sign : ''))
    .replace(/^[\s\u3000]+|[\s\u3000]+$/gu, '');
}

/** Signs that stand for themselves in every respect below; most names, dates and numbers hold no others. */
const evenAlready = /^[0-9a-z\u4e00-\u9fff.,:;()/-]*$/u;

/** With these the text is one sign after the other: none of them changes with its neighbours. */
const signBySign = /^[0-9a-zA-Z\u4e00-\u9fff\uFF01-\uFF5E。、“”‘’【】〔〕《》—.,:;()/-]*$/u;
const uneven = /[A-Z\uFF01-\uFF5E。、“”‘’【】〔〕《》—]/gu;

function evenSign(sign: string): string {
  return punctuation.get(sign) ?? toHalfWidth(sign).toLowerCase();
}

/** For search and comparison: NFC, half width, lower case, one punctuation, and no blanks at all. */
export function normalizeText(text: string): string {
  if (evenAlready.test(text)) return text;
  if (signBySign.test(text)) return text.replace(uneven, evenSign);
  const bare = text.replace(/[\s\p{Cc}\u200B-\u200D\u2060\uFEFF]/gu, '');
  const folded = toHalfWidth(bare.normalize('NFC')).toLowerCase().normalize('NFC');
  return folded.replace(/[。、“”‘’【】〔〕《》—–‐•・‧]/gu, (sign) => punctuation.get(sign) ?? sign);
}

/** For labels, headings and names of units: as {@link normalizeText}, and without any punctuation. */
export function normalizeLabel(text: string): string {
  return normalizeText(text).replace(/[\p{P}\p{S}]/gu, '');
}

/** Names: blanks inside (张 三), dots of minority names in any form, and brackets with remarks are evened out. */
export function normalizeName(text: string): string {
  return normalizeText(text)
    .replace(/\([^)]*\)/gu, '')
    .replace(/[.•]/gu, '·');
}
