/** What a record may name: records that exist, are not void, and that the person may read. */
import type { Actor } from '../../domain/access/permissions.ts';
import { refuse } from '../../domain/failure.ts';
import { takesParts } from '../../domain/locks.ts';
import type { Register, Values } from '../../domain/register.ts';
import type { Reader } from '../vault/api.ts';
import { type EngineContext, findRecord, moduleOf } from './commands.ts';
import { wholeOf } from './computed.ts';
import { isReference, namedIds } from './related.ts';
import { quote } from './sql.ts';
import type { Stored } from './store.ts';
import { mayReadOf } from './told.ts';
import type { Problems } from './validate.ts';

interface Named {
  readonly no: string;
  readonly state: string;
  readonly voidAt: number | null;
}

/** Sentences by field; what the record named before may stay, whatever has become of it. */
export function referenceProblems(
  reader: Reader,
  context: EngineContext,
  actor: Actor,
  register: Register,
  before: Pick<Stored, 'id' | 'values'>,
  values: Values,
): Problems {
  const problems: Problems = {};
  const mayRead = mayReadOf(context, actor);
  for (const field of register.fields.filter((each) => isReference(each) && !each.derived)) {
    const held = new Set(namedIds(before.values[field.key]));
    const target = moduleOf(context, field.list ?? register.id).register;
    for (const id of namedIds(values[field.key]).filter((each) => !held.has(each))) {
      const row = reader.get<Named>(`SELECT no, state, voidAt FROM ${quote(target.id)} WHERE id = ?`, [id]);
      if (id === before.id) problems[field.key] = `${field.label}不能是本件自己。`;
      else if (!row) problems[field.key] = `${field.label}所选的${target.label}不存在，请重新选择。`;
      else if (!mayRead(target.id))
        problems[field.key] = `您没有查看${target.label}的权限，不能在${field.label}中选择。`;
      else if (row.voidAt !== null) problems[field.key] = `${field.label}所选的${row.no}已作废，请重新选择。`;
      else if (field.chosenIn?.includes(row.state) === false)
        problems[field.key] = unripe(field.label, target, row, field.chosenIn[0]);
    }
  }
  return problems;
}

/** Which record has not come far enough, how far it has to come, and what to do about it. */
function unripe(label: string, { workflow }: Register, { no, state }: Named, first: string): string {
  const labelOf = (code: string): string => workflow.states.find((each) => each.code === code)?.label ?? code;
  return `${label}所选的${no}还是“${labelOf(state)}”，须先办到“${labelOf(first)}”才能选择；请先办理该件，或者改选、清空。`;
}

/** A part changes only while its whole is still open, and but for replies the office's own; refuses `WholeClosed` otherwise. */
export function refuseClosedWhole(
  reader: Reader,
  context: EngineContext,
  register: Register,
  values: Values,
): void {
  if (!register.partOf) return;
  const whole = moduleOf(context, register.partOf.register);
  for (const id of wholeOf(register, { values })) {
    const stored = findRecord(reader, context.vault, whole, id);
    const state = whole.register.workflow.states.find(({ code }) => code === stored.state);
    const own = stored.office === context.office.id || register.partOf.byOthers === true;
    if (own && !stored.void && takesParts(register, whole.register, stored.state)) continue;
    refuse(
      'WholeClosed',
      `${stored.no}现在不能增加或者修改${register.label}。`,
      stored.office === context.office.id
        ? `所属的${whole.register.label}${stored.void ? '已作废' : `是“${state?.label ?? ''}”状态`}，所含的${register.label}保持不变。`
        : `所属的${whole.register.label}由其他单位登记。`,
      '确需增加或者修改的，请先将所属的一件退回或者重新办理；填错的办理“更正”。',
    );
  }
}

/** For a 更正: whether the whole is closed for good. Refuses `WholeClosed` while it is under review, void or another office's. */
export function wholeIsFinal(
  reader: Reader,
  context: EngineContext,
  register: Register,
  values: Values,
): boolean {
  if (!register.partOf) return false;
  const whole = moduleOf(context, register.partOf.register);
  return wholeOf(register, { values }).some((id) => {
    const stored = findRecord(reader, context.vault, whole, id);
    const state = whole.register.workflow.states.find(({ code }) => code === stored.state);
    const isFinal = state?.final === true && !stored.void && stored.office === context.office.id;
    if (!isFinal) refuseClosedWhole(reader, context, register, values);
    return isFinal;
  });
}
