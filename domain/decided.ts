/** Answers in child rows that were given on the strength of other fields ({@link Field.decidedOn}), and when they lapse. */
import type { ChildRow, ChildRowsByKey, ChildTable, Field, Register, Value, Values } from './register.ts';

interface Content {
  readonly values: Values;
  readonly children: ChildRowsByKey;
}

/** The rows of `after` without answers whose grounds have changed since `before` while they themselves have not. */
export function withoutLapsed<Row extends ChildRow>(
  { children: tables }: Pick<Register, 'children'>,
  before: Content,
  after: { readonly values: Values; readonly children: Readonly<Record<string, readonly Row[]>> },
): Readonly<Record<string, readonly Row[]>> {
  const settled = tables.flatMap((table) => {
    const decided = table.fields.filter(({ decidedOn }) => decidedOn);
    const rows = after.children[table.key];
    return decided.length === 0 || !rows
      ? []
      : [[table.key, rowsOf(table, decided, rows, before, after)] as const];
  });
  return settled.length === 0 ? after.children : { ...after.children, ...Object.fromEntries(settled) };
}

function rowsOf<Row extends ChildRow>(
  { key }: ChildTable,
  decided: readonly Field[],
  rows: readonly Row[],
  before: Content,
  after: Content,
): readonly Row[] {
  const old = new Map((before.children[key] ?? []).map((row) => [row.rowId, row.values] as const));
  return rows.map((row) => {
    const was = old.get(row.rowId);
    if (!was) return row;
    const lapsed = decided.filter(({ key: field, decidedOn }) => {
      if (!isSame(was[field], row.values[field])) return false;
      return (
        decidedOn?.row.some((each) => !isSame(was[each], row.values[each])) === true ||
        decidedOn?.record.some((each) => told(before, each) !== told(after, each)) === true
      );
    });
    if (lapsed.length === 0) return row;
    const gone = new Set(lapsed.map((field) => field.key));
    const values = Object.fromEntries(Object.entries(row.values).filter(([each]) => !gone.has(each)));
    return { ...row, values };
  });
}

function isSame(left: Value | undefined, right: Value | undefined): boolean {
  return spelled(left) === spelled(right);
}

function spelled(value: Value | undefined): string {
  return JSON.stringify(value === undefined || value === '' ? null : value);
}

/** A field of the record, or what a column of a child table holds, in whatever order the rows stand. */
function told({ values, children }: Content, path: string): string {
  const [key = '', column] = path.split('.');
  if (column === undefined) return spelled(values[key]);
  return JSON.stringify((children[key] ?? []).map((row) => spelled(row.values[column])).toSorted());
}
