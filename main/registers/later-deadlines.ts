/**
 * Terms that a later version of the program counts. Records of before have no row for them in the deadline table until
 * their deadlines are worked out anew, once, after the update.
 */
import type { Actor } from '../../domain/access/permissions.ts';
import type { Reader, Slices, Writer } from '../vault/api.ts';
import { hasClocksForAddressees } from './clock-values.ts';
import { type EngineContext, moduleOf, refreshRecords } from './commands.ts';
import type { RegisterModule } from './deps.ts';
import { recomputeDeadlines, recomputeRecords } from './reference-edit.ts';
import { readSetting, writeSetting } from './settings.ts';
import { quote } from './sql.ts';

const settingKey = 'deadlines.counted';

/**
 * Raised when this program dates what the one before could not, or otherwise: since 2, days and months without next year's
 * calendar; since 3, only the day that is set for an item of the ledger; since 4, the item's later day for its measures;
 * since 5, what moved that day; since 6, what other offices' papers ask of this one;
 * since 7, each office's own answer to what several were sent; since 8, no more measures of an item that was cancelled;
 * since 9, no visit that somebody has gone to; since 10, nothing that another office has ended or withdrawn; since 11, nothing
 * that was handed over to another office; since 12, the day by which a plan's outcome is made public stands in the plan.
 */
const reckoning = 12;
/** A whole before its parts, which follow from it. */
const reckonedAnew: readonly string[] = ['rectPlan', 'rectItem', 'rectMeasure', 'followUpVisit'];
const reckoningKey = 'deadlines.reckoning';

/** Whether deadlines in this vault are still as a program before this one worked them out. */
export function hasLaterDeadlines(reader: Reader, modules: readonly RegisterModule[]): boolean {
  return readSetting(reader, reckoningKey) !== reckoning || withLaterDeadlines(reader, modules).length > 0;
}

/** The registers with a term that the deadlines of their records were never worked out by, or with one not dated then. */
function withLaterDeadlines(reader: Reader, modules: readonly RegisterModule[]): readonly RegisterModule[] {
  const counted = readSetting(reader, settingKey);
  const known = new Set<unknown>(Array.isArray(counted) ? counted : []);
  const undated =
    readSetting(reader, reckoningKey) === reckoning
      ? []
      : [
          ...reader
            .all<{ register: string }>(
              'SELECT DISTINCT register FROM deadline WHERE open = 1 AND problem IS NOT NULL',
            )
            .map(({ register }) => register),
          ...reckonedAnew,
          ...modules.flatMap(({ register }) => (hasClocksForAddressees(register) ? register.id : [])),
        ];
  return modules.filter(
    ({ register }) =>
      register.deadlines.some(({ rule }) => !known.has(rule)) || undated.includes(register.id),
  );
}

/** Notes that the deadlines in this vault are worked out by every rule there is now. */
export function noteDeadlinesCounted(tx: Writer, modules: readonly RegisterModule[]): void {
  const rules = modules.flatMap(({ register }) => register.deadlines.map(({ rule }) => rule));
  writeSetting(tx, settingKey, [...new Set(rules)].toSorted());
  writeSetting(tx, reckoningKey, reckoning);
}

/**
 * Works them out, and notes it, with the fields of the same records that are worked out, which say the days too. Needs no
 * key: terms run from plain fields alone. Returns how many records have other deadlines.
 */
export function* countLaterDeadlines(
  tx: Writer,
  context: EngineContext,
  actor: Pick<Actor, 'userId'>,
): Slices<number> {
  const anew = readSetting(tx, reckoningKey) !== reckoning;
  let changed = yield* recomputeDeadlines(tx, context, actor, withLaterDeadlines(tx, context.modules));
  if (anew) changed += yield* endWhatOthersHold(tx, context, actor);
  const by = { by: actor.userId, at: context.now() };
  const asking = context.modules.flatMap(({ register }) =>
    hasClocksForAddressees(register) ? register.id : [],
  );
  for (const register of anew ? [...reckonedAnew, ...asking] : []) {
    const sql = `SELECT id FROM ${quote(register)} WHERE office = ? AND voidAt IS NULL`;
    const ids = tx.all<{ id: string }>(sql, [context.office.id]).map(({ id }) => id);
    yield* refreshRecords(tx, context, moduleOf(context, register), ids, by);
  }
  noteDeadlinesCounted(tx, context.modules);
  return changed;
}

/** What other offices hold by now, a lead that was handed over for one, and what of it is still due here by its row. */
function* endWhatOthersHold(
  tx: Writer,
  context: EngineContext,
  actor: Pick<Actor, 'userId'>,
): Slices<number> {
  let changed = 0;
  for (const module of context.modules) {
    const { register } = module;
    if (hasClocksForAddressees(register)) continue;
    const sql = `SELECT id FROM ${quote(register.id)} WHERE office <> ? AND nextDue IS NOT NULL ORDER BY no`;
    const ids = tx.all<{ id: string }>(sql, [context.office.id]).map(({ id }) => id);
    changed += yield* recomputeRecords(tx, context, actor, module, ids);
  }
  return changed;
}
