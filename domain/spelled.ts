/** What a cell of a clerk's spreadsheet is taken for, and what only the clerk can tell. */

export interface Doubtful {
  readonly text: string;
  readonly doubt: string;
}

/** `isNumber`: the sheet keeps a number, which has lost its closing zeros. */
export type Spelled = (cell: string, isNumber: boolean) => string | Doubtful;
