/** What of a save the record's state does not allow, each as a sentence beside its field. */
import type { Actor } from '../../domain/access/permissions.ts';
import { isEmpty } from '../../domain/empty.ts';
import { fieldsAhead, heldReferences, lockedFields } from '../../domain/locks.ts';
import type { ChildTable, Field, Register, Values } from '../../domain/register.ts';
import { sameValue } from './codec.ts';
import { sameRows } from './history.ts';
import { namedIds } from './related.ts';
import type { Stored, StoredRow } from './store.ts';
import type { Problems } from './validate.ts';

/** A record as somebody wants it stored. */
export interface Wanted {
  readonly values: Values;
  readonly children: Readonly<Record<string, readonly StoredRow[]>>;
}

/** What of the stored record the locks look at. */
type Held = Pick<Stored, 'state' | 'values' | 'children'>;

/**
 * What belongs to a later step is not filled in before it; what the state locks is changed by nobody, and what a settled
 * record rests on stays named. Otherwise a field
 * of a step (领导批示) is edited only by those who may take that step, and once it has been taken by somebody, only by
 * those who may take exactly that one.
 */
export function lockedProblems(register: Register, actor: Actor, before: Held, wanted: Wanted): Problems {
  const problems: Problems = { ...aheadProblems(register, before, wanted) };
  const locked = lockedFields(register, before.state);
  const held = heldReferences(register, before.state);
  for (const field of changedFields(register, before, wanted)) {
    if (problems[field.key] !== undefined) continue;
    if (locked.has(field.key))
      problems[field.key] =
        `${field.label}已经办理确定，不能直接修改；填错的办理“更正”，或者通过退回、改批等步骤更改。`;
    else if (held.has(field.key) && namesLess(field.key, before, wanted))
      problems[field.key] = `${field.label}是办理的依据，不能取消关联；关联错的办理“更正”。`;
    else Object.assign(problems, permissionProblem(register, actor, before, field));
  }
  for (const child of changedTables(register, before, wanted)) {
    const { key, label } = child;
    if (
      locked.has(key) &&
      !sameRows(signedPart(child), before.children[key] ?? [], wanted.children[key] ?? [])
    )
      problems[key] = `${label}已经签字确认，不能直接修改；填错的办理“更正”，或者先退回。`;
  }
  return problems;
}

/** The table without the columns that only become known after it was signed. */
function signedPart(child: ChildTable): ChildTable {
  return { ...child, fields: child.fields.filter(({ afterwards }) => afterwards !== true) };
}

function namesLess(key: string, before: Held, { values }: Wanted): boolean {
  const now = new Set(namedIds(values[key]));
  return namedIds(before.values[key]).some((id) => !now.has(id));
}

/** Of fields and child tables whose time has not come; taking out what an old ledger brought there is no problem. */
export function aheadProblems(register: Register, before: Held, wanted: Wanted): Problems {
  const ahead = fieldsAhead(register, before.state, wanted.values);
  const filled = [
    ...changedFields(register, before, wanted).filter(({ key }) => !isEmpty(wanted.values[key])),
    ...changedTables(register, before, wanted).filter(({ key }) => (wanted.children[key] ?? []).length > 0),
  ];
  return Object.fromEntries(
    filled.flatMap(({ key, label }) => {
      const opener = ahead.get(key);
      return opener === undefined ? [] : [[key, `${label}到“${opener}”时填写，现在还不能填。`]];
    }),
  );
}

export function changedFields(
  register: Register,
  before: Pick<Stored, 'values'>,
  { values }: Wanted,
): readonly Field[] {
  return register.fields.filter(
    ({ key, derived }) => derived !== true && !sameValue(before.values[key], values[key]),
  );
}

export function changedTables(
  register: Register,
  before: Pick<Stored, 'children'>,
  { children }: Wanted,
): readonly ChildTable[] {
  return register.children.filter(
    (child) => !sameRows(child, before.children[child.key] ?? [], children[child.key] ?? []),
  );
}

function permissionProblem(register: Register, actor: Actor, before: Held, field: Field): Problems {
  const steps = register.workflow.transitions.filter((step) => step.asks.includes(field.key));
  if (steps.length === 0) return {};
  const may = (permission: string): boolean => [...actor.permissions].some((each) => each === permission);
  const taken = steps.filter((step) =>
    Object.entries(step.stamps ?? {}).some(
      ([key, stamp]) => stamp === 'actor' && !isEmpty(before.values[key]),
    ),
  );
  const allowed =
    taken.length > 0
      ? taken.every((step) => may(step.permission))
      : steps.some((step) => may(step.permission));
  if (allowed) return {};
  const label = (taken[0] ?? steps[0])?.label ?? '';
  return { [field.key]: `${field.label}在办理“${label}”时填写，不能在此修改。` };
}
