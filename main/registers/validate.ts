/** Checks values against their fields, and whole records against the register's rules. Used by the form and by imports. */
import { dayNumber } from '../../domain/calendar/dates.ts';
import { codeLabel, type CodeIndex, findCode, isValidAt } from '../../domain/codes/lookup.ts';
import { standsUnder } from '../../domain/codes/parents.ts';
import { isEmpty } from '../../domain/empty.ts';
import type { Failure } from '../../domain/failure.ts';
import type { ChildRowsByKey, Field, Register, Value, Values } from '../../domain/register.ts';
import { isIdNumber } from '../../domain/text/identifiers.ts';
import { tidyText } from '../../domain/text/normalize.ts';
import { sameValue } from './codec.ts';
import type { Warnings } from './confirm.ts';
import type { Stored } from './store.ts';

/** Sentences by field key; a child field's key is `<child>.<row from 0>.<field>`. */
export type Problems = Record<string, string>;

/** What is stored for what was typed: tidy text, capital identity numbers; empty becomes null. */
export function tidyValue(field: Field, value: Value | undefined): Value {
  if (value === undefined || isEmpty(value)) return null;
  if (typeof value !== 'string') return typeof value === 'object' ? [...new Set(value)] : value;
  const text = tidyText(value);
  if (text === '') return null;
  return field.type === 'idNumber' ? text.replace(/\s/gu, '').toUpperCase() : text;
}

/** What is wrong with one value, or undefined. A code that the record already held may stay after it has run out. */
export function valueProblem(
  field: Field,
  value: Value,
  before: Value | undefined,
  codes: CodeIndex,
  today: string,
): string | undefined {
  if (isEmpty(value) || sameValue(value, before)) return undefined;
  switch (field.type) {
    case 'text':
    case 'longText':
    case 'phone':
    case 'idNumber':
    case 'region':
    case 'user':
    case 'record':
      return textProblem(field, value);
    case 'date':
      return isDate(value) ? undefined : `${field.label}不是有效的日期，请写成 2026-04-03 的样子。`;
    case 'instant':
    case 'integer':
    case 'money':
    case 'percent':
      return numberProblem(field, value);
    case 'boolean':
      return typeof value === 'boolean' ? undefined : `${field.label}只能填“是”或“否”。`;
    case 'code':
      return typeof value === 'string'
        ? codeProblem(field, value, [], codes, today)
        : `${field.label}请从列表中选择。`;
    case 'records':
      return Array.isArray(value) ? undefined : `${field.label}请从列表中选择。`;
    case 'codes': {
      if (typeof value !== 'object' || value === null) return `${field.label}请从列表中选择。`;
      const held = Array.isArray(before) ? (before as readonly string[]) : [];
      return value
        .map((code) => codeProblem(field, code, held, codes, today))
        .find((problem) => problem !== undefined);
    }
  }
}

function textProblem(field: Field, value: Value): string | undefined {
  if (typeof value !== 'string') return `${field.label}须填写文字。`;
  const max = field.maxLength ?? (field.type === 'longText' ? 20_000 : 200);
  const length = Array.from(value).length;
  if (length > max) return `${field.label}最多${max}个字，现在有${length}个字。`;
  if (field.type === 'idNumber' && !isIdNumber(value))
    return `${field.label}不正确，请逐位核对（18位，末位可为X）。`;
  if (field.type === 'region' && !/^\d{6,12}$/u.test(value))
    return `${field.label}须为行政区划代码，请从列表中选择。`;
  return undefined;
}

function numberProblem(field: Field, value: Value): string | undefined {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) return `${field.label}须填整数。`;
  if (field.min !== undefined && value < field.min) return `${field.label}不能小于${field.min}。`;
  if (field.max !== undefined && value > field.max) return `${field.label}不能大于${field.max}。`;
  return undefined;
}

function codeProblem(
  field: Field,
  value: string,
  held: readonly string[],
  codes: CodeIndex,
  today: string,
): string | undefined {
  if (held.includes(value)) return undefined;
  const code = findCode(codes, field.list ?? '', value);
  if (!code) return `${field.label}中没有这个选项，请从列表中选择。`;
  return isValidAt(code, today) ? undefined : `${field.label}的选项“${code.label}”已停用，请改选。`;
}

/** A code that stands under another parent than the one chosen; what was so before may stay. */
function strayProblem(
  { key, label, list, narrowedBy }: Field,
  values: Values,
  before: Values | undefined,
  [around, aroundBefore]: readonly [Values, Values],
  codes: CodeIndex,
): string | undefined {
  const value = values[key];
  if (list === undefined || narrowedBy === undefined || typeof value !== 'string') return undefined;
  const parent = values[narrowedBy] ?? around[narrowedBy] ?? null;
  const parentBefore = before?.[narrowedBy] ?? aroundBefore[narrowedBy];
  const same = sameValue(value, before?.[key]) && sameValue(parent, parentBefore);
  if (same || standsUnder(codes, list, value, parent)) return undefined;
  return `${label}“${codeLabel(codes, list, value)}”不属于所选的上一级，请改选。`;
}

function isDate(value: Value): boolean {
  if (typeof value !== 'string') return false;
  try {
    dayNumber(value);
    return value >= '1900-01-01' && value <= '2199-12-31';
  } catch {
    return false;
  }
}

export interface Candidate {
  readonly before: Values;
  readonly values: Values;
  readonly children: ChildRowsByKey;
  /** Child rows as they were, by row id; for sealed rows the masked ones. What equals them is not checked again. */
  readonly storedRows: ReadonlyMap<string, Values>;
}

/** Every problem with the values themselves: type, length, range, code, and required fields. */
export function fieldProblems(
  register: Register,
  candidate: Candidate,
  codes: CodeIndex,
  today: string,
): Problems {
  const problems: Problems = {};
  const around = [candidate.values, candidate.before] as const;
  const envelope = register.envelope?.applies(candidate.values) ? register.envelope.fields : undefined;
  for (const field of register.fields) {
    const value = candidate.values[field.key] ?? null;
    if (isEmpty(value) && field.required && (envelope?.includes(field.key) ?? true)) {
      problems[field.key] = `${field.label}必须填写。`;
      continue;
    }
    const problem =
      valueProblem(field, value, candidate.before[field.key], codes, today) ??
      strayProblem(field, candidate.values, candidate.before, around, codes);
    if (problem) problems[field.key] = problem;
  }
  for (const child of register.children) {
    for (const [index, row] of (candidate.children[child.key] ?? []).entries()) {
      for (const field of child.fields) {
        const at = `${child.key}.${index}.${field.key}`;
        const value = row.values[field.key] ?? null;
        if (isEmpty(value) && field.required) problems[at] = `${field.label}必须填写。`;
        const stored = candidate.storedRows.get(row.rowId);
        const problem =
          valueProblem(field, value, stored?.[field.key], codes, today) ??
          strayProblem(field, row.values, stored, around, codes);
        if (problem) problems[at] = problem;
      }
      if (child.fields.every((field) => isEmpty(row.values[field.key]))) {
        problems[`${child.key}.${index}.${child.title}`] =
          `第${index + 1}行${child.label}是空的，请填写或者删除。`;
      }
    }
  }
  return problems;
}

export interface RecordFindings {
  readonly errors: readonly Failure[];
  readonly warnings: Readonly<Record<string, Failure>>;
}

/** The register's own rules over the whole record; `held` is the record before the change, for what may stand as it stood. */
export function recordFindings(
  register: Register,
  values: Values,
  children: ChildRowsByKey,
  today: string,
  held?: Pick<Stored, 'values' | 'children'>,
): RecordFindings {
  const errors: Failure[] = [];
  const warnings: Record<string, Failure> = {};
  for (const { key, severity, check, mayStand } of register.checks ?? []) {
    const failure = check({ values, children, today });
    if (failure && mayStand && held && check({ ...held, today })) continue;
    if (failure && severity === 'error') errors.push(failure);
    else if (failure) warnings[key] = failure;
  }
  return { errors, warnings };
}

/** The questions without those that already held before this change: they were confirmed then. */
export function newWarnings(
  register: Register,
  before: Pick<Stored, 'rev' | 'values' | 'children'>,
  day: string,
  warnings: Warnings,
): Warnings {
  if (before.rev === 0) return warnings;
  const known = recordFindings(register, before.values, before.children, day).warnings;
  return Object.fromEntries(
    Object.entries(warnings).filter(([key, failure]) => known[key]?.why !== failure?.why),
  );
}
