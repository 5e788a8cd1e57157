/** What a step signs: the record as the step leaves it, and everything that is part of it (the items and measures of a plan). */
import type { Register, Values } from '../../domain/register.ts';
import { type EngineContext, findRecord, moduleOf } from './commands.ts';
import type { WrittenText } from './leaks.ts';
import { loadRecords } from './load-many.ts';
import { quote } from './sql.ts';
import { typedIn } from './typed-texts.ts';

/** `values` are those the step asks for, laid over what stands. Replies of other offices are not what is signed. */
export function* signedTexts(
  context: EngineContext,
  register: Register,
  id: string,
  values: Values,
): Generator<WrittenText> {
  const record = findRecord(context.vault, context.vault, moduleOf(context, register.id), id);
  yield* typedIn(register, { ...record, values: { ...record.values, ...values } });
  yield* textsOfParts(context, register, [id]);
}

function* textsOfParts(
  context: EngineContext,
  { id: whole }: Register,
  wholes: readonly string[],
): Generator<WrittenText> {
  const { vault, modules } = context;
  for (const { register } of modules) {
    const { partOf } = register;
    if (partOf?.register !== whole || partOf.byOthers) continue;
    const rows = vault.all<{ id: string }>(
      `SELECT id FROM ${quote(register.id)} WHERE ${quote(partOf.field)} IN (SELECT value FROM json_each(?))
       AND voidAt IS NULL ORDER BY no`,
      [JSON.stringify(wholes)],
    );
    const ids = rows.map(({ id }) => id);
    for (let from = 0; from < ids.length; from += recordsAtOnce)
      for (const part of loadRecords(vault, vault, register, ids.slice(from, from + recordsAtOnce)))
        yield* typedIn(register, part);
    if (ids.length > 0) yield* textsOfParts(context, register, ids);
  }
}

const recordsAtOnce = 200;
