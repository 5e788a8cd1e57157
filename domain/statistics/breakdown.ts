/** Breakdowns by a code list in which every letter falls into exactly one column, the unfilled ones included. */
import { codesOf, type CodeIndex } from '../codes/lookup.ts';
import { among, countLetters, type Condition, type CountMeasure } from './measures.ts';

/** Every code of a list, codes that have run out included: old letters still carry them. */
export function codesIn(codes: CodeIndex, list: string): readonly string[] {
  return codesOf(codes, list).map((code) => code.code);
}

/** One column for each code of the list, and one for letters without any. */
export function breakdownByCode(
  codes: CodeIndex,
  list: string,
  field: string,
  group: string,
  prefix: string,
  unfilled: string,
): readonly CountMeasure[] {
  return [
    ...codesOf(codes, list).map((code) =>
      countLetters(group, `${prefix}.${code.code}`, code.label, among(field, [code.code])),
    ),
    countLetters(group, `${prefix}.none`, unfilled, among(field, [''])),
  ];
}

/** The conditions of "not one of these", which also holds while nothing is filled in. */
export function notAmong(
  codes: CodeIndex,
  list: string,
  field: string,
  excluded: readonly string[],
): Condition {
  return among(field, ['', ...codesIn(codes, list).filter((code) => !excluded.includes(code))]);
}
