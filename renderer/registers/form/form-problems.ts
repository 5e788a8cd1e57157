/** What the window itself can see is wrong; the service checks everything again. Pure. */
import type { Failure } from '../../../domain/failure.ts';
import type { Field, Register, Value } from '../../../domain/register.ts';
import { isIdNumber } from '../../../domain/text/identifiers.ts';
import { isBlank, isBlankRow, isEnvelopeOnly, type FormContent } from './form-state.ts';

/** Sentences by field key; a child field's key is `<child>.<line from 0>.<field>`, as the service names them. */
export type Problems = Readonly<Record<string, string>>;

export function fieldProblem(field: Field, value: Value | undefined): string | undefined {
  if (isBlank(value)) return field.required ? `${field.label}必须填写。` : undefined;
  if (typeof value === 'string') {
    const length = Array.from(value.trim()).length;
    if (field.maxLength !== undefined && length > field.maxLength) {
      return `${field.label}最多${field.maxLength}个字，现在有${length}个字。`;
    }
    if (field.type === 'idNumber' && !value.includes('*') && !isIdNumber(value)) {
      return `${field.label}不正确，请逐位核对（18位，末位可为X）。`;
    }
  }
  if (typeof value === 'number') {
    if (field.min !== undefined && value < field.min) return `${field.label}不能小于${field.min}。`;
    if (field.max !== undefined && value > field.max) return `${field.label}不能大于${field.max}。`;
  }
  return undefined;
}

/** Problems of the fields that stand in the form. Empty child lines are left out when saving and never wrong. */
export function problemsOf(
  register: Register,
  content: FormContent,
  shown: ReadonlySet<string>,
  sealedDirect: boolean,
): Problems {
  const problems: Record<string, string> = {};
  const envelope = isEnvelopeOnly(register, content.values, sealedDirect);
  for (const field of register.fields) {
    if (!shown.has(field.key)) continue;
    const problem = fieldProblem(field, content.values[field.key]);
    if (problem) problems[field.key] = problem;
  }
  if (envelope) return problems;
  for (const child of register.children) {
    const rows = (content.children[child.key] ?? []).filter((row) => !isBlankRow(row));
    for (const [index, row] of rows.entries()) {
      for (const field of child.fields) {
        const problem = fieldProblem(field, row.values[field.key]);
        if (problem) problems[`${child.key}.${index}.${field.key}`] = problem;
      }
    }
  }
  return problems;
}

/** Under which key a problem of the field at that path is said, whose lines are named by their id. */
export function problemPath(path: string, content: FormContent): string {
  const [child = '', rowId, key] = path.split('.');
  if (rowId === undefined || key === undefined) return path;
  const lines = (content.children[child] ?? []).filter((row) => !isBlankRow(row));
  return `${child}.${lines.findIndex((row) => row.rowId === rowId)}.${key}`;
}

/**
 * Of what was left standing in fields without being taken (words that are no option, a day that does not exist), by path
 * of the field: that of fields and lines which are still there. Lines are named by their id, for they may be blank.
 */
export function unreadProblems(
  unread: ReadonlyMap<string, string>,
  content: FormContent,
  shown: ReadonlySet<string>,
): Problems {
  return Object.fromEntries(
    [...unread].filter(([path]) => {
      const [table = '', rowId] = path.split('.');
      if (rowId === undefined) return shown.has(path);
      return content.children[table]?.some((row) => row.rowId === rowId) === true;
    }),
  );
}

/** The register's own rules that refuse; each with the fields it marks. */
export function ruleErrors(register: Register, content: FormContent, today: string): readonly Failure[] {
  return (register.checks ?? []).flatMap(({ severity, check }) => {
    const failure = severity === 'error' ? check({ ...content, today }) : undefined;
    return failure ? [failure] : [];
  });
}
