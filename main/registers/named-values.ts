/** What a value names must be there: an attachment of the record. Whatever the record named before may stay. */
import { isEmpty } from '../../domain/empty.ts';
import type { Field, Register, Value } from '../../domain/register.ts';
import type { Reader } from '../vault/api.ts';
import { attachmentProblem } from './attachment-table.ts';
import { sameValue } from './codec.ts';
import type { EngineDeps } from './deps.ts';
import type { Candidate, Problems } from './validate.ts';

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
    if (isEmpty(value) || sameValue(value, before)) return;
    const problem = attachmentProblem(deps, reader, register, field, record, value);
    if (problem !== undefined) problems[at] = problem;
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
