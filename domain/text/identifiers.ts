/** Numbers that identify people: telephone and identity card. */
import { toHalfWidth } from './normalize.ts';

export interface PhonesInCell {
  readonly phones: readonly string[];
  /** What is no telephone number (电话不详, names in front of numbers); empty when everything was understood. */
  readonly rest: string;
}

const phonePattern =
  /(?<![\d])(?:\+?86[- ]?)?(1[3-9]\d(?:[- ]?\d{4}){2}|0\d{2,3}[- ]?[2-9]\d{6,7}(?:(?:转|[-*#])\d{1,5})?|[2-9]\d{6,7})(?![\d])/gu;

/** Telephone numbers of one cell, however they are parted; digits only, with `-` kept in landlines. */
export function splitPhones(cell: string): PhonesInCell {
  const text = toHalfWidth(cell)
    .replace(/[—–‐]/gu, '-')
    .replace(/[()]/gu, ' ')
    .replace(/(?<=(?<!\d)0\d{2,3}) +(?=\d)/gu, '-');
  const phones: string[] = [];
  const rest = text.replace(phonePattern, (_whole, number: string) => {
    const plain = number.startsWith('1') ? number.replace(/[- ]/gu, '') : number.replace(/ /gu, '-');
    if (!phones.includes(plain)) phones.push(plain);
    return ' ';
  });
  return { phones, rest: rest.replace(/[、，,；;/|\s]+/gu, ' ').trim() };
}

const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The check digit of the first 17 digits (GB 11643). */
export function idCheckDigit(first17: string): string {
  const sum = idWeights.reduce((total, weight, index) => total + weight * Number(first17[index] ?? 'x'), 0);
  return '10X98765432'[sum % 11] ?? '';
}

/** Half width, capital X, no blanks; what is stored for an identity card number. */
export function normalizeIdNumber(text: string): string {
  return toHalfWidth(text).replace(/[\s-]/gu, '').toUpperCase();
}

/** 18 digits with a possible date of birth and the right check digit. 15-digit cards are no longer valid. */
export function isIdNumber(text: string): boolean {
  const plain = normalizeIdNumber(text);
  if (!/^[1-9]\d{16}[\dX]$/u.test(plain)) return false;
  const [year, month, day] = [plain.slice(6, 10), plain.slice(10, 12), plain.slice(12, 14)];
  const born = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const real = born.getUTCMonth() === Number(month) - 1 && born.getUTCDate() === Number(day);
  return real && Number(year) >= 1800 && idCheckDigit(plain) === plain[17];
}
