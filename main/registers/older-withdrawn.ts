/** What a program before this one kept of people whom other offices no longer offer (withdrawn.ts) goes once, after the update. */
import type { Actor } from '../../domain/access/permissions.ts';
import type { Reader, Slices, Writer } from '../vault/api.ts';
import { type EngineContext, findRecord, writeRevision } from './commands.ts';
import type { RegisterModule } from './deps.ts';
import { purgeIndex } from './search-index.ts';
import { readSetting, writeSetting } from './settings.ts';
import { quote } from './sql.ts';
import { forgetTrail, keptContent } from './withdrawn.ts';

const settingKey = 'withdrawn.forgotten';

/** False while there may be people of before who have not been forgotten ({@link forgetOlderWithdrawn}). */
export function areWithdrawnForgotten(reader: Reader): boolean {
  return readSetting(reader, settingKey) === 1;
}

export function noteWithdrawnForgotten(tx: Writer): void {
  writeSetting(tx, settingKey, 1);
}

/** Clears them of all but what a withdrawal leaves today, in record, trail and search. Needs no key. Returns how many. */
export function* forgetOlderWithdrawn(
  tx: Writer,
  context: EngineContext,
  actor: Pick<Actor, 'userId'>,
): Slices<number> {
  let forgotten = 0;
  for (const module of context.modules.filter(({ register }) => register.sends?.keptWithdrawn)) {
    const { register } = module;
    // Nobody but its owner voids another office's record; one that is void there was offered all the same.
    const ids = tx.all<{ id: string }>(
      `SELECT id FROM ${quote(register.id)} WHERE office <> ? AND voidAt IS NOT NULL ORDER BY id`,
      [context.office.id],
    );
    for (const { id } of ids) {
      forgetOne(tx, context, module, id, actor.userId);
      yield;
    }
    if (ids.length > 0) purgeIndex(tx, register);
    forgotten += ids.length;
  }
  noteWithdrawnForgotten(tx);
  return forgotten;
}

function forgetOne(
  tx: Writer,
  context: EngineContext,
  module: RegisterModule,
  id: string,
  userId: string,
): void {
  const before = findRecord(tx, context.vault, module, id);
  const next = { ...before, ...keptContent(module.register, before), rev: before.rev + 1 };
  const entry = { action: 'forget', reason: null, by: userId, at: context.now() };
  writeRevision(tx, context, module, before, next, context.reference(tx), entry);
  forgetTrail(tx, module.register, id);
}
