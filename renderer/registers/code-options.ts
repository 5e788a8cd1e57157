import { codesOf, findCode, type CodeIndex } from '../../domain/codes/lookup.ts';
import { pinyinInitials } from '../../domain/text/pinyin.ts';

export interface CodeOption {
  readonly value: string;
  readonly label: string;
  /** Label, code, synonyms and initials, for finding it. */
  readonly search: string;
  readonly disabled?: boolean;
}

/** The codes that may be chosen on a date, and those already held even when they have run out since. */
export function codeOptions(
  index: CodeIndex,
  list: string,
  date: string,
  held: readonly string[],
): readonly CodeOption[] {
  const codes = codesOf(index, list, date);
  const known = new Set(codes.map(({ code }) => code));
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
        return { value: code, label: `${label}（已停用）`, search: label, disabled: true };
      }),
  ];
}

/** By any part of the label, code, synonyms or initials. */
export function matchesOption(input: string, option?: object): boolean {
  const search: unknown = option && 'search' in option ? option.search : '';
  return typeof search === 'string' && search.includes(input.trim().toLowerCase());
}
