/** What a page of a list says of the records its rows name, and whose they are. */
import type { Actor } from '../../domain/access/permissions.ts';
import { isEmpty } from '../../domain/empty.ts';
import type { Register } from '../../domain/register.ts';
import { type EngineContext, moduleOf } from './commands.ts';
import { isReference, namedIds } from './related.ts';
import { quote } from './sql.ts';
import type { Stored } from './store.ts';
import { mayReadOf } from './told.ts';

/** Texts by field for each row; nothing, not even how many, where the person may not read them. */
export function referenceTexts(
  context: EngineContext,
  actor: Actor,
  register: Register,
  records: readonly Stored[],
): (record: Stored) => Record<string, string> {
  const mayRead = mayReadOf(context, actor);
  const fields = register.fields.filter(isReference).flatMap((field) => {
    const { register: target } = moduleOf(context, field.list ?? register.id);
    const ids = [...new Set(records.flatMap(({ values }) => namedIds(values[field.key])))];
    if (ids.length === 0 || !mayRead(target.id)) return [];
    return [{ key: field.key, numbers: numbersById(context, target, ids) }];
  });
  const owned = register.fields.filter(({ blankIsOwner }) => blankIsOwner);
  const nameOf = owned.length > 0 ? context.officeNames?.() : undefined;
  return ({ office, values }) => {
    const texts: Record<string, string> = {};
    for (const { key } of office === context.office.id ? [] : owned)
      if (isEmpty(values[key])) texts[key] = nameOf?.(office) ?? office;
    for (const { key, numbers } of fields) {
      const ids = namedIds(values[key]);
      if (ids.length === 0) continue;
      texts[key] = ids.map((id) => numbers.get(id) ?? '').join('、');
    }
    return texts;
  };
}

function numbersById(
  { vault }: EngineContext,
  target: Register,
  ids: readonly string[],
): ReadonlyMap<string, string> {
  const rows = vault.all<{ id: string; no: string }>(
    `SELECT id, no FROM ${quote(target.id)} WHERE id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(ids)],
  );
  return new Map(rows.map(({ id, no }) => [id, no]));
}
