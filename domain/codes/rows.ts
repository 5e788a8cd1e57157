import type { Code } from '../register.ts';
import { words } from '../text/words.ts';

/** What differs from row to row of a shipped list; synonyms are blank-separated. */
export type CodeRow = readonly [
  code: string,
  label: string,
  synonyms?: string,
  parent?: string | null,
  guidance?: string,
];

export interface CodeListInfo {
  readonly id: string;
  readonly label: string;
}

/** A shipped list: its Chinese name and its rows. */
export interface CodeListSeed extends CodeListInfo {
  readonly codes: readonly Code[];
}

/** Expands the short form; rows of one list share their basis and whether it has been verified. */
export function codeList(
  id: string,
  label: string,
  source: { readonly basis: string; readonly verified: boolean },
  rows: readonly CodeRow[],
): CodeListSeed {
  return { id, label, codes: codeRows(id, source, rows, 0) };
}

/** Rows to append to a list from another source; `after` is the number of rows before them. */
export function codeRows(
  list: string,
  source: { readonly basis: string; readonly verified: boolean },
  rows: readonly CodeRow[],
  after: number,
): readonly Code[] {
  return rows.map(([code, label, synonyms = '', parent = null, guidance = ''], index) => ({
    list,
    code,
    label,
    sort: (after + index + 1) * 10,
    basis: source.basis,
    verified: source.verified,
    validFrom: null,
    validTo: null,
    synonyms: words(synonyms),
    parent,
    guidance,
  }));
}
