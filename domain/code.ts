/** One row of an editable code list (代码表). */
export interface Code {
  readonly list: string;
  readonly code: string;
  readonly label: string;
  readonly sort: number;
  /** Where the row comes from; `待核` when it has not been verified. */
  readonly basis: string;
  readonly verified: boolean;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  /** Other words clerks write for it in spreadsheets. */
  readonly synonyms: readonly string[];
  /** Parent code for two-level lists, e.g. the discipline of an issue. */
  readonly parent: string | null;
  /** What to look at where the code applies (监督要点), shown where it is chosen; empty when there is nothing to say. */
  readonly guidance: string;
}
