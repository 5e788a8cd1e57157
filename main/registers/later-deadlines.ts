/**
 * Terms that a later version of the program counts. Records of before have no row for them in the deadline table until
 * their deadlines are worked out anew, once, after the update.
 */
import type { Actor } from '../../domain/access/permissions.ts';
import type { Reader, Slices, Writer } from '../vault/api.ts';
import type { EngineContext } from './commands.ts';
import type { RegisterModule } from './deps.ts';
import { recomputeDeadlines } from './reference-edit.ts';
import { readSetting, writeSetting } from './settings.ts';

const settingKey = 'deadlines.counted';

/** The registers with a term that the deadlines of their records were never worked out by. */
export function withLaterDeadlines(
  reader: Reader,
  modules: readonly RegisterModule[],
): readonly RegisterModule[] {
  const counted = readSetting(reader, settingKey);
  const known = new Set<unknown>(Array.isArray(counted) ? counted : []);
  return modules.filter(({ register }) => register.deadlines.some(({ rule }) => !known.has(rule)));
}

/** Notes that the deadlines in this vault are worked out by every rule there is now. */
export function noteDeadlinesCounted(tx: Writer, modules: readonly RegisterModule[]): void {
  const rules = modules.flatMap(({ register }) => register.deadlines.map(({ rule }) => rule));
  writeSetting(tx, settingKey, [...new Set(rules)].toSorted());
}

/** Works them out, and notes it. Needs no key: terms run from plain fields alone. Returns how many records changed. */
export function* countLaterDeadlines(
  tx: Writer,
  context: EngineContext,
  actor: Pick<Actor, 'userId'>,
): Slices<number> {
  const changed = yield* recomputeDeadlines(tx, context, actor, withLaterDeadlines(tx, context.modules));
  noteDeadlinesCounted(tx, context.modules);
  return changed;
}
