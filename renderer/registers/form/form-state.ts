/** What a form holds while it is filled in. Pure. */
import type { ChildRow, ChildRowsByKey, Register, Value, Values } from '../../../domain/register.ts';

export interface FormContent {
  readonly values: Values;
  readonly children: ChildRowsByKey;
}

export interface FormState extends FormContent {
  /** Something was typed since the form was opened or last kept as a draft. */
  readonly dirty: boolean;
  readonly touched: boolean;
}

export type FormAction =
  | { readonly type: 'set'; readonly key: string; readonly value: Value }
  | {
      readonly type: 'setCell';
      readonly child: string;
      readonly rowId: string;
      readonly key: string;
      readonly value: Value;
    }
  | { readonly type: 'addRow'; readonly child: string; readonly rowId: string }
  | { readonly type: 'removeRow'; readonly child: string; readonly rowId: string }
  | { readonly type: 'setRows'; readonly child: string; readonly rows: readonly ChildRow[] }
  | { readonly type: 'load'; readonly content: FormContent; readonly touched: boolean }
  | { readonly type: 'kept' };

export function formReducer(state: FormState, action: FormAction): FormState {
  switch (action.type) {
    case 'set':
      return typed(state, { values: { ...state.values, [action.key]: action.value } });
    case 'setCell':
      return typed(state, {
        children: withRows(state, action.child, (rows) =>
          rows.map((row) =>
            row.rowId === action.rowId
              ? { ...row, values: { ...row.values, [action.key]: action.value } }
              : row,
          ),
        ),
      });
    case 'addRow':
      return typed(state, {
        children: withRows(state, action.child, (rows) => [...rows, { rowId: action.rowId, values: {} }]),
      });
    case 'removeRow':
      return typed(state, {
        children: withRows(state, action.child, (rows) => rows.filter((row) => row.rowId !== action.rowId)),
      });
    case 'setRows':
      return { ...state, children: withRows(state, action.child, (rows) => withTyped(action.rows, rows)) };
    case 'load':
      return { ...action.content, dirty: action.touched, touched: action.touched };
    case 'kept':
      return { ...state, dirty: false };
  }
}

/** The lines that have been asked for, and behind them those that were added before they came. */
function withTyped(asked: readonly ChildRow[], rows: readonly ChildRow[]): readonly ChildRow[] {
  const known = new Set(asked.map(({ rowId }) => rowId));
  return [...asked, ...rows.filter(({ rowId }) => !known.has(rowId))];
}

function typed(state: FormState, part: Partial<FormContent>): FormState {
  return { ...state, ...part, dirty: true, touched: true };
}

function withRows(
  state: FormState,
  child: string,
  change: (rows: readonly ChildRow[]) => readonly ChildRow[],
): ChildRowsByKey {
  return { ...state.children, [child]: change(state.children[child] ?? []) };
}

export function isBlank(value: Value | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.length === 0;
}

/**
 * A new form: one empty line in every child table that is filled in at once, so that typing can begin, and `today` in
 * every date that must be given and is that of the registration unless the clerk says another.
 */
export function emptyContent(register: Register, today: string, createRowId: () => string): FormContent {
  const stamps = register.workflow.create?.stamps ?? {};
  const dated = register.fields.filter(
    ({ key, required, derived }) => required === true && !derived && stamps[key] === 'today',
  );
  return {
    values: Object.fromEntries(dated.map(({ key }) => [key, today])),
    children: Object.fromEntries(
      register.children.map((child) => [
        child.key,
        child.later === true ? [] : [{ rowId: createRowId(), values: {} }],
      ]),
    ),
  };
}

/** A form that opens with these values and rows, e.g. a lead made from a letter. */
export function filledContent(
  register: Register,
  filling: {
    readonly values: Values;
    readonly children: Readonly<Record<string, readonly Values[]>>;
  },
  today: string,
  createRowId: () => string,
): FormContent {
  const empty = emptyContent(register, today, createRowId);
  return {
    values: { ...empty.values, ...filling.values },
    children: Object.fromEntries(
      register.children.map(({ key }) => {
        const rows = (filling.children[key] ?? []).map((values) => ({ rowId: createRowId(), values }));
        return [key, rows.length > 0 ? rows : (empty.children[key] ?? [])];
      }),
    ),
  };
}

/** Whether only the envelope may be written down for these values. */
export function isEnvelopeOnly(register: Register, values: Values, sealedDirect: boolean): boolean {
  return sealedDirect || register.envelope?.applies(values) === true;
}

/** What is sent: every field of the form, empty child lines left out, nothing but the envelope of a 径送件. */
export function contentToSave(
  register: Register,
  content: FormContent,
  fields: readonly string[],
  sealedDirect: boolean,
): { values: Record<string, Value>; children: Record<string, readonly ChildRow[]> } {
  const envelope = isEnvelopeOnly(register, content.values, sealedDirect) ? register.envelope : undefined;
  const values = Object.fromEntries(
    fields.map((key) => {
      const value = content.values[key] ?? null;
      return [key, isBlank(value) || (envelope && !envelope.fields.includes(key)) ? null : value];
    }),
  );
  const children = Object.fromEntries(
    register.children.map((child) => [
      child.key,
      envelope ? [] : (content.children[child.key] ?? []).filter((row) => !isBlankRow(row)),
    ]),
  );
  return { values, children };
}

export function isBlankRow(row: ChildRow): boolean {
  return Object.values(row.values).every(isBlank);
}
