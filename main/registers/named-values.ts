/**
 * What a value names must be there: an attachment of the record, a person of the office, an administrative division. Whatever
 * the record named before may stay: who has left the office, whom another office names, a county that is no more.
 */
import { isEmpty } from '../../domain/empty.ts';
import type { Field, Register, Value } from '../../domain/register.ts';
import type { Reader } from '../vault/api.ts';
import { attachmentProblem } from './attachment-table.ts';
import { sameValue } from './codec.ts';
import type { EngineDeps } from './deps.ts';
import type { Candidate, Problems } from './validate.ts';

/** In a sentence; undefined where it names nothing, or what is there. */
export function namedProblem(
  deps: EngineDeps,
  reader: Reader,
  register: Register,
  field: Field,
  record: string,
  value: Value,
  before: Value | undefined,
): string | undefined {
  if (isEmpty(value) || sameValue(value, before) || typeof value !== 'string') return undefined;
  if (field.type === 'user' && deps.isAtWork?.(value) === false)
    return `${field.label}须是本办在用的账号，请从列表中选择。`;
  if (field.type === 'region' && deps.isRegion?.(value) === false)
    return `${field.label}的区划代码“${value}”不在行政区划代码表中，请从列表中选择。`;
  return attachmentProblem(deps, reader, register, field, record, value);
}

/** Sentences by field, as `fieldProblems` keys them. */
export function namedProblems(
  deps: EngineDeps,
  reader: Reader,
  register: Register,
  record: string,
  candidate: Candidate,
): Problems {
  const problems: Problems = {};
  const look = (at: string, field: Field, value: Value, before: Value | undefined): void => {
    const problem = namedProblem(deps, reader, register, field, record, value, before);
    if (problem !== undefined && field.derived !== true) problems[at] = problem;
  };
  for (const field of register.fields)
    look(field.key, field, candidate.values[field.key] ?? null, candidate.before[field.key]);
  for (const child of register.children)
    for (const [index, row] of (candidate.children[child.key] ?? []).entries())
      for (const field of child.fields) {
        const before = candidate.storedRows.get(row.rowId)?.[field.key];
        look(`${child.key}.${index}.${field.key}`, field, row.values[field.key] ?? null, before);
      }
  return problems;
}
