/**
 * Tables of the office that are neither code lists nor deadlines: avoidance rules, weights of the selection sheet, what a
 * group needs. One description each; storage, settings page, comparison and packages follow from it.
 */
import type { Failure } from '../failure.ts';
import type { Field, Values } from '../register.ts';

/** One row; `values` by the table's own fields. */
export interface OfficeRow {
  readonly table: string;
  readonly code: string;
  readonly label: string;
  readonly sort: number;
  readonly basis: string;
  /** Whether somebody of the office has compared it with its source. */
  readonly verified: boolean;
  /** `YYYY-MM-DD`; null for always. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly values: Values;
}

export interface OfficeTable {
  readonly id: string;
  readonly label: string;
  /** What the rows do, in a sentence above them. */
  readonly help: string;
  /** Beside name, order, basis and validity: text, integer, boolean, code and codes. */
  readonly fields: readonly Field[];
  /** Why a row cannot stand, or undefined. */
  readonly check?: (row: OfficeRow) => Failure | undefined;
  /** Rows can be added; otherwise the program knows each by its code, and they are only changed. */
  readonly grows: boolean;
  readonly seed: readonly OfficeRow[];
}

/** A shipped row in short. */
export type SeedRow = readonly [
  code: string,
  label: string,
  values: Values,
  basis: string,
  verified: boolean,
];

/** Expands shipped rows; the order is the one in which they stand. */
export function seedRows(table: string, rows: readonly SeedRow[]): readonly OfficeRow[] {
  return rows.map(([code, label, values, basis, verified], index) => ({
    table,
    code,
    label,
    sort: (index + 1) * 10,
    basis,
    verified,
    validFrom: null,
    validTo: null,
    values,
  }));
}

/** Rows of a table in force on a day, in their order. */
export function rowsAt(rows: readonly OfficeRow[], table: string, date: string): readonly OfficeRow[] {
  return rows
    .filter((row) => row.table === table)
    .filter(({ validFrom, validTo }) => (validFrom ?? date) <= date && (validTo ?? date) >= date)
    .toSorted((left, right) => left.sort - right.sort || left.code.localeCompare(right.code));
}
