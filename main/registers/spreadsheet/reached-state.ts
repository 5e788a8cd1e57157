/** How far the work on a record had come that an old ledger brings, and what of it says more than that. */
import { findCode } from '../../../domain/codes/lookup.ts';
import { isEmpty } from '../../../domain/empty.ts';
import { fieldsAhead } from '../../../domain/locks.ts';
import type { Field, Register, StateInfo, Value } from '../../../domain/register.ts';
import type { CellProblem, ConvertDeps, DraftRecord } from './row-conversion.ts';

type Tell = (path: string, severity: CellProblem['severity'], message: string) => void;

/**
 * The last state that the ledger says was reached, or undefined for the first one. What belongs to a step after it would
 * count in reports as if that step had been taken: a field goes into the remark, a table stops the row.
 */
export function reachedState(
  draft: DraftRecord,
  register: Register,
  deps: ConvertDeps,
  tell: Tell,
): string | undefined {
  const { initial, states } = register.workflow;
  const reached = states.findLast((state) => isReached(state, register, draft, deps.today));
  if (reached?.reachedBy !== undefined)
    tell(reached.reachedBy, 'warning', `按“${reached.label}”登记；没有办到这一步的请改写此格`);
  const ahead = fieldsAhead(register, reached?.code ?? initial, draft.values);
  for (const { key, label } of register.children) {
    const opener = ahead.get(key);
    if (opener !== undefined && (draft.children[key] ?? []).length > 0)
      tell(key, 'error', `填有“${label}”，但表中没有办理“${opener}”的日期，请补填日期，或者不导入这些列`);
  }
  for (const field of register.fields) {
    const opener = ahead.get(field.key);
    const value = draft.values[field.key];
    if (opener === undefined || value === undefined || isEmpty(value)) continue;
    tell(field.key, 'warning', `“${field.label}”在办理“${opener}”时填写，先记入备注`);
    Reflect.deleteProperty(draft.values, field.key);
    const line = `${field.label}：${textOf(field, value, deps)}`;
    const { remark } = draft.values;
    draft.values['remark'] = typeof remark === 'string' && remark !== '' ? `${remark}\n${line}` : line;
  }
  return reached?.code;
}

function isReached(
  { code, reachedBy }: StateInfo,
  { workflow, fields }: Register,
  { values }: DraftRecord,
  today: string,
): boolean {
  const field = fields.find(({ key }) => key === reachedBy);
  if (!field || code === workflow.initial) return false;
  const value = values[field.key];
  return value !== undefined && !isEmpty(value) && !(field.type === 'date' && String(value) > today);
}

function textOf({ type, list = '' }: Field, value: Value, { codes }: ConvertDeps): string {
  switch (type) {
    case 'money':
      return `${(Number(value) / 100).toFixed(2)}元`;
    case 'percent':
      return `${Number(value) / 100}%`;
    case 'boolean':
      return value === true ? '是' : '否';
    case 'code':
    case 'codes':
      return [value]
        .flat()
        .map((code) => findCode(codes, list, String(code))?.label ?? String(code))
        .join('、');
    default:
      return String(value);
  }
}
