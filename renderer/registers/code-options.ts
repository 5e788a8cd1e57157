import { codesOf, findCode, type CodeIndex } from '../../domain/codes/lookup.ts';
import { standsUnder } from '../../domain/codes/parents.ts';
import type { Value } from '../../domain/register.ts';
import { pinyinInitials } from '../../domain/text/pinyin.ts';

export interface CodeOption {
  readonly value: string;
  readonly label: string;
  /** Label, code, synonyms and initials, for finding it. */
  readonly search: string;
  readonly disabled?: boolean;
}

/** The codes that may be chosen on a date and beside that parent, and those already held even when they have run out since. */
export function codeOptions(
  index: CodeIndex,
  list: string,
  date: string,
  held: readonly string[],
  parent: Value = null,
): readonly CodeOption[] {
  const valid = codesOf(index, list, date);
  const codes = valid.filter(({ code }) => standsUnder(index, list, code, parent));
  const known = new Set(codes.map(({ code }) => code));
  const ended = (code: string): boolean => !valid.some((each) => each.code === code);
  return [
    ...codes.map(({ code, label, synonyms }) => ({
      value: code,
      label,
      search: [label, code, ...synonyms, ...pinyinInitials(label)].join(' ').toLowerCase(),
    })),
    ...held
      .filter((code) => code !== '' && !known.has(code))
      .map((code) => {
        const label = findCode(index, list, code)?.label ?? code;
        const why = ended(code) ? '已停用' : '不属于所选的上一级';
        return { value: code, label: `${label}（${why}）`, search: label, disabled: true };
      }),
  ];
}

/** By any part of the label, code, synonyms or initials. */
export function matchesOption(input: string, option?: object): boolean {
  const search: unknown = option && 'search' in option ? option.search : '';
  return typeof search === 'string' && search.includes(input.trim().toLowerCase());
}
